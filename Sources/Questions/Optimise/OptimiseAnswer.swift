package import Scripting

/// What an optimisation found.
package struct OptimiseAnswer: Sendable {
    /// How it was found, and how sure it is.
    package enum Method: Sendable {
        /// By a linear program: nothing is better. Each bend is a lever and the values where it bends; `isRounded` tells
        /// that figures follow the lines but for the rounding of pennies.
        case solved(bends: [(lever: String, values: [LeverValue])], isRounded: Bool)
        /// Every setting was tried: nothing is better.
        case triedAll(why: String)
        /// By a search, for this reason. `bound` is what nothing can be better than, where that is known.
        case searched(why: String, bound: Quantity?)
    }

    /// A lever, as it was and as it is chosen.
    package struct Choice: Sendable {
        /// The lever and its values.
        package let grid: LeverGrid
        /// What it is set to.
        package let value: LeverValue
        /// The same as it is typed.
        package let text: String
        /// Whether it is at the least or the most that it may be.
        package let isAtEnd: Bool
    }

    /// How something that must hold stands.
    package struct Standing: Sendable {
        /// What must hold.
        package let requirement: Requirement
        /// Its margin before; `nil` where it has none or the plan refuses the levers as they were.
        package let before: Quantity?
        /// Its margin at the answer.
        package let after: Quantity?
        /// What loosening it would bring: by how much it is loosened, and what the objective would then come to.
        package let worth: (by: Quantity, objective: Quantity)?
        /// Whether it keeps the objective from being better.
        package var binds: Bool { worth != nil }
    }

    /// An answer.
    package struct Found: Sendable {
        /// What the levers are set to.
        package let choices: [Choice]
        /// The objective with the levers as they were; `nil` where the plan refuses that.
        package let before: Quantity?
        /// The objective at the answer, from a run of the scenario.
        package let after: Quantity
        /// The objective as the solver reckoned it.
        package let solved: Quantity?
        /// What must hold and has a margin.
        package let standings: [Standing]
        /// The figures of the run.
        package let figures: QuestionFigures
        /// How it was found.
        package let method: Method
    }

    /// Why there is no answer.
    package struct Conflict: Sendable {
        /// Whether it is certain that there is none.
        package let isCertain: Bool
        /// What, were it loosened alone by so much, would let the others be met.
        package let loosenings: [(requirement: Requirement, by: Quantity?)]
        /// What cannot hold together, though each could be left out: empty where a single loosening does it.
        package let together: [Requirement]
        /// The setting that comes closest, and what does not hold there; empty where the plan refuses all that was tried.
        package let closest: [Choice]
        /// What does not hold at the closest.
        package let unmet: [(requirement: Requirement, by: Quantity?)]
        /// Why the plan refuses all that was tried, where it does.
        package let refusal: String?
        /// How it was looked for.
        package let why: String
    }

    /// What came of it.
    package enum Outcome: Sendable {
        case found(Found)
        case none(Conflict)
    }

    /// What was asked.
    package let question: OptimiseQuestion
    /// What came of it.
    package let outcome: Outcome
    /// How often the scenario was run.
    package let evaluations: Int
}
