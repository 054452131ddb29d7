/// One condition made ready for one plan. A class, so that going through many copies none.
final class CompiledTest: Sendable {
    /// The test with its sums.
    private enum Form: Sendable {
        case balance
        case minimum(ConditionSum, Required)
        case maximum(ConditionSum, Required)
        /// Of all money of some sources, what stands on lines of a kind.
        case ringFence(inside: ConditionSum, all: ConditionSum)
        case share(ConditionSum, Rate, of: ConditionSum)
        case passDown(SpendFilter, Partner.Kind, String?)
        case reserve
        case declaration(Declaration?)
        case untested(ConditionAssessment.Reason)
    }

    /// What a sum is held against.
    private enum Required: Sendable {
        case amount(ExactAmount)
        /// A share in proportion to income: times the first, over the second.
        case share(ConditionSum, Int64, Int64)
    }

    /// The condition.
    let condition: Condition
    private let form: Form
    private let stated: StatedAmount?
    private let rounding: RoundingRule?

    /// Makes a condition ready.
    init(
        _ condition: Condition, in rulebook: Rulebook, arrangements: PlanArrangements,
        sum: (Condition.Measure) -> ConditionSum?
    ) {
        self.condition = condition
        rounding = rulebook.rounding
        let statedAmount = arrangements.statedPlanned.first { $0.condition == condition.id }
        stated = statedAmount
        func margin(
            _ measure: Condition.Measure, _ required: Condition.Required, _ form: (ConditionSum, Required) -> Form
        ) -> Form {
            guard let ready = sum(measure) else { return .untested(.tooFine) }
            if statedAmount == nil, let first = ready.unstatedIncome.first { return .untested(.incomeNotStated(first)) }
            switch Self.required(required, for: condition.id, in: rulebook, arrangements, sum) {
            case .success(let required): return form(ready, required)
            case .failure(let missing): return .untested(missing.reason)
            }
        }
        func ringFence(_ money: SpendFilter, _ lines: SpendFilter) -> Form {
            guard let inside = sum(.spend(money.narrowed(to: lines))), let all = sum(.spend(money)) else {
                return .untested(.tooFine)
            }
            return .ringFence(inside: inside, all: all)
        }
        form =
            switch condition.test {
            case .balance: .balance
            case .minimum(let measure, let required): margin(measure, required) { .minimum($0, $1) }
            case .maximum(let measure, let required): margin(measure, required) { .maximum($0, $1) }
            case .ringFence(let money, let lines): ringFence(money, lines)
            case .capitalOnCapital(let money):
                ringFence(money, .capital)
            case .share(let part, let rate, let whole):
                if let part = sum(part), let whole = sum(whole) {
                    if let first = ((statedAmount == nil ? part.unstatedIncome : []) + whole.unstatedIncome).first {
                        .untested(.incomeNotStated(first))
                    } else {
                        .share(part, rate, of: whole)
                    }
                } else {
                    .untested(.tooFine)
                }
            case .passDown(let money, let kind, let day): .passDown(money, kind, day)
            case .reserve: .reserve
            case .declaration:
                .declaration(arrangements.declarations.first { $0.condition == condition.id })
            }
    }

    /// What a test cannot do without.
    private struct Missing: Error { let reason: ConditionAssessment.Reason }

    private static func required(
        _ required: Condition.Required, for condition: String, in rulebook: Rulebook, _ arrangements: PlanArrangements,
        _ sum: (Condition.Measure) -> ConditionSum?
    ) -> Result<Required, Missing> {
        let own = arrangements.minimums.first { $0.condition == condition }
        switch required {
        case .amount(let amount): return .success(.amount(ExactAmount(amount)))
        case .stated:
            return own.map { .success(.amount(ExactAmount($0.amount))) } ?? .failure(Missing(reason: .noMinimum))
        case .share(let amount, let kind, let national):
            var filter = SpendFilter()
            filter.sourceKind = .any([kind])
            guard national > .zero, let income = sum(.funding(filter)),
                let rate = Rate(amount.pence, over: national.pence)
            else { return .failure(Missing(reason: .tooFine)) }
            // Income that nobody states, or of a kind that nobody states, leaves open what is required.
            if let first = income.unstatedIncome.first { return .failure(Missing(reason: .incomeNotStated(first))) }
            if let first = income.openSources.first { return .failure(Missing(reason: .kindNotStated(first))) }
            return .success(.share(income, rate.numerator, rate.denominator))
        case .uplifted(let previous, let uplift):
            // What is published for the year itself comes before what would be worked out.
            if let own { return .success(.amount(ExactAmount(own.amount))) }
            guard let start = arrangements.previousMinimums.first(where: { $0.condition == previous }) else {
                return .failure(Missing(reason: .noPreviousMinimum))
            }
            guard let rate = rulebook.uplift(uplift)?.rate else { return .failure(Missing(reason: .noUplift)) }
            let (above, overflow) = rate.denominator.addingReportingOverflow(rate.numerator)
            guard !overflow, let grown = ExactAmount(start.amount).times(above, over: rate.denominator),
                let amount = rulebook.rounding.map({ grown.rounded($0) }) ?? grown
            else { return .failure(Missing(reason: .tooFine)) }
            return .success(.amount(amount))
        }
    }
}

extension SpendFilter {
    /// Lines of capital.
    fileprivate static var capital: SpendFilter {
        var filter = SpendFilter()
        filter.nature = .any([.capital])
        return filter
    }

    /// The sources of this filter on the lines of another.
    func narrowed(to lines: SpendFilter) -> SpendFilter {
        var filter = lines
        filter.sourceKind = sourceKind
        filter.contributorKind = contributorKind
        return filter
    }
}

extension CompiledTest {
    /// How a plan stands to the condition.
    func assessment(of plan: Plan) -> ConditionAssessment {
        switch form {
        case .balance: return balance(of: plan)
        case .minimum(let sum, let required):
            guard let required = amount(required, plan) else {
                return ConditionAssessment(.notTested, reason: .tooFine)
            }
            let planned = bounds(sum, plan)
            return margin(
                sum, (planned.low, planned.high), required: required, least: planned.low.less(required),
                most: planned.high.less(required))
        case .maximum(let sum, let required):
            guard let required = amount(required, plan) else {
                return ConditionAssessment(.notTested, reason: .tooFine)
            }
            let planned = bounds(sum, plan)
            return margin(
                sum, (planned.low, planned.high), required: required, least: required.less(planned.high),
                most: required.less(planned.low))
        case .ringFence(let inside, let all):
            let planned = bounds(inside, plan)
            let whole = all.bounds(of: plan)
            let required = ExactAmount(pence: whole.certain)
            // Money of a kind that nobody states at worst counts and stands on other lines; at best it makes no difference.
            let open = ExactAmount(pence: planned.open, parts: planned.high.parts)
            return margin(
                inside, (planned.low, planned.high), required: required,
                least: planned.low.less(ExactAmount(pence: whole.possible)),
                most: planned.high.less(open)?.less(required))
        case .share(let part, let rate, let whole): return share(part, rate, whole, plan)
        case .passDown(let money, let kind, let day):
            return PassDownTest.assessment(of: plan, condition, money: money, to: kind, by: day)
        case .reserve: return ReserveTest.assessment(of: plan, condition)
        case .declaration(let declaration):
            guard let declaration else { return ConditionAssessment(.notDeclared, reason: .silent) }
            return declaration.isDeclared
                ? ConditionAssessment(.declared) : ConditionAssessment(.notDeclared, reason: .declaredNotMet)
        case .untested(let reason): return ConditionAssessment(.notTested, reason: reason)
        }
    }

    private func balance(of plan: Plan) -> ConditionAssessment {
        let (income, spend) = (plan.totalFunding, plan.totalSpend)
        // All sources in one walk first: few plans are out of balance.
        let open = plan.isBalanced ? nil : plan.sources.indices.first { !plan.unallocated(source: $0).isZero }
        if open == nil, let unstated = plan.sources.firstIndex(where: { !$0.isIncomeStated }) {
            return ConditionAssessment(
                .cannotBeTold, certain: spend, possible: spend, reason: .incomeNotStated(unstated))
        }
        let isStated = plan.sources.allSatisfy(\.isIncomeStated)
        return ConditionAssessment(
            open == nil ? .met : broken, required: isStated ? income : nil, certain: spend, possible: spend,
            reason: open.map { .unbalanced(source: $0, amount: plan.unallocated(source: $0)) })
    }

    private func share(_ part: ConditionSum, _ rate: Rate, _ whole: ConditionSum, _ plan: Plan) -> ConditionAssessment {
        let planned = bounds(part, plan)
        let base = whole.bounds(of: plan)
        let smallest = ExactAmount(pence: base.certain, parts: base.parts).times(rate.numerator, over: rate.denominator)
        let largest = ExactAmount(pence: base.possible, parts: base.parts).times(rate.numerator, over: rate.denominator)
        guard let smallest, let largest else { return ConditionAssessment(.notTested, reason: .tooFine) }
        return margin(
            part, (planned.low, planned.high), required: largest, least: planned.low.less(largest),
            most: planned.high.less(smallest),
            alsoOpen: whole)
    }

    /// What is required. A worked-out amount is rounded here, once, where the rulebook says how.
    private func amount(_ required: Required, _ plan: Plan) -> ExactAmount? {
        switch required {
        case .amount(let amount): return amount
        case .share(let income, let above, let below):
            let exact = ExactAmount(pence: income.bounds(of: plan).certain).times(above, over: below)
            guard let rounding else { return exact }
            return exact?.rounded(rounding)
        }
    }

    private func bounds(_ sum: ConditionSum, _ plan: Plan) -> (low: ExactAmount, high: ExactAmount, open: Int128) {
        let bounds = stated.map { sum.bounds(of: plan, from: $0.amount) } ?? sum.bounds(of: plan)
        return (
            ExactAmount(pence: bounds.certain, parts: bounds.parts),
            ExactAmount(pence: bounds.possible, parts: bounds.parts), bounds.open
        )
    }

    /// What a breach of this condition is called.
    private var broken: ConditionAssessment.Verdict { condition.onBreach == .breach ? .breached : .flagged }

    /// The verdict of a margin that is at least `least` and at most `most`.
    private func margin(
        _ sum: ConditionSum, _ planned: (low: ExactAmount, high: ExactAmount), required: ExactAmount,
        least: ExactAmount?, most: ExactAmount?, alsoOpen other: ConditionSum? = nil
    ) -> ConditionAssessment {
        guard let least, let most, let certain = planned.low.rounded(.down), let possible = planned.high.rounded(.down),
            let shown = required.rounded(.up), let margin = least.rounded(.down)
        else { return ConditionAssessment(.notTested, reason: .tooFine) }
        var verdict: ConditionAssessment.Verdict =
            !least.isNegative ? .met : most.isNegative ? broken : .cannotBeTold
        var reason: ConditionAssessment.Reason?
        if verdict == .cannotBeTold {
            let open = (most.less(least)?.rounded(.down)) ?? Money(pence: possible.pence - certain.pence)
            var attributes = sum.unstated
            for name in other?.unstated ?? [] where !attributes.contains(name) { attributes.append(name) }
            reason = .unstated(amount: open, attributes: attributes)
        }
        // A printed figure may be half of what it is rounded to away from the true one: so much of the margin is not sure.
        let half = (stated?.precision?.pence ?? 0) / 2
        if let precision = stated?.precision, verdict != .cannotBeTold {
            let isNear =
                least.isNegative ? (most.rounded(.up)?.pence ?? 0) >= -half : margin.pence < half
            if isNear {
                verdict = .cannotBeTold
                reason = .withinRounding(precision)
            }
        }
        return ConditionAssessment(
            verdict, required: shown, certain: certain, possible: possible, isStated: stated != nil,
            headroom: Money(pence: Int64(clamping: Int128(margin.pence) - Int128(half))), reason: reason)
    }
}
