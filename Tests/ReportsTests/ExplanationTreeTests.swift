import Diagnostics
import Finance
import Testing

@testable import Reports

@Suite struct ExplanationTreeTests {
    private static func cell(_ pence: Int64, _ title: String = "cell") -> ExplanationTree {
        ExplanationTree(
            .cell, title, Money(pence: pence), place: Place(file: "spending.csv", line: 2, column: 3, name: "dfg [gbp]")
        )
    }

    @Test("A sum is what its parts are, and one penny more is seen, however deep", arguments: [0, 1, -1])
    func sums(slip: Int64) {
        var inner = ExplanationTree.sum(.line, "line", [Self.cell(100), Self.cell(-30)])
        #expect(inner.pence == 70)
        inner.pence = 70 + slip
        let outer = ExplanationTree(
            .total, "total", Money(pence: 75), making: .sum,
            children: [ExplanationTree(.theme, "theme", Money(pence: 70 + slip), making: .sum, children: [inner])])
        #expect(outer.imbalances.map(\.title) == (slip == 0 ? ["total"] : ["total", "line"]))
    }

    @Test("A difference is the first less all others")
    func differences() {
        let parts = [Self.cell(100), Self.cell(30), Self.cell(5)]
        #expect(
            ExplanationTree(.condition, "c", Money(pence: 65), making: .difference, children: parts).imbalances.isEmpty)
        #expect(
            ExplanationTree(.condition, "c", Money(pence: 75), making: .difference, children: parts).imbalances.count
                == 1)
    }

    @Test("A part of a sum that is no money is an imbalance")
    func words() {
        let tree = ExplanationTree(
            .total, "t", .zero, making: .sum, children: [ExplanationTree(.remark, "words", value: "x")])
        #expect(tree.imbalances == [tree])
    }

    @Test("The text shows each part further in, and counts what a depth cuts off")
    func text() {
        let tree = ExplanationTree(
            .condition, "margin", Money(pence: 70), making: .difference,
            children: [
                .sum(.counted, "what counts", [Self.cell(60, "first"), Self.cell(40, "second")]),
                ExplanationTree(.required, "what is required", Money(pence: 30), citation: "Framework, 1; seen"),
            ])
        #expect(
            tree.text()
                == """
                  +£1  what counts
                      +£0.60  first
                            spending.csv:2:3, column dfg [gbp]
                      +£0.40  second
                            spending.csv:2:3, column dfg [gbp]
                  -£0.30  less what is required
                        rule: Framework, 1; seen

                """.replacing("  +£1  what", with: "     +£1  what"))
        #expect(tree.text(depth: 1).contains("… 2 more below it"))
        #expect(tree.text(depth: 0) == "  … 4 more below it\n")
    }

    @Test("Hostile words stay on their line and cannot command a terminal")
    func hostile() {
        let tree = ExplanationTree.sum(
            .total, "t", [Self.cell(1, "a\u{1B}[31m\nForged: £5")], reason: "=HYPERLINK(\"x\")\u{202E}")
        let text = tree.text()
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && !text.contains("\nForged"))
    }

    @Test("No line is wider than asked for, but for words that are longer", arguments: [60, 80, 100])
    func width(width: Int) {
        let long = String(repeating: "some words of a reason ", count: 20)
        let tree = ExplanationTree.sum(
            .total, long, [ExplanationTree(.movement, long, Money(pence: 5), reason: long, authority: long)],
            citation: long)
        #expect(tree.text(width: width).split(separator: "\n").allSatisfy { $0.count <= width })
    }
}
