package import Scripting

/// What a search for the first value of a lever found.
package struct SeekAnswer: Sendable {
    /// One value of the lever that was tried.
    package struct Point: Hashable, Sendable {
        /// The value.
        package let value: LeverValue
        /// The value as it is typed after `--set name=`.
        package let text: String
        /// What the scenario comes to there.
        package let state: State
        /// The parts of the expression; empty where the plan refuses the setting.
        package let parts: [PartReading]
    }

    /// What the scenario comes to at a value.
    package enum State: Hashable, Sendable {
        /// The expression holds.
        case holds(QuestionFigures)
        /// It does not.
        case fails(QuestionFigures)
        /// The plan refuses the setting, for this reason.
        case refused(String)
    }

    /// A stretch of values at which the same is so, as far as was looked.
    package struct Stretch: Hashable, Sendable {
        /// The first value.
        package let first: LeverValue
        /// The last value.
        package let last: LeverValue
        /// What is so: that of the first value.
        package let state: State
    }

    /// The lever, as the scenario declares it.
    package let grid: LeverGrid
    /// What was to hold.
    package let expression: ScenarioExpression
    /// The first value at which it holds; `nil` when there is none.
    package let found: Point?
    /// The value one step before that, at which it does not; `nil` when the first value does it already.
    package let before: Point?
    /// When no value does it: the one that comes closest; `nil` when the plan refuses all of them.
    package let closest: Point?
    /// The stretches from the first value to the last.
    package let stretches: [Stretch]
    /// How many values were looked at before the search narrowed.
    package let coarse: Int
    /// How often the scenario was run.
    package let evaluations: Int

    /// How often it changes from holding to not, or back, from the first value to the last.
    package var changes: Int {
        zip(stretches, stretches.dropFirst()).count { $0.state.holds != $1.state.holds }
    }
}

extension SeekAnswer.State {
    /// Whether the expression holds.
    package var holds: Bool { if case .holds = self { true } else { false } }

    /// The figures of a setting that the plan allows.
    package var figures: QuestionFigures? {
        switch self {
        case .holds(let figures), .fails(let figures): figures
        case .refused: nil
        }
    }

    /// Whether two settings are of one stretch.
    func isSame(as other: Self) -> Bool {
        switch (self, other) {
        case (.holds, .holds), (.fails, .fails), (.refused, .refused): true
        default: false
        }
    }
}
