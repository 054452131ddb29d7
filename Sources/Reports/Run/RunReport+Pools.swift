import Diagnostics
package import Finance
import Scripting

// Pooled funds in a report: outturn against budget, who bears the difference and by which rule, the memorandum account,
// and virements above their authority. Only where there is an outturn or an agreement to speak of.

extension RunReport {
    /// The sections of the report, empty for a plan and a scenario that say nothing of pools.
    package func poolsText() -> Passage {
        virementText() + yearsOfPools.map { PoolYearText(plan: $0, inYear: inYear($0)).text() }.joined()
    }

    /// The years whose pools a report tells of: the last, and earlier ones of which the scenario notes something.
    var yearsOfPools: [Plan] {
        years.enumerated().filter { place, plan in
            plan.hasPoolYear && (place == years.count - 1 || plan.notesOfPools)
        }.map(\.element)
    }

    private func virementText() -> String {
        let levels = years.contains { plan in
            plan.pools.contains { !(plan.arrangements.poolTerms[$0.id]?.virement ?? []).isEmpty }
        }
        guard levels else { return "" }
        let findings = virementFindings
        if findings.isEmpty {
            let virements = run.movements.contains { $0.from != .contributor && $0.to != .contributor }
            return virements
                ? "Virements\n  every virement names an authority that may decide it\n\n"
                : "Virements\n  none: no money moves between lines\n\n"
        }
        var text = "Virements that need another authority\n"
        for (plan, finding) in findings {
            let place = plan.movements[finding.movement].note.written.map { "  (\($0))" } ?? ""
            text +=
                "  movement \(finding.movement + 1)\(inYear(plan)), pool \(finding.pool): \(finding.words)".onOneLine
                + "\(place)\n"
        }
        return text + "\n"
    }

    /// The movements of every year that need another authority than they name.
    package var virementFindings: [(plan: Plan, finding: VirementFinding)] {
        years.flatMap { plan in plan.virementFindings().map { (plan, $0) } }
    }
}

extension Plan {
    /// Whether a scenario notes an outturn or an agreement in this year.
    fileprivate var notesOfPools: Bool {
        records.contains { record in
            switch record.fact {
            case .outturn, .agreement: true
            default: false
            }
        }
    }
}

/// The pooled funds of one year.
private struct PoolYearText {
    let plan: Plan
    /// `, 2016/17` where the report has several years.
    let inYear: String

    func text() -> Passage {
        var text: Passage = ""
        do throws(PlanError) {
            for year in try plan.poolYears() where isWorthTelling(year) { text += poolText(year) }
        } catch {
            text += "Pooled funds\(inYear)\n  \(error.message.onOneLine)\n\n"
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

    private func poolText(_ year: PoolYear) -> Passage {
        var text = Passage("Pool \(year.pool.id): \(year.pool.title)\(inYear)".onOneLine + "\n")
        text += PoolTermsText(plan: plan, pool: year.pool, terms: year.terms, agreed: year.agreed).text() + "\n"
        if year.lines.contains(where: { $0.outturn != nil }) { text += varianceText(year) + sharesText(year) }
        return text + accountText(year)
    }

    // MARK: Variance

    private func varianceText(_ year: PoolYear) -> Passage {
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
        var text = "Forecast outturn of pool \(year.pool.id)\(inYear)".onOneLine + "\n" + table.passage
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

    private func sharesText(_ year: PoolYear) -> Passage {
        if year.apportionments.isEmpty { return "" }
        var path = TextTable([.words("What"), .words("Borne by, or goes to"), .figures("Amount"), .words("")])
        for apportionment in year.apportionments {
            let subject = apportionment.line ?? "lines of the pool"
            path.add(["\(apportionment.direction.rawValue) of \(subject)", "", apportionment.amount.description, ""])
            path.add(["  by: \(Self.brief(apportionment.rule ?? notStated, apportionment.clause))", "", "", ""])
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
        var text =
            "How pool \(year.pool.id) shares it\(inYear)".onOneLine + "\n" + path.passage + "\n"
            + partners.passage
        if !year.unresolved.isZero { text += "  Unresolved overspend: \(year.unresolved)\n" }
        if !year.unresolvedUnderspend.isZero { text += "  Unresolved underspend: \(year.unresolvedUnderspend)\n" }
        return text + "\n"
    }

    /// A rule that is too long for the table loses what the terms above say of it, and never its clause.
    private static func brief(_ rule: String, _ clause: String?) -> String {
        let clause = clause.map { " (\($0))" } ?? ""
        if rule.count + clause.count <= 60 { return rule + clause }
        return String(rule.prefix { $0 != ":" && $0 != "," }).shortened(to: 60) + clause.shortened(to: 60)
    }

    private func words(
        _ taker: PoolApportionment.Taker, _ direction: PoolApportionment.Direction
    ) -> (name: String, note: String) {
        switch taker {
        case .partner(let id): (plan.title(ofPartner: id).shortened(to: 50), "")
        case .underspends:
            direction == .overspend ? ("other underspends of the pool", "") : ("overspends of other lines", "")
        case .contingency(let id):
            (
                (plan.arrangements.contingencies.first { $0.id == id }?.title
                    ?? plan.memoranda.first { $0.id == id }?.title)?.shortened(to: 50) ?? id, ""
            )
        case .scheme(let id): ("scheme \(id) does not go ahead, or not in full", "")
        case .pool: ("stays in the pool", "")
        case .ringFence(let source): ("\(source), carried forward", "ring-fenced")
        case .unresolved(let why): ("unresolved: \(why.reason)", why.help)
        }
    }

    // MARK: Account

    private func accountText(_ year: PoolYear) -> Passage {
        var table = TextTable([.words(""), .figures("Amount")])
        for row in year.accountRows(in: plan) {
            if row.isSum { table.addRule() }
            table.add([row.title.shortened(to: 70), row.amount?.description ?? notStated])
        }
        let forecast = year.notStated.isEmpty ? "" : ", with lines without an outturn as budgeted"
        return "Memorandum account of pool \(year.pool.id)\(inYear)\(forecast)".onOneLine + "\n" + table.passage
            + "\n"
    }
}
