import Diagnostics
import Scripting

/// A question whose measures go in straight lines, as linear programs: the best setting, the best with a requirement
/// loosened, and what stands in the way when there is none.
struct Programme {
    let question: OptimiseQuestion
    let base: [Int]
    let measures: Measures
    let curves: [LeverCurve]
    /// The measures with the levers at their base.
    let start: [Double]
    let units: [Quantity.Unit]

    /// A solution.
    struct Solution {
        /// Where each lever is on its grid, not rounded.
        let place: [Double]
        /// The objective.
        let objective: Double
        /// By how much the elastic requirement is loosened.
        let loosened: Double
    }

    /// What came of solving.
    enum Outcome {
        case solution(Solution)
        case infeasible
        case failed(String)
    }

    /// The requirements that it has rows for, in the order of the measures.
    var requirements: [Requirement] {
        measures.all.compactMap { if case .margin(let requirement) = $0 { requirement } else { nil } }
    }

    /// Where the plan refuses a part of a lever's range while others stand as they do. It may allow it with the others
    /// turned, which no line tells; with one lever there are no others.
    var cut: String? {
        guard curves.count > 1 else { return nil }
        for (curve, grid) in zip(curves, question.grids) {
            guard let first = curve.bends.first, let last = curve.bends.last, first > 0 || last < grid.count else {
                continue
            }
            return """
                the plan allows `\(grid.lever.name)` only from \(grid.value(first)) to \(grid.value(last)) while the other \
                levers stand as they do, and what it allows with them turned is in no line
                """
        }
        return nil
    }

    /// Pounds: a solver works best with figures that are neither great nor small.
    private func scale(_ measure: Int) -> Double { units[measure] == .money ? 0.01 : 1 }

    /// A lever of more values than this is a number that is put on its grid afterwards.
    private static let mostWhole = 1_000_000

    /// Solves.
    ///
    /// - Parameters:
    ///   - left: what need not hold.
    ///   - loosened: by how much less of a margin will do.
    ///   - elastic: what may be loosened as far as it must, which is then made as little as can be.
    func solved(
        leaving left: Set<Requirement> = [], loosening loosened: [Requirement: Double] = [:],
        elastic: Requirement? = nil
    ) throws(DiagnosticList) -> Outcome {
        let program = try LinearProgram()
        // The terms of each measure, less its start, and the column of each lever with what a unit of it is.
        var terms = [[(column: Int32, value: Double)]](repeating: [], count: measures.all.count)
        var columns: [(column: Int32, offset: Double)] = []
        for (lever, curve) in curves.enumerated() {
            columns.append(add(curve, lever, to: program, &terms, hasCost: elastic == nil))
        }
        var slack: [Int32] = []
        for (number, measure) in measures.all.enumerated() {
            guard case .margin(let requirement) = measure, !left.contains(requirement) else { continue }
            var row = terms[number]
            if requirement == elastic {
                slack = [program.column(0, .greatestFiniteMagnitude, cost: 1)]
                row.append((slack[0], 1))
                if isEquality(requirement) {
                    slack.append(program.column(0, .greatestFiniteMagnitude, cost: 1))
                    row.append((slack[1], -1))
                }
            }
            let scale = scale(number)
            let need = (least(requirement, number) - (loosened[requirement] ?? 0) - start[number]) * scale
            if row.isEmpty {
                // Nothing turns it, so it holds or does not.
                let holds = isEquality(requirement) ? need.magnitude < 1e-6 : need <= 1e-6
                if !holds { return .infeasible }
                continue
            }
            guard isEquality(requirement) else {
                program.row(row, .atLeast, need)
                continue
            }
            guard let room = loosened[requirement] else {
                program.row(row, .equal, need)
                continue
            }
            program.row(row, .atLeast, need)
            program.row(row, .atMost, need + 2 * room * scale)
        }
        switch program.solve() {
        case .infeasible: return .infeasible
        case .failed(let why): return .failed(why)
        case .optimal(let values, _):
            var objective = start[0]
            for term in terms[0] { objective += values[Int(term.column)] * term.value / scale(0) }
            return .solution(
                Solution(
                    place: columns.map { values[Int($0.column)] + $0.offset }, objective: objective,
                    loosened: slack.reduce(0) { $0 + values[Int($1)] }))
        }
    }

    private func isEquality(_ requirement: Requirement) -> Bool {
        switch requirement {
        case .balance: true
        case .part(let number, _): question.parts[number].comparison == .equal
        case .condition, .expectation: false
        }
    }

    /// The margin that is enough: nothing, and more than nothing for what must be above or below.
    private func least(_ requirement: Requirement, _ measure: Int) -> Double {
        guard case .part(let number, _) = requirement,
            question.parts[number].comparison == .above || question.parts[number].comparison == .below
        else { return 0 }
        return units[measure] == .money ? 1 : 1e-6
    }

    /// By how much the objective of a setting may differ from what is reckoned: by the rounding of pennies, and by what a
    /// step is of a lever that is put on its grid afterwards.
    func tolerance(isRounded: Bool) -> Double {
        var tolerance = isRounded && units[0] == .money ? 2 * Double(curves.count + 1) : 0
        for curve in curves {
            let slopes = zip(zip(curve.bends, curve.values), zip(curve.bends, curve.values).dropFirst())
                .map { one, other in ((other.1[0] - one.1[0]) / Double(other.0 - one.0)).magnitude }
            let (first, last) = (curve.bends.first ?? 0, curve.bends.last ?? 0)
            if last - first > Self.mostWhole { tolerance += slopes.max() ?? 0 }
            tolerance += 1e-9 * (curve.values.map { $0[0].magnitude }.max() ?? 0)
        }
        return tolerance + (units[0] == .money ? 0.01 : 1e-6)
    }

    /// Adds the columns of a lever, and what they add to each measure.
    private func add(
        _ curve: LeverCurve, _ lever: Int, to program: LinearProgram,
        _ terms: inout [[(column: Int32, value: Double)]], hasCost: Bool
    ) -> (column: Int32, offset: Double) {
        let (first, last) = (curve.bends[0], curve.bends[curve.bends.count - 1])
        let isWhole = last - first <= Self.mostWhole
        let sign = hasCost ? question.sign : 0
        // Counted from the base, so that nothing is great.
        let offset = Double(base[lever])
        if curve.bends.count <= 2 {
            var slopes = [Double](repeating: 0, count: start.count)
            if last > first {
                for measure in slopes.indices {
                    slopes[measure] =
                        (curve.values[1][measure] - curve.values[0][measure]) / Double(last - first) * scale(measure)
                }
            }
            let column = program.column(
                Double(first) - offset, Double(last) - offset, cost: sign * slopes[0], isWhole: isWhole)
            for (measure, slope) in slopes.enumerated() where slope != 0 { terms[measure].append((column, slope)) }
            return (column, offset)
        }
        // Between two bends that are neighbours: a share of each bend, of which only those two are above nothing.
        let column = program.column(Double(first) - offset, Double(last) - offset, isWhole: isWhole)
        var shares: [Int32] = []
        for values in curve.values {
            let change = values.indices.map { (values[$0] - start[$0]) * scale($0) }
            let share = program.column(0, 1, cost: sign * change[0])
            for (measure, value) in change.enumerated() where value != 0 { terms[measure].append((share, value)) }
            shares.append(share)
        }
        let pieces = shares.dropLast().map { _ in program.column(0, 1, isWhole: true) }
        program.row(shares.map { ($0, 1) }, .equal, 1)
        program.row(pieces.map { ($0, 1) }, .equal, 1)
        program.row(
            [(column, -1)] + zip(shares, curve.bends).map { ($0, Double($1) - offset) }.filter { $0.1 != 0 }, .equal, 0)
        for (number, share) in shares.enumerated() {
            let beside = [number - 1, number].filter(pieces.indices.contains).map { (pieces[$0], -1.0) }
            program.row([(share, 1)] + beside, .atMost, 0)
        }
        return (column, offset)
    }
}
