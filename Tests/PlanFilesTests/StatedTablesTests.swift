import Diagnostics
import Finance
import Foundation
import PlanFiles
import Testing

/// metrics.csv and prices.csv, which a plan folder may do without.
struct StatedTablesTests {
    private func plan() throws -> Plan {
        var plan = SmallPlan()
        plan.metrics = SmallPlan.someMetrics
        plan.prices = SmallPlan.somePrices
        return try plan.read().plan
    }

    @Test func `A plan without the files states no metric and no price`() throws {
        let arrangements = try SmallPlan().read().plan.arrangements
        #expect(arrangements.metrics.isEmpty && arrangements.statedPrices.isEmpty)
    }

    @Test func `Metrics are read exactly, and what is not stated is no figure`() throws {
        let metrics = try plan().arrangements.metrics
        #expect(metrics.map(\.id) == ["falls", "at-home"])
        #expect(metrics[0].title == "Admissions after falls" && metrics[0].periods.map(\.part) == [.year])
        #expect(metrics[0].unit == "per 100,000" && metrics[0].good == .low && metrics[0].measure == .count)
        let periods = metrics.flatMap(\.periods)
        #expect(periods.map(\.period) == ["2016/17", "2016/17"] && periods[0].reference == "Table 5")
        #expect(periods[0].baseline == nil && periods[0].actual == nil)
        #expect(periods[0].target == DecimalFigure(digits: 17429, places: 1))
        #expect(periods[1].baseline == DecimalFigure(digits: 8470, places: 2))
        #expect(periods[1].actual == DecimalFigure(digits: 0))
        #expect(periods[1].reference == nil)
    }

    @Test func `Prices are read to the penny, with their bands and days`() throws {
        let prices = try plan().arrangements.statedPrices
        #expect(prices.map(\.band) == ["Urban", "Urban", "Rural"])
        #expect(prices.map(\.price) == [Money(pence: 1850), Money(pence: 1900), nil])
        #expect(prices.map(\.from) == ["2016-04-01", "2016-10-01", nil])
        #expect(prices[0].unit == .hour && prices[0].reference == "Table 6" && prices[2].reference == nil)
    }

    @Test func `The hash of a plan covers its metrics and prices`() throws {
        var with = SmallPlan()
        with.metrics = SmallPlan.someMetrics
        var other = with
        other.metrics = SmallPlan.someMetrics.with("84.70", "84.7")
        let hashes = try [SmallPlan(), with, other].map { try $0.read().hash }
        #expect(Set(hashes).count == 3)
    }

    @Test(
        arguments: [
            BadInput(.metrics, "falls,", "f alls,", "csv.id.form", at: "2:1", help: "use letters"),
            BadInput(
                .metrics, "at-home,", "falls,", "metrics.duplicate", at: "3:1", says: "already, in row 2",
                help: "`2016/17 Q1` for a quarter"),
            BadInput(.metrics, "Admissions after falls", "", "csv.blank", at: "2:2", help: "write it"),
            BadInput(.metrics, ",%,", ",,", "csv.blank", at: "3:4", help: "write it"),
            BadInput(.metrics, "84.70", "", "csv.blank", at: "3:5", help: "a blank is not zero"),
            BadInput(.metrics, "84.70", "84.7%", "csv.number", at: "3:5", says: "`84.7%`", help: "831.5 or 1,742.9"),
            BadInput(.metrics, "84.70", "tbc", "csv.number", at: "3:5", help: "`not stated` if it is not known"),
            BadInput(.metrics, "\"1,742.9\"", "\"17,42.9\"", "csv.number", at: "2:6", help: "1,742.9"),
            BadInput(.metrics, ",low,", ",lower,", "csv.word.unknown", at: "2:8", help: "write one of `high`, `low`"),
            BadInput(.metrics, ",target,", ",targt,", "csv.heading.missing", at: "1:6", help: "to `target`"),
            BadInput(.prices, "18.50", "", "money.blank", at: "2:4", help: "0 or `not stated`"),
            BadInput(.prices, "18.50", "-18.50", "money.negative", at: "2:4", help: "without its minus"),
            BadInput(.prices, "price [gbp]", "price", "csv.heading.no-unit", at: "1:4", help: "`price [gbp]`"),
            BadInput(.prices, ",hour,18", ",hours,18", "csv.word.unknown", at: "2:3", help: "did you mean `hour`?"),
            BadInput(.prices, "2016-10-01", "2016-04-01", "prices.duplicate", at: "3:1", help: "name the bands apart"),
            BadInput(.prices, "2016-10-01", "1 October 2016", "csv.date", at: "3:5", help: "write it as 2016-10-01"),
            BadInput(.prices, "Rural", "", "csv.blank", at: "4:2", help: "write it"),
        ])
    func `A row of metrics or prices is checked cell by cell`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test func `The mistakes of the optional files come with those of the others, all at once`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("kind: county", "kind: conty")
        plan.metrics = SmallPlan.someMetrics.with("84.70", "lots").with(",low,", ",lower,")
        plan.prices = SmallPlan.somePrices.with("18.50", "lots")
        #expect(
            try plan.problems().map(\.code)
                == ["yaml.word.unknown", "csv.word.unknown", "csv.number", "money.not-an-amount"])
    }

    @Test func `The narrative example states no income, no price, and every figure that the document prints`() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let read = try PlanFolder.read(at: tests.path + "/../../Examples/leicestershire-2021-22")
        let plan = read.plan
        #expect(read.warnings.isEmpty)
        #expect(plan.balance == .cannotBeTold)
        #expect(plan.sources.allSatisfy { !$0.isIncomeStated })
        let pounds: [Int64] = [8_600_000, 663_000, 16_700_000, 14_300_000, 135_000, 107_000]
        #expect(plan.lines.indices.map { plan.total(line: $0).pence } == pounds.map { $0 * 100 })
        #expect(plan.totalSpend == Money(pence: 40_505_000_00))
        // The seven amounts of the table of additional investment, which the document sums to "in the region of" 3.6m.
        let table = [
            "home-first-additional", "community-response-additional", "care-co-ordination-additional",
            "home-care-additional", "falls-crisis-response-additional", "therapy-led-beds",
            "discharge-case-management-additional",
        ]
        let additional = table.compactMap { id in plan.memoranda.first { $0.id == id }?.amount.pence }
        #expect(additional.count == 7 && additional.reduce(0, +) == 3_797_000_00)
        #expect(plan.memoranda.first { $0.id == "additional-in-all" }?.amount == Money(pence: 3_600_000_00))
        #expect(
            plan.arrangements.metrics.map { $0.periods[0].target?.description } == [
                "775", "85", "93.10", "10", "4.6", "519",
            ])
        #expect(plan.arrangements.statedPrices.map(\.band) == ["Urban", "Fringe", "Rural", "Isolated"])
        #expect(plan.arrangements.statedPrices.allSatisfy { $0.price == nil && $0.unit == nil })
    }
}
