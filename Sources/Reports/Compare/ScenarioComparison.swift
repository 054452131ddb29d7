package import Draws
package import Finance
import Outcomes
package import Scripting

/// Scenarios on the same plan, side by side: a pure value, from which every form of the comparison is made.
///
/// Whatever is compared has one figure of the base and one of each scenario, in the order in which the scenarios were
/// named. Metrics are projected with the same seed and the same draws for all, so that scenarios do not differ by luck.
package struct ScenarioComparison: Sendable {
    /// What scenarios are held against.
    package enum Base: Sendable {
        /// The plan as it was read.
        case plan
        /// Another scenario on the same plan.
        case scenario(ScenarioRun)
    }

    /// What a person chooses to see.
    package struct Choices: Sendable {
        /// How samples are made; none where the count is 0.
        package var sampling = RunOutcomes.Sampling(count: 0, seed: 0, design: .independent, workers: 1)
        /// The words of the measures to judge by; `nil` for those that usually say something.
        package var measures: [String]?
        /// The words of the figures whose change is attributed; `nil` for planned spend, and the themes, metrics and
        /// releases that change.
        package var waterfalls: [String]?

        /// Makes the usual choice.
        package init() {}
    }

    /// The plan that all start from.
    package let plan: Plan
    /// What the scenarios are held against.
    package let base: Base
    /// The runs, in the order in which they were named.
    package let runs: [ScenarioRun]
    /// Total spend.
    package let spend: Row
    /// Total funding.
    package let funding: Row
    /// Money that has come in and has no line.
    package let unallocated: Row
    /// Spend by theme.
    package let byTheme: [Row]
    /// Spend by the partner that contributes the money.
    package let byContributor: [Row]
    /// Spend by who buys the service; empty where no line says so.
    package let byCommissioner: [Row]
    /// Spend by who provides it; empty where no line says so.
    package let byProvider: [Row]
    /// Spend by pooled fund.
    package let byPool: [Row]
    /// Spend by source.
    package let bySource: [Row]
    /// What of the Disabled Facilities Grant reaches each district; empty where the plan does not say how it is passed
    /// down.
    package let byDistrict: [Row]
    /// What has come in, by source; without those that do not state it.
    package let fundingBySource: [Row]
    /// Money that has come in and has no line, by source.
    package let unallocatedBySource: [Row]
    /// Spend of every line.
    package let byLine: [Row]
    /// The lines that any of the scenarios changes, source by source.
    package let lines: [LineRow]
    /// The number of lines that all of them leave as they are.
    package let unchangedLines: Int
    /// The national conditions of every year that a scenario reaches; empty without a rulebook.
    package let conditions: [ConditionRow]
    /// What each scenario's money does to the metrics, from the base's.
    package let outcomes: [RunOutcomes]
    /// The metrics that are projected for any scenario.
    package let metrics: [MetricRow]
    /// What the risk pools would release.
    package let riskPools: [RiskPoolRow]
    /// What the base and the scenarios are judged by.
    package let measures: [Measure]
    /// Which of them are dominated by others.
    package let pareto: Pareto
    /// What is missed with each, by every measure that can be told of all.
    package let regrets: [Regret]
    /// Changes attributed to what makes them: figure by figure, each scenario's in turn.
    package let waterfalls: [Waterfall]
    /// What the scenarios take for true.
    package let assumptions: [AssumptionRow]

    /// Compares runs that start from the same plan.
    ///
    /// Throws for a measure or figure that there is not, and for samples that cannot be made.
    package init(
        _ runs: [ScenarioRun], base: Base = .plan, _ choices: Choices = Choices()
    ) throws(PlanError) {
        precondition(!runs.isEmpty, "a comparison is of scenarios")
        let plan = runs[0].evaluation.before
        var baseRun: ScenarioRun?
        if case .scenario(let run) = base { baseRun = run }
        let start = baseRun?.evaluation.after ?? plan
        let afters = runs.map(\.evaluation.after)
        let plans = [start] + afters
        func rows(_ cut: (Plan) -> [ComparedEntry]) -> [Row] { Self.rows(plans.map(cut)) }
        func row(_ id: String, _ title: String, _ amount: (Plan) -> Money) -> Row {
            Row(id: id, title: title, base: amount(start), amounts: afters.map(amount))
        }
        func bySource(_ amount: (Plan, Int) -> Money?) -> [Row] {
            rows { plan in
                plan.sources.enumerated().compactMap { place, source in
                    amount(plan, place).map { ComparedEntry(id: source.id, title: source.title, amount: $0) }
                }
            }
        }
        self.plan = plan
        self.base = base
        self.runs = runs
        spend = row("total", "Total spend", \.totalSpend)
        funding = row("funding", "Total funding", \.totalFunding)
        unallocated = row("unallocated", "Unallocated", \.totalUnallocated)
        byTheme = rows { plan in ComparisonCut.spend(plan, byLine: { ($0.theme, $0.theme) }) }
        byContributor = rows(ComparisonCut.contributor)
        let lines = plans.lazy.flatMap(\.lines)
        byCommissioner = lines.contains { $0.commissioner != nil } ? rows(ComparisonCut.commissioner) : []
        byProvider = lines.contains { $0.provider != nil } ? rows(ComparisonCut.provider) : []
        byPool = rows(ComparisonCut.pool)
        self.bySource = bySource { $0.spend(source: $1) }
        byDistrict = rows(ComparisonCut.district)
        fundingBySource = bySource { $0.isIncomeStated(source: $1) ? $0.funding(source: $1) : nil }
        unallocatedBySource = bySource { $0.unallocated(source: $1) }
        byLine = rows(Self.lineTotals)
        self.lines = Self.lines(plans, totals: byLine)
        unchangedLines = byLine.count - self.lines.count
        conditions = Self.conditions(plans)
        assumptions = Self.assumptions(runs)

        var outcomes: [RunOutcomes] = []
        for (index, after) in afters.enumerated() {
            var sampling = choices.sampling
            sampling.progress = { done, all in choices.sampling.progress(index * all + done, afters.count * all) }
            outcomes.append(
                try RunOutcomes(
                    before: start.year(of: plan), after: after.year(of: plan), goesOn: after.allYears.count > 1,
                    sampling, among: afters.count))
        }
        self.outcomes = outcomes
        metrics = Self.metrics(outcomes)
        riskPools = Self.riskPools(outcomes)
        measures = try Self.measures(
            choices.measures,
            MeasureMaking(
                base: start, plans: afters, conditions: conditions, metrics: metrics, riskPools: riskPools))
        pareto = Pareto(measures, options: plans.count)
        regrets = Self.regrets(measures, outcomes, metrics)
        let makings = runs.enumerated().map { place, run in
            WaterfallMaking(run, at: place, base: baseRun, outcomes: outcomes[place], of: plan)
        }
        let figures = try Self.waterfallFigures(
            choices.waterfalls, plans, themes: byTheme, spend: spend, metrics: metrics, riskPools: riskPools)
        waterfalls = figures.flatMap { figure in makings.compactMap { $0.waterfall(figure) } }
    }

    /// The scenario that the others are held against; `nil` where that is the plan.
    package var baseRun: ScenarioRun? {
        if case .scenario(let run) = base { run } else { nil }
    }

    /// What the column of the base is called.
    package var baseName: String { baseRun == nil ? "Plan" : "Base" }

    /// What an option of ``measures``, ``pareto`` and ``regrets`` is called: the base first, then the scenarios.
    package func optionName(_ option: Int) -> String { option == 0 ? baseName : Self.letter(option - 1) }

    /// How the samples were made; `nil` where there are none.
    package var sampled: (count: Int, seed: UInt64, design: SamplingDesign)? {
        outcomes.lazy.compactMap(\.sampled).first
    }

    /// Whether the scenarios suppose different figures of what money does, so that they differ also because of that.
    package var supposesDifferentWorlds: Bool {
        let worlds = outcomes.compactMap { $0.model?.after.arrangementsAsSupposed }
        return worlds.contains { $0.metrics != worlds[0].metrics || $0.effects != worlds[0].effects }
    }

    /// Whether every scenario passed.
    package var isPassed: Bool { runs.allSatisfy(\.isPassed) }

    /// What a report calls a scenario: A, B, C.
    package static func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) }

    /// As many scenarios as there are letters.
    package static let most = 26
}
