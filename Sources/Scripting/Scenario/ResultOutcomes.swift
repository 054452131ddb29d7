package import Finance
package import Outcomes

/// What the money does in one result: two plans of one year, projected, and sampled once somebody asks how sure it is.
package final class ResultOutcomes {
    /// The two plans, ready to be worked out.
    package let model: OutcomeModel
    /// With every figure at its central value.
    package let central: OutcomeProjection
    private var sampled: (seed: UInt64, count: Int, samples: OutcomeSamples)?

    /// Makes the projection of a scenario: of the year that the plan before it is for.
    package init(before: Plan, after: Plan) throws(PlanError) {
        let year = before.identity.year
        let same = after.allYears.first { $0.identity.year == year } ?? after
        model = try OutcomeModel(before: before, after: same)
        central = model.central()
    }

    /// Samples, made once for a seed and a count.
    package func samples(_ count: Int, seed: UInt64) throws(PlanError) -> OutcomeSamples {
        if let sampled, sampled.seed == seed, sampled.count == count { return sampled.samples }
        let samples = try model.sample(count: count, seed: seed)
        sampled = (seed, count, samples)
        return samples
    }

    /// How long a sample takes, as instructions of a script.
    var workOfSample: Int { 4 + 2 * model.parameters.count + 12 * model.after.effects.count }
}

/// What the money does to one metric in a part of the year, as a script sees it.
final class OutcomeHandle: ScriptObject {
    let className = APIClassName.outcome
    let result: ResultHandle
    let outcomes: ResultOutcomes
    let projection: MetricProjection
    let part: YearPart

    var text: String { "Outcome \(projection.metric.id)" }

    init(_ result: ResultHandle, _ outcomes: ResultOutcomes, _ projection: MetricProjection, _ part: YearPart = .year) {
        self.result = result
        self.outcomes = outcomes
        self.projection = projection
        self.part = part
    }

    /// The metric's figures in the part.
    var period: MetricProjection.Period {
        guard let period = projection.period(part) else { preconditionFailure("a part of the year is looked up first") }
        return period
    }

    /// What the plan wants to reach in the part; `nil` when it does not say.
    var target: TargetProjection? { projection.targets.first { $0.part == part } }
}
