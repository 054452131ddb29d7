import Diagnostics
import Finance
import Scripting

// Pooled funds as JSON. Amounts are whole pence.

extension RunReport {
    /// The year of every pool; empty where neither the plan nor the scenario says anything of pools.
    func poolsJSON() -> JSONValue {
        .array(
            yearsOfPools.flatMap { plan in ((try? plan.poolYears()) ?? []).map { pool($0, plan) } })
    }

    /// Virements that need another authority than they name.
    func virementsJSON() -> JSONValue {
        .array(
            virementFindings.map { plan, finding in
                .object([
                    ("year", .string(plan.identity.year.id)),
                    ("movement", .integer(Int64(finding.movement + 1))), ("pool", .string(finding.pool)),
                    ("amount_pence", .integer(finding.amount.pence)),
                    ("cumulative", .boolean(finding.isCumulative)), ("needed", .optional(finding.needed)),
                    ("finding", .string(finding.words)),
                ])
            })
    }

    private func pool(_ year: PoolYear, _ plan: Plan) -> JSONValue {
        .object([
            ("id", .string(year.pool.id)), ("year", .string(plan.identity.year.id)),
            ("overspend_rule", rule(year.terms.overspend?.share.words, year.terms.overspend?.clause)),
            ("underspend_rule", rule(year.terms.underspend?.words, year.terms.underspend?.clause)),
            (
                "supposed",
                .array(
                    year.agreed.map { record in
                        .object([
                            ("reason", .string(record.note.reason)), ("authority", .optional(record.note.authority)),
                            ("written", .optional(record.note.written?.description)),
                        ])
                    })
            ),
            ("budget_pence", .integer(year.budget.pence)), ("forecast_pence", .integer(year.forecast.pence)),
            ("variance_pence", .integer(year.variance.pence)), ("overspend_pence", .integer(year.overspend.pence)),
            ("underspend_pence", .integer(year.underspend.pence)),
            ("unresolved_overspend_pence", .integer(year.unresolved.pence)),
            ("unresolved_underspend_pence", .integer(year.unresolvedUnderspend.pence)),
            ("lines", .array(year.lines.map(line))),
            ("no_outturn_stated", .array(year.notStated.map { .string($0) })),
            ("apportionments", .array(year.apportionments.map(apportionment))),
            (
                "partners",
                .array(
                    year.partners.map { partner in
                        .object([
                            ("id", .string(partner)),
                            ("overspend_pence", .integer(year.share(of: partner, in: .overspend).pence)),
                            ("underspend_pence", .integer(year.share(of: partner, in: .underspend).pence)),
                            ("net_pence", .integer(year.share(of: partner).pence)),
                        ])
                    })
            ),
            ("account", account(year.account)),
        ])
    }

    private func rule(_ words: String?, _ clause: String?) -> JSONValue {
        words.map { .object([("rule", .string($0)), ("clause", .optional(clause))]) } ?? .null
    }

    private func line(_ line: LineVariance) -> JSONValue {
        .object([
            ("id", .string(line.line)), ("budget_pence", .integer(line.budget.pence)),
            ("outturn_pence", line.outturn.map { .integer($0.pence) } ?? .null),
            ("variance_pence", line.outturn == nil ? .null : .integer(line.variance.pence)),
        ])
    }

    private func apportionment(_ apportionment: PoolApportionment) -> JSONValue {
        .object([
            ("direction", .string(apportionment.direction.rawValue)), ("line", .optional(apportionment.line)),
            ("rule", .optional(apportionment.rule)), ("clause", .optional(apportionment.clause)),
            ("amount_pence", .integer(apportionment.amount.pence)),
            ("parts", .array(apportionment.parts.map(part))),
        ])
    }

    private func part(_ part: PoolApportionment.Part) -> JSONValue {
        let taker: [(String, JSONValue)] =
            switch part.taker {
            case .partner(let id): [("kind", .string("partner")), ("id", .string(id))]
            case .underspends: [("kind", .string("underspends"))]
            case .contingency(let id): [("kind", .string("contingency")), ("id", .string(id))]
            case .scheme(let id): [("kind", .string("scheme")), ("id", .string(id))]
            case .pool: [("kind", .string("pool"))]
            case .ringFence(let id): [("kind", .string("ring-fence")), ("id", .string(id))]
            case .unresolved(let why):
                [("kind", .string("unresolved")), ("reason", .string(why.reason)), ("help", .string(why.help))]
            }
        return .object(
            taker + [("amount_pence", .integer(part.amount.pence)), ("cut_by_cap", .boolean(part.isCut))])
    }

    private func account(_ account: PoolAccount) -> JSONValue {
        .object([
            ("opening_pence", account.opening.map { .integer($0.pence) } ?? .null),
            (
                "contributions_pence",
                .array(
                    account.contributions.map {
                        .object([
                            ("id", .string($0.partner)),
                            (
                                "amount",
                                account.unstatedContributors.contains($0.partner) ? .null : .integer($0.amount.pence)
                            ),
                        ])
                    })
            ),
            (
                "spend_by_commissioner_pence",
                .array(
                    account.spend.map {
                        .object([("commissioner", .string($0.commissioner)), ("amount", .integer($0.amount.pence))])
                    })
            ),
            ("surplus_pence", account.isStated ? .integer(account.surplus.pence) : .null),
            ("met_by_partners_pence", .integer(account.metByPartners.pence)),
            ("met_by_contingency_pence", .integer(account.metByContingency.pence)),
            ("schemes_stopped_pence", .integer(account.schemesStopped.pence)),
            ("returned_pence", .integer(account.returned.pence)),
            ("to_contingency_pence", .integer(account.toContingency.pence)),
            ("closing_pence", account.isStated ? .integer(account.closing.pence) : .null),
            (
                "closing_shares_pence",
                .array(
                    (account.isStated ? account.closingShares : []).map {
                        .object([("id", .optional($0.partner)), ("amount", .integer($0.amount.pence))])
                    })
            ),
        ])
    }
}
