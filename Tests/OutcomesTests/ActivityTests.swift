import Finance
import Outcomes
import TestSupport
import Testing

struct ActivityTests {
    /// A data set of one total and authorities, from counts a month by authority; each row is all NHS and acute.
    private static func data(_ counts: [[Int64]], from first: String = "2016-04") throws -> DelayedTransfers {
        let start = try #require(CalendarMonth(first))
        var rows: [DelayedTransfers.Row] = []
        for (authority, series) in counts.enumerated() {
            for (place, count) in series.enumerated() {
                rows.append(
                    .init(
                        authority: authority, month: start.adding(place), nhs: count, socialCare: 0, joint: 0,
                        acute: count, nonAcute: 0, byWhom: count, bySetting: count, byReason: count,
                        line: rows.count + 2))
            }
        }
        return DelayedTransfers(
            authorities: counts.indices.map { .init(code: "\($0 + 100)", name: "A\($0)") }, rows: rows)
    }

    @Test(
        "Months know their days and their financial year",
        arguments: [
            ("2016-02", 29, "2015/16"), ("2017-02", 28, "2016/17"), ("2000-02", 29, "1999/00"),
            ("1900-02", 28, "1899/00"),
            ("2018-04", 30, "2018/19"), ("2018-03", 31, "2017/18"),
        ])
    func months(text: String, days: Int, year: String) throws {
        let month = try #require(CalendarMonth(text))
        #expect(month.days == days && month.financialYear.text == year && month.id == text)
        #expect(month.adding(5).adding(-5) == month)
    }

    @Test(
        "What is no period is refused",
        arguments: ["", "2018-13", "2018-00", "18-02", "2018/02", "2018-02 to 2018-01", "2017-18", "2018-2", "+018-02"])
    func badSpans(text: String) { #expect(CalendarSpan(text) == nil) }

    @Test("A rate prints as it does at exactly the populations of its range")
    func impliedPeople() throws {
        let february = try #require(CalendarSpan("2018-02"))
        let printed = try #require(DecimalFigure("9.38"))
        let range = try #require(ActivityRate.people(givingRate: printed, days: 1445, in: february))
        #expect(range == 549_890...550_476)
        var chance = Chance(seed: 5)
        for _ in 0..<2000 * Chance.rounds {
            let days = Int64(1 + chance.below(5000))
            let people = Int64(50_000 + chance.below(1_500_000))
            let exact = try #require(ActivityRate.rate(days, personDays: Int128(people) * 28))
            let shown = try #require(exact.rounded(places: 2))
            guard shown.digits > 0 else { continue }
            let range = try #require(ActivityRate.people(givingRate: shown, days: days, in: february))
            #expect(range.contains(people))
            for outside in [range.lowerBound - 1, range.upperBound + 1] where outside > 0 {
                #expect(ActivityRate.rate(days, personDays: Int128(outside) * 28)?.rounded(places: 2) != shown)
            }
        }
    }

    @Test(
        "A printed percentage is a rounding, a cut, or neither",
        arguments: [
            (311, 210, "-32", Agreement.rounded), (311, 210, "-32.5", .rounded), (18_034, 13_012, "-27", .cutOff),
            (18_034, 13_012, "-28", .rounded), (18_034, 13_012, "-27.8", .rounded), (100, 50, "-49", .no),
        ])
    func agreements(before: Int64, after: Int64, printed: String, wanted: Agreement) throws {
        let exact = try #require(CountChange(from: before, to: after).percentage)
        #expect(Agreement(try #require(DecimalFigure(printed)), of: exact) == wanted)
    }

    @Test("A change from nothing has no percentage")
    func fromNothing() { #expect(CountChange(from: 0, to: 5).percentage == nil) }

    @Test("Every sum that is off by one is found, and no other")
    func footing() throws {
        let good = DelayedTransfers.Row(
            authority: 1, month: CalendarMonth(year: 2017, number: 9), nhs: 3, socialCare: 2, joint: 1, acute: 4,
            nonAcute: 2, byWhom: 6, bySetting: 6, byReason: 6, line: 3)
        func set(_ row: DelayedTransfers.Row, total: Int64 = 6) -> Footing {
            let national = DelayedTransfers.Row(
                authority: 0, month: row.month, nhs: 3, socialCare: 2, joint: 1, acute: 4, nonAcute: 2, byWhom: total,
                bySetting: 6, byReason: 6, line: 2)
            return DelayedTransfers(
                authorities: [.init(code: nil, name: "England"), .init(code: "1", name: "A")], rows: [national, row]
            ).footing()
        }
        #expect(set(good).findings.isEmpty && set(good).sumCount == 16)
        func row(_ nhs: Int64?, _ acute: Int64, _ setting: Int64, _ reason: Int64) -> DelayedTransfers.Row {
            .init(
                authority: 1, month: good.month, nhs: nhs, socialCare: 2, joint: 1, acute: acute, nonAcute: 2,
                byWhom: 6, bySetting: setting, byReason: reason, line: 3)
        }
        #expect(set(row(4, 4, 6, 6)).findings.map(\.sum) == [.authorities(column: "nhs_days"), .byWhom])
        #expect(set(row(3, 5, 6, 6)).findings.map(\.sum) == [.authorities(column: "acute_days"), .bySetting])
        let off = set(row(3, 4, 7, 6)).findings.map(\.sum)
        #expect(off.contains(.bySetting) && off.contains(.settingAgainstWhom) && off.count == 3)
        #expect(set(row(3, 4, 6, 5)).findings.map(\.sum).contains(.reasonAgainstWhom))
        #expect(set(good, total: 7).findings.contains { $0.sum == .byWhom && $0.line == 2 && $0.parts == 6 })
        let empty = set(row(nil, 4, 6, 6))
        #expect(empty.rowsWithoutParts == 1 && empty.emptyRows == 0)
    }

    @Test("A fall that all share is nobody's own")
    func sharedFall() throws {
        let runs: [[Int64]] = (1...6).map { scale in
            (0..<36).map { Int64(scale) * ($0 < 24 ? 310 : 155) }
        }
        let data = try Self.data(runs)
        let change = try ActivityChange(
            data, of: 0, change: try #require(CalendarMonth("2018-04")), lengths: (12, 12))
        let others = try #require(change.others)
        #expect(change.pair.percentage?.rounded(places: 0)?.digits == -50)
        #expect(others.beyond?.rounded(places: 6)?.digits == 0 && others.wentAsFar == 5 && others.fell == 5)
        #expect(change.permutation?.isComplete == false)
        #expect(change.permutation?.asLarge == 1)
    }

    @Test("A step is found beside trend and season, and a trend alone is no step")
    func segmented() throws {
        let change = try #require(CalendarMonth("2016-04")).adding(36)
        func fit(step: Double) throws -> SegmentedFit {
            let months = (0..<48).map { place -> (month: CalendarMonth, count: Int64) in
                let month = CalendarMonth(year: 2016, number: 4).adding(place)
                let season = Double(month.number) * 3
                let rate = 100 + 0.5 * Double(place) + season + (month >= change ? step : 0)
                return (month, Int64((rate * Double(month.days)).rounded()))
            }
            return try #require(SegmentedFit(months, change: change))
        }
        let real = try fit(step: -12)
        #expect((real.step + 12).magnitude < 0.1 && (real.trend - 0.5).magnitude < 0.01)
        #expect(real.low < -12 + 0.1 && real.high < 0)
        #expect(try fit(step: 0).step.magnitude < 0.1)
    }

    @Test("The permutation test counts what a hand can count")
    func permutation() throws {
        let before = [10, 20].map { RateTest.Month(Int64($0), days: 30) }
        let after = [40, 50].map { RateTest.Month(Int64($0), days: 30) }
        let test = try #require(PermutationTest(before: before, after: after, seed: 1))
        // Of the six ways to take two of four, only {40, 50} and {10, 20} differ by as much.
        #expect(test.arrangements == 6 && test.asLarge == 2 && test.isComplete)
        #expect(PermutationTest(before: Array(before.prefix(1)), after: after, seed: 1) == nil)
    }

    @Test("Months that vary as single events do have a dispersion near one, and their interval holds the truth")
    func dispersion() throws {
        let test = try #require(
            RateTest(
                before: [90, 110, 100].map { .init($0, days: 30) }, after: [50, 40, 60].map { .init($0, days: 30) }))
        // By hand: deviations 10, 10, 0 from 100 and 0, 10, 10 from 50: (2 + 4) / 4.
        #expect((test.dispersion - 1.5).magnitude < 1e-12 && test.degreesOfFreedom == 4)
        #expect((test.difference + 50.0 / 30).magnitude < 1e-12)
        let error = (1.5 * (100.0 / 30 / 90 + 50.0 / 30 / 90)).squareRoot()
        #expect((test.high - (test.difference + 2.776 * error)).magnitude < 1e-9 && test.low < test.high)
    }

    @Test("A month that is missing is named")
    func missing() throws {
        let data = try Self.data([[1, 2, 3, 4]])
        #expect(throws: ActivityChange.Problem.missing(CalendarMonth(year: 2016, number: 8))) {
            try ActivityChange(data, of: 0, change: CalendarMonth(year: 2016, number: 6), lengths: (2, 3))
        }
    }

    @Test("Parts of a year add up to it whatever the counts are")
    func partsSum() throws {
        var chance = Chance(seed: 9)
        for _ in 0..<50 {
            let data = try Self.data([(0..<30).map { _ in Int64(chance.below(10_000)) }])
            let series = ActivitySeries(data, of: 0, people: ActivityPeople([.init(people: 1000)]))
            #expect(
                series.years.reduce(0) { $0 + ($1.days(.total) ?? 0) }
                    == series.months.reduce(0) { $0 + ($1.days(.total) ?? 0) })
            #expect(series.years[0].isWhole && series.years[0].personDays == 365_000)
        }
    }

    @Test("The people of a month are those in force on its first day")
    func peopleInForce() {
        let people = ActivityPeople([
            .init(people: 200, inForce: "2018-01-01"), .init(people: 100), .init(people: 300, inForce: "2018-01-02"),
        ])
        #expect(people.people(in: CalendarMonth(year: 2017, number: 12)) == 100)
        #expect(people.people(in: CalendarMonth(year: 2018, number: 1)) == 200)
        #expect(people.people(in: CalendarMonth(year: 2018, number: 2)) == 300)
        #expect(
            ActivityPeople([.init(people: 1, inForce: "2018-01-02")]).personDays(
                CalendarSpan(CalendarMonth(year: 2018, number: 1), CalendarMonth(year: 2018, number: 2))) == nil)
    }
}
