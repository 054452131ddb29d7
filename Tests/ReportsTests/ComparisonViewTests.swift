import Finance
import Testing

@testable import Reports

@Suite struct ComparisonViewTests {
    private static func row(_ id: String, _ title: String, _ base: Int64?, _ amounts: Int64?...)
        -> ScenarioComparison.Row
    {
        ScenarioComparison.Row(
            id: id, title: title, base: base.map { Money(pence: $0) },
            amounts: amounts.map { $0.map { Money(pence: $0) } })
    }

    private static let rows = [
        row("a", "Wards", 1000, 1000, 1100), row("b", "aids", 500, 500, 500), row("c", "Beds", 100, 40, 100),
        row("d", "new", nil, 0, nil), row("e", "Care", 0, 50, 0), row("f", "Zoo", 500, 500, 500),
    ]

    @Test(
        "Rows are chosen and put in order, ties as in the plan",
        arguments: [
            (ComparisonView(), "abcdef"),
            (ComparisonView(onlyChanged: true), "acde"),
            (ComparisonView(sort: .amount), "abfced"),
            (ComparisonView(sort: .change), "acebdf"),
            (ComparisonView(sort: .percentage), "cabfde"),
            (ComparisonView(sort: .name), "bcedaf"),
            (ComparisonView(filters: [.init(.theme, pattern: "W*s")]), "a"),
            (ComparisonView(filters: [.init(.theme, pattern: "ar")]), "ae"),
            (ComparisonView(filters: [.init(.theme, pattern: "b"), .init(.theme, pattern: "zoo")]), "bcf"),
            (ComparisonView(filters: [.init(.theme, pattern: "*")]), "abcdef"),
            (ComparisonView(filters: [.init(.source)]), ""),
            (ComparisonView(onlyChanged: true, filters: [.init(.theme)], sort: .name), "ceda"),
        ])
    func order(view: ComparisonView, ids: String) {
        #expect(view.rows(.theme, Self.rows).map(\.id).joined() == ids)
    }

    @Test(
        "A percentage is exact until it is rounded once, and there is none from nothing",
        arguments: [
            (1000, 1100, "10.0"), (3, 4, "33.3"), (3, 5, "66.7"), (8, 7, "-12.5"), (2000, 2001, "0.1"),
            (1999, 2000, "0.1"), (2001, 2000, "0.0"), (100, 0, "-100.0"), (9_223_372_036_854_775_807, 0, "-100.0"),
        ] as [(Int64, Int64, String)])
    func percentages(base: Int64, after: Int64, percentage: String) {
        #expect(Self.row("a", "A", base, after).percentages[0]?.description == percentage)
    }

    @Test("A change from nothing, or of what is not there, has no percentage, and a blank is not zero")
    func blanks() {
        #expect(Self.row("a", "A", 0, 5).percentages == [nil])
        #expect(Self.row("a", "A", nil, 5).percentages == [nil])
        #expect(Self.row("a", "A", nil, nil).changes == [nil])
        #expect(Self.row("a", "A", 5, nil).changes.map { $0?.pence } == [-5])
    }

    @Test("A table fits its width: what does not stand beside each other stands in blocks, the base in each")
    func blocks() {
        var table = SideBySide(options: ["Plan"] + (0..<12).map(ScenarioComparison.letter))
        table.rows = [
            .init(
                title: "A long name of a theme that nobody would cut", cells: (0..<13).map { "£1,234,56\($0 % 10)" },
                below: [("change", [""] + (0..<12).map { "+£\($0)" })]),
            .init(title: "Total", cells: (0..<13).map { _ in "£2" }, isTotal: true),
        ]
        for width in [60, 80, 100, 160] {
            let text = table.text(TextLayout(width: width, mayGrow: false))
            let lines = text.split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width }, "\(width):\n\(text)")
            for option in table.options {
                #expect(lines.contains { $0.split(separator: " ").contains(Substring(option)) })
            }
            #expect(text.ranges(of: "Plan").count == text.ranges(of: "Total").count)
        }
        let plain = table.text(TextLayout(isPlain: true))
        #expect(plain.split(separator: "\n").count == 26)
        #expect(plain.contains("A long name of a theme that nobody would cut, B: £1,234,562; change +£1\n"))
        #expect(plain.unicodeScalars.allSatisfy { !(0x2500...0x259F).contains($0.value) })
    }

    @Test(
        "What a spreadsheet would take for a formula is a text, and RFC 4180 is kept",
        arguments: [
            ("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
            ("＝1", "'＝1"), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("a\nb", "\"a\nb\""), ("plain", "plain"),
            ("a=b", "a=b"), ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""), ("", ""),
        ])
    func guarded(title: String, cell: String) {
        var table = TidyTable()
        table.add(
            .init(
                table: "t", id: "i", title: title, measure: "m", of: "A", amount: Money(pence: -5),
                change: Money(pence: 123_456)))
        let wanted = "t,i,\(cell),m,A,-0.05,1234.56,,,,,,,\r\n"
        #expect(table.rendered() == TidyTable.columns.joined(separator: ",") + "\r\n" + wanted)
    }
}
