import Diagnostics
import Scripting

/// Asks a scenario, counts how often, and keeps what it was told: a setting is a function of the levers and nothing
/// else.
final class Asker {
    private let expressions: [ScenarioExpression]
    /// What the other levers are set to.
    private let others: [LeverSetting]
    private let grids: [LeverGrid]
    private let ask: AskingScenario
    private var known: [[Int]: QuestionPoint] = [:]
    /// How often the scenario was run.
    private(set) var evaluations = 0

    init(
        _ expressions: [ScenarioExpression], turning grids: [LeverGrid], others: [LeverSetting],
        ask: @escaping AskingScenario
    ) {
        self.expressions = expressions
        self.grids = grids
        self.others = others
        self.ask = ask
    }

    /// What the scenario comes to at places of the grids.
    func points(_ places: [[Int]]) throws(DiagnosticList) -> [QuestionPoint] {
        var fresh: [[Int]] = []
        var seen: Set<[Int]> = []
        for place in places where known[place] == nil && seen.insert(place).inserted { fresh.append(place) }
        if !fresh.isEmpty {
            for (place, point) in zip(fresh, try again(fresh)) { known[place] = point }
        }
        return places.compactMap { known[$0] }
    }

    /// The same without what is known: for an answer, which is looked at a second time.
    func again(_ places: [[Int]]) throws(DiagnosticList) -> [QuestionPoint] {
        evaluations += places.count
        return try ask(expressions, places.map(settings))
    }

    /// Whether a place is known.
    func knows(_ place: [Int]) -> Bool { known[place] != nil }

    /// All that is known, in the order of the places.
    var allKnown: [(place: [Int], point: QuestionPoint)] {
        known.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
    }

    /// The settings of a place.
    func settings(_ place: [Int]) -> [LeverSetting] { others + zip(grids, place).map { $0.setting($1) } }
}
