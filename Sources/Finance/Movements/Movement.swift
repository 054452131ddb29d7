package import Diagnostics

/// Money that changed its place, for a reason that somebody gave.
///
/// Balances change only by movements. A movement takes amounts by source from one end and gives the same amounts to the
/// other, so it conserves the money of every source; only contributions and withdrawals cross the edge of the plan.
package struct Movement: Hashable, Sendable {
    /// Where money comes from or goes to.
    package enum End: Hashable, Sendable {
        /// A spend line, by id.
        case line(String)
        /// Money in the plan that has no line.
        case unallocated
        /// Outside the plan: the partner that contributes to the source.
        case contributor
    }

    /// The words of the script that made the movement.
    package enum Verb: String, Sendable {
        case move, contribute, withdraw, scale
        case closeLine = "close_line"
    }

    /// An amount of one source, always above zero.
    package struct Part: Hashable, Sendable {
        /// The place of the source in the plan's list.
        package let source: Int
        /// How much of it.
        package let amount: Money

        /// Makes a part; the plan checks it when the movement is made.
        package init(source: Int, amount: Money) {
            self.source = source
            self.amount = amount
        }
    }

    /// What the person who moves money says about it.
    package struct Note: Hashable, Sendable {
        /// Why.
        package let reason: String
        /// Who may decide it: a virement limit, a board, both chief finance officers.
        package let authority: String?
        /// Whether the change goes on in the next year.
        package let isRecurrent: Bool?
        /// The months in which the change takes effect; `nil` when it follows the months of the line that it changes.
        package let months: MonthSpan?
        /// The script and line that made it.
        package let written: Place?

        /// Whether there is a reason at all.
        var isReasoned: Bool {
            // Nearly every reason begins with a letter of ASCII, which needs no look into Unicode's tables.
            if let first = reason.utf8.first, (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(first) { return true }
            return !reason.allSatisfy(\.isWhitespace)
        }

        /// Makes a note. A movement without a reason is refused when it is made.
        package init(
            reason: String, authority: String? = nil, isRecurrent: Bool? = nil, months: MonthSpan? = nil,
            written: Place? = nil
        ) {
            self.reason = reason
            self.authority = authority
            self.isRecurrent = isRecurrent
            self.months = months
            self.written = written
        }
    }

    /// The word that made it.
    package let verb: Verb
    /// Where the money comes from.
    package let from: End
    /// Where it goes.
    package let to: End
    /// The amounts by source, in the plan's order of sources; at least one.
    package let parts: [Part]
    /// Reason, authority and place.
    package let note: Note

    /// Makes a movement; the plan checks it when it is made in the plan.
    package init(verb: Verb, from: End, to: End, parts: [Part], note: Note) {
        self.verb = verb
        self.from = from
        self.to = to
        self.parts = parts
        self.note = note
    }

    /// The amount over all sources. Fits, as the plan checked it when the movement was made.
    package var amount: Money { Money(pence: parts.reduce(0) { $0 + $1.amount.pence }) }
}

/// A line that was closed, and why. Its money, if it held any, left by a movement of its own.
package struct Closure: Hashable, Sendable {
    /// The line, by id.
    package let line: String
    /// Reason, authority and place.
    package let note: Movement.Note

    /// Makes the record of a closure.
    package init(line: String, note: Movement.Note) {
        self.line = line
        self.note = note
    }
}
