import Diagnostics
import Draws
package import Finance

/// What two plans' money does to the metrics, ready to be worked out for many values of the uncertain figures.
///
/// The two are the same world with different money: metrics, populations, effects, overlaps, correlations, risk pools
/// and what is noted about them are those of the plan `after`, which knows what a scenario assumes and notes; from each
/// plan comes only what its lines spend by month. So a difference is that of the money alone.
///
/// How the model reads what a plan's words leave open:
/// - A line that a plan does not have spends nothing there. A line that neither has is a slip.
/// - Spend without stated months is spread over the year. A month in which more leaves a line than is there buys
///   nothing, and takes nothing back.
/// - A unit cost that is drawn at or below zero buys nothing.
/// - Effects of one overlap that pull one metric in different directions in a month do not reach the same people: each
///   is credited with all that it counts. What an effect adds to the denominator of a share is credited in the same
///   proportion as what it counts.
/// - A share of nobody is nought.
package struct OutcomeModel: Sendable {
    /// The plan that is left as it is.
    package let before: Plan
    /// The plan with a scenario's changes; its statements of metrics and effects hold for both.
    package let after: Plan
    /// Every figure of the metrics and effects that are projected, certain or not, in the order of the plan.
    package let parameters: [ModelParameter]
    /// The metrics that cannot be projected and why, in the order of the plan.
    package let obstacles: [MetricObstacle]
    /// The lines of effects whose months are not stated, by id: their money is spread over the year.
    package let linesSpreadOverTheYear: [String]

    /// What the parameters are drawn from, in their order.
    let samplers: [Sampler]
    let compiled: CompiledModel
    let correlations: [EffectCorrelation]

    /// Why a metric is not projected.
    package struct MetricObstacle: Hashable, Sendable {
        /// The metric, by id.
        package let metric: String
        /// Why, in a few words that follow "because".
        package let reason: String
    }

    /// Makes the model of two plans of one year.
    ///
    /// Throws where the plan says what cannot be: an effect of no line or metric, an overlap that is not described, a
    /// figure that is no figure.
    package init(before: Plan, after: Plan) throws(PlanError) {
        guard before.identity.year == after.identity.year else {
            throw PlanError(
                "outcomes.years", "the two plans are for \(before.identity.year.text) and \(after.identity.year.text)",
                reason: "outcomes are compared within one year", help: "project each year by itself")
        }
        var compiler = ModelCompiler(before: before, after: after)
        try compiler.compile()
        self.before = before
        self.after = after
        parameters = compiler.parameters
        samplers = compiler.samplers
        obstacles = compiler.obstacles
        compiled = compiler.model
        correlations = compiler.correlations
        linesSpreadOverTheYear = compiler.linesSpread
    }

    /// The uncertain figures.
    package var uncertainParameters: [ModelParameter] { parameters.filter { !$0.isCertain } }
}
