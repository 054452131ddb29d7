import Draws
import Finance

/// A believed figure in words: what is believed, and how well it is known.
struct BelievedFigure {
    /// What a figure is in, for how it is written.
    enum Unit {
        /// A plain number.
        case number
        /// A share, written in %.
        case percentage
        /// Pounds.
        case money
    }

    let evidence: Evidence
    let unit: Unit

    /// Makes it of a figure.
    init(_ evidence: Evidence, in unit: Unit = .number) {
        self.evidence = evidence
        self.unit = unit
    }

    /// Such as `77.5%, from 70% to 93% (pert)`.
    var words: String {
        switch evidence.figure {
        case .certain(let value): shown(value)
        case .between(let low, let high): "\(shown(low)) to \(shown(high)), nine times in ten"
        case .uniform(let low, let high): "\(shown(low)) to \(shown(high)), every value equally likely"
        case .triangular(let low, let mode, let high):
            "\(shown(mode)), from \(shown(low)) to \(shown(high)) (triangular)"
        case .pert(let low, let mode, let high): "\(shown(mode)), from \(shown(low)) to \(shown(high)) (PERT)"
        case .normal(let mean, let deviation): "\(shown(mean)), give or take \(shown(deviation)) (normal)"
        case .lognormal: "a lognormal figure"
        case .beta: "a share (beta)"
        case .discrete(let values): "one of \(values.map { shown($0.value) }.joined(separator: ", "))"
        case .empirical(let values): "one of \(values.count) that were seen"
        }
    }

    /// The same with the mark of its quality, and where it comes from.
    var marked: String { words + Self.mark(evidence.quality, evidence.reference) }

    /// How well a figure is known and where it comes from, behind the figure.
    static func mark(_ quality: Evidence.Quality, _ reference: String?) -> String {
        " [\(quality.rawValue)]" + (reference.map { "; \($0)" } ?? "")
    }

    private func shown(_ value: Double) -> String {
        switch unit {
        case .number: Self.text(value, places: 5)
        case .percentage: Self.text(value * 100, places: 3) + "%"
        case .money: value < 0 ? "-£" + Self.text(-value, places: 2) : "£" + Self.text(value, places: 2)
        }
    }

    /// A number with so many decimals at most.
    static func text(_ value: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
        guard value.magnitude < 1e12, var digits = Int64(exactly: (value * scale).rounded()) else {
            return value.description
        }
        var left = places
        while left > 0, digits.isMultiple(of: 10) {
            digits /= 10
            left -= 1
        }
        return DecimalFigure(digits: digits, places: left).description
    }

    /// As JSON: the words, the quality and the source.
    var json: JSONValue {
        .object([
            ("figure", .string(words)), ("quality", .string(evidence.quality.rawValue)),
            ("reference", .optional(evidence.reference)),
        ])
    }
}
