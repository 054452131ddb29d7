/// A metric over the year: what is likely, between which figures it stays 8 and 9 times in 10, and what is wanted.
struct FanChart: Chart {
    /// One time.
    struct Point {
        let name: String
        /// The name beside the axis.
        let short: String
        let before: ChartFigure
        let after: ChartFigure
        /// The 5th, 10th, 90th and 95th percentile after; empty where no samples were made.
        let percentiles: [ChartFigure]
    }

    /// What the plan wants to reach, from one time to another.
    struct Target {
        let name: String
        let figure: ChartFigure
        let points: ClosedRange<Int>
    }

    let id: String
    let title: String
    let about: String
    let points: [Point]
    let targets: [Target]
    let unit: AxisUnit

    let height = 320.0
    private let left = 78.0
    private let right = 748.0
    private let top = 40.0
    private let bottom = 280.0

    private var hasRanges: Bool { points.contains { $0.percentiles.count == 4 } }

    private func x(_ place: Int) -> Double {
        left + (Double(place) + 0.5) / Double(max(points.count, 1)) * (right - left)
    }

    func drawing() -> [Node] {
        let figures =
            points.flatMap { [$0.before.value, $0.after.value] + $0.percentiles.map(\.value) }
            + targets.map(\.figure.value)
        let scale = ChartScale(figures, from: bottom, to: top, withZero: false)
        var nodes: [Node] = []
        for tick in scale.ticks {
            let y = scale.place(tick)
            nodes.append(ChartMeasures.line(left, y, right, y, mark: "grid"))
            nodes.append(ChartMeasures.text(unit.words(tick), x: left - 8, y: y + 4.5, .end, mark: "tick"))
        }
        for (place, point) in points.enumerated() {
            nodes.append(ChartMeasures.text(point.short, x: x(place), y: bottom + 22, .middle, mark: "tick"))
        }
        if hasRanges {
            nodes.append(band(0, 3, scale, mark: "band wide"))
            nodes.append(band(1, 2, scale, mark: "band"))
        }
        for target in targets {
            let y = scale.place(target.figure.value)
            let half = (right - left) / Double(max(points.count, 1)) / 2
            nodes.append(
                ChartMeasures.line(
                    x(target.points.lowerBound) - half, y, x(target.points.upperBound) + half, y, mark: "target"))
        }
        nodes.append(course(points.map { scale.place($0.before.value) }, mark: "course before"))
        nodes.append(course(points.map { scale.place($0.after.value) }, mark: "course after"))
        for (place, point) in points.enumerated() {
            nodes.append(
                Tag.circle(
                    .class("dot"), .measure("cx", x(place)), .measure("cy", scale.place(point.after.value)),
                    .measure("r", 3)))
        }
        return nodes + legend()
    }

    private func course(_ places: [Double], mark: StaticString) -> Node {
        Tag.path(.class(mark), .outline(outline(places.enumerated().map { (x($0), $1) })))
    }

    private func band(_ low: Int, _ high: Int, _ scale: ChartScale, mark: StaticString) -> Node {
        let upper = points.enumerated().compactMap { place, point in
            point.percentiles.count == 4 ? (x(place), scale.place(point.percentiles[high].value)) : nil
        }
        let lower = points.enumerated().compactMap { place, point in
            point.percentiles.count == 4 ? (x(place), scale.place(point.percentiles[low].value)) : nil
        }
        return Tag.path(.class(mark), .outline(outline(upper + lower.reversed()) + "Z"))
    }

    private func outline(_ points: [(Double, Double)]) -> String {
        points.enumerated().map { place, point in
            "\(place == 0 ? "M" : "L")\(Coordinate.text(point.0)) \(Coordinate.text(point.1))"
        }.joined()
    }

    private func legend() -> [Node] {
        var entries: [(mark: StaticString, name: String, isBand: Bool)] = [
            ("course before", "Plan as it is", false), ("course after", "After the scenario", false),
        ]
        if hasRanges { entries += [("band", "8 in 10", true), ("band wide", "9 in 10", true)] }
        if !targets.isEmpty { entries.append(("target", "Target", false)) }
        var x = left
        var nodes: [Node] = []
        for entry in entries {
            nodes.append(
                entry.isBand
                    ? Tag.rect(
                        .class(entry.mark), .measure("x", x), .measure("y", 6), .measure("width", 26),
                        .measure("height", 13))
                    : ChartMeasures.line(x, 12.5, x + 26, 12.5, mark: entry.mark))
            nodes.append(ChartMeasures.text(entry.name, x: x + 32, y: 17))
            x += 32 + Double(entry.name.count) * 7.4 + 22
        }
        return nodes
    }

    var table: DataTable {
        var columns: [DataTable.Column] = [
            .words("Time"), .figures("Plan as it is"), .figures("After the scenario"),
        ]
        if hasRanges { columns += [.figures("8 in 10"), .figures("9 in 10")] }
        if !targets.isEmpty { columns.append(.figures("Target")) }
        var table = DataTable("\(id)-table", title, columns)
        for (place, point) in points.enumerated() {
            var cells = [[Node.text(point.name)], point.before.cell, point.after.cell]
            if hasRanges {
                let ends = point.percentiles.map(\.words)
                cells.append([.text(ends.count == 4 ? "\(ends[1]) to \(ends[2])" : "–")])
                cells.append([.text(ends.count == 4 ? "\(ends[0]) to \(ends[3])" : "–")])
            }
            if !targets.isEmpty {
                let own = targets.filter { $0.points.contains(place) }.map { "\($0.figure.words) (\($0.name))" }
                cells.append([.text(own.isEmpty ? "–" : own.joined(separator: ", "))])
            }
            table.add(cells)
        }
        return table
    }
}
