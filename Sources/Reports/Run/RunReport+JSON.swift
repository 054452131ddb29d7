import Diagnostics
import Finance
import Scripting

extension RunReport {
    /// The report as a JSON document of the form `bcf-run/1`. Amounts are whole pence.
    package func json() -> String {
        let evaluation = run.evaluation
        let identity = evaluation.before.identity
        let layering = Layering(run)
        return JSONValue.object([
            ("format", .string("bcf-run/1")),
            ("title", .string(run.title)),
            ("about", .optional(run.about)),
            ("summary", .string(summary)),
            ("passed", .boolean(run.isPassed)),
            (
                "plan",
                .object([
                    ("id", .string(identity.id)), ("title", .string(identity.title)),
                    ("area", .string(identity.area)), ("planning_year", .string(identity.year.id)),
                ])
            ),
            ("script", .string(run.script)),
            ("levers", .array(run.levers.map(lever))),
            ("movements", .array(numberedMovements.map { movement($0.movement, of: $0.year) })),
            ("layers", layersJSON(layering)),
            ("interactions", interactionsJSON(layering)),
            ("total_spend_pence", change(evaluation.total)),
            ("total_funding_pence", change(evaluation.funding)),
            ("spend_by_source_pence", changes(evaluation.bySource)),
            ("funding_by_source_pence", incomeChanges(evaluation.fundingBySource)),
            ("unallocated_by_source_pence", incomeChanges(evaluation.unallocated)),
            ("spend_by_contributor_pence", changes(evaluation.byContributor)),
            ("spend_by_pool_pence", changes(evaluation.byPool)),
            ("spend_by_theme_pence", changes(evaluation.byTheme)),
            ("changed_lines_pence", .array(evaluation.byLine.filter(\.isChanged).map(line))),
            ("closed_lines", .array(years.flatMap(\.closures).map(closure))),
            ("years", yearsJSON()),
            ("by_month", step == nil ? .null : timeJSON()),
            ("unallocated_pence", .integer(evaluation.after.totalUnallocated.pence)),
            ("balanced", evaluation.after.balanceJSON),
            ("income_not_stated", evaluation.after.unstatedSourcesJSON),
            ("disabled_facilities_grant", grantJSON()),
            ("risk_pools", riskPoolsJSON()),
            ("reserves", reservesJSON()),
            ("outcomes", outcomes?.json ?? .null),
            ("pools", poolsJSON()),
            ("virement_findings", virementsJSON()),
            ("conditions", conditionsJSON()),
            ("conditions_of_later_years", laterConditionsJSON()),
            ("lever_room", roomJSON()),
            (
                "expectations",
                .array(
                    run.expectations.map { expectation in
                        .object([
                            ("met", .boolean(expectation.isMet)), ("message", .string(expectation.message)),
                            (
                                "values",
                                .object(expectation.values.map { ($0.name, .string($0.text)) })
                            ),
                            ("holds_of_whole", expectation.holdsOfWhole.map { .boolean($0) } ?? .null),
                            ("written", .optional(expectation.written?.description)),
                        ])
                    })
            ),
            ("warnings", .array(run.warnings.map(\.json))),
            ("assumptions", AssumptionsLog(assumptions: run.assumptions).json),
            ("streams_of_chance", .array(run.streams.map { .string($0) })),
            ("not_tested", .string(Self.notTested(evaluation.after))),
            ("printed", .string(run.printed)),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private func lever(_ lever: Lever) -> JSONValue {
        .object([
            ("name", .string(lever.name)), ("about", .optional(lever.declaration.about)),
            ("value", leverValue(lever.value)), ("default", leverValue(lever.declaration.defaultValue)),
            ("set", .boolean(lever.isSet)),
        ])
    }

    func leverValue(_ value: LeverValue) -> JSONValue { value.json }

    private func movement(_ movement: Movement, of year: PlanningYear) -> JSONValue {
        .object([
            ("year", .string(year.id)),
            ("verb", .string(movement.verb.rawValue)),
            ("from", end(movement.from)),
            ("to", end(movement.to)),
            ("amount_pence", .integer(movement.amount.pence)),
            (
                "by_source_pence",
                .object(
                    movement.parts.map { part in
                        (run.evaluation.after.sources[part.source].id, .integer(part.amount.pence))
                    })
            ),
            ("reason", .string(movement.note.reason)),
            ("authority", .optional(movement.note.authority)),
            ("recurrent", movement.note.isRecurrent.map { .boolean($0) } ?? .null),
            ("months", .optional(movement.note.months?.description)),
            ("written", .optional(movement.note.written?.description)),
        ])
    }

    private func line(_ line: Evaluation.LineChange) -> JSONValue {
        guard case .object(let figures) = change(line.total) else { return .null }
        return .object(
            [("id", .string(line.total.id)), ("title", .string(line.total.title))] + figures + [
                ("added", .boolean(line.isAdded)), ("closed", .boolean(line.isClosed)),
                ("by_source", changes(line.changedSources)),
            ])
    }

    private func closure(_ closure: Closure) -> JSONValue {
        .object([
            ("line", .string(closure.line)), ("reason", .string(closure.note.reason)),
            ("authority", .optional(closure.note.authority)),
            ("written", .optional(closure.note.written?.description)),
        ])
    }

    private func end(_ end: Movement.End) -> JSONValue {
        switch end {
        case .line(let id): .object([("line", .string(id))])
        case .unallocated: .string("unallocated")
        case .contributor: .string("contributor")
        }
    }

    private func changes(_ changes: [Evaluation.Change]) -> JSONValue {
        .array(
            changes.map { row in
                guard case .object(let figures) = change(row) else { return .null }
                return .object([("id", .string(row.id)), ("title", .string(row.title))] + figures)
            })
    }

    /// Figures of the sources' income. Of a source that does not state it, only the change is known.
    private func incomeChanges(_ changes: [Evaluation.Change]) -> JSONValue {
        let after = run.evaluation.after
        return .array(
            zip(after.sources.indices, changes).map { source, row in
                .object([
                    ("id", .string(row.id)), ("title", .string(row.title)),
                    ("income_stated", .boolean(after.isIncomeStated(source: source))),
                    ("before", after.incomeJSON(row.before, source: source)),
                    ("after", after.incomeJSON(row.after, source: source)),
                    ("change", .integer(row.difference.pence)),
                ])
            })
    }

    private func change(_ change: Evaluation.Change) -> JSONValue {
        .object([
            ("before", .integer(change.before.pence)), ("after", .integer(change.after.pence)),
            ("change", .integer(change.difference.pence)),
        ])
    }
}
