import Finance
import Reports

/// A figure of a chart: how long its bar is, and the words beside the bar and in the table.
struct ChartFigure {
    let value: Double
    let words: String
    /// The words in the table, where more than words stand there.
    var cell: [Node]

    init(_ value: Double, _ words: String, cell: [Node]? = nil) {
        self.value = value
        self.words = words
        self.cell = cell ?? [.text(words)]
    }

    /// An amount.
    init(_ amount: Money, cell: [Node]? = nil) {
        self.init(Double(amount.pence), FigureCell.amount(amount), cell: cell)
    }

    /// A change of an amount.
    init(change amount: Money, cell: [Node]? = nil) {
        self.init(Double(amount.pence), FigureCell.minus(amount.formatted(sign: true)), cell: cell)
    }
}

/// How figures are written at an axis.
enum AxisUnit {
    case money
    /// An estimate with so many digits behind the point.
    case number(EstimateText)

    func words(_ value: Double) -> String {
        switch self {
        case .number(let style): FigureCell.minus(style.text(value))
        case .money: Self.money(value)
        }
    }

    /// Pence as `£250k`, `£1.5m`.
    private static func money(_ pence: Double) -> String {
        let pounds = pence / 100
        let (size, word): (Double, String) =
            switch pounds.magnitude {
            case 1e9...: (1e9, "bn")
            case 1e6...: (1e6, "m")
            case 1e3...: (1e3, "k")
            default: (1, "")
            }
        let scaled = pounds.magnitude / size
        var places = 0
        var rest = scaled
        while places < 2, (rest - rest.rounded()).magnitude > 1e-6 {
            rest *= 10
            places += 1
        }
        return (pounds < 0 ? "\u{2212}" : "") + "£" + EstimateText(places: places).text(scaled) + word
    }
}
