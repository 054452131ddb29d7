package import Diagnostics
package import Scripting

/// Runs a scenario at settings of its levers and looks at it with expressions, however that is done.
package typealias AskingScenario =
    ([ScenarioExpression], [[LeverSetting]]) throws(DiagnosticList) -> [QuestionPoint]

/// Looks for the first value of a lever at which an expression holds.
///
/// Values that are evenly spread are tried first. Wherever two neighbours of them differ, the range between is halved
/// until they are one step apart, so that the answer is exact for every change that the first values show. Two changes
/// between two neighbours of the first values are not seen.
package struct Seek {
    private let grid: LeverGrid
    private let expression: ScenarioExpression
    private let asker: Asker
    private var points: [Int: SeekAnswer.Point] = [:]

    /// How many values are tried first.
    private static let coarse = 40
    /// How many values are tried at once between two, to come closer.
    private static let fan = 8

    /// Searches.
    ///
    /// - Parameters:
    ///   - grid: the values, in the order in which the first one is looked for.
    ///   - expression: what is to hold.
    ///   - others: what the other levers are set to.
    ///   - ask: runs the scenario.
    package static func answer(
        _ grid: LeverGrid, until expression: ScenarioExpression, others: [LeverSetting],
        asking ask: @escaping AskingScenario
    ) throws(DiagnosticList) -> SeekAnswer {
        var seek = Seek(
            grid: grid, expression: expression,
            asker: Asker([expression], turning: [grid], others: others, ask: ask))
        return try seek.answer()
    }

    private init(grid: LeverGrid, expression: ScenarioExpression, asker: Asker) {
        self.grid = grid
        self.expression = expression
        self.asker = asker
    }

    private mutating func answer() throws(DiagnosticList) -> SeekAnswer {
        let spread = min(Self.coarse, grid.count)
        try look((0...spread).map { grid.count / spread * $0 + grid.count % spread * $0 / spread })
        if !points.values.contains(where: { $0.state.holds }) { try comeCloser() }
        try narrow()
        let sorted = points.keys.sorted()
        let found = sorted.first { points[$0]?.state.holds == true }
        // The answer and the value before it are looked at once more, as if nothing had been tried before them.
        for index in [found, found.map { $0 - 1 }].compactMap(\.self) where index >= 0 {
            let fresh = try asker.again([[index]])
            guard fresh.first.map({ point(index, $0) }) == points[index] else { throw Self.notTheSame }
        }
        return SeekAnswer(
            grid: grid, expression: expression, found: found.flatMap { points[$0] },
            before: found.flatMap { points[$0 - 1] }, closest: found == nil ? closest.flatMap { points[$0] } : nil,
            stretches: stretches(sorted), coarse: spread + 1, evaluations: asker.evaluations)
    }

    /// The error that two runs with the same levers differ.
    static let notTheSame = DiagnosticList(
        Diagnostic(
            "question.not-the-same", "the scenario came to something else when it was run again with the same levers",
            reason: "an answer is run a second time before it is given",
            help: "this is a defect of the program: please report it with the script and the plan"))

    private mutating func look(_ places: [Int]) throws(DiagnosticList) {
        let fresh = places.filter { points[$0] == nil }
        for (index, answer) in zip(fresh, try asker.points(fresh.map { [$0] })) { points[index] = point(index, answer) }
        guard points.values.lazy.flatMap(\.parts).allSatisfy({ $0.holds != nil }) else {
            let part = points.values.lazy.flatMap(\.parts).first { $0.holds == nil }
            throw DiagnosticList(
                Diagnostic(
                    "expression.not-a-condition",
                    "`\(part?.part.text ?? "")` is \(part?.left.kind ?? ""), and not true or false",
                    at: Place(file: expression.name), reason: "the search ends where it holds",
                    help: "compare it with what it is to reach, as in '… >= gbp \"1m\"'"))
        }
    }

    private func point(_ index: Int, _ answer: QuestionPoint) -> SeekAnswer.Point {
        var parts: [PartReading] = []
        let state: SeekAnswer.State
        switch answer {
        case .refused(let reason): state = .refused(reason)
        case .figures(let figures):
            var values = figures.values[...]
            parts = PartReading.readings(of: expression, from: &values)
            state = parts.allSatisfy { $0.holds ?? true } ? .holds(figures) : .fails(figures)
        }
        return SeekAnswer.Point(value: grid.value(index), text: grid.text(index), state: state, parts: parts)
    }

    // MARK: Narrowing

    /// Halves every range between two that differ, all at once, until they are neighbours.
    private mutating func narrow() throws(DiagnosticList) {
        while true {
            let sorted = points.keys.sorted()
            let middles = zip(sorted, sorted.dropFirst()).compactMap { low, high -> Int? in
                guard high - low > 1, let one = points[low], let other = points[high],
                    !one.state.isSame(as: other.state)
                else { return nil }
                return low + (high - low) / 2
            }
            if middles.isEmpty { return }
            try look(middles)
        }
    }

    /// The value that comes closest: with the fewest parts that do not hold, then with the least that they are short of.
    private var closest: Int? {
        func shortage(_ point: SeekAnswer.Point) -> (Int, Double) {
            let failing = point.parts.filter { $0.holds == false }
            return (failing.count, failing.reduce(0) { $0 + ($1.margin?.amount.magnitude ?? 0) })
        }
        return points.filter { $0.value.state.figures != nil }.keys.sorted()
            .min { one, other in
                guard let left = points[one], let right = points[other] else { return false }
                return shortage(left) < shortage(right)
            }
    }

    /// Tries values around the closest, as long as there are any between it and its neighbours: nothing that was tried
    /// does it, and the least shortage is worth knowing.
    private mutating func comeCloser() throws(DiagnosticList) {
        while let best = closest, points[best]?.state.holds == false {
            let sorted = points.keys.sorted()
            guard let place = sorted.firstIndex(of: best) else { return }
            let low = place > 0 ? sorted[place - 1] : best
            let high = place + 1 < sorted.count ? sorted[place + 1] : best
            var fresh: Set<Int> = []
            for (from, to) in [(low, best), (best, high)] where to - from > 1 {
                let count = min(Self.fan / 2, to - from - 1)
                for number in 1...count { fresh.insert(from + (to - from) / (count + 1) * number) }
            }
            fresh = fresh.filter { points[$0] == nil && $0 > low && $0 < high }
            if fresh.isEmpty { return }
            try look(fresh.sorted())
        }
    }

    private func stretches(_ sorted: [Int]) -> [SeekAnswer.Stretch] {
        var stretches: [SeekAnswer.Stretch] = []
        for index in sorted {
            guard let point = points[index] else { continue }
            if let last = stretches.last, last.state.isSame(as: point.state) {
                stretches[stretches.count - 1] = SeekAnswer.Stretch(
                    first: last.first, last: point.value, state: last.state)
            } else {
                stretches.append(SeekAnswer.Stretch(first: point.value, last: point.value, state: point.state))
            }
        }
        return stretches
    }
}
