import Diagnostics
import Draws
import Finance

/// The shapes that the column `shape` of effects.csv knows, and how its cells become a distribution.
enum EffectShape: String, CaseIterable {
    /// `value`, without doubt.
    case certain
    /// Nine times in ten between `low` and `high`.
    case between
    /// Every value from `low` to `high` is equally likely.
    case uniform
    /// `low`, the likeliest `value`, and `high`, on straight lines.
    case triangular
    /// `low`, the likeliest `value`, and `high`, rounded at the top.
    case pert

    var takesValue: Bool { self != .between && self != .uniform }
    var takesRange: Bool { self != .certain }
}

/// Reads the cells of a believed figure.
struct DistributionCells {
    /// Where the columns stand.
    let columns: Columns

    /// The distribution that the current row states; `nil` for anything wrong, which is noted.
    func distribution(_ figure: String, _ limits: EffectFigure.Limits, in sheet: Sheet) -> Distribution? {
        let cells = ["value", "low", "high"].map { Self.content(columns.words($0), in: sheet) }
        let isRange = cells[1] != nil || cells[2] != nil
        guard let shape = shape(isRange: isRange, in: sheet) else {
            for name in ["value", "low", "high"] { _ = number(name, limits, in: sheet) }
            return nil
        }
        var isWhole = true
        for (name, isTaken) in [
            ("value", shape.takesValue), ("low", shape.takesRange), ("high", shape.takesRange),
        ] {
            let isThere = Self.content(columns.words(name), in: sheet) != nil
            guard isThere != isTaken else { continue }
            isWhole = false
            sheet.note(
                isTaken ? "effects.shape.lacks" : "effects.shape.excess",
                isTaken ? "`\(shape.rawValue)` needs a `\(name)`" : "`\(shape.rawValue)` has no `\(name)`",
                columns.words(name) ?? columns.words("shape") ?? columns.words("value"),
                reason: shape.takesRange
                    ? (shape.takesValue
                        ? "the shape is made of the least, the likeliest and the most"
                        : "the shape is made of its two ends")
                    : "one value is certain; a range has a `shape`",
                help: isTaken
                    ? "write it\(columns.words(name) == nil ? " into a column `\(name)`" : "")"
                    : shape.takesRange
                        ? "leave `value` blank, or write `triangular` or `pert` as the shape"
                        : "leave it blank, or write one of `between`, `uniform`, `triangular`, `pert` as the shape")
        }
        let value = number("value", limits, in: sheet)
        let low = number("low", limits, in: sheet)
        let high = number("high", limits, in: sheet)
        guard isWhole else { return nil }
        let made: Distribution
        switch (shape, value, low, high) {
        case (.certain, .some(let value), _, _): made = .certain(value)
        case (.between, _, .some(let low), .some(let high)): made = .between(low: low, high: high)
        case (.uniform, _, .some(let low), .some(let high)): made = .uniform(low: low, high: high)
        case (.triangular, .some(let mode), .some(let low), .some(let high)):
            made = .triangular(low: low, mode: mode, high: high)
        case (.pert, .some(let mode), .some(let low), .some(let high)): made = .pert(low: low, mode: mode, high: high)
        default: return nil
        }
        guard let problem = Self.problem(with: made, limits) else { return made }
        sheet.note(
            problem.code, "`\(figure)`: \(problem.message)", columns.words(problem.column), reason: problem.reason,
            help: problem.help)
        return nil
    }

    /// What a cell says, or `nil` where it is blank or not there.
    private static func content(_ column: Int?, in sheet: Sheet) -> String? {
        column.map { sheet.text($0) }.flatMap { Quoting.isBlank($0) ? nil : $0 }
    }

    private func shape(isRange: Bool, in sheet: Sheet) -> EffectShape? {
        let column = columns.words("shape")
        guard let column, let word = Self.content(column, in: sheet) else {
            guard isRange else { return .certain }
            sheet.note(
                "effects.shape.missing", "a range has no shape",
                column ?? columns.words("low") ?? columns.words("high"),
                reason: "`low` and `high` may be the ends, or what nine in ten lie between",
                help: "write one of \(Quoting.list(EffectShape.allCases.map(\.rawValue))) into the column `shape`")
            return nil
        }
        if let shape = EffectShape(rawValue: word) { return shape }
        sheet.wrongWord(word, column, forms: EffectShape.allCases.map(\.rawValue))
        return nil
    }

    /// The number in a column; `nil` where the cell is blank, and for anything wrong.
    private func number(_ name: String, _ limits: EffectFigure.Limits, in sheet: Sheet) -> Double? {
        guard let column = columns.words(name), let text = Self.content(column, in: sheet) else { return nil }
        guard let number = Self.number(text, isMoney: limits.isMoney) else {
            sheet.note(
                "effects.number", "`\(Quoting.short(text))` is not a number", column,
                reason: "the column holds the figure alone; what it counts is told by `figure`",
                help: limits.isMoney ? "write it as 1490 or £1,490" : "write it as 0.775 or 77.5%")
            return nil
        }
        guard let problem = Self.outside(number, limits) else { return number }
        sheet.note(
            "effects.limits", "`\(Quoting.short(text))` is \(problem.what)", column, reason: problem.reason,
            help: problem.help)
        return nil
    }

    /// A decimal number, with a per cent sign for hundredths, and a pound sign before what is money.
    static func number(_ text: String, isMoney: Bool) -> Double? {
        var body = text[...]
        if isMoney, body.first == "£" { body.removeFirst() }
        guard !isMoney, body.last == "%" else { return DecimalFigure(body)?.approximate }
        guard let figure = DecimalFigure(body.dropLast()), figure.places + 2 <= DecimalFigure.mostPlaces else {
            return nil
        }
        return DecimalFigure(digits: figure.digits, places: figure.places + 2).approximate
    }

    private static func outside(
        _ number: Double, _ limits: EffectFigure.Limits
    ) -> (what: String, reason: String, help: String)? {
        if let least = limits.least, limits.isOpen ? number <= least : number < least {
            return (
                limits.isOpen ? "not above \(shown(least))" : "below \(shown(least))",
                limits.isOpen
                    ? "something is divided by it, or it is a price" : "there cannot be less than \(shown(least))",
                "check the figure and its sign"
            )
        }
        if let most = limits.most, number > most {
            return ("above \(shown(most))", "it is a share of a whole", "write 70% or 0.7 for seventy in a hundred")
        }
        if let slip = limits.slip, number > slip {
            return (
                "more than \(shown(slip * 100))%", "without a per cent sign, 1 is the whole of what was planned",
                "write 70% or 0.7 for seventy in a hundred"
            )
        }
        return nil
    }

    private static func shown(_ limit: Double) -> String { String(Int64(limit)) }

    /// What is wrong with a distribution as a whole.
    private static func problem(
        with distribution: Distribution, _ limits: EffectFigure.Limits
    ) -> (code: String, message: String, column: String, reason: String, help: String)? {
        if let problem = problemOfCells(distribution, limits) { return problem }
        // What the cells do not show, such as a range too wide for the numbers of a machine.
        return distribution.problem.map {
            ("effects.range", $0, "value", "chance cannot be drawn from it", "check the figures for a slip")
        }
    }

    /// The same, where one of the cells is to be corrected.
    private static func problemOfCells(
        _ distribution: Distribution, _ limits: EffectFigure.Limits
    ) -> (code: String, message: String, column: String, reason: String, help: String)? {
        switch distribution {
        case .between(let low, let high):
            if let problem = crossing(low, nil, high) { return problem }
            // With a low end above zero it is lognormal and stays there; otherwise it has no ends at all.
            guard (limits.least == 0 && low <= 0) || limits.most != nil else { return nil }
            return (
                "effects.shape.unbounded", "one in ten would lie outside the range, and some where it cannot be",
                "shape", "`between` says where nine in ten lie, and the tenth has no ends",
                "write `triangular` or `pert` with the likeliest value, or `uniform`"
            )
        case .uniform(let low, let high): return crossing(low, nil, high)
        case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
            return crossing(low, mode, high)
        default: return nil
        }
    }

    private static func crossing(
        _ low: Double, _ mode: Double?, _ high: Double
    ) -> (code: String, message: String, column: String, reason: String, help: String)? {
        if low >= high {
            return (
                "effects.range", low == high ? "`low` and `high` are the same" : "`low` is above `high`", "low",
                "a range runs from the lower to the higher",
                low == high ? "write the value alone, or a range" : "exchange them, or correct the slip"
            )
        }
        guard let mode, mode < low || mode > high else { return nil }
        return (
            "effects.range", "`value` does not lie between `low` and `high`", "value",
            "it is the likeliest of what lies between them", "correct the one that is wrong"
        )
    }
}
