import Diagnostics
import Finance
import Scripting

// Pooled funds in a report: outturn against budget, who bears the difference and by which rule, the memorandum account,
// and virements above their authority. Only where there is an outturn or an agreement to speak of.

extension RunReport {
    private var plan: Plan { run.evaluation.after }

    /// The sections of the report, empty for a plan and a scenario that say nothing of pools.
    func poolsText() -> String {
        guard plan.hasPoolYear else { return "" }
        var text = virementText()
        do throws(PlanError) {
            for year in try plan.poolYears() where isWorthTelling(year) { text += poolText(year) }
        } catch {
            text += "Pooled funds\n  \(error.message.onOneLine)\n\n"
        }
        let lost = plan.outturnsWithoutPool()
        if !lost.isEmpty {
            text += "Outturns of no pool\n"
            for outturn in lost {
                text +=
                    "  \(outturn.line.onOneLine) \(outturn.amount): the line holds no money and no source is named, "
                    + "so no pool bears it\n"
            }
            text += "\n"
        }
        return text
    }

    private func isWorthTelling(_ year: PoolYear) -> Bool {
        year.terms != PoolTerms() || year.lines.contains { $0.outturn != nil }
    }

    private func virementText() -> String {
        let levels = plan.pools.contains { !(plan.arrangements.poolTerms[$0.id]?.virement ?? []).isEmpty }
        guard levels else { return "" }
        let findings = plan.virementFindings()
        if findings.isEmpty { return "Virements\n  every movement names an authority that may decide it\n\n" }
        var text = "Virements that need another authority\n"
        for finding in findings {
            let place = plan.movements[finding.movement].note.written.map { "  (\($0))" } ?? ""
            text +=
                "  movement \(finding.movement + 1), pool \(finding.pool): \(finding.words)".onOneLine + "\(place)\n"
        }
        return text + "\n"
    }

    private func poolText(_ year: PoolYear) -> String {
        var text = "Pool \(year.pool.id): \(year.pool.title)".onOneLine + "\n"
        text += termsText(year)
        if year.lines.contains(where: { $0.outturn != nil }) { text += varianceText(year) + sharesText(year) }
        return text + accountText(year)
    }

    // MARK: Terms

    private func termsText(_ year: PoolYear) -> String {
        let terms = year.terms
        var rows = [
            ("host", year.pool.host.map { plan.title(ofPartner: $0) } ?? notStated),
            ("overspend", said(terms.overspend?.share.words, terms.overspend?.clause)),
            ("underspend", said(terms.underspend?.words, terms.underspend?.clause)),
        ]
        if let month = terms.activeFrom { rows.append(("in force", "from \(month)")) }
        if let contributions = terms.contributions {
            let instalments = contributions.instalments.map { "\($0.count) equal instalments" } ?? notStated
            rows.append(("paid", instalments + (contributions.variation.map { "; varied: \($0)" } ?? "")))
        }
        for line in terms.lines {
            let parts = [
                line.lead.map { "lead \($0)" }, line.overspend.map { "overspend \(said($0.share.words, $0.clause))" },
                line.underspend.map { "underspend \(said($0.words, $0.clause))" },
            ].compactMap(\.self)
            rows.append(("line \(line.line)", parts.joined(separator: "; ")))
        }
        for record in year.agreed {
            rows.append(
                (
                    "supposed",
                    "the scenario says so: \(record.note.reason)"
                        + (record.note.authority.map { "; authority: \($0)" } ?? "; authority \(notStated)")
                        + (record.note.written.map { "  (\($0))" } ?? "")
                ))
        }
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { row in
            "  \(row.0)\(String(repeating: " ", count: width - row.0.count + 2))\(row.1)".onOneLine + "\n"
        }.joined() + "\n"
    }

    private func said(_ words: String?, _ clause: String?) -> String {
        (words ?? notStated) + (clause.map { " (\($0))" } ?? "")
    }

    // MARK: Variance

    private func varianceText(_ year: PoolYear) -> String {
        var table = TextTable([
            .words("Line"), .words(""), .figures("Budget"), .figures("Outturn"), .figures("Variance"), .words(""),
        ])
        for line in year.lines where line.outturn != nil {
            table.add([
                line.line, plan.lines[line.index].title.shortened(to: 40), line.budget.description,
                line.forecast.description, shown(line.variance), Self.direction(line.variance),
            ])
        }
        let silent = year.notStated
        if !silent.isEmpty {
            let budget = Money(pence: year.lines.reduce(0) { $0 + ($1.outturn == nil ? $1.budget.pence : 0) })
            table.add([
                "\(silent.count) other\(silent.count == 1 ? "" : "s")", "no outturn stated, taken as on budget",
                budget.description, notStated, "–", "",
            ])
        }
        table.addRule()
        table.add([
            "", "All lines", year.budget.description, year.forecast.description, shown(year.variance),
            Self.direction(year.variance),
        ])
        var text = "Forecast outturn of pool \(year.pool.id)".onOneLine + "\n" + table.rendered()
        if !silent.isEmpty {
            let names = silent.prefix(12).joined(separator: ", ")
            let rest = silent.count > 12 ? " and \(silent.count - 12) more" : ""
            text += "  No outturn is stated for \(names)\(rest).".onOneLine + "\n"
        }
        return text + "\n"
    }

    private static func direction(_ variance: Money) -> String {
        variance.isZero ? "" : variance.isNegative ? "favourable" : "adverse"
    }

    private func shown(_ amount: Money) -> String { amount.isZero ? "–" : amount.formatted(sign: true) }

    // MARK: Shares

    private func sharesText(_ year: PoolYear) -> String {
        if year.apportionments.isEmpty { return "" }
        var path = TextTable([.words("What"), .words("Borne by, or goes to"), .figures("Amount"), .words("")])
        for apportionment in year.apportionments {
            let subject = apportionment.line ?? "lines of the pool"
            path.add(["\(apportionment.direction.rawValue) of \(subject)", "", apportionment.amount.description, ""])
            let rule = said(apportionment.rule, apportionment.clause)
            path.add(["  by: \(rule.shortened(to: 60))", "", "", ""])
            for part in apportionment.parts {
                let words = words(part.taker, apportionment.direction)
                path.add(["", words.name, part.amount.description, part.isCut ? "at its cap" : words.note])
            }
        }
        var partners = TextTable([
            .words("Partner"), .figures("Overspend borne"), .figures("Underspend received"), .figures("Net to bear"),
        ])
        for partner in year.partners {
            partners.add([
                plan.title(ofPartner: partner).shortened(to: 50), year.share(of: partner, in: .overspend).description,
                year.share(of: partner, in: .underspend).description, year.share(of: partner).description,
            ])
        }
        var text = "How pool \(year.pool.id) shares it".onOneLine + "\n" + path.rendered() + "\n" + partners.rendered()
        if !year.unresolved.isZero { text += "  Unresolved overspend: \(year.unresolved)\n" }
        if !year.unresolvedUnderspend.isZero { text += "  Unresolved underspend: \(year.unresolvedUnderspend)\n" }
        return text + "\n"
    }

    private func words(
        _ taker: PoolApportionment.Taker, _ direction: PoolApportionment.Direction
    ) -> (name: String, note: String) {
        switch taker {
        case .partner(let id): (plan.title(ofPartner: id).shortened(to: 50), "")
        case .underspends:
            direction == .overspend ? ("other underspends of the pool", "") : ("overspends of other lines", "")
        case .contingency(let id): (plan.memoranda.first { $0.id == id }?.title.shortened(to: 50) ?? id, "")
        case .scheme(let id): ("scheme \(id) does not go ahead, or not in full", "")
        case .pool: ("stays in the pool", "")
        case .ringFence(let source): ("\(source), carried forward", "ring-fenced")
        case .unresolved(let why): ("unresolved: \(why.reason)", why.help)
        }
    }

    // MARK: Account

    private func accountText(_ year: PoolYear) -> String {
        var table = TextTable([.words(""), .figures("Amount")])
        for row in year.accountRows(in: plan) {
            if row.isSum { table.addRule() }
            table.add([row.title.shortened(to: 70), row.amount?.description ?? notStated])
        }
        let forecast = year.notStated.isEmpty ? "" : ", with lines without an outturn as budgeted"
        return "Memorandum account of pool \(year.pool.id)\(forecast)".onOneLine + "\n" + table.rendered() + "\n"
    }
}
