import Diagnostics
import Finance
import PlanFiles
import Testing

struct FundingTableTests {
    @Test(
        arguments: [
            BadInput(.funding, ",nhs-minimum,", ",nhs-minimun,", "csv.word.unknown", at: "2:3", help: "`nhs-minimum`?"),
            BadInput(.funding, ",nhs-minimum,", ",,", "csv.blank", at: "2:3", help: "`reserve`"),
            BadInput(
                .funding, ",ccg,main", ",ccgs,main", "funding.contributor.unknown", at: "2:4", says: "`ccgs`",
                help: "did you mean `ccg`?"),
            BadInput(
                .funding, ",ccg,main", ",ccg,side pool", "funding.pool.unknown", at: "2:5",
                help: "add it to plan.yaml under `pools`, or write one of `main`"),
            BadInput(.funding, "2016-04-01,\"", "2016-02-30,\"", "csv.date", at: "2:7", help: "as in 2016-04-01"),
            BadInput(
                .funding, "2016-04-01,\"", "01/04/2016,\"", "csv.date", at: "2:7",
                says: "is not written as year-month-day", help: "write it as 2016-04-01"),
            BadInput(.funding, "2016-04-01,\"", ",\"", "csv.blank", at: "2:7", help: "`not stated`"),
            BadInput(
                .funding, "\"1,000.50\"", "", "money.blank", at: "2:8", help: "write the amount, 0 or `not stated`"),
            BadInput(.funding, "\"1,000.50\"", "-5", "money.negative", at: "2:8", help: "without its minus"),
            BadInput(.funding, ",900,", ",,", "money.blank", at: "2:9", help: "0 or `not stated`"),
            BadInput(.funding, ",900,", ",some,", "money.not-an-amount", at: "2:9", help: "1234.56"),
            BadInput(
                .funding, "second half", "first half", "funding.tranche.duplicate", at: "4:6", says: "in row 3",
                help: "name the tranches apart"),
            BadInput(
                .funding, "main,second", "side,second", "funding.rows-disagree", at: "4:5",
                says: "the pool of `dfg` is `side` here and `main` in row 3", help: "write the same pool in both rows"),
        ])
    func `A funding row is checked cell by cell`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test(
        arguments: [
            ("01/04/2024", "2024-04-01"), ("1/4/2024", "2024-04-01"), ("31.12.2024", "2024-12-31"),
            ("1 April 2024", "2024-04-01"), ("1st Apr 2024", "2024-04-01"), ("01-Apr-2024", "2024-04-01"),
            ("2024-4-1", "2024-04-01"), ("2024/04/01", "2024-04-01"), ("2024-04-01 00:00:00", "2024-04-01"),
            ("04/13/2024", nil), ("01/04/24", nil), ("April 2024", nil), ("45383", nil), ("1 Smarch 2024", nil),
        ])
    func `A day in another form is shown as it is to be written where that is certain`(
        value: String, written: String?
    ) throws {
        try BadInput(
            .funding, "2016-04-01,\"", "\(value),\"", "csv.date", at: "2:7",
            says: "`\(value)` is not written as year-month-day",
            help: written.map { "write it as \($0)\n" } ?? "year-month-day, as in 2016-04-01, or `not stated`"
        ).expectToBeReported()
    }

    @Test(arguments: ["2016-02-30", "2023-02-29", "2016-13-01", "31/02/2024", "30 February 2024", "2024-2-30"])
    func `A day that is not in the calendar is told so`(value: String) throws {
        try BadInput(
            .funding, "2016-04-01,\"", "\(value),\"", "csv.date", at: "2:7",
            says: "`\(value)` is not a day of the calendar", help: "as in 2016-04-01"
        ).expectToBeReported()
    }

    @Test(arguments: [("source", 1), ("title", 2), ("kind", 3), ("contributor", 4), ("pool", 5), ("amount [gbp]", 8)])
    func `A required column that is missing is named`(heading: String, column: Int) throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with(heading, "xyzzy")
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["csv.heading.missing", "csv.heading.unknown"])
        #expect(problems.first?.message == "there is no column `\(heading)`")
        #expect(problems.last?.place?.column == column)
    }

    @Test(arguments: [
        ("source", "sorce"), ("title", "Titel"), ("kind", "kinds"), ("contributor", "contribtor"), ("pool", "pol"),
        ("amount [gbp]", "ammount [gbp]"), ("amount [gbp]", "ammount"), ("amount [gbp]", "Amount"),
        ("amount [gbp]", "Amount (£)"),
    ])
    func `A required heading that is mistyped is one error with its right form`(name: String, wrong: String) throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with(name, wrong)
        let problems = try plan.problems()
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.help?.contains("`\(name)`") == true, "\(problems)")
    }

    @Test func `A source may leave its kind and its income not stated, and then has no tranche`() throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with(",nhs-minimum,", ",not stated,").with("\"1,000.50\"", "not stated")
        let read = try plan.read().plan
        #expect(read.sources[0].kind == .notStated)
        #expect(!read.isIncomeStated(source: 0) && read.sources[0].tranches.isEmpty)
        #expect(read.isIncomeStated(source: 1))
        #expect(read.totalFunding == Money(pence: 50_000))
        #expect(read.unstatedSources == [0])
    }

    @Test(arguments: [(",300,", ",not stated,", "4:8"), (",200,", ",not stated,", "4:8")])
    func `A source states its whole income or none of it`(old: String, new: String, place: String) throws {
        try BadInput(
            .funding, old, new, "funding.amount.half-stated", at: place, says: "the amount of `dfg` is not stated",
            help: "a source id of its own"
        ).expectToBeReported()
    }

    @Test func `Two rows of a source that state nothing are one too many`() throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with(",300,", ",not stated,").with(",200,", ",not stated,")
        #expect(try plan.problems().map(\.code) == ["funding.amount.half-stated"])
    }

    @Test func `A source whose income is not stated needs a column like any other with money`() throws {
        var plan = SmallPlan()
        plan.funding += Array("grant,Grant,not stated,lcc,main,annual,not stated,not stated,not stated,\n".utf8)
        let problem = try #require(try plan.problems().first)
        #expect(problem.code == "spending.source.no-column")
        #expect(problem.message.hasSuffix("whose income is not stated"))
    }

    @Test func `A source may not be called total`() throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with("minimum,", "total,")
        #expect(try plan.problems().first?.code == "funding.source.reserved")
    }

    @Test(
        arguments: [
            ("Total,,,,", 1), ("sub-total,All,,,", 1), (",GRAND TOTAL,,,", 2), ("all,TOTAL CONTRIBUTIONS,,,", 2),
            ("all,Minimum total,nhs-minimum,ccg,main", 2),
        ])
    func `A row that is a total is an error and no source`(cells: String, column: Int) throws {
        var plan = SmallPlan()
        plan.funding += Array("\(cells),,,1500.50,1150,\n".utf8)
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["funding.row.total"])
        #expect(problems.first?.place?.description == "plan/funding.csv:5:\(column)")
        #expect(problems.first?.help == "delete the row")
    }

    @Test func `Without optional columns a source has one annual tranche and states nothing else`() throws {
        var plan = SmallPlan()
        plan.funding = Array(
            """
            source,title,kind,contributor,pool,amount [gbp]
            minimum,M,nhs-minimum,ccg,main,1000
            dfg,D,disabled-facilities-grant,lcc,main,500
            """.utf8)
        let source = try #require(try plan.read().plan.sources.first)
        #expect(source.tranches.map(\.title) == ["annual"])
        #expect(source.tranches.map(\.availableFrom) == [nil])
        #expect(source.priorYear == nil)
    }

    @Test(arguments: ["2016-03-31", "2017-04-01", "2015-04-01"])
    func `A day of another year is an error that names the plan's own`(day: String) throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with("annual,2016-04-01", "annual,\(day)")
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["funding.day.other-year"])
        #expect(problems.first?.message == "`\(day)` is not a day of 2016/17")
        #expect(problems.first?.reason?.contains("2016-04-01 to 2017-03-31") == true)
        #expect(problems.first?.place?.description == "plan/funding.csv:2:7")
    }

    @Test func `Funding too large to hold is an error and no trap`() throws {
        var plan = SmallPlan()
        plan.funding = plan.funding.with(",300,", ",\"90,000,000,000,000,000\",").with(",200,", ",90000000000000000,")
        #expect(try plan.problems().map(\.code) == ["plan.too-large"])
    }
}
