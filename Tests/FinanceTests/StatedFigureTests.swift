import Finance
import Testing

/// Figures of metrics, and prices of services.
@Suite struct StatedFigureTests {
    @Test(
        "A decimal figure is held as it is printed",
        arguments: [
            ("0", 0, 0, "0"), ("775", 775, 0, "775"), ("831.5", 8315, 1, "831.5"), ("93.10", 9310, 2, "93.10"),
            ("1,742.9", 17429, 1, "1,742.9"), ("1742.9", 17429, 1, "1,742.9"), ("-3", -3, 0, "-3"),
            ("0.05", 5, 2, "0.05"), ("-0.5", -5, 1, "-0.5"), ("1,000,000", 1_000_000, 0, "1,000,000"),
            ("0.000000001", 1, 9, "0.000000001"),
        ] as [(String, Int64, Int, String)])
    func read(text: String, digits: Int64, places: Int, shown: String) throws {
        let figure = try #require(DecimalFigure(text))
        #expect(figure == DecimalFigure(digits: digits, places: places))
        #expect(figure.description == shown)
    }

    @Test(
        "What is no decimal figure is none",
        arguments: [
            "", " ", "-", ".", "5.", ".5", "1e3", "+5", "5%", "12,34", "1234,567", ",5", "1.2.3", "0.0000000001",
            "1234567890123456789", "½", "٣", "1 000", "--5",
        ])
    func refused(text: String) {
        #expect(DecimalFigure(text) == nil)
    }

    @Test("A figure is near its binary number")
    func approximate() {
        #expect(DecimalFigure(digits: 8315, places: 1).approximate == 831.5)
        #expect(DecimalFigure(digits: 9310, places: 2).approximate == 93.1)
        #expect(DecimalFigure(digits: -5, places: 9).approximate == -5e-9)
    }

    private func plan() throws -> Plan {
        var arrangements = PlanArrangements.none
        arrangements.statedPrices = [
            StatedPrice(service: "Day Care", price: .gbp(40)),
            StatedPrice(service: "Day Care", price: .gbp(42), from: "2016-10-01"),
            StatedPrice(service: "Home Care", band: "Urban", price: .gbp(18), from: "2016-04-01"),
            StatedPrice(service: "Home Care", band: "Rural", from: "2016-04-01"),
        ]
        let small = try SmallPlan.make()
        return try Plan(
            identity: small.identity, arrangements: arrangements, sources: small.sources, lines: small.lines,
            cells: small.lines.indices.flatMap { small.cells(line: $0) })
    }

    @Test(
        "The price on a day is the last that holds from then or earlier",
        arguments: [("2016-04-01", 40), ("2016-09-30", 40), ("2016-10-01", 42), ("2017-03-31", 42)] as [(String, Int64)]
    )
    func onDay(day: String, pounds: Int64) throws {
        #expect(try plan().price(of: "Day Care", band: nil, on: day) == .gbp(pounds))
    }

    @Test("A band that is named without a price has none, and not a price of nothing")
    func unstated() throws {
        #expect(try plan().price(of: "Home Care", band: "Rural") == nil)
        #expect(try plan().price(of: "Home Care", band: "Urban") == .gbp(18))
    }

    @Test(
        "A price that is not meant clearly is refused",
        arguments: [
            ("Home Car", "Urban", nil, "plan.price.unknown"), ("Home Care", "Urbann", nil, "plan.price.unknown"),
            ("Home Care", nil, nil, "plan.price.unknown"), ("Day Care", nil, nil, "plan.price.several"),
            ("Home Care", "Urban", "2016-03-31", "plan.price.none-yet"),
        ] as [(String, String?, String?, String)])
    func refused(service: String, band: String?, day: String?, code: String) throws {
        let plan = try plan()
        let error = #expect(throws: PlanError.self) { try plan.price(of: service, band: band, on: day) }
        #expect(error?.code == code)
        #expect(error?.help != nil)
    }
}
