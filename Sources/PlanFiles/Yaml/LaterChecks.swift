import Diagnostics
import Finance
import Yams

/// Checks of plan.yaml that need the tables: they are noted while the file is read, and made when the tables are.
///
/// An object and not a value: every reader of the file adds to the same ones.
final class LaterChecks {
    /// What the tables hold.
    struct Tables {
        /// The sources of funding.csv.
        let sources: [FundingSource]
        /// The ids of the lines of spending.csv.
        let lines: [String]
    }

    private var checks: [(Tables) -> Void] = []

    /// Notes a check for later.
    func add(_ check: @escaping (Tables) -> Void) { checks.append(check) }

    /// Makes every check, in the order in which they were noted.
    func run(_ tables: Tables) { for check in checks { check(tables) } }
}

extension YamlReading {
    /// The id of a line of spending.csv.
    func line(_ node: Node?, _ key: String, _ later: LaterChecks) -> String? {
        reference(node, key, "line", "spending.csv", later) { $0.lines }
    }

    /// The id of a source of funding.csv.
    func fundingSource(_ node: Node?, _ key: String, _ later: LaterChecks) -> String? {
        reference(node, key, "source", "funding.csv", later) { $0.sources.map(\.id) }
    }

    private func reference(
        _ node: Node?, _ key: String, _ what: String, _ file: String, _ later: LaterChecks,
        _ known: @escaping (LaterChecks.Tables) -> [String]
    ) -> String? {
        guard let node, let id = text(node, key) else { return nil }
        later.add { tables in
            let known = known(tables)
            guard !known.contains(id) else { return }
            note(
                "plan.\(what).unknown", "there is no \(what) `\(Quoting.short(id))`", at: node,
                reason: "`\(key)` names a \(what) of \(file)",
                help: Suggestion.didYouMean(id, in: known.prefix(1000)) ?? "write the id of one: \(Quoting.list(known))"
            )
        }
        return id
    }

    /// Text, or `nil` for `not stated` and where the key is not there.
    func textOrNotStated(_ node: Node?, _ key: String) -> String? {
        let value = text(node, key)
        return value == notStated ? nil : value
    }

    /// An amount that stands beside the tables: not so large that sums with others would not fit.
    ///
    /// - Parameter mayBeBelowZero: whether it can be, as what is left of a reserve.
    func statedMoney(_ node: Node?, _ key: String, mayBeBelowZero: Bool = false) -> Money? {
        guard let node, let amount = money(node, key) else { return nil }
        if amount.isNegative, !mayBeBelowZero {
            note(
                "plan.amount.below-zero", "`\(key)` is \(amount)", at: node,
                reason: "it is an amount, and not a difference",
                help: "check its sign, or write `\(notStated)` if it is not known")
            return nil
        }
        if amount.pence.magnitude <= RiskPool.mostAmount.pence { return amount }
        note(
            "plan.too-large", "\(amount) is too large for `\(key)`", at: node,
            reason: "what is worked out of it is held exactly", help: "check the figure and its unit")
        return nil
    }

    /// An amount, or `nil` for `not stated`, where the key is not there, and for anything wrong.
    func moneyOrNotStated(_ node: Node?, _ key: String) -> Money? {
        if let scalar = node?.scalar, scalar.string == notStated { return nil }
        return statedMoney(node, key)
    }

    /// A day, or `nil` for `not stated` and for anything wrong.
    func dayOrNotStated(_ node: Node?, _ key: String) -> String? {
        guard let node, let value = textOrNotStated(node, key) else { return nil }
        if CalendarDay.isReal(value) { return value }
        var help = "write it as 2016-06-30, or write `\(key): \(notStated)`"
        if case .otherForm(let meant?) = CalendarDay.slip(value) { help = "write `\(key): \(meant)`" }
        note(
            "plan.day", "`\(Quoting.short(value))` is not a day", at: node,
            reason: "a day is written year, month, day, and exists", help: help)
        return nil
    }

    /// A percentage that is a whole number of millionths.
    func percentage(_ node: Node?, _ key: String) -> Rate? {
        guard let node, let value = text(node, key) else { return nil }
        if value.hasSuffix("%"), let rate = Rate(percentage: value), rate.millionths != nil { return rate }
        note(
            "plan.percentage", "`\(Quoting.short(value))` is not a percentage", at: node,
            reason: "a percentage has a percent sign, and up to four decimals", help: "write it as 50% or 56.8%")
        return nil
    }
}
