import Finance
import PlanFiles

/// What a full evaluation of a real plan costs, part by part: 62 lines of Leicestershire 2016/17 after a scenario that
/// moves money, states outturns, supposes an agreement and delivers a quarter against the risk pool.
enum EvaluationCost {
    /// What the whole may take, in microseconds.
    private static let goal = 20.0

    /// Prints the median time of each part, their sum, and what the tables of before and after take beside them.
    static func measure() throws {
        let plan = try PlanFolder.read(at: "Examples/leicestershire-2016-17").plan
        let after = try scenario(on: plan)
        let parts: [(name: String, work: () throws -> Int)] = [
            ("conditions", { after.conditionAssessments().count }),
            ("pools", { try after.poolYears().count }),
            ("risk pools", { after.riskPoolAssessments().count }),
            ("grant to districts", { after.grantAssessment() == nil ? 0 : 1 }),
            ("reserves", { after.reserveAssessments().count }),
            ("spend by quarter", { try after.monthlySpend().quarters.count }),
            ("income by quarter", { try after.monthlyFunding().quarters.count }),
        ]
        print(
            "\(after.lines.count) lines, \(after.sources.count) sources, \(after.rulebook?.conditions.count ?? 0)"
                + " conditions, \(after.pools.count) pools, \(after.movements.count) movement,"
                + " \(after.records.count) records")
        var sum = 0.0
        for part in parts {
            let time = try median(part.work)
            sum += time
            row(part.name, time)
        }
        row("sum of the parts", sum, "(goal: \(Int(goal)))")
        row("all in one", try median { try parts.reduce(0) { $0 + (try $1.work()) } }, "(goal: \(Int(goal)))")
        row(
            "tables of before and after, with conditions",
            try median { Evaluation(before: plan, after: after).byLine.count })
    }

    private static func row(_ name: String, _ time: Double, _ goal: String = "") {
        let hundredths = Int((time * 100).rounded())
        let digits = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        let space = String(repeating: " ", count: max(1, 46 - name.count) + max(0, 7 - digits.count))
        print("  \(name)\(space)\(digits) µs\(goal.isEmpty ? "" : " \(goal)")")
    }

    /// The median time of one round of eleven batches, in microseconds.
    private static func median(_ work: () throws -> Int) throws -> Double {
        let rounds = 2_000
        var times: [Double] = []
        var done = 0
        for _ in 1...11 {
            let time = try ContinuousClock().measure { for _ in 0..<rounds { done += try work() } }
            times.append(time.seconds / Double(rounds) * 1e6)
        }
        precondition(done > 0, "the work is done")
        return times.sorted()[5]
    }

    /// The plan after a scenario as people write them. The agreement is hypothetical: the plan's papers print none.
    private static func scenario(on plan: Plan) throws -> Plan {
        var after = plan
        let note = Movement.Note(reason: "measured", authority: "Integration Executive")
        try after.move(
            Money(pence: 100_000_01), from: .line("IUR2.2"), to: .line("UPO5.1"),
            source: try plan.sourceIndex("wlccg-minimum"), note: note)
        let shares: [RiskShare.PartnerShare] = [("lcc", 50), ("wlccg", 28), ("elrccg", 22)].compactMap {
            partner, share in
            Rate(share, over: 100).map { .init(partner: partner, rate: $0) }
        }
        let facts: [PlanRecord.Fact] = [
            .agreement(
                PoolAgreement(
                    pool: "bcf", overspend: OverspendRule(.waterfall([.underspends, .outside(.fixedShares(shares))])),
                    underspend: UnderspendRule(.stays))),
            .outturn(Outturn(line: "IUR2.2", amount: Money(pence: 350_000_00))),
            .outturn(Outturn(line: "UPO5.1", amount: Money(pence: 1_145_000_02))),
            .outturn(Outturn(line: "LTC5.1", amount: Money(pence: 82_316_00))),
            .outturn(Outturn(line: "IUR1.1", source: "elrccg-minimum", amount: Money(pence: 490_000_00))),
            .riskPoolTerms(
                SupposedTerms(
                    riskPool: "emergency-admissions",
                    terms: RiskPoolTerms(formula: "proportional", quarters: .equal))),
            .delivery(Delivery(riskPool: "emergency-admissions", quarter: 1, planned: 379, actual: 265)),
            .decision(
                RiskPoolDecision(
                    riskPool: "emergency-admissions", quarter: 1, stage: .recommended,
                    body: "Integration Finance and Performance Group")),
        ]
        for fact in facts { try after.record(PlanRecord(fact, note: note)) }
        return after
    }
}
