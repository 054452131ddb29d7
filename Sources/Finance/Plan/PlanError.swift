import Diagnostics

/// Why a plan could not be made or changed: what, why and how to mend it, with a stable code.
package struct PlanError: Error, Hashable, Sendable {
    /// A stable name for the rule, such as `plan.line.not-enough`.
    package let code: String
    /// What is wrong, in one sentence.
    package let message: String
    /// The rule behind it.
    package let reason: String?
    /// How to mend it.
    package let help: String?

    /// Makes an error.
    package init(_ code: String, _ message: String, reason: String? = nil, help: String? = nil) {
        self.code = code
        self.message = message
        self.reason = reason
        self.help = help
    }
}

extension PlanError {
    static func noSuchLine(_ id: String, in lines: [SpendLine]) -> Self {
        // People know a line by its printed reference or its name as well.
        let named = lines.first { $0.ref == id || $0.title.lowercased() == id.lowercased() }
        let help =
            named.map { "did you mean `\($0.id)`, \($0.title)?" }
            ?? Suggestion.didYouMean(id, in: lines.map(\.id)) ?? "`bcf check PLAN --lines` lists the lines"
        return Self("plan.line.unknown", "there is no line `\(id)`", help: help)
    }

    static func themeSlip(_ theme: String, near: String) -> Self {
        Self(
            "plan.theme.slip", "no theme is called `\(theme)`, and one is called nearly that",
            reason: "a slip would make a theme of its own, and split its totals", help: "did you mean `\(near)`?")
    }

    static func noSuchKind(_ kind: String, known: [String]) -> Self {
        Self(
            "plan.kind.unknown", "there is no kind of money `\(kind)`",
            reason: "the kinds are those of the national rules, and what the plan's rulebook brings",
            help: Suggestion.didYouMean(kind, in: known) ?? "known: \(known.joined(separator: ", "))")
    }

    static func noSuchSource(_ id: String, known: [String]) -> Self {
        Self(
            "plan.source.unknown", "there is no funding source `\(id)`",
            help: Suggestion.didYouMean(id, in: known) ?? "the sources are \(known.joined(separator: ", "))")
    }

    static func duplicateLine(_ id: String) -> Self {
        Self(
            "plan.line.duplicate", "there are two lines with the id `\(id)`",
            reason: "a line's id is unique in its plan")
    }

    static func reservedLine(_ id: String) -> Self {
        Self(
            "plan.line.reserved", "no line may be called `\(id)`", reason: "the word means money without a line",
            help: "give the line another id")
    }

    static func overWithdrawn(_ source: String, funding: Money, asked: Money) -> Self {
        Self(
            "plan.withdraw.too-much", "\(funding) has come in from `\(source)`, so \(asked) cannot go back",
            reason: "a contributor gets back no more than it put in", help: "withdraw at most \(funding)")
    }

    static func duplicateSource(_ id: String) -> Self {
        Self(
            "plan.source.duplicate", "there are two funding sources with the id `\(id)`",
            reason: "a source's id is unique in its plan")
    }

    static func negativeCell(line: String, source: String, amount: Money) -> Self {
        Self(
            "plan.cell.negative", "line `\(line)` would spend \(amount) from `\(source)`",
            reason: "a line cannot spend less than nothing")
    }

    static func notEnough(in line: String, holds: Money, of source: String?, asked: Money) -> Self {
        let what = source.map { " of `\($0)`" } ?? ""
        return Self(
            "plan.line.not-enough", "line `\(line)` holds \(holds)\(what), so \(asked) cannot leave it",
            reason: "a movement takes only money that is there",
            help: holds.isZero ? "take it from another line or source" : "move at most \(holds)")
    }

    static func notEnoughUnallocated(of source: String, available: Money, asked: Money) -> Self {
        Self(
            "plan.unallocated.not-enough", "\(available) of `\(source)` is unallocated, so \(asked) cannot be used",
            reason: "a movement takes only money that is there",
            help: "bring it in with plan:contribute, or free it with plan:move { …, to = \"unallocated\" }")
    }

    static func incomeNotStated(of source: String, freed: Money, asked: Money) -> Self {
        let known = freed.isZero ? "nothing" : "no more than the \(freed) that the scenario freed"
        return Self(
            "plan.income.not-stated",
            "the income of `\(source)` is not stated, so \(asked) of it cannot be known to be unallocated",
            reason: "\(known) of it is known to be without a use",
            help: "take the money from a line, or bring it in with plan:contribute")
    }

    static func notPositive(_ amount: Money) -> Self {
        Self(
            "plan.movement.not-positive", "a movement of \(amount) moves nothing forward",
            reason: "a movement is an amount above zero with a direction",
            help: amount.isNegative ? "swap `from` and `to`" : "leave the movement out, or give it an amount")
    }

    static func sameLine(_ id: String) -> Self {
        Self(
            "plan.movement.same-line", "the money would go from line `\(id)` to itself",
            help: "name two different lines")
    }

    static func closedLine(_ id: String) -> Self {
        Self(
            "plan.line.closed", "line `\(id)` is closed",
            reason: "a closed line takes no money", help: "move the money before the line is closed, or to another line"
        )
    }

    static func emptyLine(_ id: String) -> Self {
        Self(
            "plan.line.empty", "line `\(id)` holds no money to share by",
            reason: "without a source, an amount is shared by what the line holds from each",
            help: "name the source: source = \"…\"")
    }

    static func tooLarge(_ calculation: String) -> Self {
        Self(
            "plan.too-large", calculation, reason: "amounts are held exactly in 64 bits of pence",
            help: "check the figure and its unit")
    }

    static func tooMany(_ things: String, _ limit: Int) -> Self {
        Self(
            "plan.too-many", "the plan would have more than \(limit) \(things)",
            reason: "no plan that people read comes near that", help: "look for a loop that does not end")
    }

    static func noReason() -> Self {
        Self(
            "plan.movement.no-reason", "the movement has no reason",
            reason: "a section 151 officer signs for every movement", help: "say why: reason = \"…\"")
    }
}
