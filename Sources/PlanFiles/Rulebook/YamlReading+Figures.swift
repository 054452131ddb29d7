import Diagnostics
import Finance
import Yams

// Figures and days, as rulebooks write them.
extension YamlReading {
    /// An amount above zero.
    func positiveMoney(_ node: Node?, _ key: String) -> Money? {
        guard let node, let amount = money(node, key) else { return nil }
        guard amount > .zero else {
            note(
                "rulebook.amount", "`\(key)` is \(amount)", at: node, reason: "it is an amount above zero",
                help: "write the amount, or leave the key out if it may be left out")
            return nil
        }
        return amount
    }

    /// A percentage with its sign.
    func rate(_ node: Node?, _ key: String) -> Rate? {
        guard let node, let value = text(node, key) else { return nil }
        if value.hasSuffix("%"), let rate = Rate(percentage: value) { return rate }
        note(
            "rulebook.rate", "`\(Quoting.short(value))` is not a percentage", at: node,
            reason: "a rate has its sign, so that 0.5 is not taken for half", help: "write it as `\(key): 1.79%`")
        return nil
    }

    /// A growth: a percentage that leaves something, or nothing.
    func growth(_ node: Node?, _ key: String) -> Rate? {
        guard let node, let rate = rate(node, key) else { return nil }
        guard Int128(rate.numerator) >= -Int128(rate.denominator) else {
            note(
                "rulebook.rate", "`\(key)` is \(rate)", at: node,
                reason: "a growth below -100% takes away more than there is", help: "check the rate and its sign")
            return nil
        }
        return rate
    }

    /// A day that exists.
    func day(_ node: Node?, _ key: String) -> String? {
        guard let node, let value = text(node, key) else { return nil }
        if CalendarDay.isReal(value) { return value }
        var help = "write it as 2016-04-01"
        if case .otherForm(let meant?) = CalendarDay.slip(value) { help = "write it as \(meant)" }
        note(
            "rulebook.date", "`\(Quoting.short(value))` is not a day", at: node,
            reason: "a day is written year-month-day", help: help)
        return nil
    }
}
