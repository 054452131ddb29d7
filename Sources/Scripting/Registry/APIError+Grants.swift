// What is refused of risk pools, the Disabled Facilities Grant and reserves.
extension APIError {
    /// What noting any fact can be refused for.
    static let ofEveryRecord: [APIError] = [.sealedPlan, .noReason, .tooMany]

    static let unknownRiskPool = APIError("plan.risk-pool.unknown", "The plan has no risk pool with the id.")
    static let unknownQuarter = APIError("plan.quarter", "The quarter is none of 1 to 4.")
    static let nothingSupposed = APIError("plan.risk-terms.nothing", "No term is named.")
    static let termsStated = APIError("plan.risk-terms.stated", "The plan states the term, or it is supposed already.")
    static let unknownFormula = APIError("plan.risk-terms.formula", "No formula has the name.")
    static let unknownQuarters = unknownWord
    static let unknownStage = unknownWord
    static let badShares = APIError("plan.risk-terms.shares", "The shares do not add up to 100%.")
    static let badSteps = APIError("plan.risk-terms.steps", "There is no step, or the steps do not rise.")
    static let badUnitCost = APIError("plan.risk-terms.unit-cost", "The unit cost is zero or below.")
    static let badPlanned = APIError(
        "plan.risk-terms.planned", "What is planned is not four counts, one of them above zero.")
    static let lateTerms = APIError("plan.risk-terms.late", "A quarter of the risk pool is decided already.")
    static let deliveryHow = APIError(
        "plan.delivery.how", "Neither a share nor a count is given, or both, or nothing says what was planned.")
    static let deliveredTwice = APIError("plan.delivery.twice", "The quarter's delivery is noted already.")
    static let badDelivery = APIError(
        "plan.delivery.figure",
        "The share has more than four decimals of a percent, or a figure is beyond 1,000,000,000."
    )
    static let otherTrajectory = APIError("plan.delivery.planned", "The plan's trajectory has another figure.")
    static let deliveryGap = APIError(
        "plan.delivery.gap", "The formula reckons with all quarters so far, and the one before is not noted.")
    static let stageNotNamed = APIError("plan.decision.stage", "The plan names no body for the stage.")
    static let otherBody = APIError("plan.decision.body", "The plan names another body for the stage.")
    static let bodyNeeded = APIError("plan.decision.body-needed", "Neither the plan nor the call names the body.")
    static let decidedBeforeDelivery = APIError(
        "plan.decision.not-delivered", "The quarter's delivery is not noted yet.")
    static let decidedTwice = APIError("plan.decision.twice", "The step is noted already.")
    static let decisionOrder = APIError("plan.decision.order", "A stage comes before an earlier one.")
    static let decisionDay = APIError(
        "plan.decision.day", "The day is before that of the stage before, or before the quarter begins.")
    static let noSuchDay = APIError("plan.day", "The day is none, or not written year-month-day.")
    static let releasedTwice = APIError("plan.release.twice", "The quarter's money went to lines already.")
    static let notDecided = APIError("plan.release.not-decided", "The last stage that the plan names is not reached.")
    static let cannotBeTold = APIError("plan.release.cannot-be-told", "The terms do not say what is earned.")
    static let nothingReleased = APIError("plan.release.nothing", "The quarter's delivery earned nothing.")
    static let releaseWithoutSource = APIError(
        "plan.release.no-source", "The pool's money sits in no line and no source, and no source is named.")
    static let otherReserve = APIError(
        "plan.release.other-source", "The source does not draw on the reserve in which the pool sits.")
    static let retentionOpen = APIError("plan.risk-pool.retention", "Nothing says what the partner keeps.")
    static let noGrant = APIError("plan.dfg.none", "The plan does not say how the grant is passed down.")
    static let noDistrict = APIError("plan.split.district", "The plan has no such district.")
    static let districtMissing = APIError("plan.split.missing", "The key leaves out a district of the plan.")
    static let badSplit = APIError("plan.split.key", "No weight is above zero, one is below, or they are too large.")
    static let splitTwice = APIError("plan.split.twice", "The grant is divided already.")
    static let notDivided = APIError(
        "plan.dfg.not-divided", "The districts get an amount together, and no key divides it.")
    static let unknownReserve = APIError("plan.reserve.unknown", "The plan has no reserve with the id.")
}
