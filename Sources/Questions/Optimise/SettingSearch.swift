import Diagnostics
import Scripting

/// Looks for the best setting by trying: along each lever from many starts, in steps that grow smaller. The same for a
/// seed on every machine, and no proof that nothing is better.
struct SettingSearch {
    let question: OptimiseQuestion
    let asker: Asker
    let base: [Int]
    /// The best so far.
    private(set) var best: Assessed?

    init(_ question: OptimiseQuestion, _ asker: Asker, base: [Int]) {
        self.question = question
        self.asker = asker
        self.base = base
    }

    /// Tries settings and keeps the best.
    @discardableResult
    mutating func look(_ places: [[Int]]) throws(DiagnosticList) -> [Assessed] {
        let found = zip(places, try asker.points(places)).map { question.assessed($0, $1) }
        for assessed in found {
            guard let best, !question.isBetter(assessed, than: best, base: base) else {
                best = assessed
                continue
            }
        }
        return found
    }

    /// Tries every setting there is.
    mutating func lookAtAll() throws(DiagnosticList) {
        var places: [[Int]] = [[]]
        for grid in question.grids {
            places = places.flatMap { place in (0...grid.count).map { place + [$0] } }
        }
        try look(places)
    }

    /// Searches until the scenario was run so often.
    mutating func search(from starts: [[Int]]) throws(DiagnosticList) {
        let counts = question.grids.map(\.count)
        let draws = PlaceDraws(seed: question.seed, name: "optimise/starts")
        let corners = [counts.map { _ in 0 }, counts, base]
        for number in 0..<10_000 where asker.evaluations < question.budget {
            let given = starts + corners
            let start =
                number < given.count ? given[number] : draws.place(number, in: counts.map { 0...$0 })
            let first = try look([start])[0]
            try climb(from: first, steps: counts.map { max(1, $0 / 4) })
        }
    }

    /// Goes to the best neighbour while there is a better one, then with half the step.
    mutating func climb(from start: Assessed, steps: [Int]) throws(DiagnosticList) {
        var (current, steps) = (start, steps)
        while asker.evaluations < question.budget {
            let neighbours = neighbours(of: current.place, steps)
            let found = try look(neighbours)
            var better: Assessed?
            for assessed in found where question.isBetter(assessed, than: better ?? current, base: base) {
                better = assessed
            }
            if let better {
                current = better
            } else if steps.contains(where: { $0 > 1 }) {
                steps = steps.map { max(1, $0 / 2) }
            } else {
                return
            }
        }
    }

    /// One lever up or down, two against each other or together, and one back to where it stood.
    private func neighbours(of place: [Int], _ steps: [Int]) -> [[Int]] {
        var places: [[Int]] = []
        func add(_ changes: [(lever: Int, by: Int)]) {
            var moved = place
            for change in changes {
                let count = question.grids[change.lever].count
                moved[change.lever] = max(0, min(moved[change.lever] + change.by, count))
            }
            if moved != place { places.append(moved) }
        }
        for lever in place.indices {
            add([(lever, steps[lever])])
            add([(lever, -steps[lever])])
            add([(lever, base[lever] - place[lever])])
        }
        if place.count <= 8 {
            for one in place.indices {
                for other in place.indices where other > one {
                    for (up, down) in [(1, -1), (-1, 1), (1, 1), (-1, -1)] {
                        add([(one, up * steps[one]), (other, down * steps[other])])
                    }
                }
            }
        }
        return places
    }
}
