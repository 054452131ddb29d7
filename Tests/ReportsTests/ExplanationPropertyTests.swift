import Finance
import Foundation
import PlanFiles
import TestSupport
import Testing

@testable import Reports

/// Every figure of scenarios by chance is what its tree comes to, to the penny.
@Suite struct ExplanationPropertyTests {
    private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples")

    private static func read(_ name: String) throws -> Plan {
        try PlanFolder.read(at: examples.appendingPathComponent(name).path).plan
    }

    /// The figure by another way than its tree's; `nil` where it is no money.
    private static func counted(_ figure: ExplainedFigure, _ plan: Plan) throws -> Money? {
        switch figure {
        case .money(let figure): return plan.amount(of: figure)
        case .condition(let id):
            let year = plan.allYears.last { $0.rulebook?.condition(id) != nil }
            return year?.assessment(ofCondition: id)?.headroom
        case .metric: return nil
        case .riskPool(let id, let quarter):
            let found = plan.riskPoolAssessment(id)
            return quarter.map { found?.quarters[$0 - 1].released } ?? found?.released
        case .contribution(let pool, let partner):
            let sources = plan.sources.indices.filter {
                plan.sources[$0].pool == pool && plan.sources[$0].contributor == partner
            }
            return Money(pence: sources.reduce(0) { $0 + plan.funding(source: $1).pence })
        case .share(let id, let partner):
            return try plan.pools.first { $0.id == id }.map { try plan.poolYear($0).share(of: partner) }
        case .district(let id): return plan.grantAssessment()?.districts.first { $0.id == id }?.passed
        }
    }

    private static func check(_ plan: Plan, _ words: [String], _ scenario: Comment) throws {
        let figure = try plan.explained(named: words)
        let tree = try plan.tree(of: figure)
        #expect(tree.imbalances.isEmpty, "\(words) \(scenario) \(tree.imbalances.map(\.title))")
        #expect(try counted(figure, plan) == tree.amount, "\(words) \(scenario)")
        if case .condition(let id) = figure {
            let year = try #require(plan.allYears.last { $0.rulebook?.condition(id) != nil })
            let found = try #require(year.assessment(ofCondition: id))
            for node in tree.children where node.kind == .counted {
                let known = [found.certain, found.possible]
                let isPart = tree.children.first == node || node.title.contains("at most")
                if isPart { #expect(known.contains(node.amount), "\(words) \(scenario) \(node.title)") }
            }
        }
    }

    @Test("A hundred figures of scenarios by chance on the real plans add up", arguments: 0..<4 as Range<UInt64>)
    func realPlans(seed: UInt64) throws {
        let plans = try [Self.read("leicestershire-2016-17"), Self.read("leicestershire-2021-22")]
        for round in 0..<UInt64(5 * Chance.rounds) {
            let seed = seed * 1000 + round
            for plan in plans {
                var scenario = AnyScenario(on: plan, seed: seed)
                for _ in 0..<10 { try Self.check(scenario.plan, scenario.anyName(), "seed \(seed)") }
            }
        }
    }

    @Test("Conditions of every form add up, whatever lines leave unsaid", arguments: 0..<8 as Range<UInt64>)
    func anyPlans(seed: UInt64) throws {
        for round in 0..<UInt64(12 * Chance.rounds) {
            let seed = 7000 + seed * 1000 + round
            let scenario = AnyScenario(on: try AnyScenario.plan(seed: seed), seed: seed)
            for words in scenario.names { try Self.check(scenario.plan, words, "seed \(seed)") }
        }
    }

    @Test("Every figure that can be asked of the real plans as they were read adds up")
    func asRead() throws {
        for name in ["leicestershire-2016-17", "leicestershire-2021-22"] {
            let plan = try Self.read(name)
            var scenario = AnyScenario(on: plan, seed: 0)
            _ = scenario.anyName()
            for words in AnyScenario(on: plan, seed: 0).names where (try? plan.explained(named: words)) != nil {
                try Self.check(plan, words, "\(name)")
            }
        }
    }
}
