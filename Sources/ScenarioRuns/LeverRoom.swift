package import Diagnostics
import Finance
package import Scripting

/// How far a lever could still be turned up, all others held, before a national condition that was met is met no more.
///
/// The values are those of the lever's own range and step. Some 30 of them, evenly spread, are tried first; between the
/// last that holds and the first that does not, the range is halved until both are neighbours. A condition that is lost
/// and found again between two values that are tried is not seen.
package struct LeverRoom: Hashable, Sendable {
    /// Where a condition stops being met.
    package struct Limit: Hashable, Sendable {
        /// The condition, by id; `nil` where the plan refuses the scenario itself.
        package let condition: String?
        /// The largest value at which it still holds; `nil` where it does not hold as the lever stands.
        package let most: LeverValue?

        /// Makes a limit.
        package init(condition: String?, most: LeverValue?) {
            self.condition = condition
            self.most = most
        }
    }

    /// The lever, as it stands in the run.
    package let lever: Lever
    /// The most that its range allows, on its steps.
    package let end: LeverValue
    /// What stops it before the end, in the rulebook's order, what the plan refuses last; empty when nothing does.
    package let limits: [Limit]
    /// How often the scenario was run to find it.
    package let evaluations: Int

    /// How many values are tried first.
    fileprivate static let coarse = 32
    /// The most runs of the scenario for one lever.
    fileprivate static let most = 64
}

extension LeverGrid {
    /// The values of a lever from the one it has to the end of its range, in its own steps; `nil` for a lever without a
    /// range and steps, and for one that is at its end.
    fileprivate init?(above lever: Lever) {
        let declaration = lever.declaration
        guard declaration.from != nil, declaration.to != nil, declaration.step != nil else { return nil }
        try? self.init(lever, Choice(from: lever.value.description, hasEnd: false))
    }
}

extension ScenarioRunner {
    /// How far each lever of a run could still be turned up. Levers without a range and step, and those at their end, have
    /// no entry.
    package func room(
        of run: ScenarioRun, _ settings: ScenarioSettings
    ) throws(DiagnosticList) -> [LeverRoom] {
        var rooms: [LeverRoom] = []
        for lever in run.levers {
            guard let steps = LeverGrid(above: lever) else { continue }
            rooms.append(try room(of: lever, steps, run, settings))
        }
        return rooms
    }

    private func room(
        of lever: Lever, _ steps: LeverGrid, _ run: ScenarioRun, _ settings: ScenarioSettings
    ) throws(DiagnosticList) -> LeverRoom {
        let others = settings.levers.filter { $0.name != lever.name }
        var evaluations = 0
        func points(_ places: [Int]) throws(DiagnosticList) -> [SweepPoint] {
            evaluations += places.count
            return try sweep(
                over: places.map { place in others + [steps.setting(place)] })
        }
        let spread = min(LeverRoom.coarse, steps.count)
        let places = (0...spread).map { $0 * steps.count / spread }
        let found = try points(places)

        /// Whether a thing that may stop the lever stops it at a point.
        func stops(_ stop: Int?, _ point: SweepPoint) -> Bool {
            switch point {
            case .refused: stop == nil
            case .figures(let figures): stop.map { figures.lost.contains($0) } ?? false
            }
        }
        let conditions = run.evaluation.conditions.map(\.condition.id)
        var limits: [LeverRoom.Limit] = []
        for stop in conditions.indices.map(Optional.some) + [nil] {
            guard let first = found.firstIndex(where: { stops(stop, $0) }) else { continue }
            let id = stop.map { conditions[$0] }
            guard first > 0 else {
                limits.append(LeverRoom.Limit(condition: id, most: nil))
                continue
            }
            var (holds, fails) = (places[first - 1], places[first])
            while fails - holds > 1, evaluations < LeverRoom.most {
                let middle = (holds + fails) / 2
                if stops(stop, try points([middle])[0]) { fails = middle } else { holds = middle }
            }
            limits.append(LeverRoom.Limit(condition: id, most: steps.value(holds)))
        }
        return LeverRoom(lever: lever, end: steps.value(steps.count), limits: limits, evaluations: evaluations)
    }
}
