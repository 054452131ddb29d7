import Finance
import Outcomes
import Testing

/// Counts become the rates that documents print, and the other way.
@Suite("Rates") struct RateTests {
    private static let adults = Population(
        id: "adults", title: "People aged 18 and over",
        counts: [
            .init(people: 546_291, vintage: "2017"),
            .init(people: 550_183, inForce: "2018-01-01", vintage: "2018"),
        ])
    private static let registered = Population(
        id: "registered", title: "Registered patients", counts: [.init(people: 674_991)])
    private static let year = PlanningYear(startingIn: 2017)
    private static let daily = Metric.Measure.dailyRate(per: 100_000, population: "adults")

    private func figure(_ text: String) throws -> DecimalFigure { try #require(DecimalFigure(text)) }

    @Test(
        "Delayed days of a month become the published rate a day",
        arguments: [
            (1_611, 5, "9.51"), (1_431, 6, "8.73"), (1_445, 11, "9.38"),
        ])
    func delays(days: Int64, month: Int, printed: String) throws {
        let scale = try RateScale(Self.daily, months: month...month, of: Self.year, populations: [Self.adults])
        #expect(scale.figure(ofCount: Fraction(days))?.rounded(places: 2) == (try figure(printed)))
    }

    @Test("The printed digits tell which year's population a rate was worked out with") func vintages() throws {
        let february = try RateReproduction(
            figure("9.38"), of: 1_445, by: Self.daily, population: Self.adults, months: 11...11, of: Self.year)
        #expect(february.attempts.map(\.figure) == [try figure("9.45"), try figure("9.38")])
        #expect(february.attempts.map(\.isReproduced) == [false, true])
        #expect(february.people == 549_890...550_476)
        let september = try RateReproduction(
            figure("8.73"), of: 1_431, by: Self.daily, population: Self.adults, months: 6...6, of: Self.year)
        #expect(september.attempts.map(\.isReproduced) == [true, false])
    }

    @Test("The ends of the range of people give the printed rate, and the people beyond them another") func ends()
        throws
    {
        for (printed, count, month) in [
            ("9.38", Int64(1_445), 11), ("8.73", 1_431, 6), ("0.01", 1, 1), ("100", 9_999, 3),
        ] {
            let rate = try figure(printed)
            let people = try #require(
                try RateReproduction(
                    rate, of: count, by: Self.daily, population: Self.adults, months: month...month, of: Self.year
                ).people)
            for (number, agrees) in [
                (people.lowerBound - 1, false), (people.lowerBound, true), (people.upperBound, true),
                (people.upperBound + 1, false),
            ] where number > 0 {
                let one = Population(id: "adults", title: "", counts: [.init(people: number)])
                let scale = try RateScale(Self.daily, months: month...month, of: Self.year, populations: [one])
                let given = scale.figure(ofCount: Fraction(count))?.rounded(places: rate.places)
                #expect((given == rate) == agrees, "\(printed) with \(number)")
            }
        }
    }

    @Test("58,836 admissions in a year are 726.38 per 100,000 a month, and the other way") func admissions() throws {
        let scale = try RateScale(
            .monthlyRate(per: 100_000, population: "registered"), months: 1...12, of: PlanningYear(startingIn: 2016),
            populations: [Self.registered])
        #expect(scale.figure(ofCount: Fraction(58_836))?.rounded(places: 2) == (try figure("726.38")))
        let count = try #require(scale.count(ofFigure: Fraction(try figure("726.38"))))
        #expect(count.rounded(places: 0) == DecimalFigure(digits: 58_836))
    }

    @Test("Quarterly targets a month add up to three times their sum over the year") func quarters() throws {
        let measure = Metric.Measure.monthlyRate(per: 100_000, population: "registered")
        var total = Fraction(0)
        for (quarter, target) in ["238.0", "233.3", "215.9", "220.7"].enumerated() {
            let months = YearPart.quarter(quarter + 1).months
            let scale = try RateScale(
                measure, months: months, of: PlanningYear(startingIn: 2016), populations: [Self.registered])
            let count = try #require(scale.count(ofFigure: Fraction(try figure(target))))
            total = try #require(total.adding(count))
        }
        let yearly = try #require(total.times(Fraction(100_000))?.divided(by: Fraction(674_991)))
        #expect(yearly.rounded(places: 1) == (try figure("2723.7")))
    }

    @Test("A population that changes in a period counts by the days of the months") func mean() throws {
        let people = try RateScale.people(Self.adults, in: 9...10, of: Self.year)
        #expect(people == Fraction(546_291 * 31 + 550_183 * 31, over: 62))
        let february = try RateScale.people(Self.adults, in: 9...11, of: Self.year)
        #expect(february == Fraction(546_291 * 31 + 550_183 * (31 + 28), over: 90))
    }

    @Test("A leap year's February has 29 days") func leap() {
        #expect(PlanningYear(startingIn: 2015).days(inMonth: 11) == 29)
        #expect(PlanningYear(startingIn: 2017).days(inMonth: 11) == 28)
        #expect(PlanningYear(startingIn: 1899).days(inMonth: 11) == 28)
        #expect((1...12).map { PlanningYear(startingIn: 2016).days(inMonth: $0) }.reduce(0, +) == 365)
        #expect(
            (1...12).map { PlanningYear(startingIn: 2016).firstDay(ofMonth: $0) }[8...9] == [
                "2016-12-01", "2017-01-01",
            ])
    }

    @Test("What is missing is told, and never a figure") func failures() {
        #expect(throws: RateScale.Failure.noPopulation("adults")) {
            try RateScale(Self.daily, months: 1...1, of: Self.year, populations: [Self.registered])
        }
        let late = Population(id: "adults", title: "", counts: [.init(people: 5, inForce: "2017-05-01")])
        #expect(throws: RateScale.Failure.noCount("adults", on: "2017-04-01")) {
            try RateScale(Self.daily, months: 1...2, of: Self.year, populations: [late])
        }
        #expect(throws: RateScale.Failure.share) {
            try RateScale(.share, months: 1...1, of: Self.year, populations: [])
        }
    }

    @Test(
        "A fall in days is told in the document's form and exactly",
        arguments: [("27%", false), ("28%", true), ("27.8%", true)])
    func fall(printed: String, agrees: Bool) throws {
        let way = Reading.Way(
            words: "days of 2018/19 against those of 2017/18", printed: PrintedNumber(printed),
            calculation: try Calculation("(18,034 - 13,012) / 18,034"))
        #expect(way.isReproduced == agrees)
    }
}
