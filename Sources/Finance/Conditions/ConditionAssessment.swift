/// How a plan stands to one condition of its rulebook: a margin, not only a verdict.
package struct ConditionAssessment: Hashable, Sendable {
    /// What can be said.
    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// The figures meet it, whatever is not stated.
        case met
        /// The figures break it, whatever is not stated.
        case breached
        /// It depends on what the plan does not state.
        case cannotBeTold = "cannot be told"
        /// The figures break a condition of which a breach is shown and fails nothing.
        case flagged
        /// The plan declares it. No figure tests that.
        case declared
        /// The plan does not declare it.
        case notDeclared = "not declared"
        /// The plan does not state what the test needs.
        case notTested = "not tested"
    }

    /// Why a verdict is what it is, where the figures alone do not say.
    package enum Reason: Hashable, Sendable {
        /// So much of a source has no line, or is spent beyond what has come in; the source by its place.
        case unbalanced(source: Int, amount: Money)
        /// Lines that spend so much do not state these attributes.
        case unstated(amount: Money, attributes: [String])
        /// The plan does not state what a source brings; the source by its place.
        case incomeNotStated(Int)
        /// The plan does not state what kind of money a source is; the source by its place.
        case kindNotStated(Int)
        /// The document rounds its figure to so much, and the margin is within the rounding.
        case withinRounding(Money)
        /// The plan states no minimum for its area.
        case noMinimum
        /// Neither the year's minimum nor the minimum of the year before is stated.
        case noPreviousMinimum
        /// The minimum grows from the year before by a rate that the rulebook does not state.
        case noUplift
        /// The plan says nothing of it.
        case silent
        /// The plan declares that it is not met.
        case declaredNotMet
        /// So much of a grant is kept without a record of an agreement.
        case keptWithoutRecord(Money)
        /// So much of a grant is passed down on a day that is not stated, or kept without a record of an agreement.
        case passedOnNoDay(Money)
        /// The shares are too fine to compare exactly.
        case tooFine
        /// Something else, in words.
        case words(String)
    }

    /// What can be said.
    package let verdict: Verdict
    /// What is required, to the penny; `nil` where no figure is.
    package let required: Money?
    /// What surely counts towards it, in whole pence, rounded down.
    package let certain: Money?
    /// What might count at most, in whole pence, rounded down.
    package let possible: Money?
    /// Whether what counts starts from the document's own figure.
    package let isStated: Bool
    /// What may surely still be moved the wrong way: moving it keeps the condition met, and one penny more would not be
    /// sure to. Below zero it is what is missing. Half of what a document rounds its own figure to is taken off, as the
    /// true figure may be so much lower. `nil` where the condition is not a margin.
    package let headroom: Money?
    /// Why, where the figures alone do not say.
    package let reason: Reason?

    /// Makes an assessment.
    package init(
        _ verdict: Verdict, required: Money? = nil, certain: Money? = nil, possible: Money? = nil,
        isStated: Bool = false, headroom: Money? = nil, reason: Reason? = nil
    ) {
        self.verdict = verdict
        self.required = required
        self.certain = certain
        self.possible = possible
        self.isStated = isStated
        self.headroom = headroom
        self.reason = reason
    }

    /// What is planned, where it is one figure and no range.
    package var planned: Money? { certain == possible ? certain : nil }

    /// Whether the condition is surely met, or declared to be.
    package var isMet: Bool { verdict == .met || verdict == .declared }
}

/// A condition before and after a scenario.
package struct ConditionChange: Hashable, Sendable {
    /// The condition.
    package let condition: Condition
    /// In the plan as it was read.
    package let before: ConditionAssessment
    /// After the scenario.
    package let after: ConditionAssessment

    /// Makes a change.
    package init(condition: Condition, before: ConditionAssessment, after: ConditionAssessment) {
        self.condition = condition
        self.before = before
        self.after = after
    }

    /// Whether the scenario is what breaks it.
    package var isNewlyBreached: Bool { after.verdict == .breached && before.verdict != .breached }

    /// Whether it was surely met and is no longer.
    package var isNoLongerMet: Bool { before.isMet && !after.isMet }

    /// Whether anything about it changed.
    package var isChanged: Bool { before != after }
}
