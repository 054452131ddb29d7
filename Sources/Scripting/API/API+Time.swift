import Diagnostics
import Finance
import LuaHost

// The year by month and by quarter, and the years after it.

extension API {
    private static let viewParameters: [APIParameter] = [
        .optional("line", .line, "only what this line spends"),
        .optional("source", .source, "only the money of this source"),
        .optional(
            "of", .text, "spend (as without it), income or cash at the end", words: View.allCases.map(\.rawValue)),
        .optional(
            "spread_not_stated", .boolean,
            "true spreads what no month is stated for over the whole year; state that as an assumption"),
    ]

    static let planTime: [APIFunction] = [
        APIFunction(
            "by_month", of: .plan, .named(viewParameters), returns: .map(.money),
            errors: [.unknownLine, .unknownSource, .unknownWord, .monthsOfWhat, .tooLarge],
            summary: """
                The year by month: a table with apr to mar, not_stated and total. A line's money is spread equally over the \
                months in which it runs, a movement's over the months in which it takes effect.
                """,
            example: """
                local months = plan:by_month { line = "UPO9.1" }
                print(months.apr, months.not_stated, months.total)
                """
        ) { arguments, session throws(LuaCallError) in
            try view(arguments, session, names: monthNames) { amounts in amounts.months }
        },
        APIFunction(
            "by_quarter", of: .plan, .named(viewParameters), returns: .map(.money),
            errors: [.unknownLine, .unknownSource, .unknownWord, .monthsOfWhat, .tooLarge],
            summary: """
                The year by quarter: a table with q1 (April to June) to q4, not_stated and total. See plan:by_month.
                """,
            example: """
                local income = plan:by_quarter { source = "dfg", of = "income" }
                print(income.q1, income.not_stated)
                """
        ) { arguments, session throws(LuaCallError) in
            try view(arguments, session, names: ["q1", "q2", "q3", "q4"]) { amounts in amounts.quarters }
        },
        APIFunction(
            "roll_forward", of: .plan,
            .named([
                .required("to", .text, "the year after the plan's own, as in 2017-18"),
                .optional(
                    "uplift", .map(.object(.rate)),
                    "by how much income grows, by kind of money or source id; for others, what the next year's rulebook states"
                ),
                .required(
                    "lines", .either([.rate, .text]), "by how much recurrent lines grow, as in percent(2), or \"flat\"",
                    unit: .percent),
                .required("reason", .text, "why, for the people who sign"),
                .optional("cite", .text, "where the uplifts are stated, and how sure that is"),
                .optional(
                    "not_stated", .text, "what becomes of lines and movements that do not say whether they go on",
                    words: ["recurrent", "non-recurrent"]),
                .optional(
                    "recurrent", .list(.text), "lines and sources that go on, by id: a reserve ends unless named"),
                .optional("non_recurrent", .list(.text), "lines and sources that end with the year, by id"),
                .optional(
                    "same_months", .list(.text), "lines that run in the same months every year: no full-year effect"),
                .optional("authority", .text, "who may decide it, such as a board"),
            ]),
            errors: [
                .sealedPlan, .noReason, .tooMany, .unknownWord, .rollYear, .rollUnknown, .unknownLine, .rollBoth,
                .rollNotStated, .rollNoUplift, .rollBelowZero, .tooLarge,
            ],
            summary: """
                Closes the year: the plan becomes the next year's. Income grows by its uplift, recurrent lines go on at \
                their full-year cost, and what is not recurrent ends. What does not fit stays visible as unallocated money \
                below nothing.
                """,
            example: """
                plan:roll_forward {
                  to = "2017-18", lines = "flat", not_stated = "recurrent", reason = "to see next year's gap",
                  uplift = {
                    ["nhs-minimum"] = percent(1.79), ["disabled-facilities-grant"] = percent(0),
                    ["additional-la"] = percent(0),
                  },
                  cite = "national planning figures, unconfirmed",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let terms = try terms(arguments)
            // Every cell is looked at several times, and every pool's year is closed.
            let plan = handle.plan
            session.work += (12 + 6 * plan.pools.count) * (plan.workOfTotals + plan.lines.count) + 2 * plan.workOfFacts
            try refusing { () throws(PlanError) in try handle.plan.rollForward(terms) }
            return .nil
        },
    ]

    static let lineTime: [APIProperty] = [
        APIProperty(
            "full_year_effect", of: .line, .money,
            "what a full year of it costs more than its months of this year, without what is only for the year",
            errors: [.monthsNotStated, .tooLarge]
        ) { value, session throws(LuaCallError) in
            guard case .object(_, let object) = value, let line = object as? LineHandle else {
                preconditionFailure("a receiver is checked")
            }
            session.work += line.plan.workOfMonths
            let effect = try refusing { () throws(PlanError) in try line.plan.fullYearEffect(line: line.index) }
            guard let effect else {
                throw LuaCallError(
                    "plan.months.not-stated", "the months of line `\(line.id)` are not stated",
                    reason: "what a full year costs follows from the months in which it runs",
                    help: "write its months in spending.csv, or look at line.months first")
            }
            return .money(pence: effect.pence)
        }
    ]

    static let resultTime: [APIFunction] = [
        APIFunction(
            "year", of: .result, .positional([.required("year", .text, "the year, as in 2017-18")]),
            returns: .object(.plan), errors: [.unknownYear],
            summary:
                "The plan of one of the scenario's years, as that year closed, or as it stands when it is the last.",
            example: #"local plan = result:year "2016-17""#
        ) { arguments, session throws(LuaCallError) in
            let result = try receiver(arguments.receiver)
            let text = arguments.required(arguments.text("year"))
            let years = result.after.plan.allYears
            session.work += years.count
            guard let year = PlanningYear(text), let plan = years.first(where: { $0.identity.year == year }) else {
                throw LuaCallError(
                    "result.year.unknown", "the scenario has no year `\(text)`",
                    help: "its years are \(years.map(\.identity.year.id).joined(separator: ", "))")
            }
            return session.value(year == result.after.plan.identity.year ? result.after : result.handle(of: plan))
        }
    ]

    // MARK: Views

    private enum View: String, CaseIterable { case spend, income, cash }

    private static let monthNames = MonthSpan.names.map { String($0.prefix(3)).lowercased() }

    private static func view(
        _ arguments: Arguments, _ session: ScenarioSession, names: [String], _ amounts: (MonthlyAmounts) -> [Money]
    ) throws(LuaCallError) -> LuaValue {
        let plan = arguments.plan.plan
        let line = try arguments.line("line", in: plan)
        let source = try arguments.source("source", in: plan)
        let view: View = try choice(arguments, "of") ?? .spend
        let spread = arguments.boolean("spread_not_stated") ?? false
        session.work += plan.workOfMonths
        guard line == nil || view == .spend else {
            throw LuaCallError(
                "plan.months.of-line", "a line has no \(view.rawValue) of its own",
                reason: "money comes in to sources, and lines spend it", help: "leave `line` out, or name a source")
        }
        return try refusing { () throws(PlanError) in
            switch view {
            case .spend:
                let spend =
                    if let line {
                        try plan.monthlySpend(line: line, source: source, spreadNotStated: spread)
                    } else {
                        try plan.monthlySpend(source: source, spreadNotStated: spread)
                    }
                return table(names, amounts(spend), notStated: spend.notStated, total: spend.total)
            case .income:
                let income =
                    if let source {
                        try plan.monthlyFunding(source: source, spreadNotStated: spread)
                    } else {
                        try plan.monthlyFunding(spreadNotStated: spread)
                    }
                return table(names, amounts(income), notStated: income.notStated, total: income.total)
            case .cash:
                let cash = try plan.cashByMonth(source: source, spreadNotStated: spread)
                let step = 12 / names.count
                let closings = names.indices.map { cash.months[($0 + 1) * step - 1].closing }
                let total = source.map { plan.unallocated(source: $0) } ?? plan.totalUnallocated
                // Closing balances are no parts of a sum; what is not stated is what they leave open.
                let open = Money(pence: total.pence &- cash.months[11].closing.pence)
                return table(names, closings, notStated: open, total: total)
            }
        }
    }

    private static func table(_ names: [String], _ amounts: [Money], notStated: Money, total: Money) -> LuaValue {
        let shown = zip(names + ["not_stated", "total"], amounts + [notStated, total])
        return .table(LuaTable(named: shown.map { (key: $0, value: .money(pence: $1.pence)) }))
    }

    // MARK: Terms

    private static func terms(_ arguments: Arguments) throws(LuaCallError) -> RollForwardTerms {
        let text = arguments.required(arguments.text("to"))
        guard let year = PlanningYear(text) else {
            throw LuaCallError(
                "plan.roll.year", "`\(text)` is not a planning year",
                help: "write to = \"\(arguments.plan.plan.identity.year.next.id)\"")
        }
        let rulebook = arguments.plan.plan.arrangements.laterRulebooks?.rulebook(of: year)
        return RollForwardTerms(
            // The first that fits a source counts, so what the script says goes before what the rulebook states.
            to: year, uplifts: uplifts(arguments) + (rulebook.map(statedUplifts) ?? []),
            lineUplift: try lineUplift(arguments),
            recurrent: Set(texts("recurrent", arguments)), nonRecurrent: Set(texts("non_recurrent", arguments)),
            sameMonths: Set(texts("same_months", arguments)), notStatedRecurs: try notStatedRecurs(arguments),
            rounding: rulebook?.rounding?.rule ?? .halfAwayFromZero,
            note: Movement.Note(
                reason: arguments.required(arguments.text("reason")), authority: arguments.text("authority"),
                isRecurrent: true, written: arguments.caller))
    }

    /// The uplifts of kinds of money that the rulebook of the next year states.
    private static func statedUplifts(in rulebook: Rulebook) -> [RollForwardTerms.Uplift] {
        rulebook.uplifts.compactMap { uplift in
            guard let rate = uplift.rate else { return nil }
            let rule = rulebook.funding.first { $0.id == uplift.appliesTo }
            let known = FundingSource.Kind.known(in: rulebook).first { $0.rawValue == uplift.appliesTo }
            return (rule?.kind ?? known).map {
                RollForwardTerms.Uplift(.kind($0), rate, citation: uplift.citation.words(in: rulebook))
            }
        }
    }

    /// The uplifts that the script gives.
    private static func uplifts(_ arguments: Arguments) -> [RollForwardTerms.Uplift] {
        guard case .table(let table)? = arguments.raw("uplift") else { return [] }
        let citation = arguments.text("cite")
        let kinds = arguments.plan.plan.fundingKinds
        return table.named.compactMap { name, value in
            guard case .object(_, let object) = value, let handle = object as? RateHandle else { return nil }
            let kind = kinds.first { $0.rawValue == name }
            let target = kind.map { RollForwardTerms.Uplift.Target.kind($0) }
            return RollForwardTerms.Uplift(target ?? .source(name), handle.rate, citation: citation)
        }
    }

    private static func lineUplift(_ arguments: Arguments) throws(LuaCallError) -> Rate {
        guard let text = arguments.text("lines") else { return arguments.required(arguments.rate("lines")) }
        guard text == "flat" else {
            throw LuaCallError(
                "script.argument.unknown-word", "`\(text)` is not a growth of lines",
                help: "write lines = \"flat\", or lines = percent(2)")
        }
        return .zero
    }

    private static func notStatedRecurs(_ arguments: Arguments) throws(LuaCallError) -> Bool? {
        switch arguments.text("not_stated") {
        case nil: return nil
        case "recurrent"?: return true
        case "non-recurrent"?: return false
        case let text?:
            throw LuaCallError(
                "script.argument.unknown-word", "`\(text)` is not a known not_stated",
                help: Suggestion.didYouMean(text, in: ["recurrent", "non-recurrent"])
                    ?? "write \"recurrent\" or \"non-recurrent\"")
        }
    }

    private static func texts(_ name: String, _ arguments: Arguments) -> [String] {
        guard case .table(let table)? = arguments.raw(name) else { return [] }
        return table.positional.compactMap { value in
            if case .string(let text) = value { text } else { nil }
        }
    }
}
