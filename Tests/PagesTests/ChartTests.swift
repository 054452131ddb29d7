import Finance
import Reports
import Testing

@testable import Pages

@Suite("Charts") struct ChartTests {
    private func tree(_ chart: some Chart) throws -> PageTree.Element {
        try PageTree(HTMLWriter.page(chart.node)).root
    }

    private func number(_ element: PageTree.Element, _ name: String) -> Double {
        Double(element.attributes[name] ?? "") ?? .nan
    }

    private func money(_ pounds: Int64) -> Money { Money(pence: pounds * 100) }

    @Test("Names beside a flow stand on two lines, and none is wider than its side") func flowNames() throws {
        let name = "Additional Contribution of the Reserve to Hospital Discharge and Reablement"
        let chart = FlowChart(
            id: "f", title: "t", about: "a", sources: [name, "Hospital Discharge and Reablement"], uses: [name],
            flows: [
                .init(source: 0, use: 0, amount: money(1), cell: []),
                .init(source: 1, use: 0, amount: money(900), cell: []),
            ])
        let labels = try tree(chart).all("text").filter { $0.attributes["class"] == "label" }
        #expect(labels.map(\.words).contains("Reablement") && labels.count == 6)
        #expect(labels.allSatisfy { $0.words.count <= 24 })
        // On each side, no text meets another.
        for anchor in ["start", "end"] {
            let places = try tree(chart).all("text").filter { $0.attributes["text-anchor"] == anchor }
                .map { number($0, "y") }
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 14 })
        }
    }

    @Test("Bars are as long as their figures, to both sides of nought") func bars() throws {
        let figures: [Int64] = [100, -50, 25, 0]
        let chart = BarChart(
            id: "c", title: "t", about: "a", heading: "h", series: ["one"],
            items: figures.map { .init(name: "x", figures: [ChartFigure(money($0))]) })
        let rects = try tree(chart).all("rect").filter { $0.attributes["class"] == "bar second" }
        let widths = rects.map { number($0, "width") }
        #expect(widths.count == 4 && widths[3] == 0)
        #expect((widths[0] - 2 * widths[1]).magnitude < 0.3 && (widths[0] - 4 * widths[2]).magnitude < 0.5)
        // What is below nought ends where what is above begins.
        #expect((number(rects[1], "x") + widths[1] - number(rects[0], "x")).magnitude < 0.2)
    }

    @Test("Each step of a waterfall begins where the one before ended, and the end is the sum") func waterfall() throws
    {
        let amounts: [Int64] = [40_000, -65_000, 5_000, 90_000]
        let chart = WaterfallChart(
            id: "w", title: "t", about: "a", heading: "h",
            steps: amounts.map { .init(name: "s", amount: $0 * 100) }, end: "end")
        #expect(chart.sum == amounts.reduce(0, +) * 100)
        let rects = try tree(chart).all("rect").filter { ($0.attributes["class"] ?? "").hasPrefix("bar") }
        #expect(rects.map { $0.attributes["class"] ?? "" } == ["bar up", "bar down", "bar up", "bar up", "bar second"])
        var place = 0.0
        let scale = number(rects[0], "width") / 40_000
        let start = number(rects[0], "x")
        for (amount, rect) in zip(amounts, rects) {
            let (from, to) = (place, place + Double(amount))
            #expect((number(rect, "x") - start - min(from, to) * scale).magnitude < 0.5)
            #expect((number(rect, "width") - (to - from).magnitude * scale).magnitude < 0.5)
            place = to
        }
        let table = try #require(try tree(chart).all("tfoot").first)
        #expect(table.words.contains("+£70,000"))
    }

    @Test("The bands of a flow are as wide as the money, and both sides hold all of it") func flow() throws {
        let chart = FlowChart(
            id: "f", title: "t", about: "a", sources: ["one", "two", "none"], uses: ["x", "y"],
            flows: [
                .init(source: 0, use: 0, amount: money(300), cell: [.text("£300")]),
                .init(source: 0, use: 1, amount: money(100), cell: [.text("£100")]),
                .init(source: 1, use: 1, amount: money(200), cell: [.text("£200")]),
            ])
        let root = try tree(chart)
        let boxes = root.all("rect").filter { $0.attributes["class"] == "bar second" }.map { number($0, "height") }
        // A source without money has no box, and a row of the table.
        #expect(boxes.count == 4 && root.all("tbody").flatMap { $0.all("tr") }.count == 3)
        #expect((boxes[0] - 2 * boxes[1]).magnitude < 0.3 && (boxes[2] - boxes[3]).magnitude < 0.3)
        #expect(root.all("tfoot")[0].words == "Total£300£300£600")
    }

    @Test("A scale holds its figures, and its marks are round") func scale() {
        for figures in [[0.0, 1], [-3, 7], [736.2, 751.1], [1e13, 3e13], [-1e-3, 2e-3], [5, 5], [0, 0], []] {
            for withZero in [true, false] {
                let scale = ChartScale(figures, from: 0, to: 100, withZero: withZero)
                #expect(figures.allSatisfy { scale.low <= $0 && $0 <= scale.high })
                #expect(!withZero || (scale.low <= 0 && scale.high >= 0))
                #expect((2...52).contains(scale.ticks.count))
                #expect(scale.place(scale.low) == 0 && scale.place(scale.high) == 100 && scale.place(.nan) == 0)
            }
        }
    }

    @Test(
        "Marks of money are short",
        arguments: [
            (0.0, "£0"), (39_000_000_00, "£39m"), (1_500_000_00, "£1.5m"), (250_000_00, "£250k"), (-250_00, "−£250"),
            (2_000_000_000_00, "£2bn"),
        ])
    func marks(pence: Double, words: String) { #expect(AxisUnit.money.words(pence) == words) }

    @Test(
        "A change in per cents is rounded once, and nothing is not divided by",
        arguments: [
            (100, 110, "+10.0%"), (300, 301, "+0.3%"), (2000, 2001, "+0.1%"), (3000, 3001, "+less than 0.1%"),
            (100, 0, "−100.0%"), (0, 5, "new"), (5, 5, "–no change"), (1, .max, "over 1000 times"),
        ] as [(Int64, Int64, String)])
    func percentages(before: Int64, after: Int64, words: String) throws {
        let cell = FigureCell.percentage(from: Money(pence: before), to: Money(pence: after))
        #expect(try PageTree(HTMLWriter.page(Tag.p { cell })).root.words == words)
    }
}
