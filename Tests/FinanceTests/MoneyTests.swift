import Finance
import TestSupport
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            ("1739307", 1_739_307_00), ("£1,739,307", 1_739_307_00), ("1,739,307.05", 1_739_307_05),
            ("1.39m", 1_390_000_00),
            ("500k", 500_000_00), ("£2bn", 2_000_000_000_00), ("(1,234.50)", -1_234_50), ("-£12", -12_00),
            ("£-12", -12_00),
            ("−12.5", -12_50), (" 7 ", 7_00), ("£ 7", 7_00), ("0", 0), ("-0", 0), (".5", 50), ("007", 7_00),
            ("1.000", 1_00), ("1.5K", 1_500_00), ("£(3)", nil), ("(£3)", -3_00),
            ("92233720368547758.07", .max), ("-92233720368547758.08", .min),
        ] as [(String, Int64?)])
    func `Amounts are read in the forms that people type`(text: String, pence: Int64?) {
        #expect((try? MoneyText.parse(text))?.pence == pence)
    }

    @Test(
        arguments: [
            ("", .blank), ("   ", .blank), ("twelve", .notAnAmount), ("1,23", .misplacedSeparator),
            ("1234,567", .misplacedSeparator), (",123", .misplacedSeparator), ("1,,234", .misplacedSeparator),
            ("1,234,56", .misplacedSeparator), ("1.234,56", .misplacedSeparator), ("1.2.3", .notAnAmount),
            ("1.", .notAnAmount), ("£", .notAnAmount), ("-", .notAnAmount), ("()", .notAnAmount), ("(1", .notAnAmount),
            ("(-1)", .notAnAmount), ("--1", .notAnAmount), ("1e6", .notAnAmount), ("0x10", .notAnAmount),
            ("12%", .notAnAmount), ("1.005", .finerThanPence), ("0.001k", nil), ("92233720368547758.08", .tooLarge),
            ("99999999999999999999999999", .tooLarge), ("100000000bn", .tooLarge), ("TBC", .notAnAmount),
            ("$5", .notAnAmount),
            ("nan", .notAnAmount), ("k", .notAnAmount),
        ] as [(String, MoneyText.Failure?)])
    func `What is not an amount is refused for its own reason`(text: String, failure: MoneyText.Failure?) {
        do throws(MoneyText.Failure) {
            _ = try MoneyText.parse(text)
            #expect(failure == nil)
        } catch {
            #expect(error == failure)
            #expect(!error.message(for: text).isEmpty && !error.help.isEmpty)
        }
    }

    @Test(arguments: [("1739.307", 1_739_307_00), ("39,419.213", 39_419_213_00), ("0.00001", 1), ("(12)", -12_000_00)])
    func `In a column of thousands a figure is a thousand times as much`(text: String, pence: Int64) throws {
        #expect(try MoneyText.parse(text, unit: .thousandsOfPounds).pence == pence)
    }

    @Test func `A suffix in a column of thousands is refused, as it cannot be told what is meant`() {
        #expect(throws: MoneyText.Failure.suffixInThousands) {
            try MoneyText.parse("5k", unit: .thousandsOfPounds)
        }
    }

    @Test(
        arguments: [
            (0, "£0"), (1, "£0.01"), (10, "£0.10"), (100, "£1"), (-5_00, "-£5"), (-1, "-£0.01"),
            (123_456_78, "£123,456.78"),
            (1_000_00, "£1,000"), (39_419_213_00, "£39,419,213"), (.max, "£92,233,720,368,547,758.07"),
            (.min, "-£92,233,720,368,547,758.08"),
        ] as [(Int64, String)])
    func `Amounts are written as people write them`(pence: Int64, text: String) {
        #expect(Money(pence: pence).description == text)
    }

    @Test func `A change carries its sign, and nothing carries none`() {
        #expect(Money(pence: 5_00).formatted(sign: true) == "+£5")
        #expect(Money(pence: -5_00).formatted(sign: true) == "-£5")
        #expect(Money.zero.formatted(sign: true) == "£0")
        #expect(Money(pence: 5_00).formatted(pence: .always, symbol: false) == "5.00")
    }

    @Test func `What is written can be read again, for any amount`() throws {
        var chance = Chance(seed: 11)
        for _ in 0..<5_000 {
            let amount = Money(pence: chance.ofAnySize() * (chance.below(2) == 0 ? 1 : -1))
            #expect(try MoneyText.parse(amount.description) == amount)
        }
    }

    @Test func `A result that does not fit is an error and never wraps`() {
        let most = Money(pence: .max)
        let least = Money(pence: .min)
        #expect(throws: MoneyError.self) { try most.adding(Money(pence: 1)) }
        #expect(throws: MoneyError.self) { try least.subtracting(Money(pence: 1)) }
        #expect(throws: MoneyError.self) { try least.negated() }
        #expect(throws: MoneyError.self) { try most.multiplied(by: 2) }
        #expect(throws: MoneyError.self) { try Money.sum([most, Money(pence: 1), Money(pence: -1)]) }
    }
}

@Suite struct RateTests {
    @Test(arguments: [
        ("2.49", "2.49%"), ("2.49%", "2.49%"), ("-3", "-3%"), ("100", "100%"), ("0", "0%"), ("0.001", "0.001%"),
        ("12.50", "12.5%"), ("56.8", "56.8%"),
    ])
    func `A percentage is held exactly and written shortest`(text: String, written: String) throws {
        #expect(try #require(Rate(percentage: text)).description == written)
    }

    @Test(arguments: ["", "%", "two", "1.", ".5", "1.2.3", "1e3", "--1", "0.0000000000001", "99999999999999999999"])
    func `What is not a percentage is refused`(text: String) {
        #expect(Rate(percentage: text) == nil)
    }

    @Test func `A fraction without a finite percentage is written as a fraction`() throws {
        #expect(try #require(Rate(1, over: 3)).description == "1/3")
        #expect(Rate(1, over: 0) == nil)
    }

    @Test func `An uplift is rounded once to the penny, halves away from zero`() throws {
        let uplift = try #require(Rate(percentage: "2.49"))
        #expect(try uplift.of(Money(pence: 100_00)).pence == 2_49)
        #expect(try uplift.of(Money(pence: 50)).pence == 1)  // 1.245 pence
        let half = try #require(Rate(1, over: 2))
        #expect(try half.of(Money(pence: 1)).pence == 1)
        #expect(try half.of(Money(pence: -1)).pence == -1)
    }

    @Test(arguments: [
        (Rounding.halfAwayFromZero, [3, 2, -3, 1, -1]), (.halfToEven, [2, 2, -2, 1, -1]),
        (.towardZero, [2, 1, -2, 0, 0]), (.down, [2, 1, -3, 0, -1]), (.up, [3, 2, -2, 1, 0]),
    ])
    func `Each rounding rule turns 2.5, 1.5, -2.5, 0.6 and -0.6 as its name says`(rule: Rounding, expected: [Int]) {
        let tenths: [Int128] = [25, 15, -25, 6, -6]
        #expect(tenths.map { Int(rule.divide($0, by: 10)) } == expected)
    }

    @Test func `A rate of an amount that does not fit is an error`() throws {
        let doubled = try #require(Rate(percentage: "200"))
        #expect(throws: MoneyError.self) { try doubled.of(Money(pence: .max)) }
    }
}
