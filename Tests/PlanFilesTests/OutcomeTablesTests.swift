import Diagnostics
import enum Draws.Distribution
import Finance
import Foundation
import PlanFiles
import TestSupport
import Testing

/// What a plan says its money does: metrics by period, effects.csv, readings.csv and populations.
struct OutcomeTablesTests {
    private static func plan(
        metrics: [UInt8] = SmallPlan.someMetrics, effects: [UInt8]? = nil, readings: [UInt8]? = nil, yaml: String = ""
    ) -> SmallPlan {
        var plan = SmallPlan()
        plan.metrics = metrics
        plan.effects = effects
        plan.readings = readings
        plan.yaml += "\n\(yaml)".utf8
        return plan
    }

    private static let populations = """
        populations:
          - id: adults
            title: People aged 18 and over
            counts:
              - {people: "550,183", in_force: 2018-01-01, vintage: projection for 2018}
              - {people: "546,291", note: derived}
        """

    @Test func `Every figure of effects.csv is read, each with its quality and source`() throws {
        let arrangements = try Self.plan(effects: SmallPlan.someEffects).read().plan.arrangements
        let basis = try #require(arrangements.metrics[0].basis)
        #expect(basis.count == Evidence(.certain(1000), quality: .derived, reference: "Table 5"))
        #expect(basis.growth?.figure == .triangular(low: 0.005, mode: 0.01, high: 0.02))
        #expect(basis.profile == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2])
        #expect(basis.unitValue?.figure == .uniform(low: 1490, high: 2197))
        #expect(basis.marks.map(\.figure) == ["profile"])
        #expect(arrangements.metrics[1].basis?.of?.figure == .certain(100))
        let effect = try #require(arrangements.effects.first)
        #expect(effect.line == "A1" && effect.metric == "falls" && effect.title == "Nursing" && effect.unit == "visit")
        #expect(effect.unitCost == Evidence(.certain(50.25), quality: .stated, reference: "Table 8"))
        #expect(effect.capacity?.figure == .between(low: 100, high: 300))
        #expect(effect.delivery?.figure == .pert(low: 0.7, mode: 0.775, high: 0.93))
        #expect(effect.perUnit.figure == .certain(-0.5) && effect.perUnitOf == nil)
        #expect(effect.lagMonths == 2 && effect.rampMonths == 6 && !effect.isEstablished)
        #expect(effect.curve == [.init(funded: 100, effective: 90), .init(funded: 300, effective: 150)])
        #expect(effect.overlap == "urgent" && effect.cashReleasing?.figure == .uniform(low: 0, high: 0.2))
        #expect(effect.reference == "Table 7")
        #expect(effect.marks.map(\.figure) == ["lag-months", "ramp-months", "established", "curve", "curve"])
        #expect(arrangements.effects[1].perUnitOf?.figure == .certain(0.05))
        #expect(arrangements.effectOverlaps.map(\.shared.figure) == [.certain(0.1)])
        #expect(
            arrangements.effectCorrelations == [
                EffectCorrelation(id: "staff", parameters: ["nursing/delivery", "carers/unit-cost"], correlation: -0.4)
            ])
    }

    @Test func `Readings are worked out exactly, and held against what is printed`() throws {
        let readings = try Self.plan(readings: SmallPlan.someReadings).read().plan.arrangements.readings
        #expect(readings.map(\.id) == ["fall", "number"])
        #expect(readings[0].ways.map(\.isReproduced) == [true, nil])
        #expect(readings[0].ways[1].shown?.description == "-2.14")
        #expect(readings[1].ways[0].printed?.description == "1,500" && readings[1].metric == nil)
    }

    @Test func `Populations are in the order of the days from which they count`() throws {
        let plan = try Self.plan(yaml: Self.populations).read().plan
        let adults = try #require(plan.arrangements.populations.first)
        #expect(adults.counts.map(\.people) == [546_291, 550_183])
        #expect(adults.people(on: "2017-12-31") == 546_291 && adults.people(on: "2018-01-01") == 550_183)
    }

    @Test(
        arguments: [
            ("2016/17", YearPart.year), ("2016-17", .year), ("2016/17 Q1", .quarter(1)), ("Q4", .quarter(4)),
            ("q2", .quarter(2)), ("April 2016", .month(1)), ("2016-04", .month(1)), ("2017-03", .month(12)),
            ("Mar 2017", .month(12)), ("October to December 2016", .quarter(3)),
            ("January to March 2017", .quarter(4)), ("2015/16", nil), ("2015/16 Q1", nil), ("April 2017", nil),
            ("2016-03", nil), ("Q5", nil), ("November to January 2017", nil), ("October to December 2017", nil),
            ("winter", nil), ("", nil), ("2016/17 Q1 Q2", nil),
        ])
    func `A period names a part of the year, or is kept as words`(text: String, part: YearPart?) {
        #expect(YearPart(text, of: PlanningYear(startingIn: 2016)) == part)
    }

    @Test func `A metric that the rulebook defines needs no words of its own`() throws {
        let text = """
            id,period,target,rule,method,vintage
            delays,2016/17 Q1,238.0,delayed-transfers-of-care,held,
            delays,2016/17 Q2,233.3,,,
            non-elective-admissions,2016/17,726.38,,,

            """
        let metrics = try Self.plan(metrics: Array(text.utf8), yaml: Self.populations).read().plan.arrangements.metrics
        #expect(metrics.map(\.id) == ["delays", "non-elective-admissions"])
        #expect(metrics[0].title == "Delayed transfers of care" && metrics[0].good == .low)
        #expect(metrics[0].unit == "delayed days per 100,000 people a month")
        #expect(metrics[0].measure == .monthlyRate(per: 100_000, population: "adults"))
        #expect(metrics[0].periods.map(\.part) == [.quarter(1), .quarter(2)])
        #expect(metrics[0].periods[0].method == "held")
        // The plan lists no `all-ages`, so that its figures are only shown.
        #expect(metrics[1].rule == "non-elective-admissions" && metrics[1].measure == nil)
    }

    @Test(
        arguments: [
            BadInput(.metrics, ",count\n", ",cuont\n", "csv.word.unknown", at: "2:10", help: "did you mean `count`?"),
            BadInput(.metrics, ",count\n", ",rate\n", "metrics.measure.incomplete", at: "2:10", help: "write 100,000"),
            BadInput(
                .metrics, "at-home,Still at home after 91 days,2016/17,%",
                "falls,Falls,2016/17 Q1,,1,1,1,,,\nat-home,Still at home after 91 days,2016/17,%",
                "metrics.rows-disagree", at: "3:2", says: "the title of `falls` is `Falls` here", help: "leave it blank"
            ),
            BadInput(
                .effects, "metric,falls,count", "metrik,falls,count", "csv.word.unknown", at: "2:1", help: "`metric`"),
            BadInput(
                .effects, "nursing,per-unit,", "nursing,per-unti,", "effects.figure.unknown", at: "15:3",
                help: "did you mean `per-unit`?"),
            BadInput(.effects, "line,A1", "line,A9", "effects.line.unknown", at: "8:4", help: "did you mean `A1`?"),
            BadInput(
                .effects, "nursing,metric,falls", "nursing,metric,fals", "effects.metric.unknown", at: "9:4",
                help: "did you mean `falls`?"),
            BadInput(
                .effects, "overlap,urgent,,,,,\n", "overlap,urgnet,,,,,\n", "effects.overlap.unknown", at: "21:4",
                help: "did you mean `urgent`?"),
            BadInput(.effects, "£50.25", "0", "effects.limits", at: "12:4", says: "not above 0", help: "its sign"),
            BadInput(
                .effects, "£50.25", "£-50.25", "effects.limits", at: "12:4", says: "not above 0", help: "its sign"),
            BadInput(.effects, "£50.25", "cheap", "effects.number", at: "12:4", help: "1490 or £1,490"),
            BadInput(.effects, "77.5%,70%", "77.5%,-70%", "effects.limits", at: "14:5", says: "below 0", help: "sign"),
            BadInput(
                .effects, "77.5%,70%", "77.5,70%", "effects.limits", at: "14:4", says: "more than 200%",
                help: "write 70%"),
            BadInput(.effects, "77.5%,70%", "65%,70%", "effects.range", at: "14:4", help: "correct the one"),
            BadInput(
                .effects, "70%,93%", "93%,70%", "effects.range", at: "14:5", says: "above `high`", help: "exchange"),
            BadInput(.effects, ",pert,", ",,", "effects.shape.missing", at: "14:7", help: "`triangular`"),
            BadInput(.effects, ",pert,", ",perd,", "csv.word.unknown", at: "14:7", help: "did you mean `pert`?"),
            BadInput(.effects, ",pert,", ",uniform,", "effects.shape.excess", at: "14:4", help: "leave `value` blank"),
            BadInput(.effects, "77.5%,70%", ",70%", "effects.shape.lacks", at: "14:4", help: "write it"),
            BadInput(
                .effects, ",100,300,between", ",0,300,between", "effects.shape.unbounded", at: "13:7", help: "`uniform`"
            ),
            BadInput(
                .effects, "0,20%,uniform", "0,120%,uniform", "effects.limits", at: "22:6", says: "above 1", help: "0.7"),
            BadInput(.effects, "lag-months,2", "lag-months,1.5", "effects.whole", at: "16:4", help: "whole months"),
            BadInput(.effects, "lag-months,2", "lag-months,-1", "effects.whole", at: "16:4", help: "whole months"),
            BadInput(
                .effects, "ramp-months,6,", "ramp-months,6,1", "effects.no-range", at: "17:5", help: "leave `low` blank"
            ),
            BadInput(.effects, "300 gives 150", "300 gives 80", "effects.curve", at: "20:4", help: "in order"),
            BadInput(.effects, "300 gives 150", "50 gives 150", "effects.curve", at: "20:4", help: "in order"),
            BadInput(.effects, "300 gives 150", "300: 150", "effects.point", at: "20:4", help: "`500 gives 450`"),
            BadInput(.effects, "1 2 2 2", "1 2 2", "effects.profile", at: "4:4", says: "11 parts", help: "twelve"),
            BadInput(.effects, "1 2 2 2", "1 2 2 -2", "effects.profile", at: "4:4", help: "twelve"),
            BadInput(
                .effects, "nursing,per-unit,-0.5,,,,derived", "nursing,per-unit,-0.5,,,,", "csv.blank",
                at: "15:8", help: "`assumed`"),
            BadInput(
                .effects, "established,no", "established,maybe", "csv.word.unknown", at: "18:4", help: "`yes`, `no`"),
            BadInput(
                .effects, "nursing,lag-months,2", "nursing,ramp-months,2", "effects.duplicate", at: "17:3",
                says: "row 16 states `ramp-months`", help: "delete one"),
            BadInput(
                .effects, "effect,carers,per-unit,0.1,,,,assumed,\n", "", "effects.missing", at: "23:2",
                says: "`carers` has no `per-unit`", help: "add a row"),
            BadInput(
                .effects, "metric,at-home,of,100,,,,derived,\n", "", "effects.missing", at: "6:2", says: "`of`",
                help: "`of`"),
            BadInput(
                .effects, "metric,falls,growth,1%,0.5%,2%,triangular", "metric,falls,of,5,,,",
                "effects.metric.no-share", at: "3:4", help: "delete the row"),
            BadInput(
                .effects, "parameter,carers/unit-cost", "parameter,carers/unit-costs", "effects.parameter.unknown",
                at: "32:4", help: "did you mean `carers/unit-cost`?"),
            BadInput(
                .effects, "parameter,carers/unit-cost", "parameter,nursing/delivery", "effects.parameter.twice",
                at: "32:4", help: "one correlation"),
            BadInput(
                .effects, "correlation,staff,rank,-0.4",
                "correlation,staff,parameter,falls/growth,,,,,\ncorrelation,staff,rank,-0.5", "effects.correlation",
                at: "34:4", says: "3 figures", help: "at least -0.48"),
            BadInput(.effects, "rank,-0.4", "rank,-1.4", "effects.limits", at: "33:4", says: "below -1", help: "sign"),
            BadInput(.readings, "2.5%", "about 2.5%", "csv.number", at: "2:5", help: "2.49%"),
            BadInput(.readings, "3 + 4.5", "3 + ", "readings.calculation", at: "3:6", help: "leave it blank"),
            BadInput(
                .readings, "/ 7", "/ (7 - 7)", "readings.calculation", at: "3:6", says: "divides by 0", help: "divisor"),
            BadInput(
                .readings, ",falls,", ",fals,", "readings.metric.unknown", at: "2:3", help: "did you mean `falls`?"),
            BadInput(.readings, "fall,,,", "fall,Other,,", "readings.rows-disagree", at: "3:2", help: "leave it blank"),
        ])
    func `A row is checked cell by cell`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test(
        arguments: [
            ("people: \"546,291\"", "people: many", "plan.population.people"),
            ("people: \"546,291\"", "people: 0", "plan.population.people"),
            ("in_force: 2018-01-01, ", "", "plan.population.day-twice"),
            ("in_force: 2018-01-01", "in_force: 1 January 2018", "plan.day"),
            ("vintage:", "vintge:", "yaml.key.unknown"),
            ("title: People", "titel: People", "yaml.key.unknown"),
        ])
    func `A population is checked key by key`(old: String, new: String, code: String) throws {
        let problems = try Self.plan(yaml: Self.populations.replacing(old, with: new)).problems()
        #expect(problems.map(\.code) == [code])
        #expect(problems.allSatisfy { $0.place?.line != nil && $0.reason != nil && $0.help != nil })
    }

    @Test func `A rate names a population of plan.yaml`() throws {
        let text = """
            id,title,period,unit,target,good,measure,per,population
            falls,Falls,2016/17,,5,low,rate,"100,000",adulst

            """.replacing("2016/17,,", with: "2016/17,per person,")
        let problems = try Self.plan(metrics: Array(text.utf8), yaml: Self.populations).problems()
        #expect(problems.map(\.code) == ["metrics.population.unknown"])
        #expect(problems[0].help == "did you mean `adults`?")
    }

    @Test func `A metric that misses its population is told of once, and not again where effects use it`() throws {
        let metrics = """
            id,title,period,unit,target,good,measure,per,population
            falls,Falls,2016/17,per 100000,5,low,rate,"100,000",older

            """
        let effects = """
            kind,id,figure,value,quality
            metric,falls,count,1000,derived

            """
        let problems = try Self.plan(metrics: Array(metrics.utf8), effects: Array(effects.utf8)).problems()
        #expect(problems.map(\.code) == ["metrics.population.unknown"])
    }

    @Test func `All mistakes of the file come at once, each where it is`() throws {
        let effects = SmallPlan.someEffects.with("£50.25", "0").with("77.5%", "x").with("lag-months,2", "lag-months,x")
            .with("line,A1", "line,Z9").with("metric,falls,count,1000", "metric,falls,count,-1")
        let problems = try Self.plan(effects: effects).problems()
        #expect(problems.compactMap(\.place?.line) == [2, 8, 12, 14, 16])
        #expect(problems.allSatisfy { $0.place?.column != nil && $0.reason != nil && $0.help != nil })
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `Any bytes give effects that can be worked out, or errors that can be shown`(seed: UInt64) throws {
        let pieces = [
            ",", "\"", "\n", "%", "£", "-", "gives", "0", "1e9", "999999999999999999", "not stated", "pert", "between",
            "falls", "A1", "metric", "effect", "(", ")", "/", "*", "é", "\0", "2016/17 Q9", "rate", "adults", "\u{301}",
        ]
        let folder = try TemporaryFolder()
        var generator = TestSupport.Chance(seed: seed)
        for round in 0..<60 * TestSupport.Chance.rounds {
            var plan = Self.plan(
                effects: SmallPlan.someEffects, readings: SmallPlan.someReadings, yaml: Self.populations)
            func spoil(_ bytes: inout [UInt8]?, _ generator: inout TestSupport.Chance) {
                guard var text = bytes else { return }
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let place = Int.random(in: 0...text.count, using: &generator)
                    let end = min(text.count, place + Int.random(in: 0...9, using: &generator))
                    text.replaceSubrange(place..<end, with: (pieces.randomElement(using: &generator) ?? "").utf8)
                }
                bytes = text
            }
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: spoil(&plan.metrics, &generator)
            case 1: spoil(&plan.effects, &generator)
            default: spoil(&plan.readings, &generator)
            }
            try plan.write(to: folder)
            do throws(DiagnosticList) {
                let arrangements = try PlanFolder.read(at: folder.path).plan.arrangements
                let known = Set(arrangements.metrics.map(\.id))
                let isSound = arrangements.effects.allSatisfy { effect in
                    known.contains(effect.metric) && (0...120).contains(effect.lagMonths)
                        && (effect.curve?.isEmpty != true)
                }
                #expect(isSound, "seed \(seed), round \(round)")
                #expect(Set(arrangements.effects.map(\.id)).count == arrangements.effects.count)
            } catch {
                let text = DiagnosticRenderer().render(error.diagnostics)
                #expect(
                    text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }, "seed \(seed), round \(round)")
                #expect(error.diagnostics.allSatisfy { $0.help != nil }, "seed \(seed), round \(round)")
            }
        }
    }

    @Test func `The figures of 2016/17 that effects rest on add up to what the plan prints`() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let plan = try PlanFolder.read(at: tests.path + "/../../Examples/leicestershire-2016-17").plan
        var avoided = 0.0
        for effect in plan.arrangements.effects {
            guard case .certain(let cost) = effect.unitCost.figure, case .certain(let change) = effect.perUnit.figure,
                let line = plan.lines.firstIndex(where: { $0.id == effect.line })
            else {
                Issue.record("\(effect.id) has one cost and one change")
                continue
            }
            avoided -= Double(plan.total(line: line).pence) / 100 / cost * change
        }
        #expect((avoided - 1517).magnitude < 0.1)
        #expect(plan.arrangements.metrics.map(\.periods.count) == [3, 3, 4, 1, 1, 1])
        // Unit costs that effects name stand in the table of unit costs.
        let costs = try String(contentsOfFile: tests.path + "/../../Examples/unit-costs.csv", encoding: .utf8)
        for id in ["nea-default", "nea-risk-pool"] { #expect(costs.contains("\n\(id),")) }
    }
}
