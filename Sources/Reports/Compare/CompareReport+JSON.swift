import Diagnostics
import Finance
import Scripting

extension CompareReport {
    /// The comparison as a JSON document of the form `bcf-compare/1`. Amounts are whole pence.
    package func json() -> String {
        let identity = comparison.plan.identity
        return JSONValue.object([
            ("format", .string("bcf-compare/1")),
            ("passed", .boolean(comparison.isPassed)),
            (
                "plan",
                .object([
                    ("id", .string(identity.id)), ("title", .string(identity.title)),
                    ("area", .string(identity.area)), ("planning_year", .string(identity.year.id)),
                ])
            ),
            ("scenarios", .array(comparison.runs.indices.map(scenario))),
            ("total_spend_pence", row(comparison.spend)),
            ("total_funding_pence", row(comparison.funding)),
            ("unallocated_pence", row(comparison.unallocated)),
            ("income_not_stated", comparison.plan.unstatedSourcesJSON),
            ("spend_by_theme_pence", .array(comparison.byTheme.map(row))),
            ("spend_by_contributor_pence", .array(comparison.byContributor.map(row))),
            ("spend_by_source_pence", .array(comparison.bySource.map(row))),
            ("changed_lines_pence", .array(comparison.lines.map(line))),
            ("unchanged_lines", .integer(Int64(comparison.unchangedLines))),
            ("assumptions", .array(comparison.assumptions.map(assumption))),
            ("not_tested", .string(RunReport.notTested(comparison.plan))),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private func scenario(_ index: Int) -> JSONValue {
        let run = comparison.runs[index]
        return .object([
            ("name", .string(ScenarioComparison.letter(index))),
            ("title", .string(run.title)),
            ("about", .optional(run.about)),
            ("script", .string(run.script)),
            ("script_hash", .string(scriptHashes[index])),
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

    /// A figure: in the plan, after each scenario, and the difference; null where it does not exist.
    private func row(_ row: ScenarioComparison.Row) -> JSONValue { .object(members(row)) }

    private func members(_ row: ScenarioComparison.Row) -> [(String, JSONValue)] {
        [
            ("id", .string(row.id)), ("title", .string(row.title)),
            ("plan", pence(row.base)),
            ("scenarios", .array(row.amounts.map(pence))),
            ("changes", .array(row.changes.map(pence))),
        ]
    }

    private func pence(_ amount: Money?) -> JSONValue { amount.map { .integer($0.pence) } ?? .null }

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
