package import Diagnostics
import Scripting

/// Finds the setting of levers that makes a figure as great or as small as can be, with everything that must hold.
///
/// Where the figures go in straight lines with each lever, a linear program finds the setting and proves that none is
/// better. Otherwise, or where what has no margin stands in its way, every setting is tried, or as many as the budget
/// allows. Whatever was reckoned, the answer is a setting that was run.
package struct Optimise {
    private let question: OptimiseQuestion
    private let asker: Asker
    private let base: [Int]
    /// The setting with the levers as they stand, which need not be on their grids.
    private let before: Assessed

    /// Searches.
    ///
    /// - Parameter ask: runs the scenario.
    package static func answer(
        _ question: OptimiseQuestion, asking ask: @escaping AskingScenario
    ) throws(DiagnosticList) -> OptimiseAnswer {
        let asker = Asker(question.expressions, turning: question.grids, others: question.others, ask: ask)
        let standing = try ask(question.expressions, [question.others])
        let base = question.grids.map { $0.index(of: $0.lever.value) }
        guard let first = standing.first else { throw Seek.notTheSame }
        let before = question.assessed(base, first)
        try checkKinds(before, question)
        let optimise = Optimise(question: question, asker: asker, base: base, before: before)
        let outcome = try optimise.outcome()
        return OptimiseAnswer(question: question, outcome: outcome, evaluations: asker.evaluations + 1)
    }

    /// Refuses an objective without a size, and conditions that are figures.
    private static func checkKinds(_ sample: Assessed, _ question: OptimiseQuestion) throws(DiagnosticList) {
        guard sample.figures != nil else { return }
        guard sample.objective != nil else {
            throw DiagnosticList(
                Diagnostic(
                    "expression.not-a-figure", "`\(question.objective.text)` is true or false, and has no size",
                    at: Place(file: question.objective.name),
                    reason: "the greatest or smallest of a figure is looked for",
                    help: "give a figure here, and what must hold with --subject-to"))
        }
        guard let part = sample.parts.first(where: { $0.holds == nil }) else { return }
        throw DiagnosticList(
            Diagnostic(
                "expression.not-a-condition", "`\(part.part.text)` is \(part.left.kind), and not true or false",
                at: Place(file: question.subjectTo.first?.name ?? ""), reason: "it is to hold",
                help: "compare it with what it is to reach, as in '… >= gbp \"1m\"'"))
    }

    private func outcome() throws(DiagnosticList) -> OptimiseAnswer.Outcome {
        if question.onlySearches { return try searched(why: "you asked for a search", from: [], bound: nil) }
        let programme: Programme
        let isRounded: Bool
        do throws(DiagnosticList) {
            switch try model() {
            case .success(let made): (programme, isRounded) = made
            case .failure(let problem): return try searched(why: problem.why, from: [], bound: nil)
            }
        } catch {
            throw error
        }
        let cut = programme.cut
        switch try programme.solved() {
        case .infeasible where cut != nil: return try searched(why: cut ?? "", from: [], bound: nil)
        case .solution(let solution) where cut != nil:
            return try searched(why: cut ?? "", from: [rounded(solution)], bound: nil)
        case .failed(let why): return try searched(why: "the solver gave no answer: \(why)", from: [], bound: nil)
        case .infeasible: return .none(try conflict(programme))
        case .solution(let solution):
            return try verified(solution, programme, isRounded: isRounded)
        }
    }

    /// The question as a linear program, or why it is none.
    private func model() throws(DiagnosticList) -> Result<(Programme, isRounded: Bool), NotLinear> {
        let start = question.assessed(base, try asker.points([base])[0])
        var finder = CurveFinder(question, asker, base: base, measures: Measures(of: question, at: start))
        do {
            let curves = try finder.curves()
            guard let values = finder.measures.values(start) else {
                return .failure(NotLinear(why: "a figure is not there with the levers as they stand"))
            }
            let programme = Programme(
                question: question, base: base, measures: finder.measures, curves: curves, start: values,
                units: finder.measures.all.map { finder.measures.unit($0, start) })
            return .success((programme, finder.isRounded))
        } catch let problem as NotLinear {
            return .failure(problem)
        } catch let list as DiagnosticList {
            throw list
        } catch {
            preconditionFailure("nothing else is thrown")
        }
    }

    // MARK: The solver's answer

    /// Puts a solution on the grids, runs it, and looks whether it does what was reckoned.
    private func verified(
        _ solution: Programme.Solution, _ programme: Programme, isRounded: Bool
    ) throws(DiagnosticList) -> OptimiseAnswer.Outcome {
        let place = rounded(solution)
        var search = SettingSearch(question, asker, base: base)
        // Rounding may have gone a penny too far, and a lever that changes nothing may stay where it stood.
        let first = try search.look([place])[0]
        try search.climb(from: first, steps: place.map { _ in 1 })
        let unit = programme.units[0]
        let solved = Quantity(unit, solution.objective)
        guard let best = search.best, best.isFine, let objective = best.objective,
            (objective.amount - solution.objective).magnitude <= programme.tolerance(isRounded: isRounded)
        else {
            // What was reckoned is then not what can be had: nothing is better, and nothing so good may be allowed.
            let why: String
            if let refusal = first.refusal {
                why = "the plan refuses the setting that figures in straight lines lead to (\(refusal))"
            } else if first.isFine {
                why = "the setting that figures in straight lines lead to came to something else when it was run"
            } else {
                let names = first.violations.map(\.requirement.name).joined(separator: ", ")
                why = "the setting that figures in straight lines lead to does not meet \(names)"
            }
            return try searched(why: why, from: [place], bound: solved)
        }
        let bends = zip(question.grids, programme.curves).compactMap { grid, curve in
            curve.bends.count <= 2
                ? nil : (lever: grid.lever.name, values: curve.bends.dropFirst().dropLast().map { grid.value($0) })
        }
        return .found(
            try found(
                best, solved: solved, standings: try standings(best, programme),
                .solved(bends: bends, isRounded: isRounded)))
    }

    /// The setting on the grids that is next to a solution.
    private func rounded(_ solution: Programme.Solution) -> [Int] {
        zip(solution.place, question.grids).map { max(0, min(Int($0.rounded()), $1.count)) }
    }

    private func found(
        _ best: Assessed, solved: Quantity?, standings: [OptimiseAnswer.Standing], _ method: OptimiseAnswer.Method
    ) throws(DiagnosticList) -> OptimiseAnswer.Found {
        // Once more, as if nothing had been tried before.
        let again = question.assessed(best.place, try asker.again([best.place])[0])
        guard let figures = again.figures, figures == best.figures, let objective = again.objective else {
            throw Seek.notTheSame
        }
        return OptimiseAnswer.Found(
            choices: choices(best.place), before: before.objective, after: objective, solved: solved,
            standings: standings, figures: figures, method: method)
    }

    private func choices(_ place: [Int]) -> [OptimiseAnswer.Choice] {
        zip(question.grids, place).map { grid, index in
            OptimiseAnswer.Choice(
                grid: grid, value: grid.value(index), text: grid.text(index),
                isAtEnd: index == 0 || index == grid.count)
        }
    }

    /// What must hold and has a margin, with what loosening it would bring by the linear program.
    private func standings(
        _ best: Assessed, _ programme: Programme?
    ) throws(DiagnosticList) -> [OptimiseAnswer.Standing] {
        let measures = programme?.measures ?? Measures(of: question, at: best)
        var standings: [OptimiseAnswer.Standing] = []
        for measure in measures.all {
            guard case .margin(let requirement) = measure, let figures = best.figures else { continue }
            if case .balance = requirement { continue }
            let after = measures.figure(measure, best, figures)
            let earlier = before.figures.flatMap { measures.figure(measure, before, $0) }
            var worth: (by: Quantity, objective: Quantity)?
            if let programme, let objective = best.objective, let unit = after?.unit {
                let step = Quantity(unit, unit == .money ? 1_000_000 : unit == .rate ? 0.01 : 1)
                if case .solution(let looser) = try programme.solved(loosening: [requirement: step.amount]) {
                    let changed = Quantity(objective.unit, looser.objective)
                    let gain = question.sign * (objective.amount - changed.amount)
                    // What rounding to a grid took away is no worth of the requirement.
                    if gain > max(objective.amount.magnitude * 1e-9, objective.unit == .money ? 1 : 1e-9),
                        try isBinding(requirement, step, programme, objective)
                    {
                        worth = (step, changed)
                    }
                }
            }
            standings.append(
                OptimiseAnswer.Standing(requirement: requirement, before: earlier, after: after, worth: worth))
        }
        return standings
    }

    /// Whether loosening brings more than the solver reckons without it.
    private func isBinding(
        _ requirement: Requirement, _ step: Quantity, _ programme: Programme, _ objective: Quantity
    ) throws(DiagnosticList) -> Bool {
        guard case .solution(let tight) = try programme.solved(),
            case .solution(let loose) = try programme.solved(loosening: [requirement: step.amount])
        else { return false }
        return question.sign * (tight.objective - loose.objective) > 1e-6 * max(1, objective.amount.magnitude * 1e-3)
    }

    // MARK: Without a solver

    private func searched(
        why: String, from starts: [[Int]], bound: Quantity?
    ) throws(DiagnosticList) -> OptimiseAnswer.Outcome {
        var search = SettingSearch(question, asker, base: base)
        let triesAll = (question.settingCount ?? .max) <= question.budget
        if triesAll { try search.lookAtAll() } else { try search.search(from: starts) }
        guard let best = search.best else { throw Seek.notTheSame }
        guard best.isFine else {
            return .none(try conflict(closest: best, isCertain: triesAll, why: why))
        }
        try Self.checkKinds(best, question)
        return .found(
            try found(
                best, solved: nil, standings: try standings(best, nil),
                triesAll ? .triedAll(why: why) : .searched(why: why, bound: bound)))
    }

    // MARK: No answer

    /// What stands in the way, by the settings that were tried: those at which one requirement alone does not hold.
    private func conflict(
        closest: Assessed, isCertain: Bool, why: String
    ) throws(DiagnosticList) -> OptimiseAnswer.Conflict {
        var least: [Requirement: (Quantity?, Int)] = [:]
        var order: [Requirement] = []
        for (place, point) in asker.allKnown {
            let assessed = question.assessed(place, point)
            guard assessed.figures != nil, assessed.violations.count == 1 else { continue }
            let (requirement, by) = assessed.violations[0]
            if least[requirement] == nil {
                least[requirement] = (by, 0)
                order.append(requirement)
            } else if let known = least[requirement]?.0, let by, by.amount < known.amount {
                least[requirement] = (by, 0)
            }
        }
        return OptimiseAnswer.Conflict(
            isCertain: isCertain, loosenings: order.map { ($0, least[$0]?.0) }, together: [],
            closest: closest.figures == nil ? [] : choices(closest.place), unmet: closest.violations,
            refusal: closest.refusal, why: why)
    }

    /// What stands in the way, by the linear program: each requirement that would do if it were loosened alone, or else
    /// the fewest that cannot hold together.
    private func conflict(_ programme: Programme) throws(DiagnosticList) -> OptimiseAnswer.Conflict {
        var loosenings: [(requirement: Requirement, by: Quantity?)] = []
        for requirement in programme.requirements {
            guard case .solution(let solution) = try programme.solved(elastic: requirement) else { continue }
            let number = programme.measures.all.firstIndex(of: .margin(requirement)) ?? 0
            let unit = programme.units[number]
            // The solver reckons in pounds.
            loosenings.append((requirement, Quantity(unit, solution.loosened * (unit == .money ? 100 : 1))))
        }
        var together: [Requirement] = []
        if loosenings.isEmpty {
            var left: Set<Requirement> = []
            for requirement in programme.requirements {
                if case .infeasible = try programme.solved(leaving: left.union([requirement])) {
                    left.insert(requirement)
                } else {
                    together.append(requirement)
                }
            }
        }
        // The setting that comes closest, so that a person sees what is missing where.
        var search = SettingSearch(question, asker, base: base)
        let first = try search.look([base])[0]
        try search.climb(from: first, steps: question.grids.map { max(1, $0.count / 4) })
        let closest = search.best ?? first
        return OptimiseAnswer.Conflict(
            isCertain: true, loosenings: loosenings, together: together,
            closest: closest.figures == nil ? [] : choices(closest.place), unmet: closest.violations,
            refusal: closest.refusal, why: "the figures go in straight lines with the levers")
    }
}
