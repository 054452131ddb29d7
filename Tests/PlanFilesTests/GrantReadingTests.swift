import Diagnostics
import Finance
import Foundation
import PlanFiles
import TestSupport
import Testing

/// What plan.yaml says of the Disabled Facilities Grant, risk pools and reserves.
struct GrantReadingTests {
    /// A good plan of all of them: £500 of grant, of which £450 stands on A2 and £50 on B1.
    static let good = """
        disabled_facilities_grant:
          sources: [dfg]
          allocation: £500
          entitlements:
            - {district: east, amount: "£300"}
            - {district: west, amount: "£200"}
          passed_down:
            - {line: A2, district: districts together, amount: "£450", on: 2016-06-30}
          retained:
            - line: B1
              amount: £30
              purpose: a lift
              agreement: evidenced
              with: east
              by: head of housing
              on: 2016-03-15
              reference: minute 42
          policy:
            id: assistance
            title: Housing assistance policy
            top_slices:
              - {line: B1, amount: "£20", title: Handyperson}
        risk_pools:
          - id: admissions
            title: Admissions
            amount: £1,000
            held_in: {reserve: r}
            metric: non-elective-admissions
            unit: admission
            planned: [10, 20, 30, 40]
            formula: threshold
            quarters: by trajectory
            steps: [{from: 80%, released: 50%}, {from: 100%, released: 100%}]
            retained_by: [{partner: ccg, share: 56.8%}, {partner: lcc, share: 43.2%}]
            released_to: [{title: Falls, line: A1, amount: "£100"}, {title: More, line: not stated, amount: not stated}]
            stages: [{stage: recommended, by: Group}, {stage: approved, by: Board}]
        contingencies:
          - {id: c, title: Contingency, amount: "£50", held_in: not stated, stages: not stated}
        reserves:
          - {id: r, title: Reserve, opening: "£2,000", sources: [minimum], placed: [{title: Other, amount: "£5"}]}

        """

    private static func plan(_ text: String) -> SmallPlan {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with(
            "pools:",
            "  - {id: east, title: East, kind: district}\n  - {id: west, title: West, kind: district}\npools:")
        plan.yaml += "\n\(text)".utf8
        return plan
    }

    @Test func `All that a plan may say of them is read`() throws {
        let arrangements = try Self.plan(Self.good).read().plan.arrangements
        let grant = try #require(arrangements.disabledFacilitiesGrant)
        #expect(grant.entitlements.map(\.amount) == [Money(pence: 30_000), Money(pence: 20_000)])
        #expect(grant.passedDown == [.init(line: "A2", amount: Money(pence: 45_000), day: "2016-06-30")])
        #expect(
            grant.retained == [
                .init(
                    line: "B1", amount: Money(pence: 3_000), purpose: "a lift",
                    agreement: .init(
                        district: "east", evidence: .evidenced, by: "head of housing", day: "2016-03-15",
                        reference: "minute 42"))
            ])
        #expect(grant.policy?.topSlices.map(\.amount) == [Money(pence: 2_000)])
        let pool = try #require(arrangements.riskPools.first)
        #expect(pool.heldIn == .reserve("r") && pool.planned == [10, 20, 30, 40])
        #expect(pool.terms.steps?.count == 2 && pool.terms.retainedBy?.map(\.partner) == ["ccg", "lcc"])
        #expect(pool.terms.quarters == .byTrajectory && pool.terms.formula == "threshold")
        #expect(pool.releasedTo?.map(\.amount) == [Money(pence: 10_000), nil])
        #expect(pool.stages.map(\.body) == ["Group", "Board"])
        #expect(arrangements.contingencies.map(\.heldIn) == [.notStated])
        #expect(arrangements.reserves.map(\.opening) == [Money(pence: 200_000)])
        #expect(arrangements.reserves.map(\.placed.count) == [1])
    }

    @Test(
        arguments: [
            ("east, amount: \"£300\"", "east, amount: \"£301\"", "plan.dfg.districts", "£501"),
            ("district: east, amount", "district: lcc, amount", "plan.dfg.no-district", "is no district"),
            ("district: east, amount", "district: esat, amount", "plan.partner.unknown", "`esat`"),
            ("district: west", "district: east", "plan.dfg.twice", "stands twice"),
            ("districts together", "east together", "plan.partner.unknown", "east together"),
            ("\"£450\"", "\"£451\"", "plan.dfg.too-much", "£501"),
            ("line: A2, district", "line: A9, district", "plan.line.unknown", "`A9`"),
            ("sources: [dfg]", "sources: [dfgs]", "plan.source.unknown", "`dfgs`"),
            ("on: 2016-06-30", "on: 30/06/2016", "plan.day", "30/06/2016"),
            ("evidenced\n", "certain\n", "yaml.word.unknown", "certain"),
            ("      reference: minute 42\n", "", "plan.dfg.no-record", "evidenced by nothing"),
            ("amount: £1,000\n", "amount: 1000\n", "money.no-sign", "no pound sign"),
            ("{reserve: r}", "{reserve: s}", "plan.reserve.unknown", "`s`"),
            ("{reserve: r}", "{reserve: r, line: A1}", "plan.place", "2 places"),
            ("{reserve: r}", "somewhere", "plan.place", "no place"),
            ("[10, 20, 30, 40]", "[10, 20, 30]", "plan.risk-pool.planned", "3 figures"),
            ("[10, 20, 30, 40]", "[10, 20, 30, -1]", "plan.count", "`-1`"),
            ("[10, 20, 30, 40]", "[0, 0, 0, 0]", "plan.risk-pool.quarters", "plans nothing"),
            ("quarters: by trajectory", "quarters: weekly", "yaml.word.unknown", "weekly"),
            ("from: 80%", "from: 100%", "plan.risk-pool.steps", "do not rise"),
            ("formula: threshold", "formula: proportional", "plan.risk-pool.terms", "no steps"),
            ("share: 43.2%", "share: 43%", "plan.risk-pool.shares", "99.8%"),
            ("share: 43.2%", "share: 0.432", "plan.percentage", "0.432"),
            ("partner: lcc", "partner: ccg", "plan.risk-pool.shares", "twice"),
            ("stage: approved", "stage: recommended", "plan.stages", "does not come after"),
            ("line: A1, amount", "line: A7, amount", "plan.line.unknown", "`A7`"),
            ("sources: [minimum]", "sources: [minimum, minimum]", "plan.reserve.twice", "already"),
            ("opening: \"£2,000\"", "opening: lots", "money.no-sign", "lots"),
            ("id: c,", "id: c, colour: red,", "yaml.key.unknown", "colour"),
            ("on: 2016-06-30", "on: 1066-06-30", "plan.dfg.other-year", "1066-06-30 is no day of 2016/17"),
            ("on: 2016-06-30", "on: 2017-04-01", "plan.dfg.other-year", "2017-04-01"),
            ("sources: [dfg]", "sources: []", "plan.dfg.no-source", "no source"),
            ("amount: £1,000\n", "amount: £-9\n", "plan.amount.below-zero", "-£9"),
            ("amount: \"£50\", held", "amount: \"£-50\", held", "plan.amount.below-zero", "-£50"),
            ("allocation: £500", "allocation: £-500", "plan.amount.below-zero", "-£500"),
            ("    unit: admission\n", "    unit: admission\n    unit_cost: £0\n", "plan.risk-pool.unit-cost", "£0"),
            ("formula: threshold", "formula: treshold", "plan.risk-pool.formula", "`treshold`"),
        ])
    func `One slip is one error, with its place and its remedy`(old: String, new: String, code: String, says: String)
        throws
    {
        var plan = Self.plan(Self.good)
        plan.yaml = plan.yaml.with(old, new)
        let problems = try plan.problems()
        let rendered = DiagnosticRenderer().render(problems)
        #expect(problems.map(\.code) == [code], "\(rendered)")
        let found = try #require(problems.first, "\(rendered)")
        #expect(found.message.contains(says), "\(found.message)")
        #expect(found.place?.line != nil && found.reason != nil && found.help != nil)
    }

    @Test func `Several slips are told all at once`() throws {
        var plan = Self.plan(Self.good)
        for (old, new) in [
            ("\"£300\"", "\"£301\""), ("line: A2, district", "line: A9, district"), ("share: 43.2%", "share: 43%"),
            ("{reserve: r}", "nowhere"),
        ] { plan.yaml = plan.yaml.with(old, new) }
        #expect(
            Set(try plan.problems().map(\.code)) == [
                "plan.dfg.districts", "plan.line.unknown", "plan.risk-pool.shares", "plan.place",
            ])
    }

    @Test func `A district's amount may be not stated, and then the others need not add up`() throws {
        var plan = Self.plan(Self.good)
        plan.yaml = plan.yaml.with("west, amount: \"£200\"", "west, amount: not stated")
        #expect(try plan.read().plan.grantAssessment()?.entitled == nil)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `Any bytes in these keys give a plan or errors that can be shown`(seed: UInt64) throws {
        let pieces = [
            "£", "%", "not stated", "£9223372036854775807", "99999999999999999999", "-1", "[", "{", "}", "]", ":", "\n",
            "A2", "dfg", "r", "2016-02-30", "districts together", "outside the plan", "100%", "1e9", "\"", "0",
        ]
        var chance = Chance(seed: seed)
        for round in 0..<150 {
            var bytes = Array(Self.good.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                let end = min(bytes.count, place + Int.random(in: 0...8, using: &chance))
                bytes.replaceSubrange(place..<end, with: (pieces.randomElement(using: &chance) ?? "").utf8)
            }
            var plan = Self.plan("")
            plan.yaml += bytes
            do {
                let read = try plan.read().plan
                for pool in read.riskPoolAssessments() {
                    #expect(pool.released.pence + pool.retained.pence + pool.remaining.pence == pool.pool.amount.pence)
                }
                _ = read.grantAssessment()
                _ = read.reserveAssessments()
            } catch let list as DiagnosticList {
                #expect(
                    list.diagnostics.allSatisfy { $0.place != nil && $0.reason != nil && $0.help != nil },
                    "seed \(seed), round \(round): \(DiagnosticRenderer().render(list.diagnostics))")
            }
        }
    }

    @Test func `The Leicestershire papers say what they say, and no district's figure is made of them`() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let plan = try PlanFolder.read(at: tests.path + "/../../Examples/leicestershire-2016-17").plan
        let grant = try #require(plan.grantAssessment())
        #expect(grant.allocation == Money(pence: 306_744_800))
        #expect(grant.passedDown == Money(pence: 173_930_700))
        #expect(grant.retained == Money(pence: 132_814_100))
        #expect(grant.unaccounted == .zero && grant.evidenced == .zero)
        #expect(grant.districts.count == 7 && grant.districts.allSatisfy { $0.passed == nil && $0.entitled == nil })
        let reserve = try #require(plan.reserveAssessment("integration-reserve"))
        #expect(reserve.drawn == Money(pence: 26_524_800))
        #expect(reserve.closing == Money(pence: 410_875_200))
        #expect(reserve.freeIfAllSatHere == Money(pence: 210_875_200))
        let pool = try #require(plan.riskPoolAssessment("emergency-admissions"))
        #expect(pool.remaining == Money(pence: 100_000_000))
        #expect(pool.obstacle == "the plan does not state the formula")
        #expect(pool.pool.heldIn == .notStated && pool.pool.releasedTo == nil)
        #expect(
            pool.pool.stages.map(\.body) == [
                "Integration Finance and Performance Group", "Integration Executive", "Health and Wellbeing Board",
            ])
        #expect(plan.memoranda.map(\.id) == ["care-act-funding"], "nothing stands twice")
    }
}
