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

/// The values of a lever from the one it has to the end of its range, as whole numbers of a common unit.
private struct LeverSteps {
    let start: Int128
    let step: Int128
    /// How many steps there are beyond the start.
    let count: Int
    private let kind: LeverValue
    private let parts: Int128

    /// `nil` for a lever without a range and step, or one whose values have no order.
    init?(_ lever: Lever) {
        let declaration = lever.declaration
        guard let to = declaration.to, let step = declaration.step, let from = declaration.from else { return nil }
        func terms(_ value: LeverValue) -> (Int128, Int128)? {
            switch value {
            case .money(let amount): (Int128(amount.pence), 1)
            case .integer(let number): (Int128(number), 1)
            case .rate(let rate): (Int128(rate.numerator), Int128(rate.denominator))
            case .boolean: nil
            }
        }
        guard let now = terms(lever.value), let first = terms(from), let last = terms(to), let stride = terms(step)
        else {
            return nil
        }
        // Percentages of a range have small denominators; others are not worth a search.
        let most = Int128(1) << 40
        guard [now, first, last, stride].allSatisfy({ $0.1 < 1 << 20 && $0.0.magnitude < most }) else { return nil }
        let parts = now.1 * first.1 * last.1 * stride.1
        func scaled(_ value: (Int128, Int128)) -> Int128 { value.0 * (parts / value.1) }
        let (start, size) = (scaled(now), scaled(stride))
        guard size > 0, start >= scaled(first) else { return nil }
        guard let count = Int(exactly: (scaled(last) - start) / size), count > 0 else { return nil }
        self.parts = parts
        // From the value that the lever has, in steps of its own.
        self.start = start
        self.step = size
        self.count = count
        kind = lever.value
    }

    /// The value so many steps up.
    func value(_ index: Int) -> LeverValue? {
        let scaled = start + step * Int128(index)
        switch kind {
        case .money: return Int64(exactly: scaled / parts).map { .money(Money(pence: $0)) }
        case .integer: return Int64(exactly: scaled / parts).map { .integer($0) }
        case .rate:
            var (a, b) = (scaled.magnitude, parts.magnitude)
            while b != 0 { (a, b) = (b, a % b) }
            let divisor = Int128(max(a, 1))
            guard let above = Int64(exactly: scaled / divisor), let below = Int64(exactly: parts / divisor) else {
                return nil
            }
            return Rate(above, over: below).map { .rate($0) }
        case .boolean: return nil
        }
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
            guard let steps = LeverSteps(lever) else { continue }
            if let room = try room(of: lever, steps, run, settings) { rooms.append(room) }
        }
        return rooms
    }

    private func room(
        of lever: Lever, _ steps: LeverSteps, _ run: ScenarioRun, _ settings: ScenarioSettings
    ) throws(DiagnosticList) -> LeverRoom? {
        let others = settings.levers.filter { $0.name != lever.name }
        var evaluations = 0
        func points(_ places: [Int]) throws(DiagnosticList) -> [SweepPoint] {
            evaluations += places.count
            return try sweep(
                over: places.map { place in
                    others + [LeverSetting(name: lever.name, text: steps.value(place)?.description ?? "")]
                })
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
        guard let end = steps.value(steps.count) else { return nil }
        return LeverRoom(lever: lever, end: end, limits: limits, evaluations: evaluations)
    }
}
