import Diagnostics
import Finance
import PlanFiles
import Testing

struct SpendingTableTests {
    @Test(
        arguments: [
            BadInput(
                .spending, "0,600.50\n", ",600.50\n", "money.blank", at: "2:16", help: "a blank is not zero: write 0"),
            BadInput(.spending, "0,600.50\n", "  ,600.50\n", "money.blank", at: "2:16", help: "write 0"),
            BadInput(.spending, "0,600.50\n", "\"\",600.50\n", "money.blank", at: "2:16", help: "write 0"),
            BadInput(
                .spending, "0,600.50\n", "nil,600.50\n", "money.not-an-amount", at: "2:16", says: "`nil`",
                help: "write 0 if there is none"),
            BadInput(
                .spending, "0,600.50\n", "not stated,600.50\n", "money.not-an-amount", at: "2:16", help: "1234.56"),
            BadInput(.spending, "0,600.50\n", "-5,595.50\n", "money.negative", at: "2:16", help: "without its minus"),
            BadInput(.spending, "0,600.50\n", "(5),595.50\n", "money.negative", at: "2:16", help: "without its minus"),
            BadInput(.spending, "0,600.50\n", "0.001,600.50\n", "money.finer-than-pence", at: "2:16", help: "round it"),
            BadInput(
                .spending, "0,600.50\n", "\"1,23\",723.50\n", "money.misplaced-separator", at: "2:16",
                help: "write 1,234,567"),
            BadInput(
                .spending, "0,600.50\n", "99999999999999999999,600.50\n", "money.too-large", at: "2:16",
                help: "check the figure"),
        ])
    func `A money cell holds an amount of zero or more`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test(
        arguments: [
            BadInput(
                .spending, "id,ref,theme", "idd,ref,theme", "csv.heading.missing", at: "1:1",
                help: "rename the heading `idd` to `id`"),
            BadInput(.spending, ",ref,", ",reff,", "csv.heading.unknown", at: "1:2", help: "did you mean `ref`?"),
            BadInput(.spending, ",ref,", ",,", "csv.heading.blank", at: "1:2", help: "give it a heading"),
            BadInput(
                .spending, ",ref,", ",theme,", "csv.heading.duplicate", at: "1:3", says: "columns 2 and 3",
                help: "rename or delete"),
            BadInput(
                .spending, "dfg [gbp]", "dfg", "csv.heading.no-unit", at: "1:16",
                help: "write `dfg [gbp]` for pounds or `dfg [gbp_thousand]`"),
            BadInput(.spending, "total [gbp]", "total", "csv.heading.no-unit", at: "1:17", help: "`total [gbp]`"),
            BadInput(
                .spending, "dfg [gbp]", "dfg [usd]", "csv.heading.unknown-unit", at: "1:16", says: "`usd`",
                help: "[gbp] for pounds"),
            BadInput(
                .spending, ",ref,", ",ref [gbp],", "csv.heading.not-money", at: "1:2",
                help: "rename the heading to `ref`"),
        ])
    func `A heading names a known column and money has a unit`(bad: BadInput) throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with(bad.old, bad.new)
        let problems = try plan.problems()
        let found = try #require(problems.first { $0.code == bad.code })
        #expect(found.place?.description == "plan/spending.csv:\(bad.place)")
        #expect(found.message.contains(bad.message))
        #expect(found.help?.contains(bad.help) == true, "\(found.help ?? "")")
    }

    @Test(
        arguments: [
            ("NHS", "csv.heading.unknown", "if it is a source of money, head it `nhs [gbp]`; otherwise"),
            ("Spend", "csv.heading.unknown", "if it is a source of money, head it `spend [gbp]`; otherwise"),
            ("Reserve funding", "csv.heading.unknown", "if it is a source of money, head it `reserve-funding [gbp]`;"),
            ("nhs (£)", "csv.heading.unknown-unit", "if it is a source of money, head it `nhs [gbp]`; otherwise"),
            ("nhs (£'000)", "csv.heading.unknown-unit", "if it is a source of money, head it `nhs [gbp_thousand]`;"),
            ("Ref (£)", "csv.heading.not-money", "rename the heading to `ref`"),
            ("Notes (internal)", "csv.heading.unknown", "if it is a source of money"),
        ])
    func `A heading that may be a source's is never to be deleted first`(
        heading: String, code: String, help: String
    ) throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with(",ref,", ",\(heading),")
        let problems = try plan.problems()
        #expect(problems.map(\.code) == [code])
        #expect(problems.first?.help?.hasPrefix(help) == true, "\(problems)")
    }

    @Test(arguments: [
        ("dfg", "dfg (£)", "write `dfg [gbp]`"), ("dfg", "DFG (£)", "write `dfg [gbp]`"),
        ("dfg", "dfg (£'000)", "write `dfg [gbp_thousand]`"), ("dfg", "dfg (£000s)", "write `dfg [gbp_thousand]`"),
        ("dfg", "DFG", "write `dfg [gbp]` for pounds or `dfg [gbp_thousand]`"),
        ("total", "Total (£)", "write `total [gbp]`"),
        ("total", "Total", "write `total [gbp]` for pounds or `total [gbp_thousand]`"),
    ])
    func `The heading of a column of money is shown as it is to be written`(
        name: String, heading: String, help: String
    ) throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("\(name) [gbp]", heading)
        let problems = try plan.problems()
        try #require(problems.count == 1, "\(problems)")
        let problem = problems[0]
        #expect(problem.code.hasPrefix("csv.heading."))
        #expect(problem.help?.hasPrefix(help) == true, "\(problem)")
        #expect(problem.help?.contains("delete") == false)
    }

    @Test(arguments: [("id", "idd"), ("theme", "Thmee"), ("title", "titel")])
    func `A required heading that is mistyped is one error`(name: String, wrong: String) throws {
        try BadInput(
            .spending, name, wrong, "csv.heading.missing", at: name == "id" ? "1:1" : name == "theme" ? "1:3" : "1:5",
            help: "rename the heading `\(wrong)` to `\(name)`"
        ).expectToBeReported()
    }

    @Test func `Headings are known however their letters are written`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("id,ref,theme", " ID ,Ref,THEME").with("title", "Title")
            .with("total [gbp]", "Total [GBP]")
        plan.funding = plan.funding.with("source,title", "Source,TITLE").with("amount [gbp]", "Amount [GBP]")
        #expect(try plan.read().plan.lines == SmallPlan().read().plan.lines)
        plan.spending = plan.spending.with("Ref", "Id")
        #expect(try plan.problems().map(\.code) == ["csv.heading.duplicate"])
    }

    @Test(arguments: [
        ("Better Care Fund plan 2016/17\n", "delete row 1: the headings stand in row 2"),
        ("Plan; draft,,,\n\nSpend [£],,\n", "delete rows 1 to 3: the headings stand in row 4"),
        (String(repeating: "x\n", count: 19), "delete rows 1 to 19: the headings stand in row 20"),
        (String(repeating: "x\n", count: 20), "put a row above it that starts with id,theme,title"),
    ])
    func `Rows above the headings are to be deleted`(above: String, help: String) throws {
        var plan = SmallPlan()
        plan.spending = Array(above.utf8) + plan.spending
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["csv.no-headings"])
        #expect(problems.first?.help == help)
        plan = SmallPlan()
        plan.funding = Array("Contributions,,\n".utf8) + plan.funding
        let funding = try plan.problems()
        #expect(funding.map(\.help) == ["delete row 1: the headings stand in row 2"])
    }

    @Test func `A money column that names no source is an error with the nearest name`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("dfg [gbp]", "dgf [gbp]")
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["spending.source.no-column", "spending.source.unknown"])
        #expect(problems.last?.help == "did you mean `dfg`?")
        #expect(problems.last?.place?.column == 16)
        #expect(problems.first?.help?.contains("add a column `dfg [gbp]`") == true)
    }

    @Test(
        arguments: [
            BadInput(.spending, ",yes,all", ",,all", "csv.blank", at: "2:11", help: "`yes`, `no`, `not stated`"),
            BadInput(
                .spending, ",yes,all", ",maybe,all", "csv.word.unknown", at: "2:11", says: "`maybe`", help: "`yes`"),
            BadInput(.spending, ",la,", ",LEA,", "csv.word.unknown", at: "2:8", help: "did you mean `la`?"),
            BadInput(.spending, "joint 40%", "joint 140%", "csv.word.unknown", at: "3:8", help: "`joint 40% nhs`"),
            BadInput(
                .spending, ",social-care,", ",social care,", "csv.word.unknown", at: "2:7",
                help: "did you mean `social-care`?"),
            BadInput(.spending, ",charity-voluntary,", ",Charity,", "csv.word.unknown", at: "2:9", help: "`private`"),
            BadInput(
                .spending, "carers-services", "Carers Services", "csv.word.unknown", at: "2:6",
                help: "write it as `carers-services`, or `not stated`"),
            BadInput(
                .spending, "carers-services", "carers--services", "csv.word.unknown", at: "2:6",
                help: "write it as `carers-services`"),
            BadInput(.spending, "apr-sep", "sep-apr", "csv.word.unknown", at: "3:12", help: "`all year`"),
            BadInput(
                .spending, ",active,600", ",closed,600", "csv.word.unknown", at: "2:14", help: "`to-be-confirmed`"),
            BadInput(.spending, "A1,A", ",A", "csv.blank", at: "2:1", help: "write it"),
            BadInput(.spending, "A1,A", "A 1,A", "csv.id.form", at: "2:1", says: "holds a space", help: "UPO5.1"),
            BadInput(.spending, ",Prevention,Carers", ",,Carers", "csv.blank", at: "2:3", help: "write it"),
            BadInput(.spending, "Adaptations", " ", "csv.blank", at: "3:5", help: "write it"),
        ])
    func `An attribute is a controlled word or exactly not stated`(bad: BadInput) throws {
        try bad.expectToBeReported()
    }

    @Test(
        arguments: [
            ("Total,,,,,,", 1), ("  SUBTOTAL ,,,,,,", 1), ("T1,sub-total,Prevention,,All,,", 2),
            ("T1,,Grand Total,,All,,", 3), ("T1,,Prevention,,total,,", 5), ("T1,,,,TOTAL URGENT RESPONSE,,", 5),
            (",,,,UNIFIED PREVENTION OFFER TOTAL,,", 5), ("T1,,Prevention,,Prevention sub-total:,,", 5),
            ("T1,,Urgent Response,,Total urgent  response,,", 5), ("T1,,Prevention,Carers,Total for Carers,,", 5),
        ])
    func `A row that is a total is an error and no line`(cells: String, column: Int) throws {
        var plan = SmallPlan()
        plan.spending += Array("\(cells),,,,,,,,600.50,450,\n".utf8)
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["spending.row.total"])
        #expect(problems.first?.place?.description == "plan/spending.csv:5:\(column)")
        #expect(problems.first?.message.hasSuffix("is a total") == true)
        #expect(problems.first?.help == "delete the row")
    }

    @Test(arguments: ["Total Triage", "Totally new", "Subtotals are not totalled", "Stoma care"])
    func `A title that only holds the word is no total`(title: String) throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("Adaptations", title)
        #expect(try plan.read().plan.lines[1].title == title)
    }

    @Test func `An integrated care board may provide`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with(",charity-voluntary,", ",icb,")
        #expect(try plan.read().plan.lines[0].provider == .icb)
    }

    @Test(arguments: ["-", "–", "n/a", "N/A", "nil", "None", "tbc", "TBC"])
    func `A word for none or not known is not an amount`(word: String) throws {
        let help =
            "write 0 if there is none; if it is not known, the plan cannot be added up: ask, or leave the line out"
        try BadInput(
            .spending, "0,600.50\n", "\(word),600.50\n", "money.not-an-amount", at: "2:16",
            says: "`\(word)` is not an amount", help: help
        ).expectToBeReported()
        try BadInput(
            .funding, "\"1,000.50\"", word, "money.not-an-amount", at: "2:8", says: "`\(word)` is not an amount",
            help: "write 0 if there was none, or `not stated` if it is not known"
        ).expectToBeReported()
        try BadInput(
            .funding, ",900,", ",\(word),", "money.not-an-amount", at: "2:9", says: "`\(word)` is not an amount",
            help: "write 0 if there was none, or `not stated` if it is not known"
        ).expectToBeReported()
        try BadInput(
            .spending, "0,600.50\n", "0,\(word)\n", "money.not-an-amount", at: "2:17", help: "write the sum of the row"
        ).expectToBeReported()
    }

    @Test func `Yes and no may be written in any case`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with(",yes,all year,yes", ",Yes,all year,NO").with(
            ",not stated,active", ",Not Stated,active")
        let lines = try plan.read().plan.lines
        #expect(lines[0].isProtected == true)
        #expect(lines[0].isRecurrent == false)
        #expect(lines[1].isRecurrent == nil)
    }

    @Test(
        arguments: [
            BadInput(
                .spending, "apr-sep", "half a year", "csv.word.unknown", at: "3:12",
                says: "`months` cannot be `half a year`",
                help: "write `all year`, a month such as `june`, or a span such as `apr-sep`; or `not stated`"),
            BadInput(.spending, "apr-sep", "", "csv.blank", at: "3:12", help: "a span such as `apr-sep`"),
            BadInput(
                .spending, "joint 40% nhs", "both", "csv.word.unknown", at: "3:8",
                says: "`commissioner` cannot be `both`",
                help: "write `la`, `nhs`, or the share"),
            BadInput(
                .spending, "yes,all", "maybe,all", "csv.word.unknown", at: "2:11",
                says: "`maybe` is not a value of `protected`", help: "`yes`"),
            BadInput(
                .spending, "carers-services", "Carers Services", "csv.word.unknown", at: "2:6",
                says: "`Carers Services` is not a value of `scheme_type`", help: "write it as"),
            BadInput(
                .yaml, "kind: ccg", "kind: hospital", "yaml.word.unknown", at: "8:43",
                says: "`hospital` is not a value of `kind`", help: "write one of `county`"),
        ])
    func `A word that is not known is said in plain words`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test func `A line id that stands twice shows both rows`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("B1,B", "A1,B")
        let problem = try #require(try plan.problems().first)
        #expect(problem.code == "spending.line.duplicate")
        #expect(problem.place?.description == "plan/spending.csv:4:1")
        #expect(problem.message == "the id `A1` stands in row 2 and again in row 4")
        #expect(problem.reason?.contains("row 2 is: A1,A,Prevention,Carers") == true)
        #expect(problem.place?.excerpt?.hasPrefix("A1,B,Urgent Response") == true)
    }

    @Test func `A row that does not foot names both figures and the difference`() throws {
        try BadInput(
            .spending, "0,600.50\n", "0,600\n", "spending.row.does-not-foot", at: "2:17",
            says: "its cells sum to £600.50, £0.50 more than its total of £600", help: "mend the cell or the total"
        ).expectToBeReported()
    }

    @Test func `Attribute columns may be left out, and then nothing is stated`() throws {
        var plan = SmallPlan()
        plan.spending = Array("title,dfg [£'000],id,theme,minimum [£]\nA title,0.45,A1,T,\"£1,000.50\"\n".utf8)
        let read = try plan.read()
        let line = try #require(read.plan.lines.first)
        #expect(line == SpendLine(id: "A1", theme: "T", title: "A title", origin: line.origin))
        #expect(read.plan.cells(line: 0) == [Money(pence: 100_050), Money(pence: 45_000)])
    }

    @Test(arguments: ["[gbp_thousand]", "[£'000]", "[£’000]", "[£000]", "[£k]", "[£K]", "[GBP_THOUSAND]"])
    func `Thousands may be written in the usual ways`(unit: String) throws {
        var plan = SmallPlan()
        plan.spending = Array("id,theme,title,minimum [gbp],dfg \(unit)\nA1,T,A title,1000,0.45\n".utf8)
        #expect(try plan.read().plan.cell(line: 0, source: 1) == Money(pence: 45_000))
    }

    @Test func `A source without funding needs no column`() throws {
        var plan = SmallPlan()
        plan.funding += Array("idle,Idle,reserve,lcc,main,annual,not stated,0,not stated,\n".utf8)
        let read = try plan.read().plan
        #expect(read.sources.count == 3)
        #expect(read.cells(line: 0).last == .zero)
    }
}

struct UnitTests {
    private func plan(spending: String, unit: String = "gbp") -> SmallPlan {
        var plan = SmallPlan()
        plan.spending = Array("id,theme,title,minimum [\(unit)],dfg [gbp]\nA1,T,A title,\(spending),0\n".utf8)
        plan.funding = plan.funding.with("\"1,000.50\"", "\"1,000,000\"")
        return plan
    }

    @Test(arguments: [
        ("1000", "gbp"), ("2000", "gbp"), ("500", "gbp"), ("1000000", "gbp_thousand"), ("500000", "gbp_thousand"),
    ])
    func `A total about a thousand times off is taken for a wrong unit`(spending: String, unit: String) throws {
        let problems = try plan(spending: spending, unit: unit).problems()
        #expect(problems.map(\.code) == ["units.thousand-fold"])
        let problem = try #require(problems.first)
        #expect(problem.place?.description == "plan/spending.csv:1:4")
        #expect(problem.message.contains("its funding of £1,000,000"))
        #expect(problem.reason?.contains("one of the two columns is probably in £'000") == true)
        #expect(problem.help?.contains("[gbp_thousand]") == true)
    }

    @Test(arguments: ["1000000", "999999", "2001", "499", "0", "400000000"])
    func `Any other total is the plan's own affair`(spending: String) throws {
        #expect(try plan(spending: spending).problems().isEmpty)
    }
}
