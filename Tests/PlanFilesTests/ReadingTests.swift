import Diagnostics
import Finance
import Foundation
import PlanFiles
import Testing

struct ReadingTests {
    @Test func `A good folder reads into the plan that it states`() throws {
        let read = try SmallPlan().read()
        let plan = read.plan
        #expect(plan.identity.id == "small-2016-17")
        #expect(plan.identity.year == PlanningYear(startingIn: 2016))
        #expect(plan.partners.map(\.id) == ["lcc", "ccg"])
        #expect(plan.pools == [Pool(id: "main", title: "Main pool", host: "lcc", partners: ["lcc", "ccg"])])
        #expect(plan.memoranda.map(\.amount) == [Money(pence: 138_800_000)])
        #expect(plan.sources.map(\.id) == ["minimum", "dfg"])
        #expect(plan.funding(source: 0) == Money(pence: 100_050))
        #expect(plan.funding(source: 1) == Money(pence: 50_000))
        #expect(plan.lines.map(\.id) == ["A1", "A2", "B1"])
        #expect(plan.total(line: 0) == Money(pence: 60_050))
        #expect(plan.cell(line: 1, source: 1) == Money(pence: 45_000))
        #expect(read.warnings.isEmpty)
    }

    @Test func `A source keeps its tranches, its prior year and its reference`() throws {
        let sources = try SmallPlan().read().plan.sources
        #expect(sources[0].reference == "Table 1")
        #expect(sources[0].priorYear == Money(pence: 90_000))
        #expect(sources[1].tranches.map(\.title) == ["first half", "second half"])
        #expect(sources[1].tranches.map(\.availableFrom) == ["2016-04-01", nil])
        #expect(sources[1].priorYear == Money(pence: 25_000))
        #expect(sources[1].reference == nil)
        #expect(
            sources[1].tranches[1].origin == Place(file: "funding.csv", line: 4, column: 8, name: "amount [gbp]"))
    }

    @Test func `A line keeps every attribute, and what is not stated is nothing`() throws {
        let lines = try SmallPlan().read().plan.lines
        #expect(lines[0].title == "Carers, old and young")
        #expect(lines[0].schemeType == "carers-services")
        #expect(lines[0].areaOfSpend == .socialCare)
        #expect(lines[0].commissioner == .localAuthority)
        #expect(lines[0].provider == .charityVoluntary)
        #expect(lines[0].nature == .revenue)
        #expect(lines[0].isProtected == true)
        #expect(lines[0].months == .wholeYear)
        #expect(lines[0].isRecurrent == true)
        #expect(lines[0].status == .active)
        #expect(lines[1].ref == "")
        #expect(lines[1].areaOfSpend == nil)
        #expect(lines[1].commissioner?.description == "joint 40% nhs")
        #expect(lines[1].months?.description == "April to September")
        #expect(lines[1].isRecurrent == nil)
        #expect(lines[2].schemeType == nil)
        #expect(lines[2].status == .toBeConfirmed)
        #expect(lines[2].origin == Place(file: "spending.csv", line: 4))
    }

    @Test func `Each cell's origin is its place in the table, wherever the folder lies`() throws {
        let plan = try SmallPlan().read().plan
        let figure = try plan.figure(named: ["line=\(plan.lines[1].id)"], source: plan.sources[1].id)
        let steps = plan.explanation(of: figure).steps
        let place = Place(file: "spending.csv", line: 3, column: 16, name: "dfg [gbp]")
        #expect(steps.map(\.amount) == [Money(pence: 45_000)] && steps.map(\.origin) == [.spend(line: 1, place)])
    }

    @Test func `A status that is not stated is kept, and a line without money is then no slip`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("to-be-confirmed", "not stated")
        let read = try plan.read()
        #expect(read.plan.lines[2].status == .notStated)
        #expect(read.warnings.isEmpty)
    }

    @Test func `A file that is no YAML is sent to the example plan, which is there`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("title: A", "title: \"A")
        let help = try #require(try plan.problems().first?.help)
        let example = "Examples/leicestershire-2016-17/plan.yaml"
        #expect(help.hasSuffix("the example plan shows the form: \(example)"))
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        #expect(FileManager.default.fileExists(atPath: tests.path + "/../../" + example))
    }

    @Test func `The Leicestershire example reads without a warning, and its income equals its expenditure`() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let read = try PlanFolder.read(at: tests.path + "/../../Examples/leicestershire-2016-17")
        #expect(read.warnings.isEmpty)
        #expect(read.plan.isBalanced)
        #expect(read.plan.totalFunding == Money(pence: 3_941_921_300))
    }
}
