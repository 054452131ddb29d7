package import Finance

// What can be said of a condition, in words for people.

extension ConditionAssessment.Verdict {
    /// The verdict as a report shows it: a breach stands out without colour.
    var shown: String { self == .breached ? "BREACHED" : rawValue }
}

extension ConditionAssessment {
    /// Why the verdict is what it is; `nil` where the figures say it.
    package func reason(in plan: Plan) -> String? {
        switch reason {
        case nil: return nil
        case .unbalanced(let source, let amount)?:
            let id = plan.sources[source].id
            return amount.isNegative
                ? "\(Money(pence: -amount.pence)) more is spent of \(id) than has come in"
                : "\(amount) of \(id) has no line"
        case .incomeNotStated(let source)?: return "the plan does not state what \(plan.sources[source].id) brings"
        case .kindNotStated(let source)?:
            return "the plan does not state what kind of money \(plan.sources[source].id) is"
        case .unstated(let amount, ["source_kind"])?: return "sources with \(amount) do not state their kind"
        case .unstated(let amount, let attributes)?:
            let names = attributes.joined(separator: ", ")
            return "lines with \(amount) do not state \(names.isEmpty ? "what decides" : names)"
        case .withinRounding(let precision)?:
            return "the document rounds its figure to \(precision), and the margin is within that"
        case .noMinimum?: return "the plan states no minimum for its area"
        case .noPreviousMinimum?: return "the plan states neither this year's minimum nor last year's"
        case .noUplift?: return "the rulebook does not state the uplift from last year's minimum"
        case .silent?: return "the plan says nothing of it"
        case .declaredNotMet?: return "the plan declares that it is not met"
        case .keptWithoutRecord(let amount)?: return "\(amount) is kept without a record of the districts' agreement"
        case .passedOnNoDay(let amount)?:
            return "\(amount) is passed down on a day that is not stated, or kept without a record of an agreement"
        case .tooFine?: return "the figures are too fine or too large to be compared exactly"
        case .words(let words)?: return words
        }
    }

    /// Whether it is a margin of figures, and not words alone.
    var hasFigures: Bool { certain != nil && possible != nil }
}

extension Condition {
    /// The id, marked where nobody has read the rule.
    var markedId: String { citation.confidence == .unconfirmed ? "\(id) (unconfirmed)" : id }

    /// Where the rule stands: the document, the section, and how surely it is known.
    func source(in rulebook: Rulebook?) -> String { citation.words(in: rulebook) }
}
