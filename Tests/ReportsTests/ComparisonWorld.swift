import Diagnostics
import Draws
import Finance
import Scripting
import TestSupport

/// A small plan whose money does something to two metrics, with capacities that more money soon reaches, and random
/// scenarios of several layers on it.
enum ComparisonWorld {
    static let sources = ["s1", "s2", "s3"]
    static let lineCount = 6

    private static func effect(_ place: Int) -> Effect {
        let isOnFalls = place < 3
        let (low, high) = isOnFalls ? (-3.0, 0.5) : (0.5, 3.0)
        return Effect(
            id: "e\(place)", title: "Effect \(place)", line: "L\(place)", metric: isOnFalls ? "falls" : "home",
            unit: "visit", unitCost: Evidence(.between(low: 8, high: 12), quality: .assumed),
            capacity: Evidence(.certain(Double(24 + 4 * place)), quality: .stated),
            perUnit: Evidence(.between(low: low, high: high), quality: .assumed), isEstablished: true)
    }

    static func plan() throws -> Plan {
        var arrangements = PlanArrangements()
        arrangements.metrics = [
            Metric(
                id: "falls", title: "Falls", good: .low, measure: .count,
                basis: MetricBasis(count: Evidence(.between(low: 900, high: 1100), quality: .assumed))),
            Metric(
                id: "home", title: "At home", good: .high, measure: .count,
                basis: MetricBasis(count: Evidence(.certain(500), quality: .stated))),
        ]
        arrangements.effects = (0..<4).map(effect)
        return try Plan(
            identity: PlanIdentity(id: "world", title: "World", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: ["p1", "p2"].map { Partner(id: $0, title: $0, kind: .ccg) },
            arrangements: arrangements,
            sources: sources.enumerated().map { place, id in
                FundingSource(
                    id: id, title: id, kind: .nhsMinimum, contributor: place < 2 ? "p1" : "p2", pool: "pool\(place)",
                    tranches: [
                        .init(title: "annual", availableFrom: nil, amount: Money(pence: 60_000), origin: nil)
                    ])
            },
            lines: (0..<lineCount).map { place in
                SpendLine(
                    id: "L\(place)", theme: "Theme \(place % 3)", title: "Line \(place)",
                    commissioner: place == 0 ? .nhs : place == 1 ? .localAuthority : nil)
            },
            cells: Array(repeating: Money(pence: 10_000), count: lineCount * sources.count))
    }

    /// What a layer wants: a share of what a line holds, or an amount whatever it holds.
    struct Wish {
        let from: Int
        let to: Int
        let source: Int
        let share: Int64?
        let amount: Int64
    }

    static func wishes(_ chance: inout TestSupport.Chance) -> [Wish] {
        (0...chance.below(3)).map { _ in
            let from = chance.below(lineCount)
            return Wish(
                from: from, to: (from + 1 + chance.below(lineCount - 1)) % lineCount,
                source: chance.below(sources.count), share: chance.below(2) == 0 ? Int64(1 + chance.below(4)) : nil,
                amount: Int64(1 + chance.below(12_000)))
        }
    }

    /// The movements that wishes come to on a plan; `nil` where a line does not hold what is asked of it.
    static func movements(_ wishes: [Wish], on plan: Plan) throws -> (movements: [Movement], after: Plan)? {
        var (found, plan): ([Movement], Plan) = ([], plan)
        for (number, wish) in wishes.enumerated() {
            let held = plan.cell(line: wish.from, source: wish.source).pence
            let amount = wish.share.map { held / $0 } ?? wish.amount
            if amount == 0 { continue }
            let movement = Movement(
                verb: .move, from: .line("L\(wish.from)"), to: .line("L\(wish.to)"),
                parts: [.init(source: wish.source, amount: Money(pence: amount))],
                note: .init(reason: "r", written: Place(file: "w.lua", line: number + 1)))
            guard amount <= held else { return nil }
            plan = try plan.applying(changes([movement]))
            found.append(movement)
        }
        return (found, plan)
    }

    static func changes(_ movements: [Movement]) -> PlanChanges {
        PlanChanges(sources: [], lines: [], movements: movements, closures: [])
    }

    /// A scenario of as many layers as can be done one after the other.
    static func run(_ layers: [[Wish]], on plan: Plan, named name: String = "w.lua") throws -> ScenarioRun {
        var (outcomes, now): ([LayerOutcome], Plan) = ([], plan)
        for (number, wishes) in layers.enumerated() {
            guard let (made, after) = try movements(wishes, on: now) else { continue }
            let alone: LayerAlone? =
                outcomes.isEmpty
                ? nil
                : try movements(wishes, on: plan).map { .changes(changes($0.movements)) } ?? .refused("too little")
            outcomes.append(
                LayerOutcome(title: "Layer \(number)", script: "l\(number).lua", changes: changes(made), alone: alone))
            now = after
        }
        if outcomes.isEmpty {
            outcomes = [LayerOutcome(title: "Nothing", script: name, changes: changes([]), alone: nil)]
        }
        return try ScenarioRun(
            ScenarioOutcome(
                title: "Random", about: nil, plan: "world", levers: [], layers: outcomes, expectations: [],
                assumptions: [], printed: "", streams: []), of: name, on: plan)
    }

    static func random(_ chance: inout TestSupport.Chance, on plan: Plan) throws -> ScenarioRun {
        let layers = (0...chance.below(4)).map { _ in wishes(&chance) }
        return try run(layers, on: plan)
    }
}
