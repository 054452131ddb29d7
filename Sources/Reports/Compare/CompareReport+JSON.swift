import Diagnostics
import Finance
import Scripting

extension CompareReport {
    /// The comparison as a JSON document of the form `bcf-compare/2`. Amounts are whole pence.
    package func json() -> String {
        let identity = comparison.plan.identity
        func rows(_ kind: ComparisonView.Kind, _ rows: [ScenarioComparison.Row]) -> JSONValue {
            .array(view.rows(kind, rows).map(row))
        }
        return JSONValue.object([
            ("format", .string("bcf-compare/2")),
            ("passed", .boolean(comparison.isPassed)),
            (
                "plan",
                .object([
                    ("id", .string(identity.id)), ("title", .string(identity.title)),
                    ("area", .string(identity.area)), ("planning_year", .string(identity.year.id)),
                ])
            ),
            (
                "base",
                comparison.baseRun.map { run in
                    .object([
                        ("title", .string(run.title)), ("script", .string(run.script)),
                        ("script_hash", .optional(baseHash)),
                    ])
                } ?? .null
            ),
            ("view", viewJSON),
            ("scenarios", .array(comparison.runs.indices.map(scenario))),
            ("total_spend_pence", row(comparison.spend)),
            ("total_funding_pence", row(comparison.funding)),
            ("unallocated_pence", row(comparison.unallocated)),
            ("income_not_stated", comparison.plan.unstatedSourcesJSON),
            ("spend_by_theme_pence", rows(.theme, comparison.byTheme)),
            ("spend_by_contributor_pence", rows(.contributor, comparison.byContributor)),
            ("spend_by_commissioner_pence", rows(.commissioner, comparison.byCommissioner)),
            ("spend_by_provider_pence", rows(.provider, comparison.byProvider)),
            ("spend_by_pool_pence", rows(.pool, comparison.byPool)),
            ("spend_by_source_pence", rows(.source, comparison.bySource)),
            ("funding_by_source_pence", rows(.source, comparison.fundingBySource)),
            ("unallocated_by_source_pence", rows(.source, comparison.unallocatedBySource)),
            ("grant_by_district_pence", rows(.district, comparison.byDistrict)),
            ("changed_lines_pence", .array(view.lines(comparison.lines).map(line))),
            ("unchanged_lines", .integer(Int64(comparison.unchangedLines))),
            ("conditions", .array(view.conditions(comparison.conditions).map(condition))),
            ("metrics", metricsJSON()),
            ("risk_pools", .array(view.riskPools(comparison.riskPools).map(riskPool))),
            ("different_worlds", .boolean(comparison.supposesDifferentWorlds)),
            ("measures", .array(shownMeasures.map { measure(comparison.measures[$0]) })),
            ("dominance", dominance()),
            ("regret", .array(comparison.regrets.filter { isShown($0) }.map(regret))),
            ("waterfalls", .array(view.waterfalls(comparison.waterfalls).map(waterfall))),
            (
                "assumptions",
                .array(
                    comparison.assumptions.filter { view.shows(.assumption, $0.what, $0.what) }.map(assumption))
            ),
            ("not_tested", .string(RunReport.notTested(comparison.plan))),
            ("provenance", provenance.json),
        ]).rendered()
    }

    /// The measures that are shown, by their places.
    var shownMeasures: [Int] {
        comparison.measures.indices.filter {
            view.shows(.measure, comparison.measures[$0].id, comparison.measures[$0].title)
        }
    }

    private func isShown(_ regret: ScenarioComparison.Regret) -> Bool {
        let measure = comparison.measures[regret.measure]
        return view.shows(.regret, measure.id, measure.title)
    }

    private var viewJSON: JSONValue {
        .object([
            ("only_changed", .boolean(view.onlyChanged)),
            (
                "filters",
                .array(
                    view.filters.map {
                        .object([("kind", .string($0.kind.rawValue)), ("pattern", .optional($0.pattern))])
                    })
            ),
            ("sort", .optional(view.sort?.rawValue)),
        ])
    }

    private func scenario(_ index: Int) -> JSONValue {
        let run = comparison.runs[index]
        return .object([
            ("name", .string(ScenarioComparison.letter(index))),
            ("title", .string(run.title)),
            ("about", .optional(run.about)),
            ("script", .string(run.script)),
            ("script_hash", .string(scriptHashes[index])),
            ("summary", .string(summaries[index])),
            (
                "levers",
                .array(
                    run.levers.map { lever in
                        .object([
                            ("name", .string(lever.name)), ("value", .string("\(lever.value)")),
                            ("set", .boolean(lever.isSet)),
                        ])
                    })
            ),
            ("movements", .integer(Int64(run.movements.count))),
            ("balanced", run.evaluation.after.balanceJSON),
            (
                "expectations",
                .array(
                    run.expectations.map { expectation in
                        .object([
                            ("met", .boolean(expectation.isMet)), ("message", .string(expectation.message)),
                            ("written", .optional(expectation.written?.description)),
                        ])
                    })
            ),
            ("passed", .boolean(run.isPassed)),
        ])
    }

    /// A figure: in the base, after each scenario, and the difference; null where it does not exist.
    private func row(_ row: ScenarioComparison.Row) -> JSONValue { .object(members(row)) }

    private func members(_ row: ScenarioComparison.Row) -> [(String, JSONValue)] {
        [
            ("id", .string(row.id)), ("title", .string(row.title)),
            ("base", pence(row.base)),
            ("scenarios", .array(row.amounts.map(pence))),
            ("changes", .array(row.changes.map(pence))),
            ("change_percent", .array(row.percentages.map { $0.map { .number($0.approximate) } ?? .null })),
        ]
    }

    func pence(_ amount: Money?) -> JSONValue { amount.map { .integer($0.pence) } ?? .null }

    private func line(_ line: ScenarioComparison.LineRow) -> JSONValue {
        .object(
            members(line.total) + [
                ("by_source", .array(line.sources.map(row))),
                ("closed_by", names(line.closedBy)),
            ])
    }

    private func names(_ scenarios: [Int]) -> JSONValue {
        .array(scenarios.map { .string(ScenarioComparison.letter($0)) })
    }

    private func assumption(_ row: ScenarioComparison.AssumptionRow) -> JSONValue {
        .object([
            ("what", .string(row.what)),
            ("different_values", .boolean(row.hasDifferentValues)),
            (
                "statements",
                .array(
                    row.statements.map { statement in
                        let assumption = statement.assumption
                        return .object([
                            ("scenarios", names(statement.scenarios)),
                            ("value", .optional(assumption.value)), ("owner", .string(assumption.owner)),
                            ("source", .string(assumption.source)), ("date", .string(assumption.date)),
                            ("quality", .string(assumption.quality.rawValue)),
                            ("written", .optional(assumption.written?.description)),
                        ])
                    })
            ),
        ])
    }
}
