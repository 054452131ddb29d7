package import Finance

/// One number that comes of a model: what a sample keeps, and what sensitivity asks about.
package enum OutcomeOutput: Hashable, Sendable {
    /// With which money.
    package enum Side: String, Hashable, Sendable, CaseIterable {
        /// With the plan as it is.
        case before
        /// With the scenario's changes.
        case after
        /// After less before, in one world.
        case change
    }

    /// What is counted of a metric in a part of the year.
    case count(metric: String, YearPart, Side)
    /// A metric's figure in a part of the year.
    case figure(metric: String, YearPart, Side)
    /// What the change of a metric over the year is worth, in £; of all metrics that have a value when none is named.
    case notionalValue(metric: String?)
    /// What of that can be spent on something else, in £.
    case cashReleasingValue(metric: String?)
    /// What a risk pool releases in £, in a quarter or in the year.
    case released(riskPool: String, YearPart, Side)
    /// What a risk pool retains in £, in a quarter or in the year.
    case retained(riskPool: String, YearPart, Side)
}
