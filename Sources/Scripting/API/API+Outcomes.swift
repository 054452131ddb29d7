import Diagnostics
import Draws
import Finance
import LuaHost
import Outcomes

// What a scenario's money does to the metrics: what `check` reads.

extension API {
    static let outcomeFunctions: [APIFunction] = [
        APIFunction(
            "metric", of: .result, .positional([.required("id", .text, "the metric's id in the plan's metrics.csv")]),
            returns: .object(.outcome), errors: [.unknownMetric, .notProjected, .cannotProject],
            summary: """
                What the money does to a metric over the year of the plan, with every figure at its median. Both plans are \
                projected under what the scenario supposes.
                """,
            example: #"local falls = result:metric "falls""#
        ) { arguments, session throws(LuaCallError) in
            let result = try receiver(arguments.receiver)
            let id = arguments.required(arguments.text("id"))
            let outcomes = try result.outcomes(session)
            _ = try refusing { () throws(PlanError) in try outcomes.model.after.metric(id) }
            guard let projection = outcomes.central.metric(id) else {
                let reason = outcomes.central.obstacles.first { $0.metric == id }?.reason
                throw LuaCallError(
                    "result.metric.not-projected", "the metric `\(id)` cannot be projected",
                    reason: reason, help: "state it in effects.csv, or suppose it with plan:suppose_metric")
            }
            return session.value(OutcomeHandle(result, outcomes, projection))
        },
        APIFunction(
            "metrics", of: .result, .positional([]), returns: .list(.object(.outcome)), errors: [.cannotProject],
            summary: "What the money does to every metric that can be projected, in the order of metrics.csv.",
            example: "for _, outcome in ipairs(result:metrics()) do print(outcome.id, outcome.change) end"
        ) { arguments, session throws(LuaCallError) in
            let result = try receiver(arguments.receiver)
            let outcomes = try result.outcomes(session)
            return .array(outcomes.central.metrics.map { session.value(OutcomeHandle(result, outcomes, $0)) })
        },
    ]

    static let outcomeMethods: [APIFunction] = [
        APIFunction(
            "quarter", of: .outcome,
            .positional([.required("number", .integer, "the quarter: 1 is April to June", unit: .number)]),
            returns: .object(.outcome), errors: [.unknownQuarter],
            summary: "The same for a quarter of the year.",
            example: exampleOfOutcome("outcome:quarter(1).after")
        ) { arguments, session throws(LuaCallError) in
            let outcome = outcome(arguments.receiver)
            guard case .integer(let number)? = arguments.raw("number"), (1...4).contains(number) else {
                throw LuaCallError(
                    "plan.quarter", "a year has quarters 1 to 4", help: "1 is April to June, 4 is January to March")
            }
            return session.value(
                OutcomeHandle(outcome.result, outcome.outcomes, outcome.projection, .quarter(Int(number))))
        },
        APIFunction(
            "percentile", of: .outcome,
            .positional([
                .required("number", .number, "the percentile, as in 90: so many in a hundred are below", unit: .number)
            ]), returns: .number, unit: .ofMetric, errors: [.noPercentile, .noSamples, .cannotProject],
            summary: "The metric's figure after the scenario below which it lies so many times in a hundred.",
            example: exampleOfOutcome("outcome:percentile(90)")
        ) { arguments, session throws(LuaCallError) in
            try percentile(arguments, .after, session)
        },
        APIFunction(
            "change_percentile", of: .outcome,
            .positional([
                .required("number", .number, "the percentile, as in 90: so many in a hundred are below", unit: .number)
            ]), returns: .number, unit: .ofMetric, errors: [.noPercentile, .noSamples, .cannotProject],
            summary: "The same of the change: both plans meet the same luck in each sample.",
            example: exampleOfOutcome("outcome:change_percentile(90)")
        ) { arguments, session throws(LuaCallError) in
            try percentile(arguments, .change, session)
        },
    ]

    private static func exampleOfOutcome(_ call: String) -> String {
        """
        return scenario {
          title = "An example",
          plan = "leicestershire-2016-17",
          change = function(plan) print(plan.title) end,
          check = function(result)
            local outcome = result:metric "falls"
            print(\(call))
          end,
        }
        """
    }

    static let outcomeProperties: [APIProperty] = [
        outcome("id", .text, "the metric's id") { outcome, _ in .string(outcome.projection.metric.id) },
        outcome("unit", .text, "what its figures count, or \"\(notStated)\"") { outcome, _ in
            .string(outcome.projection.metric.unit ?? notStated)
        },
        outcome("good", .text, "which way is better: \"high\", \"low\" or \"\(notStated)\"") { outcome, _ in
            .string(outcome.projection.metric.good?.rawValue ?? notStated)
        },
        outcome("before", .number, "its figure with the plan as it is", unit: .ofMetric) { outcome, _ in
            .number(outcome.period.figure.before)
        },
        outcome("after", .number, "its figure with the scenario's changes", unit: .ofMetric) { outcome, _ in
            .number(outcome.period.figure.after)
        },
        outcome("change", .number, "by how much its figure changes", unit: .ofMetric) { outcome, _ in
            .number(outcome.period.figure.change)
        },
        outcome("count_before", .number, "what is counted with the plan as it is", unit: .count) { outcome, _ in
            .number(outcome.period.count.before)
        },
        outcome("count_after", .number, "what is counted with the scenario's changes", unit: .count) { outcome, _ in
            .number(outcome.period.count.after)
        },
        outcome("target", .number, "the figure to be reached; nil where the plan states none", unit: .ofMetric) {
            outcome, _ in outcome.target.map { .number($0.target.approximate) } ?? .nil
        },
        outcome(
            "meets_target", .boolean,
            "whether the figure after the scenario meets the target; nil without a target, or where nobody says which way is better"
        ) { outcome, _ in outcome.target?.isMetAfter.map { .boolean($0) } ?? .nil },
        outcome(
            "chance", .object(.rate),
            "in how many of the run's samples (10,000 at most) the target is met after the scenario; nil where meets_target is",
            errors: [.noSamples, .cannotProject]
        ) { outcome, session throws(LuaCallError) in try chance(outcome, { $0.after }, session) },
        outcome(
            "chance_before", .object(.rate), "the same with the plan as it is", errors: [.noSamples, .cannotProject]
        ) { outcome, session throws(LuaCallError) in try chance(outcome, { $0.before }, session) },
        outcome(
            "by_effect", .map(.number),
            "by how much each effect changes what is counted, by the effect's id; overlaps are taken off", unit: .count
        ) { outcome, _ in
            guard let place = OutcomePeriods.index(of: outcome.part) else { return .nil }
            return .table(
                LuaTable(named: outcome.projection.effects.map { ($0.effect.id, .number($0.change[place])) }))
        },
        outcome(
            "value", .money,
            "what the change of the year is worth, notionally; nil where the plan does not state what one of it is worth"
        ) { outcome, _ in outcome.projection.value.map { .money(pence: $0.notional.pence) } ?? .nil },
        outcome("cash_releasing", .money, "what of that can be spent on something else; nil where value is") {
            outcome, _ in outcome.projection.value.map { .money(pence: $0.cashReleasing.pence) } ?? .nil
        },
    ]

    static let riskPoolOutcomes: [APIFunction] = [
        APIFunction(
            "expected_release", of: .riskPool,
            .positional([
                .optional(
                    "percentile", .number, "the percentile, as in 10; without it, every figure is at its median",
                    unit: .number)
            ]), returns: .money, errors: [.poolNotProjected, .noPercentile, .noSamples, .cannotProject],
            summary: """
                What the pool would release over the year, if every decision followed its formula: quarters that are noted as \
                they are, the others as projected. Only of a result's risk pool.
                """,
            example: """
                return scenario {
                  title = "An example",
                  plan = "leicestershire-2016-17",
                  change = function(plan)
                    plan:suppose_risk_terms {
                      risk_pool = "emergency-admissions", formula = "proportional", quarters = "equal",
                      planned = { 380, 379, 379, 379 }, reason = "the papers print neither",
                    }
                  end,
                  check = function(result) print(result:risk_pool("emergency-admissions"):expected_release()) end,
                }
                """
        ) { arguments, session throws(LuaCallError) in
            guard case .object(_, let object) = arguments.receiver, let pool = object as? RiskPoolHandle else {
                preconditionFailure("a receiver is checked")
            }
            guard let result = pool.result else {
                throw LuaCallError(
                    "result.risk-pool.not-projected", "a plan alone says nothing of what will be delivered",
                    reason: "a projection is of a scenario's result", help: "ask result:risk_pool(…) in `check`")
            }
            let outcomes = try result.outcomes(session)
            let found = outcomes.central.riskPools.first { $0.pool.id == pool.id }
            guard let found, found.obstacle == nil else {
                throw LuaCallError(
                    "result.risk-pool.not-projected", "it cannot be told what `\(pool.id)` would release",
                    reason: found?.obstacle ?? "the year of the plan does not have it",
                    help: "suppose terms with plan:suppose_risk_terms, and state the metric in effects.csv")
            }
            guard let number = arguments.raw("percentile") else {
                return .money(pence: found.after.reduce(0) { $0 + $1.money.released.pence })
            }
            let fraction = try percentile(number)
            let samples = try result.samples(session)
            guard let pounds = samples.values(of: .released(riskPool: pool.id, .year, .after)),
                let value = percentile(pounds, fraction)
            else { return .nil }
            return .money(pence: UncertainFigure.money(value).pence)
        }
    ]

    // MARK: - Samples

    private static func percentile(
        _ arguments: Arguments, _ side: OutcomeOutput.Side, _ session: ScenarioSession
    ) throws(LuaCallError) -> LuaValue {
        let outcome = outcome(arguments.receiver)
        let fraction = try percentile(arguments.required(arguments.raw("number")))
        let samples = try outcome.result.samples(session)
        session.work += samples.count
        let output = OutcomeOutput.figure(metric: outcome.projection.metric.id, outcome.part, side)
        guard let values = samples.values(of: output), let value = percentile(values, fraction) else { return .nil }
        return .number(value)
    }

    private static func percentile(_ values: [Double], _ fraction: Double) -> Double? {
        values.withUnsafeBufferPointer { Percentiles.of($0, at: [fraction])?.first }
    }

    private static func chance(
        _ outcome: OutcomeHandle, _ side: (TargetSamples) -> Draws.Chance?, _ session: ScenarioSession
    ) throws(LuaCallError) -> LuaValue {
        guard outcome.target?.isMetAfter != nil else { return .nil }
        let samples = try outcome.result.samples(session).metric(outcome.projection.metric.id)
        guard let target = samples?.targets.first(where: { $0.part == outcome.part }), let chance = side(target),
            let rate = Rate(Int64(chance.met), over: Int64(chance.count))
        else { return .nil }
        return session.value(RateHandle(rate))
    }

    private static func outcome(
        _ name: String, _ type: APIType, _ doc: String, unit: APIUnit? = nil, errors: [APIError] = [],
        _ read: @escaping @Sendable (OutcomeHandle, ScenarioSession) throws(LuaCallError) -> LuaValue
    ) -> APIProperty {
        APIProperty(
            name, of: .outcome, type, doc, unit: unit, errors: errors, example: exampleOfOutcome("outcome.\(name)")
        ) { value, session throws(LuaCallError) in try read(outcome(value), session) }
    }

    private static func outcome(_ value: LuaValue) -> OutcomeHandle {
        guard case .object(_, let object) = value, let handle = object as? OutcomeHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }
}

extension ResultHandle {
    /// Sampling beyond this is for reports: a script has less memory.
    static let mostSamples = 10_000

    /// The projection of the two plans, made once.
    func outcomes(_ session: ScenarioSession) throws(LuaCallError) -> ResultOutcomes {
        if let projected { return projected }
        session.work += before.plan.workOfMonths + after.plan.workOfMonths
        do throws(PlanError) {
            let made = try ResultOutcomes(before: before.plan, after: after.plan)
            session.work += made.workOfSample
            projected = made
            return made
        } catch {
            throw Self.cannotProject(error)
        }
    }

    /// The samples of the two plans, made once.
    func samples(_ session: ScenarioSession) throws(LuaCallError) -> OutcomeSamples {
        let outcomes = try outcomes(session)
        let count = min(session.samples, Self.mostSamples)
        guard count > 0 else {
            throw LuaCallError(
                "result.no-samples", "the run makes no samples, so nobody can say how sure it is",
                reason: "--samples is 0", help: "leave --samples out, or give a number of samples")
        }
        if !hasSamples {
            session.work += count * outcomes.workOfSample
            hasSamples = true
        }
        do throws(PlanError) {
            return try outcomes.samples(count, seed: session.seed)
        } catch {
            throw Self.cannotProject(error)
        }
    }

    private static func cannotProject(_ error: PlanError) -> LuaCallError {
        LuaCallError(
            "result.outcomes", error.message, reason: error.reason, help: error.help, underlying: error)
    }
}
