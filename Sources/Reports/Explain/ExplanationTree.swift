package import Diagnostics
package import Finance

/// A figure and what it is made of, down to input cells, movements, rules and draws.
///
/// Text, JSON and pages show the same tree. Where the children make the parent by a sum or a difference, they do so to
/// the penny: ``imbalances`` is empty for every tree that bcf makes.
package struct ExplanationTree: Hashable, Sendable {
    /// What a node is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A sum over lines or sources.
        case total, theme, line, source
        /// An input cell of a table, or a statement of plan.yaml.
        case cell, statement
        /// What changed a figure since it was read.
        case movement
        case rollForward = "roll-forward"
        /// A fact that a script noted, such as a delivery or an outturn.
        case record
        /// A condition, what it requires, what counts towards it.
        case condition, required, counted
        /// What a rulebook, an agreement or bcf's own arithmetic says.
        case rule
        /// What a rule rounds off.
        case rounding
        /// A metric, an effect on it, a figure that somebody believes, and chance.
        case metric, effect, parameter, samples
        /// A pool that is tied to performance, and its quarters.
        case riskPool = "risk-pool"
        case quarter
        /// What a partner puts into a pool or bears of it.
        case contribution, share, apportionment
        /// What a district gets of the Disabled Facilities Grant.
        case district
        /// Words that a figure cannot do without.
        case remark
    }

    /// How the children make the parent.
    package enum Making: String, Hashable, Sendable, CaseIterable {
        /// They add up to it, to the penny.
        case sum
        /// The first less all others is it, to the penny.
        case difference
        /// It is their product, rounded where a rule says so.
        case product
        /// It is the smallest of them.
        case smallest
        /// A rule makes it of them, in the words of ``ExplanationTree/reason``.
        case rule
    }

    /// A stream of random draws.
    package struct Draws: Hashable, Sendable {
        /// The stream's name.
        package let stream: String
        /// The number that the name stands for, in hexadecimal: draws are a function of it, the seed and the sample.
        package let number: String
        /// The seed; `nil` where nothing was drawn.
        package let seed: UInt64?

        /// Makes a stream's particulars.
        package init(stream: String, number: String, seed: UInt64?) {
            self.stream = stream
            self.number = number
            self.seed = seed
        }
    }

    /// What it is.
    package let kind: Kind
    /// What it is called.
    package var title: String
    /// The figure as people read it; empty for words alone.
    package var value: String
    /// The figure in whole pence, where it is money.
    package var pence: Int64?
    /// The figure as it is, where it is an estimate or a count.
    package var number: Double?
    /// Where it is written: an input cell, or a line of a script.
    package var place: Place?
    /// Why it is so.
    package var reason: String?
    /// Who may decide it.
    package var authority: String?
    /// The document that states the rule, its section, and how surely it is known.
    package var citation: String?
    /// The draws that it takes part in.
    package var draws: Draws?
    /// How the children make it; `nil` without children.
    package var making: Making?
    /// What it is made of.
    package var children: [ExplanationTree]

    /// A figure of money.
    package init(
        _ kind: Kind, _ title: String, _ amount: Money, place: Place? = nil, reason: String? = nil,
        authority: String? = nil, citation: String? = nil, making: Making? = nil, children: [ExplanationTree] = []
    ) {
        self.init(
            kind, title, value: amount.description, place: place, reason: reason, authority: authority,
            citation: citation, making: making, children: children)
        pence = amount.pence
    }

    /// A figure that is no money, or words.
    package init(
        _ kind: Kind, _ title: String, value: String, number: Double? = nil, place: Place? = nil,
        reason: String? = nil, authority: String? = nil, citation: String? = nil, draws: Draws? = nil,
        making: Making? = nil, children: [ExplanationTree] = []
    ) {
        self.kind = kind
        self.title = title
        self.value = value
        self.number = number
        self.place = place
        self.reason = reason
        self.authority = authority
        self.citation = citation
        self.draws = draws
        self.making = children.isEmpty ? nil : making
        self.children = children
    }

    /// A sum of others.
    package static func sum(
        _ kind: Kind, _ title: String, _ children: [ExplanationTree], place: Place? = nil, reason: String? = nil,
        citation: String? = nil
    ) -> ExplanationTree {
        // Parts of one plan's figures, whose sums fit.
        let pence = children.reduce(Int64(0)) { $0 &+ ($1.pence ?? 0) }
        return ExplanationTree(
            kind, title, Money(pence: pence), place: place, reason: reason, citation: citation, making: .sum,
            children: children)
    }

    /// The amount, where it is money.
    package var amount: Money? { pence.map { Money(pence: $0) } }

    /// Every node of the tree, this one first, each before its children.
    package var nodes: [ExplanationTree] { [self] + children.flatMap(\.nodes) }

    /// The nodes whose children do not make them to the penny. There are none in a tree that bcf makes.
    package var imbalances: [ExplanationTree] { nodes.filter { !$0.isBalanced } }

    private var isBalanced: Bool {
        guard making == .sum || making == .difference else { return true }
        guard let pence, children.allSatisfy({ $0.pence != nil }) else { return false }
        var left = pence
        for (index, child) in children.enumerated() {
            let part = child.pence ?? 0
            left &-= making == .difference && index > 0 ? 0 &- part : part
        }
        return left == 0
    }
}
