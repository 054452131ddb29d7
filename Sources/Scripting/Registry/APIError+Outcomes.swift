// What is refused of uncertain figures, of suppositions about what money does, and of what comes of them.
extension APIError {
    static let mixedFigures = APIError(
        "uncertain.mixed", "Some values are numbers, some amounts of money or percentages.")
    static let impossibleFigure = APIError("uncertain.problem", "There can be no such figure: the message says why.")
    static let lognormalOrder = APIError("uncertain.lognormal", "The median is not above zero, or above `high`.")
    static let betaParts = APIError(
        "uncertain.beta", "Neither or both ways to say it are used, or more succeeded than were looked at.")
    static let weightedValue = APIError("uncertain.entry", "An entry is not a value with a weight.")
    static let noPercentile = APIError("uncertain.percentile", "The percentile is not above 0 and below 100.")
    static let otherKind = APIError(
        "uncertain.kind", "A figure is money where a number or a percentage is asked for, or the other way round.")

    static let blankSource = APIError("suppose.source", "It is not said where the figures come from.")
    static let badEffectID = APIError("plan.effect.id", "The id is blank, or has a space or a stroke in it.")
    static let effectTwice = APIError("plan.effect.twice", "There is an effect with the id already.")
    static let unknownEffect = APIError("plan.effect.unknown", "The plan has no effect with the id.")
    static let nothingOfEffect = APIError("plan.effect.nothing", "No figure of the effect is named.")
    static let badFigure = APIError(
        "plan.effect.figure", "A figure can be what it must not be, such as a price below zero.")
    static let badMonths = APIError("plan.effect.months", "A lag or a ramp is below zero, or longer than 120 months.")
    static let badCurve = APIError("plan.effect.curve", "The curve has no point, too many, or does not rise.")
    static let unknownOverlap = APIError("plan.effect.overlap", "The plan has no overlap with the id.")
    static let noShare = APIError("plan.metric.no-share", "A figure of a share is given for a metric that is none.")
    static let nothingOfMetric = APIError("plan.metric.nothing", "No figure of the metric is named.")
    static let noMeasure = APIError("plan.metric.no-measure", "The plan does not say how the metric is counted.")
    static let noBasis = APIError(
        "plan.metric.basis", "What the metric would be without the schemes is neither stated nor supposed.")

    static let notProjected = APIError(
        "result.metric.not-projected", "The metric cannot be projected: the message says why.")
    static let cannotProject = APIError(
        "result.outcomes", "What the plan says of its metrics and effects contradicts itself.")
    static let noSamples = APIError("result.no-samples", "The run makes no samples.")
    static let poolNotProjected = APIError(
        "result.risk-pool.not-projected", "It cannot be told what the risk pool would release: the message says why.")
}
