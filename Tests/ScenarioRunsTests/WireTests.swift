import Diagnostics
import Draws
import Finance
import Scripting
import TestSupport
import Testing

@testable import ScenarioRuns

@Suite struct WireTests {
    private static func crossed<Value: WireValue>(_ value: Value) throws -> Value {
        try WireReader.value(Value.self, in: WireWriter.bytes(of: value))
    }

    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 8191, .max, .min, .max - 1, .min + 1] as [Int64])
    func `A whole number of any size comes back as it was`(number: Int64) throws {
        #expect(try Self.crossed(number) == number)
    }

    @Test func `Texts come back byte for byte, also those that Swift holds for equal`() throws {
        let texts = ["", "é", "e\u{301}", "£1,234\n\0", "é", String(repeating: "x", count: 300)]
        #expect(try Self.crossed(texts).map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }

    static let place = Place(file: "a.lua", line: 3, column: 4, name: "change", excerpt: "  abc", marked: 2..<5)
    static let outcome: ScenarioOutcome = {
        let note = Movement.Note(
            reason: "r", authority: "Board", isRecurrent: true, months: MonthSpan("oct-mar"), written: place)
        guard let rate = Rate(7, over: 10) else { preconditionFailure("a rate") }
        func believed(_ figure: Distribution) -> Evidence { Evidence(figure, quality: .assumed, reference: "s") }
        var supposedEffect = SupposedEffect(id: "e")
        supposedEffect.unitCost = believed(.discrete([.init(1, weight: 2), .init(.infinity, weight: 0)]))
        supposedEffect.perUnit = believed(.empirical([1, -2.5, 1e300]))
        supposedEffect.lagMonths = 4
        supposedEffect.isEstablished = false
        supposedEffect.isInBasis = true
        supposedEffect.curve = []
        var supposedMetric = SupposedMetric(id: "m")
        supposedMetric.count = believed(.triangular(low: 1, mode: 2, high: 3))
        supposedMetric.unitValue = believed(.certain(1490))
        let shares = [Rate(1, over: 3)].compactMap(\.self).map { RiskShare.PartnerShare(partner: "lcc", rate: $0) }
        let line = SpendLine(
            id: "N.1", ref: "N", theme: "T", heading: "H", title: "New", schemeType: "telecare",
            areaOfSpend: .socialCare, commissioner: Rate(percentage: "40").map { .joint(nhs: $0) }, provider: .icb,
            nature: .capital, isProtected: false, months: MonthSpan("apr-sep"), isRecurrent: nil, origin: place)
        let year = YearChanges(
            sources: [
                FundingSource(
                    id: "s", title: "S", kind: .additionalLA, contributor: "lcc", pool: "pool", tranches: [])
            ],
            lines: [line, SpendLine(id: "N.2", theme: "T", title: "Bare")],
            movements: [
                Movement(
                    verb: .move, from: .line("A"), to: .unallocated,
                    parts: [.init(source: 0, amount: Money(pence: 5)), .init(source: 9, amount: Money(pence: -7))],
                    note: note),
                Movement(verb: .contribute, from: .contributor, to: .line("B"), parts: [], note: note),
            ], closures: [Closure(line: "A", note: note)],
            records: [
                .outturn(Outturn(line: "A", source: "s", amount: Money(pence: 12))),
                .outturn(Outturn(line: "A", amount: .zero)),
                .delivery(Delivery(riskPool: "r", quarter: 4, planned: 380, actual: -2)),
                .decision(
                    RiskPoolDecision(riskPool: "r", quarter: 1, stage: .agreed, body: "Board", day: "2016-07-31")),
                .delivery(Delivery(riskPool: "r", quarter: 2, .share(rate))),
                .riskPoolTerms(
                    SupposedTerms(
                        riskPool: "r",
                        terms: RiskPoolTerms(
                            formula: "f", quarters: .byTrajectory, unitCost: Money(pence: 9), paymentLag: 1,
                            steps: [.init(from: rate, released: rate)],
                            retainedBy: [.init(partner: "ccg", rate: rate)]))),
                .riskPoolTerms(SupposedTerms(riskPool: "r", terms: RiskPoolTerms())),
                .release(
                    RiskPoolRelease(
                        riskPool: "r", quarter: 3,
                        flows: [.init(line: "A", amount: Money(pence: 3)), .init(line: nil, amount: .zero)])),
                .districtSplit(DistrictSplit(key: "k", weights: [.init(district: "blaby", weight: 7)])),
                .agreement(
                    PoolAgreement(
                        pool: "bcf", line: "A", lead: "lcc",
                        overspend: OverspendRule(
                            .waterfall([
                                .underspends, .contingency(id: "c", holds: Money(pence: 9)), .schemes(lines: nil),
                                .schemes(lines: ["A"]), .outside(.fixedVariable(variable: ["lcc"])),
                                .outside(.proRataCommissioned(joint: .ownRisk)),
                            ]), clause: "12"),
                        underspend: UnderspendRule(
                            .shared(
                                .proRataContribution(
                                    to: .line, caps: [.init(partner: "lcc", amount: Money(pence: 3))])),
                            ringFenced: ["dfg"]))),
                .agreement(
                    PoolAgreement(
                        pool: "bcf",
                        overspend: OverspendRule(.thresholdCascade(first: shares, lead: "ccg")),
                        underspend: UnderspendRule(.toContingency("c"), clause: "13"))),
                .agreement(
                    PoolAgreement(
                        pool: "bcf", overspend: OverspendRule(.fixedShares(shares)),
                        underspend: UnderspendRule(.retainedBy(nil)))),
                .agreement(PoolAgreement(pool: "bcf", underspend: UnderspendRule(.returns))),
                .agreement(PoolAgreement(pool: "bcf", underspend: UnderspendRule(.stays))),
                .effect(
                    Effect(
                        supposed: "e", title: "E", line: "A", metric: "m", unit: "u",
                        unitCost: believed(.lognormal(logMean: 1, logDeviation: 0.5)),
                        capacity: believed(.normal(mean: 9, deviation: 1)),
                        delivery: believed(.pert(low: 0, mode: 0.5, high: 1)),
                        perUnit: believed(.between(low: -0.5, high: 0)), perUnitOf: believed(.certain(-0.0)),
                        lagMonths: 2, rampMonths: 3, isEstablished: true, isInBasis: true,
                        curve: [.init(funded: 1, effective: 0.5)], overlap: "o",
                        cashReleasing: believed(.beta(alpha: 2, beta: 3)), reference: "somewhere")),
                .effect(
                    Effect(
                        supposed: "f", title: "F", line: "A", metric: "m", unit: "u", unitCost: believed(.certain(1)),
                        capacity: nil, delivery: nil, perUnit: believed(.uniform(low: 1, high: 2)), perUnitOf: nil,
                        lagMonths: 0, rampMonths: 0, isEstablished: false, isInBasis: false, curve: nil, overlap: nil,
                        cashReleasing: nil, reference: nil)),
                .supposedEffect(supposedEffect), .supposedEffect(SupposedEffect(id: "e")),
                .supposedMetric(supposedMetric),
            ].map { PlanRecord($0, note: note) })
        let empty = YearChanges(sources: [], lines: [], movements: [], closures: [], records: [])
        let terms = RollForwardTerms(
            to: PlanningYear(startingIn: 2017),
            uplifts: [
                .init(.source("s"), .zero), .init(.kind(.nhsMinimum), Rate(percentage: "1.79") ?? .zero, citation: "c"),
            ], lineUplift: Rate(1, over: 3) ?? .zero, recurrent: ["s", "A"], nonRecurrent: ["B"], sameMonths: ["A"],
            notStatedRecurs: false, rounding: .halfToEven, note: note)
        let bare = RollForwardTerms(to: PlanningYear(startingIn: 2018), uplifts: [], lineUplift: .zero, note: note)
        let changes = PlanChanges(
            year, later: [.init(terms: terms, changes: year), .init(terms: bare, changes: empty)])
        let values: [LeverValue] =
            [.money(Money(pence: -5)), .integer(.min), .boolean(true)]
            + [Rate(1, over: 3)].compactMap { $0.map { .rate($0) } }
        return ScenarioOutcome(
            title: "T", about: nil, plan: "p",
            levers: values.map {
                Lever(
                    name: "l",
                    declaration: LeverDeclaration(defaultValue: $0, from: $0, to: nil, step: $0, about: "a"),
                    value: $0, isSet: false)
            },
            layers: [
                LayerOutcome(title: "L1", script: "a.lua", changes: changes, alone: nil),
                LayerOutcome(title: "L2", script: "b.lua", changes: changes, alone: .changes(changes)),
                LayerOutcome(title: "L3", script: "c.lua", changes: changes, alone: .refused("no")),
            ], expectations: [Expectation(isMet: false, message: "m", written: place)],
            assumptions: Assumption.Quality.allCases.map {
                Assumption(
                    what: "w", value: "v", owner: "o", source: "s", date: "2016-04-01", quality: $0, written: nil)
            }, printed: "printed\n", streams: ["winter", ""])
    }()

    @Test func `An outcome comes back as it was`() throws {
        #expect(try Self.crossed(Self.outcome) == Self.outcome)
    }

    @Test func `A diagnostic comes back as it was`() throws {
        let diagnostic = Diagnostic(
            "a.b", "m", severity: .warning, at: Self.place, reason: "r", help: nil, trace: [Self.place, Self.place])
        #expect(try Self.crossed(diagnostic) == diagnostic)
    }

    @Test func `A mark behind the end of its line is kept, and one far behind it is brought back`() throws {
        let empty = Place(file: "spending.csv", line: 2, excerpt: "A,", marked: 2..<3)
        #expect(try Self.crossed(empty) == empty)
        let far = try Self.crossed(Place(file: "a.lua", line: 2, excerpt: "ab", marked: 1..<Int.max))
        #expect(far.marked == 1..<3)
    }

    @Test func `Every beginning of a message is refused, and so is a message with something behind it`() throws {
        let bytes = WireWriter.bytes(of: Self.outcome)
        for length in 0..<bytes.count {
            #expect(throws: WireProblem.self) {
                try WireReader.value(ScenarioOutcome.self, in: Array(bytes[..<length]))
            }
        }
        #expect(throws: WireProblem.self) { try WireReader.value(ScenarioOutcome.self, in: bytes + [0]) }
    }

    @Test func `Whatever bytes come, they are read or refused, and never more is made of them than they hold`() {
        var chance = TestSupport.Chance(seed: 20_161_117)
        let good = WireWriter.bytes(of: ScenarioAnswer.outcome(Self.outcome))
        for _ in 0..<5_000 * TestSupport.Chance.rounds {
            var bytes = good
            for _ in 0..<Int.random(in: 1...8, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                bytes[place] = UInt8.random(in: 0...255, using: &chance)
            }
            if Bool.random(using: &chance) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &chance)) }
            _ = try? WireReader.value(ScenarioAnswer.self, in: bytes)
        }
    }
}

@Suite struct QuestionWireTests {
    private static func crossed<Value: WireValue>(_ value: Value) throws -> Value {
        try WireReader.value(Value.self, in: WireWriter.bytes(of: value))
    }

    private static let points: [QuestionPoint] = [
        .figures(
            QuestionFigures(
                values: [
                    .money(Money(pence: -5)), .integer(.min), .number(-0.1), .boolean(true), .rate(.zero),
                ], gaps: [.init(source: "s", amount: Money(pence: 7))],
                conditions: [
                    .init(isMet: true, isBreached: false, headroom: nil),
                    .init(isMet: false, isBreached: true, headroom: Money(pence: -1)),
                ], unmet: ["it holds"])),
        .refused("no"),
    ]

    @Test func `A question and its answer come back as they were`() throws {
        #expect(try Self.crossed(Self.points) == Self.points)
        let expression = try ScenarioExpression("--until", "result.balanced and 1 >= 2")
        #expect(try Self.crossed(expression) == expression)
    }

    @Test func `An expression that is none does not cross`() {
        var wire = WireWriter()
        wire.text("--until")
        wire.text("expect(true, 'x')")
        let problem = #expect(throws: WireProblem.self) {
            try WireReader.value(ScenarioExpression.self, in: wire.bytes)
        }
        #expect(problem?.reason == "no expression: expression.declares")
    }

    @Test(arguments: [.nan, .infinity, -.infinity] as [Double])
    func `A number that is not finite does not cross`(number: Double) {
        #expect(throws: WireProblem.self) {
            try WireReader.value(QuestionValue.self, in: WireWriter.bytes(of: QuestionValue.number(number)))
        }
    }

    @Test func `Every beginning of an answer is refused, and any bytes are read or refused`() throws {
        let good = WireWriter.bytes(of: ScenarioAnswer.asked(Self.points))
        for length in 0..<good.count {
            #expect(throws: WireProblem.self) {
                try WireReader.value(ScenarioAnswer.self, in: Array(good[..<length]))
            }
        }
        var chance = Chance(seed: 20_170_202)
        let asked = WireWriter.bytes(
            of: ScenarioRequest.ask(
                [try ScenarioExpression("--until", "result.balanced and 1 >= 2")],
                [[LeverSetting(name: "a", text: "1")]], seed: 3))
        for _ in 0..<3_000 * Chance.rounds {
            for message in [good, asked] {
                var bytes = message
                for _ in 0..<Int.random(in: 1...6, using: &chance) {
                    bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
                }
                _ = try? WireReader.value(ScenarioAnswer.self, in: bytes)
                _ = try? WireReader.value(ScenarioRequest.self, in: bytes)
            }
        }
    }
}

@Suite struct WireAllowanceTests {
    /// An answer that is small on the wire: one long text, said again and again.
    private static let repeated = WireWriter.bytes(
        of: (1...400).map { _ in
            Scripting.Expectation(isMet: true, message: String(repeating: "x", count: 25_000), written: nil)
        })

    @Test func `A small message of which too much would be made is refused as such`() throws {
        #expect(Self.repeated.count < 40_000)
        let problem = #expect(throws: WireProblem.self) {
            try WireReader.value(Array<Scripting.Expectation>.self, in: Self.repeated, making: 32 << 20)
        }
        #expect(problem?.isTooMuch == true)
        #expect(try WireReader.value(Array<Scripting.Expectation>.self, in: Self.repeated).count == 400)
    }

    @Test func `A flood of empty entries is refused as such`() {
        var wire = WireWriter()
        wire.unsigned(1_000_000)
        let bytes = wire.bytes + [UInt8](repeating: 0, count: 1_000_000)
        let problem = #expect(throws: WireProblem.self) {
            try WireReader.value(Array<[Int]>.self, in: bytes, making: 4 << 20)
        }
        #expect(problem?.isTooMuch == true)
    }
}
