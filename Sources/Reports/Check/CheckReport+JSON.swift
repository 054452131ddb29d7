import Diagnostics
import Finance

extension CheckReport {
    /// The report as a JSON document of the form `bcf-check/1`. Amounts are whole pence.
    package func json() -> String {
        let identity = plan.identity
        return JSONValue.object([
            ("format", .string("bcf-check/1")),
            (
                "plan",
                .object([
                    ("id", .string(identity.id)), ("title", .string(identity.title)),
                    ("area", .string(identity.area)), ("planning_year", .string(identity.year.id)),
                ])
            ),
            ("lines", .integer(Int64(plan.lines.count))),
            ("total_funding_pence", plan.statesIncome ? .integer(plan.totalFunding.pence) : .null),
            ("total_spend_pence", .integer(plan.totalSpend.pence)),
            ("unallocated_pence", plan.statesIncome ? .integer(plan.totalUnallocated.pence) : .null),
            ("balanced", plan.balanceJSON),
            ("income_not_stated", plan.unstatedSourcesJSON),
            ("sources", .array(plan.sources.indices.map(source))),
            ("line_items", .array(plan.lines.indices.map(line))),
            ("spend_by_contributor", groups(spendByContributor)),
            ("spend_by_theme", groups(spendByTheme)),
            ("spend_by_pool", groups(spendByPool)),
            ("conditions", .array(conditionChanges.map { condition($0) })),
            (
                "memoranda_pence",
                .object(plan.memoranda.map { ($0.id, .integer($0.amount.pence)) })
            ),
            ("set_aside", .object(setAsideJSON())),
            ("metrics", .array(plan.arrangements.metrics.map(metric))),
            ("prices", .array(plan.arrangements.statedPrices.map(price))),
            (
                "not_stated",
                .object(
                    openAttributes.map { row in
                        (
                            row.name,
                            .object([("lines", .integer(Int64(row.lines))), ("spend_pence", .integer(row.spend.pence))])
                        )
                    })
            ),
            ("warnings", .array(warnings.map(\.json))),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private func condition(_ change: ConditionChange) -> JSONValue {
        .object([
            ("id", .string(change.condition.id)), ("title", .string(change.condition.title)),
            ("test", .string(change.condition.test.kind)), ("on_breach", .string(change.condition.onBreach.rawValue)),
            ("now", change.after.json(in: plan)),
            ("unconfirmed", .boolean(change.condition.citation.confidence == .unconfirmed)),
            ("citation", change.condition.citation.json),
        ])
    }

    private func source(_ index: Int) -> JSONValue {
        let source = plan.sources[index]
        return .object([
            ("id", .string(source.id)), ("title", .string(source.title)), ("kind", .string(source.kind.rawValue)),
            ("contributor", .string(source.contributor)), ("pool", .string(source.pool)),
            ("income_stated", .boolean(source.isIncomeStated)),
            ("funding_pence", plan.incomeJSON(plan.funding(source: index), source: index)),
            ("spend_pence", .integer(plan.spend(source: index).pence)),
            ("unallocated_pence", plan.incomeJSON(plan.unallocated(source: index), source: index)),
        ])
    }

    private func line(_ index: Int) -> JSONValue {
        let line = plan.lines[index]
        return .object([
            ("id", .string(line.id)), ("ref", .string(line.ref)), ("theme", .string(line.theme)),
            ("heading", .string(line.heading)), ("title", .string(line.title)),
            ("spend_pence", .integer(plan.total(line: index).pence)),
            (
                "by_source_pence",
                .object(
                    plan.sources.indices.map { source in
                        (plan.sources[source].id, .integer(plan.cell(line: index, source: source).pence))
                    })
            ),
        ])
    }

    private func groups(_ rows: [Group]) -> JSONValue {
        .array(
            rows.map { row in
                .object([
                    ("id", .string(row.id)), ("title", .string(row.title)), ("spend_pence", .integer(row.spend.pence)),
                ])
            })
    }
}
