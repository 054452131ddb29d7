import Diagnostics
import Finance

/// What a session says of its own accord.
enum ReplWords {
    /// Whether anything about a plan changed.
    static func isChanged(_ before: Plan, _ after: Plan) -> Bool {
        before.identity.year != after.identity.year || before.records.count != after.records.count
            || before.movements.count != after.movements.count || before.closures.count != after.closures.count
            || before.lines.count != after.lines.count || before.sources.count != after.sources.count
    }

    /// What an entry did to the plan, a line each.
    static func changes(from before: Plan, to after: Plan) -> [String] {
        if before.identity.year != after.identity.year {
            return ["Rolled forward to \(after.identity.year.text); \(unallocated(after))."]
        }
        var remarks = after.records.dropFirst(before.records.count).map { "Noted \(words($0.fact))." }
        let moved = Array(after.movements.dropFirst(before.movements.count))
        for closure in after.closures.dropFirst(before.closures.count) {
            remarks.append("Closed \(closure.line.onOneLine).")
        }
        if let last = moved.last {
            remarks.append("\(moved.count == 1 ? words(last, after) : sum(moved)); \(unallocated(after)).")
        }
        return remarks
    }

    /// What undoing took back.
    static func undoing(from before: Plan, to after: Plan) -> String {
        if before.identity.year != after.identity.year {
            return "Undone: rolled forward to \(after.identity.year.text). Now \(unallocated(before))."
        }
        let moved = Array(after.movements.dropFirst(before.movements.count))
        let what =
            switch moved.count {
            case 0: "what the last entry added, closed or noted"
            case 1: words(moved[0], after).lowercasedFirst
            default: sum(moved).lowercasedFirst
            }
        return "Undone: \(what). Now \(unallocated(before))."
    }

    private static func unallocated(_ plan: Plan) -> String {
        let left = plan.totalUnallocated
        if left.isNegative { return "\(Money(pence: -left.pence)) more is spent than has come in" }
        if !left.isZero { return "\(left) unallocated" }
        switch plan.balance {
        case .met: return "nothing unallocated"
        case .notMet: return "nothing unallocated in all, but not for every source"
        case .cannotBeTold: return "nothing unallocated, as far as income is stated"
        }
    }

    private static func sum(_ moved: [Movement]) -> String {
        let amount = try? Money.sum(moved.map(\.amount))
        return "Moved \(amount.map { "\($0) " } ?? "")in \(moved.count) movements"
    }

    private static func words(_ movement: Movement, _ plan: Plan) -> String {
        let sources = movement.parts.map { plan.sources[$0.source].id }.joined(separator: ", ").onOneLine
        return switch (movement.from, movement.to) {
        case (.contributor, let to): "Brought in \(movement.amount) of \(sources) to \(end(to))"
        case (let from, .contributor): "Gave back \(movement.amount) of \(sources) from \(end(from))"
        case (let from, let to): "Moved \(movement.amount) from \(end(from)) to \(end(to))"
        }
    }

    private static func words(_ fact: PlanRecord.Fact) -> String {
        switch fact {
        case .outturn(let outturn): "an outturn of \(outturn.amount) for \(outturn.line.onOneLine)"
        case .agreement(let agreement): "an agreement of \(agreement.pool.onOneLine)"
        case .delivery(let delivery): "what quarter \(delivery.quarter) of \(delivery.riskPool.onOneLine) delivered"
        case .decision(let decision):
            "\(decision.stage.rawValue): quarter \(decision.quarter) of \(decision.riskPool.onOneLine)"
        case .riskPoolTerms(let terms): "terms of \(terms.riskPool.onOneLine)"
        case .release(let release): "the release of quarter \(release.quarter) of \(release.riskPool.onOneLine)"
        case .districtSplit: "a key for the districts"
        case .effect(let effect): "the effect \(effect.id.onOneLine)"
        case .supposedEffect(let supposed): "figures of the effect \(supposed.id.onOneLine)"
        case .supposedMetric(let supposed): "figures of the metric \(supposed.id.onOneLine)"
        }
    }

    private static func end(_ end: Movement.End) -> String {
        switch end {
        case .line(let id): id.onOneLine
        case .unallocated: Plan.unallocatedWord
        case .contributor: "its contributor"
        }
    }

    /// An error in the terms of a session, which has no folder that modules could lie in.
    static func ofSession(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.code.hasPrefix("lua.module.") else { return diagnostic }
        return Diagnostic(
            "session.no-modules", "a session cannot use modules", at: diagnostic.place,
            reason: "modules are read with a scenario, before it runs",
            help: "save the session as a scenario, and write `use` into that")
    }

    /// What came of an expectation.
    static func expectation(_ expectation: Expectation) -> String {
        "\(expectation.isMet ? "Met" : "NOT MET"): \(expectation.message.onOneLine)"
            + (expectation.valuesInWords.map { " (\($0))" } ?? "")
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
