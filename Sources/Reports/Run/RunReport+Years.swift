import Diagnostics
package import Finance
import Scripting

// What becomes of the plan in the years after its own.

extension RunReport {
    /// The plan of every year, the last one as the scenario left it.
    package var years: [Plan] { run.evaluation.after.allYears }

    /// The movements with their year and their place in it.
    var numberedMovements: [(year: PlanningYear, index: Int, movement: Movement)] {
        years.flatMap { plan in
            plan.movements.enumerated().map { (plan.identity.year, $0.offset, $0.element) }
        }
    }

    /// ` to 2019/20` where the scenario goes on after its plan's own year.
    package var laterYears: String {
        let last = run.evaluation.after.identity.year
        return last == run.evaluation.before.identity.year
            ? "" : ", rolled forward to \(last.text): After is \(last.text)"
    }

    /// `, 2019/20` where the scenario goes on after its plan's own year.
    package var inLastYear: String { years.count > 1 ? ", \(run.evaluation.after.identity.year.text)" : "" }

    /// `, 2016/17` where the scenario has several years, to tell one from the others.
    package func inYear(_ plan: Plan) -> String { years.count > 1 ? ", \(plan.identity.year.text)" : "" }

    /// The years in which income does not equal expenditure, in words.
    var unbalancedYears: String {
        let names = years.filter { !$0.isBalanced }.map(\.identity.year.text)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// The section of the report, empty for a scenario of one year.
    package func yearsText() -> Passage {
        guard years.count > 1 else { return "" }
        return yearTable() + gapTable() + years.compactMap(\.priorYear).map(rollForward).joined()
    }

    private func yearTable() -> Passage {
        let summaries = run.evaluation.after.yearSummaries
        var table = TextTable([
            .words("Year"), .figures("Income"), .figures("Expenditure"), .figures("Without a use"), .figures("Gap"),
        ])
        for year in summaries {
            table.add([
                year.year.text, year.funding.description, year.spend.description, shown(year.withoutUse),
                shown(year.gap),
            ])
        }
        return "Year by year\n" + table.passage + "\n" + reserveTable(summaries)
    }

    private func reserveTable(_ summaries: [YearSummary]) -> Passage {
        guard summaries.contains(where: { !$0.reserves.isEmpty }) else { return "" }
        var table = TextTable([
            .words("Reserve"), .words("Year"), .figures("Opens with"), .figures("Drawn"), .figures("Closes with"),
        ])
        var text = ""
        for year in summaries {
            for each in year.reserves {
                table.add([
                    each.reserve.id, year.year.text, each.reserve.opening.description, shown(each.drawn),
                    each.closing.description,
                ])
                if each.closing.isNegative { text += "  \(each.reserve.id) is overdrawn in \(year.year.text)\n" }
            }
        }
        return "Reserves year by year\n" + table.passage + text + "\n"
    }

    /// The sources that have less than their lines spend, in any year.
    private func gapTable() -> Passage {
        let last = run.evaluation.after
        func gap(_ plan: Plan, _ source: Int) -> Money {
            guard source < plan.sources.count, plan.unallocated(source: source).isNegative else { return .zero }
            return Money(pence: -plan.unallocated(source: source).pence)
        }
        let short = last.sources.indices.filter { source in years.contains { !gap($0, source).isZero } }
        guard !short.isEmpty else { return "" }
        var table = TextTable([.words("Source")] + years.map { .figures($0.identity.year.text) })
        for source in short { table.add([last.sources[source].id] + years.map { shown(gap($0, source)) }) }
        table.addRule()
        table.add(["Gap"] + last.yearSummaries.map { shown($0.gap) })
        return "Gap by source: what lines spend and the source does not bring\n" + table.passage + "\n"
    }

    /// How one year became the next.
    private func rollForward(_ prior: PriorYear) -> Passage {
        let terms = prior.terms
        var text = "Rolled forward from \(prior.plan.identity.year.text) to \(terms.to.text)\n"
        text += "  reason      \(terms.note.reason.onOneLine)\n"
        text += "  authority   \((terms.note.authority ?? notStated).onOneLine)\n"
        text += "  lines       \(terms.lineUplift == .zero ? "flat" : "grow by \(terms.lineUplift)")\n"
        if let recurs = terms.notStatedRecurs {
            text += "  not stated  taken as \(recurs ? "recurrent" : "non-recurrent")\n"
        }
        for (name, ids) in [
            ("recurrent ", terms.recurrent), ("ends      ", terms.nonRecurrent), ("same months", terms.sameMonths),
        ] where !ids.isEmpty { text += "  \(name)  \(ids.sorted().joined(separator: ", ").onOneLine)\n" }
        if let written = terms.note.written { text += "  written     \(written)\n" }
        for citation in Self.unique(terms.uplifts.compactMap(\.citation)) {
            text += "  uplifts     \(citation.onOneLine)\n"
        }
        let columns: [TextTable.Column] = [
            .figures(prior.plan.identity.year.text), .figures("Not recurrent"), .figures("Full-year effect"),
            .figures("Uplift"), .figures(terms.to.text),
        ]
        var income = TextTable([.words("Income from"), .figures("by")] + columns)
        var spend = TextTable([.words("Expenditure from")] + columns)
        for (index, source) in prior.plan.sources.enumerated() {
            let uplift = terms.uplift(of: source)?.rate.description ?? "–"
            let funding = prior.funding[index]
            income.add([source.id, funding.next.isZero ? "–" : uplift] + figures(funding))
            spend.add([source.id] + figures(prior.spend(source: index)))
        }
        return text + income.passage + spend.passage + "\n"
    }

    private func figures(_ amount: RolledAmount) -> [String] {
        [amount.carried.description]
            + [amount.notRecurrent, amount.fullYearEffect, amount.uplift].map {
                $0.isZero ? "–" : $0.formatted(sign: true)
            } + [amount.next.description]
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private func shown(_ amount: Money) -> String { amount.isZero ? "–" : amount.description }

    /// The years as JSON.
    func yearsJSON() -> JSONValue {
        .array(
            zip(years, run.evaluation.after.yearSummaries).map { plan, year in
                .object([
                    ("year", .string(year.year.id)), ("funding_pence", .integer(year.funding.pence)),
                    ("spend_pence", .integer(year.spend.pence)),
                    ("without_use_pence", .integer(year.withoutUse.pence)), ("gap_pence", .integer(year.gap.pence)),
                    ("balanced", .boolean(plan.isBalanced)),
                    (
                        "unallocated_by_source_pence",
                        .object(
                            plan.sources.indices.map {
                                (plan.sources[$0].id, .integer(plan.unallocated(source: $0).pence))
                            })
                    ),
                    (
                        "reserves",
                        .array(
                            year.reserves.map { each in
                                .object([
                                    ("id", .string(each.reserve.id)),
                                    ("opening_pence", .integer(each.reserve.opening.pence)),
                                    ("drawn_pence", .integer(each.drawn.pence)),
                                    ("closing_pence", .integer(each.closing.pence)),
                                ])
                            })
                    ),
                    ("rolled_forward", plan.priorYear.map(rollForwardJSON) ?? .null),
                ])
            })
    }

    private func rollForwardJSON(_ prior: PriorYear) -> JSONValue {
        let terms = prior.terms
        func json(_ amount: RolledAmount) -> JSONValue {
            .object([
                ("carried", .integer(amount.carried.pence)), ("not_recurrent", .integer(amount.notRecurrent.pence)),
                ("full_year_effect", .integer(amount.fullYearEffect.pence)),
                ("uplift", .integer(amount.uplift.pence)), ("next", .integer(amount.next.pence)),
            ])
        }
        return .object([
            ("from", .string(prior.plan.identity.year.id)), ("reason", .string(terms.note.reason)),
            ("authority", .optional(terms.note.authority)),
            ("line_uplift", .string(terms.lineUplift.description)),
            ("not_stated_recurs", terms.notStatedRecurs.map { .boolean($0) } ?? .null),
            ("recurrent", .array(terms.recurrent.sorted().map { .string($0) })),
            ("non_recurrent", .array(terms.nonRecurrent.sorted().map { .string($0) })),
            ("same_months", .array(terms.sameMonths.sorted().map { .string($0) })),
            ("rounding", .string(terms.rounding.rawValue)),
            ("written", .optional(terms.note.written?.description)),
            (
                "by_source_pence",
                .array(
                    prior.plan.sources.enumerated().map { index, source in
                        let uplift = terms.uplift(of: source)
                        return .object([
                            ("id", .string(source.id)), ("uplift", .optional(uplift?.rate.description)),
                            ("citation", .optional(uplift?.citation)), ("funding", json(prior.funding[index])),
                            ("spend", json(prior.spend(source: index))),
                        ])
                    })
            ),
        ])
    }
}
