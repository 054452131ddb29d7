/// One way in which a call can be refused: the stable code of the diagnostic, and when it comes.
package struct APIError: Hashable, Sendable {
    /// The code, such as `plan.line.unknown`.
    package let code: String
    /// When it is raised, as a plain sentence.
    package let when: String

    init(_ code: String, _ when: String) {
        self.code = code
        self.when = when
    }
}

// Every refusal has its sentence once; functions name those that they can raise.
extension APIError {
    // Values
    static let moneyText = APIError("money.text", "The text or number is no amount of money, or finer than a penny.")
    static let notDecimal = APIError("number.not-decimal", "The number is infinite, not a number, or of no usual size.")
    static let rateText = APIError("rate.text", "The text is no decimal percentage with up to 12 decimals.")
    static let rateOverflow = APIError("rate.overflow", "The change is too large a percentage to hold exactly.")
    static let moneyOverflow = APIError("money.overflow", "The product is too large to hold exactly.")
    static let apportion = APIError("money.apportion", "No weight is above zero, one is below, or they are too large.")
    static let brace = APIError("fmt.brace", "A brace stands alone in the template.")
    static let placeholderCount = APIError("fmt.count", "The template has more or fewer places than values are given.")
    static let unwritable = APIError("fmt.value", "A value is neither an amount, a rate, a number, text nor a boolean.")

    // What a script declares
    static let secondScenario = APIError("scenario.second", "The script has already declared a scenario.")
    static let mixedKinds = APIError("lever.mixed-kinds", "The range or step is of another kind than the default.")
    static let defaultOutOfRange = APIError("lever.default-out-of-range", "The default lies outside the range.")
    static let tooManyExpectations = APIError("expect.too-many", "The script states more than 1000 expectations.")

    static let otherPlan = APIError("scenario.other-plan", "A scenario that it is based on is for another plan.")
    static let noChange = APIError("scenario.no-change", "There is no `change`, and it is based on no scenario.")
    static let leverName = APIError("lever.name", "The name of a lever has a point in it.")
    static let blankAssumption = APIError("assume.blank", "What is assumed, its owner or its source is blank.")
    static let assumptionDate = APIError("assume.date", "The date is no day, or not written year-month-day.")
    static let assumptionQuality = APIError("assume.quality", "The quality is not one of the known words.")
    static let assumedTwice = APIError("assume.twice", "The same thing is already assumed in another way.")
    static let tooManyAssumptions = APIError("assume.too-many", "The script states more than 1000 assumptions.")

    // What `use` refuses
    static let moduleNotNamed = APIError("lua.module.not-named", "What is given is no name.")
    static let unknownModule = APIError("lua.module.unknown", "No script was found by the name before the run.")
    static let moduleCircle = APIError("lua.module.circle", "The module uses itself, directly or through another.")
    static let moduleNothing = APIError("lua.module.nothing", "The module returns nothing.")

    // What a plan knows
    static let unknownLine = APIError("plan.line.unknown", "The plan has no line with the id.")
    static let unknownSource = APIError("plan.source.unknown", "The plan has no funding source with the id.")
    static let unknownPartner = APIError("plan.partner.unknown", "The plan has no partner with the id.")
    static let unknownPool = APIError("plan.pool.unknown", "The plan has no pool with the id.")
    static let unknownCondition = APIError(
        "plan.condition.unknown", "The year's rulebook has no condition with the id.")
    static let poolNeeded = APIError("plan.pool.needed", "The plan has several pools, and none is named.")
    static let unknownMetric = APIError("plan.metric.unknown", "The plan has no metric with the id.")
    static let unknownPrice = APIError("plan.price.unknown", "The plan has no such service, or no such band of it.")
    static let severalPrices = APIError("plan.price.several", "The price changes in the year, and no day is named.")
    static let noPriceYet = APIError("plan.price.none-yet", "The service has no price yet on the day.")
    static let priceNotStated = APIError("plan.price.not-stated", "The plan names the service and states no price.")
    static let priceDay = APIError("plan.price.day", "The day is none, or not written year-month-day.")
    static let unknownValue = APIError("plan.selection.unknown-value", "No line or source could ever meet a filter.")
    static let unknownWord = APIError("script.argument.unknown-word", "A word is not one of those that are permitted.")

    // What a plan refuses
    static let sealedPlan = APIError("scenario.plan-sealed", "The scenario's changes are done: `check` only reads.")
    static let noReason = APIError("plan.movement.no-reason", "The reason is blank.")
    static let notPositive = APIError("plan.movement.not-positive", "The amount is zero or below.")
    static let sameLine = APIError("plan.movement.same-line", "The money would go from a line to itself.")
    static let nowhere = APIError("plan.movement.nowhere", "Both ends are unallocated.")
    static let noSource = APIError("plan.movement.no-source", "Unallocated money is meant, and no source is named.")
    static let notEnough = APIError("plan.line.not-enough", "The line holds less than the amount.")
    static let notEnoughUnallocated = APIError(
        "plan.unallocated.not-enough", "Less of the source is unallocated than the amount.")
    static let incomeNotStated = APIError(
        "plan.income.not-stated", "The plan does not state what the source brings.")
    static let overWithdrawn = APIError(
        "plan.withdraw.too-much", "Less has come in from the source than would go back.")
    static let closedLine = APIError("plan.line.closed", "The line is closed.")
    static let byOrTo = APIError("plan.scale.by-or-to", "Neither or both of `by` and `to` are given.")
    static let negativeScale = APIError("plan.scale.negative", "The line would be scaled to less than nothing.")
    static let badID = APIError("plan.id.bad", "The id is blank, holds a space, or is the word `unallocated`.")
    static let duplicateLine = APIError("plan.line.duplicate", "The plan already has a line with the id.")
    static let duplicateSource = APIError("plan.source.duplicate", "The plan already has a source with the id.")
    static let themeSlip = APIError("plan.theme.slip", "The theme is new, and nearly the name of one that is there.")
    static let unknownKind = APIError(
        "plan.kind.unknown", "There is no such kind of money, in the national rules or in the plan's rulebook.")
    static let tooLarge = APIError("plan.too-large", "The plan's amounts would be too large to hold exactly.")
    static let tooMany = APIError(
        "plan.too-many",
        """
        The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over \
        all its years.
        """)

    // Time
    static let rollYear = APIError("plan.roll.year", "The year is not the one after the plan's own, or no year at all.")
    static let rollUnknown = APIError(
        "plan.roll.unknown", "A name is neither a line nor a source, or no kind of money.")
    static let rollBoth = APIError("plan.roll.both", "A line or source is named as recurrent and as non-recurrent.")
    static let rollNotStated = APIError(
        "plan.roll.not-stated", "Lines or movements do not say whether they go on, and `not_stated` is not given.")
    static let rollNoUplift = APIError("plan.roll.no-uplift", "A source goes on, and no uplift is given for it.")
    static let rollBelowZero = APIError("plan.roll.below-zero", "An amount of the next year would be below zero.")
    static let monthsOfWhat = APIError("plan.months.of-line", "Income or cash is asked for of a line.")
    static let monthsNotStated = APIError("plan.months.not-stated", "The months of the line are not stated.")
    static let unknownYear = APIError("result.year.unknown", "The scenario has no such year.")

    // What a plan notes of pools
    static let negativeOutturn = APIError("plan.outturn.negative", "The outturn is below zero.")
    static let mixedOutturn = APIError(
        "plan.outturn.mixed", "The line's outturn is stated as a whole and by source.")
    static let agreesNothing = APIError(
        "pool.agree.nothing", "Neither `overspend` nor `underspend` is given, nor `lead` with its `line`.")
    static let termsValue = APIError("pool.value", "A part of a rule is of another kind than its name asks.")
    static let termsAmount = APIError("pool.amount", "A part of a rule is no amount of money, or below zero.")
    static let termsRate = APIError("pool.percentage", "A part of a rule is no percentage, or below zero.")
    static let termsKey = APIError("pool.key.unknown", "A rule has a part that its strategy does not know.")
    static let termsMissing = APIError("pool.key.missing", "A rule lacks a part that its strategy needs.")
    static let termsPartner = APIError("pool.partner.unknown", "A rule names a partner that is not of the pool.")
    static let termsLine = APIError("pool.line.unknown", "A rule names a line that the plan does not have.")
    static let termsSource = APIError("pool.source.unknown", "A rule names a source that the pool does not have.")
    static let termsStrategy = APIError("pool.strategy.unknown", "A rule's strategy is not one of the known words.")
    static let termsStep = APIError("pool.step.unknown", "A step of a waterfall is not one of the known words.")
    static let termsBasis = APIError("pool.to.unknown", "What shares are in proportion to is not a known word.")
    static let termsContingency = APIError(
        "pool.contingency.unknown", "A rule names a contingency that the plan states no amount of.")
    static let noContingency = APIError(
        "pool.contingency.missing", "A rule names no contingency, and the pool has none of its own.")
    static let termsVariable = APIError("pool.variable", "The rule's `variable` names no partner, or one twice.")
    static let termsSteps = APIError("pool.steps", "A waterfall has no step.")
    static let termsNobody = APIError("pool.shares.none", "Shares name no partner.")
    static let termsSum = APIError("pool.shares.sum", "Fixed shares do not add to 100%.")

    // Chance
    static let streamName = APIError("random.stream", "The name of the stream is blank, or longer than 100 characters.")
    static let tooManyStreams = APIError("random.too-many", "The script opens more than 1000 streams.")
    static let emptyRange = APIError("random.range", "The least it can be is above the most.")
    static let emptyChoice = APIError("random.choice", "The list is empty.")

    /// What the terms of an agreement can be refused for.
    static let ofAgreements: [APIError] = [
        .agreesNothing, .termsValue, .termsAmount, .termsRate, .termsKey, .termsMissing, .termsPartner, .termsLine,
        .termsSource, .termsStrategy, .termsStep, .termsBasis, .termsContingency, .noContingency, .termsVariable,
        .termsSteps, .termsNobody, .termsSum,
    ]

    /// What any change of a plan can be refused for.
    static let ofEveryMovement: [APIError] = [.sealedPlan, .noReason, .tooMany, .unknownWord]
}

// What the check of arguments refuses, before a function is run.
extension APIError {
    static let missingArgument = APIError("script.argument.missing", "A required argument is left out.")
    static let wrongType = APIError("script.argument.wrong-type", "An argument is of another kind than it must be.")
    static let unknownArgument = APIError("script.argument.unknown", "A name is not one of the arguments.")
    static let unnamedArgument = APIError("script.argument.unnamed", "A value in the braces has no name.")
    static let notATable = APIError("script.arguments.not-a-table", "The arguments are not in one pair of braces.")
    static let tooManyArguments = APIError("script.arguments.too-many", "More arguments are given than it takes.")
    static let wrongSelf = APIError("lua.wrong-self", "A dot stands where a colon should, or the object is another.")
    static let notUTF8 = APIError("lua.not-utf-8", "A text is not valid UTF-8.")
    static let textTooLong = APIError("lua.text.too-long", "The texts of one call are longer than 1 MB together.")
    static let tableGap = APIError("lua.table.gap", "A list has an entry after one that is missing.")
    static let tableTooDeep = APIError("lua.table.too-deep", "A table has more than 8 tables inside each other.")
    static let tableTooMany = APIError("lua.table.too-many", "The tables of a call have more than 100,000 entries.")

    /// What the values of any call can be refused for, whichever function is called.
    package static let ofEveryCall: [APIError] = [.notUTF8, .textTooLong, .tableGap, .tableTooDeep, .tableTooMany]
}

extension APIFunction {
    /// What the check of its arguments refuses: follows from its parameters.
    package var argumentErrors: [APIError] {
        // The machine's own functions have refusals of their own.
        if isOfMachine { return [] }
        var errors: [APIError] = []
        if parameters.contains(where: \.isRequired) { errors.append(.missingArgument) }
        if parameters.contains(where: { $0.type != .anything }) { errors.append(.wrongType) }
        switch style {
        case .named: errors += [.unknownArgument, .unnamedArgument, .notATable]
        case .positional: errors.append(.tooManyArguments)
        case .variadic: break
        }
        if owner != nil { errors.append(.wrongSelf) }
        return errors
    }
}
