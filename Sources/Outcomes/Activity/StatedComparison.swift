package import Finance

/// What a document prints of a time before and a time after: two figures, and how many periods each is of.
package struct StatedComparison: Sendable, Hashable {
    /// What the figures are.
    package enum Measure: String, Sendable, CaseIterable {
        /// The mean of a period.
        case mean
        /// The sum over all periods.
        case total
    }

    /// One of the two times.
    package struct Side: Sendable, Hashable {
        /// The figure.
        package let figure: DecimalFigure
        /// Of how many periods.
        package let periods: Int64

        /// Makes a side.
        package init(_ figure: DecimalFigure, periods: Int64) {
            self.figure = figure
            self.periods = periods
        }
    }

    /// What is counted.
    package let label: String
    /// What one period is, such as `week`.
    package let period: String
    /// What the figures are.
    package let measure: Measure
    /// The time before.
    package let before: Side
    /// The time after.
    package let after: Side
    /// The change in % as it is printed; `nil` where it is not.
    package let printed: DecimalFigure?
    /// Where it is printed.
    package let reference: String?

    /// Makes a comparison.
    package init(
        label: String, period: String, measure: Measure, before: Side, after: Side, printed: DecimalFigure? = nil,
        reference: String? = nil
    ) {
        self.label = label
        self.period = period
        self.measure = measure
        self.before = before
        self.after = after
        self.printed = printed
        self.reference = reference
    }

    /// The mean of a period on a side.
    package func mean(_ side: Side) -> Fraction {
        let figure = Fraction(side.figure)
        guard measure == .total else { return figure }
        return figure.divided(by: Fraction(Int64(max(side.periods, 1)))) ?? figure
    }

    /// The change of the mean in %; `nil` where there was nothing before.
    package var percentage: Fraction? { .percentage(from: mean(before), to: mean(after)) }

    /// The change of the mean.
    package var absolute: Fraction? { mean(after).subtracting(mean(before)) }

    /// How the printed change follows from the two figures; `nil` where none is printed or it cannot be worked out.
    package var agreement: Agreement? {
        guard let printed, let percentage else { return nil }
        return Agreement(printed, of: percentage)
    }

    /// How many times more the periods would have to vary than independent single events do (a Poisson count, whose
    /// variance is its mean) for chance alone to make a change as large one time in twenty. `nil` without a change.
    ///
    /// Two means say nothing of how much the periods behind them vary, so no test can be made of them; this says which
    /// variation a reader would have to rule out.
    package var variationNeeded: Double? {
        let (from, to) = (mean(before).approximate, mean(after).approximate)
        let variance = from / Double(before.periods) + to / Double(after.periods)
        let difference = to - from
        guard variance > 0, difference != 0 else { return nil }
        return difference * difference / variance / RateTest.halfOfTwentySquared
    }
}
