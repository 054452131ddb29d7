import Draws
import Finance
import Outcomes
import TestSupport
import Testing

struct CapacityTests {
    private static func stage(_ figures: [CapacityFigure: Double]) -> CapacityStage {
        CapacityStage(
            id: "s", title: "s", figures: figures.mapValues { Evidence(.certain($0), quality: .stated) })
    }

    private static let whole: [CapacityFigure: Double] = [
        .startsPerWeek: 70, .days: 7, .callsPerDay: 2, .minutesPerCall: 30, .travelMinutesPerCall: 10,
        .doubleHanded: 0.25, .hoursPerWorker: 35,
    ]

    @Test("A whole chain is worked out to its staff")
    func wholeChain() throws {
        let found = StageAssessment(Self.stage(Self.whole))
        #expect(found.peopleAtOnce == Spread(70) && found.callsADay == Spread(140))
        // 140 calls × 7 days × 40 minutes × 1.25 = 49,000 minutes.
        let hours = try #require(found.hoursAWeek?.central)
        let staff = try #require(found.staffNeeded?.central)
        #expect((hours - 49_000.0 / 60).magnitude < 1e-9 && (staff - 49_000.0 / 60 / 35).magnitude < 1e-9)
        #expect(found.missing.isEmpty)
    }

    @Test("More starts, longer stays, more calls or minutes never take fewer staff; more hours of a worker never more")
    func monotone() throws {
        var chance = Chance(seed: 14)
        for _ in 0..<500 * Chance.rounds {
            var figures: [CapacityFigure: Double] = [:]
            for figure in CapacityFigure.allCases where figure.isInput {
                figures[figure] =
                    figure == .doubleHanded ? Double(chance.below(100)) / 100 : Double(1 + chance.below(90))
            }
            let staff = try #require(StageAssessment(Self.stage(figures)).staffNeeded?.central)
            for figure in CapacityFigure.allCases where figure.isInput {
                var more = figures
                more[figure] = (figures[figure] ?? 0) + 0.5
                let changed = try #require(StageAssessment(Self.stage(more)).staffNeeded?.central)
                #expect(figure == .hoursPerWorker ? changed < staff : changed > staff, "\(figure)")
            }
        }
    }

    @Test("A range of an input gives a range that holds all its values")
    func ranges() throws {
        var figures = Self.stage(Self.whole).figures
        figures[.days] = Evidence(.between(low: 3, high: 7), quality: .assumed)
        figures[.hoursPerWorker] = Evidence(.triangular(low: 20, mode: 30, high: 35), quality: .assumed)
        let found = StageAssessment(CapacityStage(id: "s", title: "s", figures: figures))
        #expect(found.peopleAtOnce == Spread(low: 30, central: 50, high: 70))
        let staff = try #require(found.staffNeeded)
        #expect(staff.low < staff.central && staff.central < staff.high)
        #expect(staff.high == (found.hoursAWeek?.high ?? 0) / 20)
    }

    @Test("The plan's chain of 2021/22: 20 become 58 and not 40")
    func communityResponse() throws {
        let from = Self.stage([.startsPerWeek: 120, .days: 3, .callsPerDay: 2, .staff: 20])
        let to = Self.stage([.startsPerWeek: 120, .days: 7, .callsPerDay: 2.5, .staff: 40, .recruited: 17])
        let found = try #require(StageComparison(from: from, to: to))
        #expect((found.factor - 35.0 / 12).magnitude < 1e-12)
        #expect(((found.expectedStaff ?? 0) - 58.333333333333336).magnitude < 1e-9 && found.follows == false)
        #expect(found.readings.map(\.figure) == [.days, .callsPerDay])
        #expect((found.readings[0].needed - 4.8).magnitude < 1e-9)
        #expect(found.staffWithRecruits == 37)
        // What a reading says does follow.
        for reading in found.readings {
            var figures = to.figures
            figures[reading.figure] = Evidence(.certain(reading.needed), quality: .assumed)
            let again = StageComparison(from: from, to: CapacityStage(id: "t", title: "t", figures: figures))
            #expect(again?.follows == true)
        }
    }

    @Test("Without figures in common nothing is compared, and without staff nothing is expected")
    func incomparable() {
        #expect(StageComparison(from: Self.stage([.days: 3]), to: Self.stage([.callsPerDay: 3])) == nil)
        let found = StageComparison(from: Self.stage([.days: 3]), to: Self.stage([.days: 6, .callsPerDay: 2]))
        #expect(found?.factor == 2 && found?.follows == nil && found?.statedOnce == [.callsPerDay])
    }

    @Test(
        "Hours times price are exact and rounded once",
        arguments: [
            ("1000.5", nil, 1999, 20_000_00), ("740000", nil, 1452, 10_744_800_00), ("3", "50", 1, 5),
            ("0.5", nil, 1, 1),
        ] as [(String, String?, Int64, Int64)])
    func careCost(hours: String, growth: String?, price: Int64, cost: Int64) {
        let found = CareCost(
            CareHours(
                service: "s", hours: DecimalFigure(hours), growth: growth.flatMap { DecimalFigure($0) }),
            price: StatedPrice(service: "s", unit: .hour, price: Money(pence: price)))
        #expect(found.cost == Money(pence: cost), "\(String(describing: found.cost))")
        #expect(found.missing.isEmpty)
    }

    @Test("A stated cost says what an hour costs, and a price for a visit says nothing of hours")
    func impliedPrice() {
        let hours = CareHours(service: "s", hours: DecimalFigure("740000"), cost: Money(pence: 10_744_000_00))
        let found = CareCost(hours, price: nil)
        #expect(found.impliedPrice == Money(pence: 1452) && found.costAtImpliedPrice == Money(pence: 10_744_800_00))
        #expect(found.cost == nil && found.missing == ["price"])
        let visit = CareCost(hours, price: StatedPrice(service: "s", unit: .visit, price: Money(pence: 1000)))
        #expect(visit.cost == nil && visit.missing == ["price of an hour"])
    }

    @Test("An increase of 15% to 87 was from 75.65")
    func increase() throws {
        let change = CapacityChange(
            figure: .startsPerWeek, stage: "s", percentage: try #require(DecimalFigure("15")))
        let chain = CapacityChain(id: "c", title: "c", stages: [Self.stage([.startsPerWeek: 87])], changes: [change])
        let found = try #require(ChangeAssessment(change, in: chain))
        #expect((found.before - 75.6521739).magnitude < 1e-6 && found.low < found.before && found.before < found.high)
    }
}

struct BenefitTests {
    private static func value(_ found: BenefitAssessment, _ what: String) -> BenefitAssessment.Worked.Value? {
        found.worked.first { $0.what.hasPrefix(what) }?.value
    }

    @Test("Where all is stated, falls, value and what is left follow to the penny")
    func complete() throws {
        var one = BenefitCase(id: "b", title: "b")
        one.unit = "fall"
        one.peoplePerUnit = DecimalFigure("17")
        one.rateMeans = .avoided
        one.people = 100
        one.unitValue = Money(pence: 1_490_00)
        one.saving = Money(pence: 9_000_00)
        one.per = .year
        one.cost = Money(pence: 5_000_01)
        one.value = .cashReleasing
        one.beneficiary = "the CCG"
        let found = BenefitAssessment(one)
        #expect(Self.value(found, "falls avoided") == DecimalFigure("5.9").map { .count($0) })
        // 100 / 17 × 1,490 = 8,764.7058…
        #expect(Self.value(found, "value of the falls") == .money(Money(pence: 8_764_71)))
        #expect(Self.value(found, "left of a year's saving") == .money(Money(pence: 3_999_99)))
        #expect(Self.value(found, "cost of a person") == .money(Money(pence: 50_00)))
        #expect(found.refused.isEmpty, "\(found.refused)")
    }

    @Test("What is left after a service says nothing of what it avoids")
    func remaining() {
        var one = BenefitCase(id: "b", title: "b")
        one.unit = "fall"
        one.peoplePerUnit = DecimalFigure("17")
        one.rateMeans = .remaining
        one.people = 170
        let found = BenefitAssessment(one)
        #expect(found.worked.isEmpty)
        #expect(found.refused.contains { $0.missing == ["how many there were before"] })
    }

    @Test("Two unknowns are not worked out, only their product")
    func product() {
        var one = BenefitCase(id: "b", title: "b")
        one.unit = "fall"
        one.peoplePerUnit = DecimalFigure("17")
        one.saving = Money(pence: 21_000_00)
        one.per = .year
        let found = BenefitAssessment(one)
        #expect(Self.value(found, "people × value") == .money(Money(pence: 357_000_00)))
        #expect(found.refused.contains { $0.what == "what one fall is worth" })
        one.people = 340
        // 21,000 × 17 / 340.
        #expect(Self.value(BenefitAssessment(one), "value of one fall") == .money(Money(pence: 1_050_00)))
    }

    @Test("A saving of a week is that of a year 52 times")
    func weeks() {
        var one = BenefitCase(id: "b", title: "b")
        one.saving = Money(pence: 40_00)
        one.savingTo = Money(pence: 50_00)
        one.per = .week
        #expect(
            Self.value(BenefitAssessment(one), "saved in a year")
                == .moneyRange(Money(pence: 2_080_00), Money(pence: 2_600_00)))
    }
}
