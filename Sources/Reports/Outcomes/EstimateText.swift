import Draws
import Finance
import Outcomes
import Scripting

/// How estimates are written: to as many digits as say something, and no more.
struct EstimateText: Sendable {
    /// Digits behind the point.
    let places: Int

    /// Digits for a metric: enough that its change has two that count, whatever its level.
    init(level: Double, changes: [Double]) {
        let byLevel = level.magnitude >= 1000 ? 0 : level.magnitude >= 100 ? 1 : 2
        let change = changes.map(\.magnitude).max() ?? 0
        var byChange = 0
        var size = change
        // A change that is nothing beside the level needs no digits of its own.
        while size > 0, size < 10, byChange < 4 {
            size *= 10
            byChange += 1
        }
        places = max(byLevel, change > 0 ? byChange : 0)
    }

    init(places: Int) { self.places = places }

    /// The figure, with thousands parted.
    func text(_ value: Double) -> String { figure(value).description }

    /// The figure with its sign; a dash for nothing.
    func change(_ value: Double) -> String {
        let figure = figure(value)
        if figure.digits == 0 { return value == 0 ? "–" : "less than \(smallest)" }
        return (figure.digits > 0 ? "+" : "") + figure.description
    }

    /// Two ends: `-12 to +3`.
    func changes(_ low: Double, _ high: Double) -> String {
        let (first, last) = (figure(low), figure(high))
        func signed(_ figure: DecimalFigure) -> String { (figure.digits > 0 ? "+" : "") + figure.description }
        return "\(signed(first)) to \(signed(last))"
    }

    /// Two ends: `9.1 to 10.4`.
    func range(_ low: Double, _ high: Double) -> String { "\(text(low)) to \(text(high))" }

    private var smallest: String { DecimalFigure(digits: 1, places: places).description }

    /// Rounded, half away from zero; what is beyond every figure of a plan stands at its end.
    private func figure(_ value: Double) -> DecimalFigure {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
        let most = 999_999_999_999_999_999.0
        let digits = Int64(exactly: min(max(scaled.isFinite ? scaled : 0, -most), most)) ?? 0
        return DecimalFigure(digits: digits, places: places)
    }

    /// An amount as whole pounds with its sign, as no estimate is good to the penny.
    static func pounds(_ amount: Money) -> String {
        let words = wholePounds(amount)
        return (amount.isNegative || words == "£0" ? "" : "+") + words
    }

    /// An amount as whole pounds.
    static func wholePounds(_ amount: Money) -> String {
        let pounds = EstimateText(places: 0).text((Double(amount.pence) / 100).magnitude)
        return (amount.isNegative && pounds != "0" ? "-" : "") + "£" + pounds
    }

    /// A part of a whole as whole per cents, with one more digit below a tenth: `31%`, `0.4%`.
    static func percent(_ share: Double) -> String {
        let hundredths = share * 100
        let isSmall = hundredths > 0 && hundredths < 9.95
        return EstimateText(places: isSmall ? 1 : 0).text(hundredths) + "%"
    }

    /// A part of a whole that is next to all of it, cut down: `99.6%`, and never `100%`.
    private static func mostPercent(_ share: Double) -> String {
        let (hundredths, rest) = (share * 100, (1 - share) * 100)
        guard rest < 5, rest > 0 else { return percent(share) }
        var (places, parts) = (1, 10.0)
        while places < 6, rest * parts < 1 { (places, parts) = (places + 1, parts * 10) }
        return EstimateText(places: places).text((hundredths * parts).rounded(.down) / parts) + "%"
    }

    /// A chance with how far it may be off because there are only so many samples: `31% ±1.5`.
    static func chance(_ chance: Draws.Chance) -> String {
        let ends = chance.interval
        // Where all samples agree, the standard error says nothing; the interval does.
        if chance.met == 0 { return "below \(percent(ends.upperBound))" }
        // With as many digits as it takes to stay below the whole.
        if chance.met == chance.count { return "above \(mostPercent(ends.lowerBound))" }
        return "\(percent(chance.share)) ±\(EstimateText(places: 1).text(chance.standardError * 100))"
    }
}

extension ModelParameter {
    /// What is believed of the figure, in words and in its own unit.
    var words: String { UncertainFigure(evidence.figure, kind).text }

    /// One value of the figure in its own unit.
    func words(_ value: Double) -> String { UncertainFigure(.certain(value), kind).text }

    private var kind: UncertainFigure.Kind { Self.kind(of: name.split(separator: "/").last.map(String.init) ?? "") }

    /// What the values of a figure of effects.csv are.
    static func kind(of figure: String) -> UncertainFigure.Kind {
        switch figure {
        case "unit-cost", "unit-value": .money
        case "delivery", "cash-releasing", "growth", "shared": .rate
        default: .number
        }
    }
}

extension YearPart {
    /// The part in words: `year`, `quarter 2`, `June`.
    var words: String {
        switch self {
        case .year: "year"
        case .quarter(let number): "quarter \(number)"
        case .month(let number):
            (1...12).contains(number)
                ? [
                    "April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
                    "February", "March",
                ][number - 1] : "month \(number)"
        }
    }

    /// The part for machines: `year`, `q2`, `m3`.
    var id: String {
        switch self {
        case .year: "year"
        case .quarter(let number): "q\(number)"
        case .month(let number): "m\(number)"
        }
    }
}
