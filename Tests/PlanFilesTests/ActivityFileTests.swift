import Diagnostics
import Draws
import Finance
import Foundation
import Outcomes
import PlanFiles
import TestSupport
import Testing

struct ActivityFileTests {
    private static let days = """
        month,ons_code,la_code,name,nhs_days,social_care_days,both_days,org_total_days,acute_days,non_acute_days,type_total_days,reason_total_days
        2017-09,E1,1,Testshire,3,2,1,6,4,2,6,6
        2017-09,,,England,3,2,1,6,4,2,6,6
        2017-10,E1,1,Testshire,,,,0,,,0,0

        """
    private static let printed = """
        period,kind,figure,value,against,reference
        2017-09,actual,total-days,6,not stated,p. 1
        2017/18,actual,total-change,-27%,2016/17,p. 2

        """
    private static let comparisons = """
        label,period,measure,before periods,before,after periods,after,printed change,reference
        Days,week,mean,25,311,17,210,-32%,p. 1

        """

    /// What is wrong with a text, read as one of the three kinds of file.
    private static func problems(_ text: String, _ kind: String) throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        try folder.write(Array(text.utf8), to: "data.csv")
        do throws(DiagnosticList) {
            switch kind {
            case "days": _ = try DelayedTransfersFile.read(at: folder.file("data.csv"))
            case "printed": _ = try PrintedFiguresFile.read(at: folder.file("data.csv"))
            default: _ = try StatedComparisonsFile.read(at: folder.file("data.csv"))
            }
            return []
        } catch {
            return error.diagnostics.map { folder.strip($0) }
        }
    }

    private static func text(_ kind: String) -> String {
        kind == "days" ? days : kind == "printed" ? printed : comparisons
    }

    @Test(
        "A slip is one error, with its row and column",
        arguments: [
            ("days", "2017-09,E1", "2017-9,E1", "activity.month", "2:1"),
            ("days", ",4,2,6,6\n2017-09", ",4,2,6,\n2017-09", "csv.blank", "2:12"),
            ("days", "Testshire,3,", "Testshire,3.5,", "activity.days", "2:5"),
            ("days", "Testshire,3,", "Testshire,-3,", "activity.days", "2:5"),
            ("days", "Testshire,3,", "Testshire,9999999999,", "activity.days", "2:5"),
            ("days", "2017-10,", "2017-09,", "activity.duplicate", "4:1"),
            ("days", "England", "", "csv.blank", "3:4"),
            ("days", "both_days", "both_dys", "csv.heading.missing", "1"),
            ("printed", "total-days", "total-day", "csv.word.unknown", "2:3"),
            ("printed", "actual,total-days", "real,total-days", "csv.word.unknown", "2:2"),
            ("printed", "-27%", "-27", "activity.figure", "3:4"),
            ("printed", ",2016/17,", ",not stated,", "activity.change.against", "3:5"),
            ("printed", ",2016/17,", ",2016-17,", "activity.period", "3:5"),
            (
                "printed", "2017/18,actual,total-change,-27%,2016/17", "2017-09,actual,total-days,7,not stated",
                "activity.duplicate", "3:3"
            ),
            ("comparisons", ",25,", ",0,", "activity.periods", "2:4"),
            ("comparisons", ",mean,", ",average,", "csv.word.unknown", "2:3"),
            ("comparisons", ",311,", ",-311,", "activity.figure", "2:5"),
            ("comparisons", "-32%", "32", "activity.figure", "2:8"),
        ])
    func badInput(kind: String, old: String, new: String, code: String, place: String) throws {
        let text = Self.text(kind)
        try #require(text.contains(old))
        let problems = try Self.problems(text.replacingOccurrences(of: old, with: new), kind)
        let found = try #require(problems.first { $0.code == code }, "\(DiagnosticRenderer().render(problems))")
        #expect(
            found.place?.description.hasPrefix("plan/data.csv:\(place)") ?? false, "\(String(describing: found.place))")
        #expect(found.reason != nil && found.help != nil)
        if code != "activity.change.against", code != "activity.period" { #expect(problems.count == 1) }
    }

    @Test("Good files read", arguments: ["days", "printed", "comparisons"])
    func good(kind: String) throws { #expect(try Self.problems(Self.text(kind), kind).isEmpty) }

    @Test("Any bytes are data or errors that can be shown", arguments: 0..<6 as Range<UInt64>)
    func fuzz(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let pieces = [",", "\"", "\n", "\0", "-1", "9999999999999999999", "%", "not stated", "2017-09", "é", ".", "/"]
        for _ in 0..<150 * Chance.rounds {
            let kind = ["days", "printed", "comparisons"][chance.below(3)]
            var bytes = Array(Self.text(kind).utf8)
            for _ in 0...chance.below(4) {
                let place = chance.below(bytes.count)
                let end = min(bytes.count, place + chance.below(8))
                bytes.replaceSubrange(place..<end, with: pieces[chance.below(pieces.count)].utf8)
            }
            let problems = try Self.problems(String(decoding: bytes, as: UTF8.self), kind)
            #expect(problems.allSatisfy { $0.reason != nil && $0.help != nil && $0.place != nil })
            let text = DiagnosticRenderer().render(problems)
            #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }, "\(text.debugDescription)")
        }
    }

    @Test("All 13,020 rows of the published data are read, and every total adds up")
    func published() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Examples/delayed-transfers/delayed-days.csv").path
        let data = try DelayedTransfersFile.read(at: file).value
        #expect(data.rows.count == 13_020 && data.span?.count == 84)
        let footing = data.footing()
        #expect(footing.findings.isEmpty && footing.rowsWithoutParts == 48 && footing.emptyRows == 48)
        #expect(footing.monthsAgainstTotal == 84)
        let place = try #require(data.authority("leicestershire"))
        let years = ActivitySeries(data, of: place).years.map { $0.days(.total) }
        #expect(years == [11_194, 17_524, 20_161, 25_299, 16_126, 22_865, 18_034])
    }

    /// The small plan with keys at the end of plan.yaml.
    private static func plan(_ yaml: String) -> SmallPlan {
        var plan = SmallPlan()
        plan.yaml += Array("\n\(yaml)".utf8)
        return plan
    }

    private static let capacity = """
        capacity:
          - id: crs
            title: Response
            worker: assistants
            stages:
              - {id: a, title: then, starts_per_week: 120, days: 3, calls_per_day: 2, staff: 20, double_handed: 25%}
              - id: b
                title: now
                days: {value: 6, low: 5, high: 7, quality: assumed, reference: p. 3}
                minutes_per_call: not stated
                reference: p. 2
            changes:
              - {figure: days, stage: b, change: 100%}
            care_hours:
              - {service: Home Care, band: Urban, hours: "1,000.5", growth: -5%, cost: "£20,000", on: 2016-05-01}

        """

    @Test("A chain of capacity is read whole")
    func capacityReads() throws {
        let chain = try #require(try Self.plan(Self.capacity).read().plan.arrangements.capacity.first)
        #expect(chain.worker == "assistants" && chain.stages.count == 2)
        #expect(chain.stages[0].figures[.doubleHanded]?.figure == .certain(0.25))
        let days = try #require(chain.stages[1].figures[.days])
        #expect(days.figure == .triangular(low: 5, mode: 6, high: 7) && days.quality == .assumed)
        #expect(days.reference == "p. 3" && chain.stages[1].figures[.minutesPerCall] == nil)
        #expect(chain.changes.first?.percentage == DecimalFigure("100"))
        #expect(chain.careHours.first?.hours == DecimalFigure("1000.5"))
        #expect(chain.careHours.first?.cost == Money(pence: 20_000_00))
    }

    private static let benefits = """
        benefits:
          - id: b
            title: Balance
            value: notional
            saving: £40
            saving_to: £50
            per: week
            unit: fall
            people_per_unit: 17
            rate_means: not stated
            people: 167
            groups: 14
            tried:
              - {title: admission, unit_value: "£1,490"}

        """

    @Test("A benefit case is read whole")
    func benefitReads() throws {
        let one = try #require(try Self.plan(Self.benefits).read().plan.arrangements.benefits.first)
        #expect(one.value == .notional && one.per == .week && one.rateMeans == nil && one.people == 167)
        #expect(one.savingTo == Money(pence: 50_00) && one.tried.map(\.unitValue) == [Money(pence: 1_490_00)])
    }

    @Test(
        "A slip in capacity or benefits is one error",
        arguments: [
            ("capacity", "days: 3,", "days: three,", "plan.capacity.number"),
            ("capacity", "days: 3,", "days: 0,", "plan.capacity.number"),
            ("capacity", "days: 3,", "dais: 3,", "yaml.key.unknown"),
            ("capacity", "25%", "125%", "plan.capacity.number"),
            ("capacity", "value: 6, low: 5, high: 7", "value: 8, low: 5, high: 7", "plan.capacity.figure"),
            ("capacity", "value: 6, low: 5, high: 7", "low: 5", "plan.capacity.figure"),
            ("capacity", "quality: assumed", "quality: guessed", "yaml.word.unknown"),
            ("capacity", "stage: b", "stage: c", "plan.capacity.stage"),
            ("capacity", "change: 100%", "change: 100", "plan.percentage"),
            ("capacity", "growth: -5%", "growth: -100%", "plan.percentage"),
            ("capacity", "id: b", "id: a", "plan.stage.duplicate"),
            ("capacity", "£20,000", "20000", "money.no-sign"),
            ("benefits", "saving_to: £50", "saving_to: £30", "plan.benefit.saving"),
            ("benefits", "per: week", "per: fortnight", "yaml.word.unknown"),
            ("benefits", "people: 167", "people: 16.7", "plan.benefit.number"),
            ("benefits", "people_per_unit: 17", "people_per_unit: 0", "plan.benefit.number"),
            ("benefits", "title: Balance", "titel: Balance", "yaml.key.unknown"),
        ])
    func badYaml(kind: String, old: String, new: String, code: String) throws {
        let text = kind == "capacity" ? Self.capacity : Self.benefits
        try #require(text.contains(old))
        let problems = try Self.plan(text.replacingOccurrences(of: old, with: new)).problems()
        let rendered = DiagnosticRenderer().render(problems)
        #expect(problems.contains { $0.code == code }, "\(rendered)")
        let stageIsLost = code == "plan.stage.duplicate"
        #expect(stageIsLost || problems.count == 1, "\(rendered)")
    }
}
