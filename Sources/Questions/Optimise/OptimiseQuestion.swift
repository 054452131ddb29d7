package import Scripting

/// What is asked of an optimisation: what to make as great or small as can be, by which levers, and what must hold.
package struct OptimiseQuestion: Sendable {
    /// Which way is better.
    package enum Goal: String, Hashable, Sendable { case maximise, minimise }

    /// A condition of the year that must stay met.
    package struct RequiredCondition: Hashable, Sendable {
        /// Its place in the rulebook.
        package let place: Int
        /// Its id.
        package let id: String

        /// Makes a required condition.
        package init(place: Int, id: String) {
            self.place = place
            self.id = id
        }
    }

    /// Which way is better.
    package let goal: Goal
    /// The figure.
    package let objective: ScenarioExpression
    /// What must hold besides.
    package let subjectTo: [ScenarioExpression]
    /// The levers that may be turned, with their values.
    package let grids: [LeverGrid]
    /// What the other levers are set to.
    package let others: [LeverSetting]
    /// The conditions that must stay met.
    package let conditions: [RequiredCondition]
    /// How often a search may run the scenario.
    package let budget: Int
    /// What a search draws its starts from.
    package let seed: UInt64
    /// Whether to search without looking whether it is linear.
    package let onlySearches: Bool

    /// Makes a question.
    package init(
        _ goal: Goal, _ objective: ScenarioExpression, subjectTo: [ScenarioExpression] = [], grids: [LeverGrid],
        others: [LeverSetting] = [], conditions: [RequiredCondition] = [], budget: Int = 2_000, seed: UInt64 = 0,
        onlySearches: Bool = false
    ) {
        self.goal = goal
        self.objective = objective
        self.subjectTo = subjectTo
        self.grids = grids
        self.others = others
        self.conditions = conditions
        self.budget = budget
        self.seed = seed
        self.onlySearches = onlySearches
    }

    /// 1 where less is better, -1 where more is.
    var sign: Double { goal == .minimise ? 1 : -1 }

    /// Every expression that a point is looked at with, the objective first.
    var expressions: [ScenarioExpression] { [objective] + subjectTo }

    /// The parts of what must hold besides.
    var parts: [ScenarioExpression.Part] { subjectTo.flatMap(\.parts) }

    /// How many settings there are; `nil` where nobody would count them.
    var settingCount: Int? {
        var count = 1
        for grid in grids {
            let (product, isTooMuch) = count.multipliedReportingOverflow(by: grid.count + 1)
            if isTooMuch { return nil }
            count = product
        }
        return count
    }
}

/// Something that must hold of an answer.
package enum Requirement: Hashable, Sendable {
    /// Income equals expenditure for a source.
    case balance(source: String)
    /// A condition of the year, by its place in the rulebook.
    case condition(place: Int, id: String)
    /// A part of what the person asks for.
    case part(Int, text: String)
    /// An expectation of the script, in its words.
    case expectation(String)

    /// What it is called in a report.
    package var name: String {
        switch self {
        case .balance(let source): "income equals expenditure for `\(source)`"
        case .condition(_, let id): "condition `\(id)`"
        case .part(_, let text): "`\(text)`"
        case .expectation(let message): "the script's expectation that \(message)"
        }
    }
}

/// One setting of the levers, looked at for whether it will do and how good it is.
struct Assessed {
    /// Its place on the grids.
    let place: [Int]
    /// The figures; `nil` where the plan refuses it.
    let figures: QuestionFigures?
    /// Why it is refused.
    let refusal: String?
    /// The figure that is to be great or small.
    let objective: Quantity?
    /// What must hold besides, part by part.
    let parts: [PartReading]
    /// What does not hold, and by how much where that can be said.
    let violations: [(requirement: Requirement, by: Quantity?)]

    var isFine: Bool { figures != nil && violations.isEmpty }
}

extension OptimiseQuestion {
    /// Looks at a point.
    func assessed(_ place: [Int], _ point: QuestionPoint) -> Assessed {
        switch point {
        case .refused(let reason):
            return Assessed(
                place: place, figures: nil, refusal: reason, objective: nil, parts: [], violations: [])
        case .figures(let figures):
            var values = figures.values[...]
            let figure = PartReading.readings(of: objective, from: &values).first?.left
            let readings = subjectTo.flatMap { PartReading.readings(of: $0, from: &values) }
            var violations: [(requirement: Requirement, by: Quantity?)] = figures.gaps.map { gap in
                (.balance(source: gap.source), Quantity(gap.amount).magnitude)
            }
            for condition in conditions where condition.place < figures.conditions.count {
                let standing = figures.conditions[condition.place]
                if standing.isMet { continue }
                violations.append(
                    (
                        .condition(place: condition.place, id: condition.id),
                        standing.headroom.map { Quantity($0).magnitude }
                    ))
            }
            for (number, reading) in readings.enumerated() where reading.holds != true {
                violations.append((.part(number, text: reading.part.text), reading.margin?.magnitude))
            }
            violations += figures.unmet.map { (.expectation($0), nil) }
            return Assessed(
                place: place, figures: figures, refusal: nil, objective: figure.flatMap { Quantity($0) },
                parts: readings, violations: violations)
        }
    }

    /// Which of two settings is better: one that is allowed before one that is refused, one that will do before one that
    /// will not, then the better figure, then the one that turns the levers less.
    func isBetter(_ one: Assessed, than other: Assessed, base: [Int]) -> Bool {
        rank(one, base).lexicographicallyPrecedes(rank(other, base))
    }

    private func rank(_ assessed: Assessed, _ base: [Int]) -> [Double] {
        let distance = zip(assessed.place, zip(base, grids)).reduce(0.0) { sum, next in
            sum + Double((next.0 - next.1.0).magnitude) / Double(next.1.1.count)
        }
        guard assessed.figures != nil else { return [1, 0, 0, 0, distance] }
        // What has no size counts one by one.
        let unsized = Double(assessed.violations.count { $0.by == nil })
        let short = assessed.violations.reduce(0) { $0 + ($1.by?.amount ?? 0) }
        let objective = assessed.violations.isEmpty ? sign * (assessed.objective?.amount ?? 0) : 0
        return [0, unsized, short, objective, distance]
    }
}
