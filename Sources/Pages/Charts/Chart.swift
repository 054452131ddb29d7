/// A drawing of figures, with its words and with the table of the same figures.
///
/// A kind of chart draws itself; this puts the drawing where people who cannot see it, print it or copy from it find the
/// same figures under it.
protocol Chart {
    /// Unique in the page, and no text of a plan.
    var id: String { get }
    /// What it shows, as a message where there is one.
    var title: String { get }
    /// What is to be seen, for people who cannot see it.
    var about: String { get }
    /// How high the drawing is; all are ``ChartMeasures/width`` wide.
    var height: Double { get }
    /// The drawing.
    func drawing() -> [Node]
    /// The same figures in words.
    var table: DataTable { get }
}

extension Chart {
    /// The chart with its table.
    var node: Node {
        Tag.figure(.class("chart"), .labelled(by: "\(id)-title")) {
            Tag.figcaption(.id("\(id)-title")) { title }
            Tag.div(.class("scroll drawing"), .role("region"), .focusable, .label("Chart: \(title)")) {
                svg
            }
            Tag.details(.open) {
                Tag.summary { "The figures of this chart" }
                table.node
            }
        }
    }

    private var svg: Node {
        Tag.svg(
            .role("img"), .labelled(by: "\(id)-name"), .described(by: "\(id)-about"),
            .viewBox(width: ChartMeasures.width, height: height),
            .measure("width", ChartMeasures.width), .measure("height", height)
        ) {
            Tag.title(.id("\(id)-name")) { title }
            Tag.desc(.id("\(id)-about")) { about }
            ChartMeasures.hatching(id)
            drawing()
        }
    }
}

/// What all charts have in common.
enum ChartMeasures {
    /// Of the drawing, in its own units.
    static let width = 760.0
    /// From one line of text to the next.
    static let line = 16.0

    /// The pattern that tells before from after where colours do not.
    static func hatching(_ id: String) -> Node {
        Tag.defs {
            Tag.pattern(
                .id("\(id)-hatch"), .measure("width", 6), .measure("height", 6),
                .plain("patternUnits", "userSpaceOnUse"), .plain("patternTransform", "rotate(45)")
            ) {
                Tag.rect(.class("hatch-ground"), .measure("width", 6), .measure("height", 6))
                Tag.rect(.class("hatch-line"), .measure("width", 2.4), .measure("height", 6))
            }
        }
    }

    /// Text of a drawing.
    static func text(
        _ text: String, x: Double, y: Double, _ place: Anchor = .start, mark: StaticString = "label"
    ) -> Node {
        Tag.text(
            .class(mark), .measure("x", x), .measure("y", y), .plain("text-anchor", place.word)
        ) { text }
    }

    /// On which side of its point a text stands.
    enum Anchor {
        case start, middle, end
        var word: StaticString {
            switch self {
            case .start: "start"
            case .middle: "middle"
            case .end: "end"
            }
        }
    }

    /// A straight line.
    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, mark: StaticString) -> Node {
        Tag.line(
            .class(mark), .measure("x1", x1), .measure("y1", y1), .measure("x2", x2), .measure("y2", y2))
    }

    /// A name on at most two lines of so many letters, broken at spaces, with its middle at `y`.
    static func name(_ name: String, x: Double, y: Double, letters: Int = 30) -> [Node] {
        let lines = broken(name, letters: letters)
        let top = y - Double(lines.count - 1) * line / 2 + 4.5
        return lines.enumerated().map { place, part in
            text(part, x: x, y: top + Double(place) * line, .end)
        }
    }

    /// Words with the space before them; what a hyphen parts may stand on two lines.
    private static func parts(_ name: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = name.startIndex
        for place in name.indices where place > start {
            let before = name[name.index(before: place)]
            if name[place].isWhitespace || before == "-" || before == "/" {
                parts.append(name[start..<place])
                start = place
            }
        }
        return parts + [name[start...]]
    }

    /// A name on at most two lines of so many letters, broken at spaces.
    static func broken(_ name: String, letters: Int) -> [String] {
        var lines = [""]
        for word in parts(name.prefix(200)) {
            let last = lines[lines.count - 1]
            if last.isEmpty || last.count + word.count <= letters || lines.count == 2 {
                lines[lines.count - 1] += last.isEmpty ? String(word.drop(while: \.isWhitespace)) : String(word)
            } else {
                lines.append(String(word.drop(while: \.isWhitespace)))
            }
        }
        return lines.map { $0.count <= letters ? $0 : $0.prefix(letters - 1) + "…" }
    }
}

/// From figures to places on an axis, with round figures to mark it.
struct ChartScale {
    let low: Double
    let high: Double
    let start: Double
    let end: Double
    /// Round figures within the scale.
    let ticks: [Double]

    /// A scale that holds all figures, and nought where it is asked for.
    init(_ figures: [Double], from start: Double, to end: Double, withZero: Bool, about count: Int = 5) {
        let known = figures.filter(\.isFinite)
        var low = known.min() ?? 0
        var high = known.max() ?? 1
        if withZero { (low, high) = (min(low, 0), max(high, 0)) }
        if low == high { (low, high) = (low - (low == 0 ? 0 : low.magnitude / 2), high + max(1, high.magnitude / 2)) }
        let step = Self.step((high - low) / Double(count))
        let first = (low / step).rounded(.down)
        let last = (high / step).rounded(.up)
        self.low = first * step
        self.high = last * step
        self.start = start
        self.end = end
        let number = min(max(Int(exactly: last - first) ?? 1, 1), 50)
        ticks = (0...number).map { (first + Double($0)) * step }
    }

    /// 1, 2 or 5 times a power of ten, no less than asked for.
    private static func step(_ least: Double) -> Double {
        guard least.isFinite, least > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        while power > least { power /= 10 }
        for factor in [1.0, 2, 5] where power * factor >= least { return power * factor }
        return power * 10
    }

    /// Where a figure stands.
    func place(_ value: Double) -> Double {
        guard value.isFinite else { return start }
        return start + (min(max(value, low), high) - low) / (high - low) * (end - start)
    }
}
