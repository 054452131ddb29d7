import Diagnostics
import Finance
import LuaHost

// Pooled funds: what lines spend in the end, what the agreement says of it, and who bears the difference.

extension API {
    static let poolFunctions: [APIFunction] = [
        APIFunction(
            "outturn", of: .plan,
            .named([
                .required("line", .line, "the line"),
                .required("amount", .money, "what it spends in the year, in full and not as a difference"),
                .optional("source", .source, "the source whose part of the line is meant; without it, the whole line"),
                .required("reason", .text, "what the forecast rests on"),
                .optional("authority", .text, "who answers for the forecast"),
            ]),
            errors: APIError.ofEveryRecord + [
                .unknownLine, .unknownSource, .negativeOutturn, .mixedOutturn, .tooLarge,
            ],
            summary: """
                Notes what a line is forecast to spend by the year's end. It moves no money: who bears the difference to \
                the budget follows from the pool's agreement. A later outturn of the same line takes its place.
                """,
            example: """
                plan:outturn {
                  line = "IUR2.2", amount = gbp "425,000", reason = "forecast of month 9",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let plan = handle.plan
            let line = arguments.required(try arguments.line("line", in: plan))
            let source = try arguments.source("source", in: plan)
            let outturn = Outturn(
                line: plan.lines[line].id, source: source.map { plan.sources[$0].id },
                amount: arguments.required(arguments.money("amount")))
            session.work += plan.workOfFacts
            try refusing { () throws(PlanError) in
                try handle.plan.record(PlanRecord(.outturn(outturn), note: arguments.plainNote))
            }
            return .nil
        },
        APIFunction(
            "agree", of: .plan,
            .named([
                .optional("pool", .text, "the pool's id; needed where the plan has several"),
                .optional("line", .line, "the line whose terms are meant; without it, the pool's own"),
                .optional("lead", .text, "the partner that leads the line"),
                .optional("overspend", .map(.anything), "who bears an overspend: a table with `strategy`"),
                .optional("underspend", .map(.anything), "what becomes of an underspend: a table with `strategy`"),
                .required("reason", .text, "why, for the people who sign"),
                .optional("authority", .text, "who may agree it, such as both chief finance officers"),
            ]),
            errors: APIError.ofEveryRecord + APIError.ofAgreements + [.unknownLine, .unknownPool, .poolNeeded],
            summary: """
                Says what the scenario takes a pool's agreement to be, in place of what the plan states. The strategies \
                and their keys are those of plan.yaml.
                """,
            example: """
                plan:agree {
                  pool = "bcf", reason = "to see equal shares",
                  overspend = { strategy = "fixed-shares", shares = { lcc = percent(50), wlccg = percent(50) } },
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            session.work += handle.plan.workOfFacts + handle.plan.lines.count
            let agreement = try agreement(arguments, of: handle.plan)
            try refusing { () throws(PlanError) in
                try handle.plan.record(PlanRecord(.agreement(agreement), note: arguments.plainNote))
            }
            return .nil
        },
        APIFunction(
            "pool", of: .plan, .positional([.required("pool", .text, "the pool's id")]), returns: .object(.pool),
            errors: [.unknownPool, .tooLarge],
            summary: "The year of a pooled fund as the plan now stands: who bears what is over- and underspent.",
            example: #"local pool = plan:pool "bcf""#
        ) { arguments, session throws(LuaCallError) in
            try pool(arguments, of: arguments.plan.plan, session)
        },
        APIFunction(
            "pool", of: .result, .positional([.required("pool", .text, "the pool's id")]), returns: .object(.pool),
            errors: [.unknownPool, .tooLarge],
            summary: "The year of a pooled fund after the scenario; the same as result.after:pool.",
            example: #"expect(result:pool("bcf").unresolved:is_zero(), "the agreement says who bears it")"#
        ) { arguments, session throws(LuaCallError) in
            guard case .object(_, let object) = arguments.receiver, let result = object as? ResultHandle else {
                preconditionFailure("a receiver is checked")
            }
            return try pool(arguments, of: result.after.plan, session)
        },
        APIFunction(
            "share", of: .pool, .positional([.required("partner", .text, "the partner's id")]), returns: .money,
            errors: [.unknownPartner],
            summary:
                "What a partner bears of all overspends, less what it gets of underspends; below nothing when it gains.",
            example: #"print(plan:pool("bcf"):share "lcc")"#
        ) { arguments, _ throws(LuaCallError) in
            let handle = try poolHandle(arguments.receiver)
            let id = arguments.required(arguments.text("partner"))
            let known = handle.plan.partners.map(\.id)
            guard known.contains(id) else {
                throw LuaCallError(
                    "plan.partner.unknown", "the plan has no partner `\(id)`",
                    help: Suggestion.didYouMean(id, in: known) ?? "known: \(known.joined(separator: ", "))")
            }
            return .money(pence: handle.year.share(of: id).pence)
        },
        APIFunction(
            "account", of: .pool, .positional([]), returns: .text,
            summary: "The pool's memorandum account for the year, as lines of text to print.",
            example: #"print(plan:pool("bcf"):account())"#
        ) { arguments, session throws(LuaCallError) in
            let handle = try poolHandle(arguments.receiver)
            session.work += handle.year.lines.count
            let rows = handle.year.accountRows(in: handle.plan)
            let width = rows.map(\.title.count).max() ?? 0
            let amounts = rows.map { $0.amount?.description ?? notStated }
            let figures = amounts.map(\.count).max() ?? 0
            return .string(
                zip(rows, amounts).map { row, amount in
                    row.title + String(repeating: " ", count: width - row.title.count + 2 + figures - amount.count)
                        + amount
                }.joined(separator: "\n"))
        },
    ]

    static let poolProperties: [APIProperty] = [
        pool("id", .text, "the pool's id") { .string($0.pool.id) },
        pool("title", .text, "the pool's name") { .string($0.pool.title) },
        pool("budget", .money, "what its lines may spend") { .money(pence: $0.budget.pence) },
        pool("forecast", .money, "what its lines are forecast to spend; those without an outturn count as on budget") {
            .money(pence: $0.forecast.pence)
        },
        pool("variance", .money, "forecast less budget: above nothing is adverse") {
            .money(pence: $0.variance.pence)
        },
        pool("overspend", .money, "what lines overspend together; underspends are not set against it") {
            .money(pence: $0.overspend.pence)
        },
        pool("underspend", .money, "what lines underspend together, above nothing") {
            .money(pence: $0.underspend.pence)
        },
        pool("unresolved", .money, "what of the overspend nobody bears by the agreement") {
            .money(pence: $0.unresolved.pence)
        },
        pool(
            "closing_balance", .money,
            "what the pool carries forward; below nothing for a deficit; nil where a contribution is not stated"
        ) { $0.account.isStated ? .money(pence: $0.account.closing.pence) : .nil },
    ]

    private static func pool(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (PoolYear) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .pool, type, doc) { value, session throws(LuaCallError) in
            let year = try poolHandle(value).year
            session.work += year.lines.count + year.apportionments.count
            return read(year)
        }
    }

    private static func poolHandle(_ value: LuaValue) throws(LuaCallError) -> PoolHandle {
        guard case .object(_, let object) = value, let handle = object as? PoolHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }

    private static func pool(
        _ arguments: Arguments, of plan: Plan, _ session: ScenarioSession
    ) throws(LuaCallError) -> LuaValue {
        let pool = try named(arguments.required(arguments.text("pool")), in: plan)
        // A pool's contingency may be an earlier pool's too, so its year asks for theirs. Lines are looked at several times.
        session.work += plan.pools.count * (6 * plan.workOfTotals + plan.lines.count + plan.workOfFacts)
        let year = try refusing { () throws(PlanError) in try plan.poolYear(pool) }
        return session.value(PoolHandle(year, of: plan))
    }

    private static func named(_ id: String, in plan: Plan) throws(LuaCallError) -> Pool {
        if let pool = plan.pools.first(where: { $0.id == id }) { return pool }
        let known = plan.pools.map(\.id)
        throw LuaCallError(
            "plan.pool.unknown", "the plan has no pool `\(id)`",
            help: Suggestion.didYouMean(id, in: known) ?? "known: \(known.joined(separator: ", "))")
    }

    // MARK: Agreements

    private static func agreement(_ arguments: Arguments, of plan: Plan) throws(LuaCallError) -> PoolAgreement {
        let pool: Pool
        if let id = arguments.text("pool") {
            pool = try named(id, in: plan)
        } else {
            pool = try named(onlyPool(of: plan), in: plan)
        }
        let line = try arguments.line("line", in: plan)
        let terms = plan.terms(ofPool: pool.id)
        var reading = TermsReading(
            .init(
                partners: plan.sharers(of: pool), lines: plan.lines.map(\.id),
                sources: plan.sources.filter { $0.pool == pool.id }.map(\.id),
                amounts: plan.arrangements.amountsForContingencies(plan.memoranda),
                contingency: terms.contingency))
        let lead = arguments.text("lead").flatMap { reading.partner(named: $0, 0) }
        let overspend = arguments.raw("overspend").flatMap { reading.overspend(TermsValue($0)) }
        let underspend = arguments.raw("underspend").flatMap { reading.underspend(TermsValue($0)) }
        if let problem = reading.problems.first {
            throw LuaCallError(problem.code, problem.message, reason: problem.reason, help: problem.help)
        }
        let says = overspend != nil || underspend != nil || (line != nil && lead != nil)
        guard says, line != nil || lead == nil else {
            throw LuaCallError(
                "pool.agree.nothing", "plan:agree does not say what is agreed",
                reason: "an agreement is about an overspend, an underspend, or who leads a line",
                help: lead == nil
                    ? "add overspend = { strategy = \"…\" }" : "name the line that `lead` is about: line = \"…\"")
        }
        return PoolAgreement(
            pool: pool.id, line: line.map { plan.lines[$0].id }, lead: lead, overspend: overspend,
            underspend: underspend)
    }
}

extension TermsValue {
    /// A value of a script as one of an agreement's terms.
    init(_ value: LuaValue) {
        switch value {
        case .string(let text): self.init(.text(text))
        case .money(let pence): self.init(.money(Money(pence: pence)))
        case .object(_, let rate as RateHandle): self.init(.rate(rate.rate))
        case .object(_, let line as LineHandle): self.init(.text(line.id))
        case .object(_, let source as SourceHandle): self.init(.text(source.id))
        case .table(let table) where table.named.isEmpty && !table.positional.isEmpty:
            self.init(.list(table.positional.map { TermsValue($0) }))
        case .table(let table) where table.positional.isEmpty:
            self.init(.map(table.named.map { Entry(key: $0.key, mark: 0, value: TermsValue($0.value)) }))
        default: self.init(.other(value.kindInWords))
        }
    }
}

extension Arguments {
    /// What the person who notes a fact says about it.
    var plainNote: Movement.Note {
        Movement.Note(reason: required(text("reason")), authority: text("authority"), written: caller)
    }
}

/// The year of a pooled fund, as it was when the script asked.
final class PoolHandle: ScriptObject {
    let className = APIClassName.pool
    let year: PoolYear
    let plan: Plan
    var text: String { "Pool \(year.pool.id)" }

    init(_ year: PoolYear, of plan: Plan) {
        self.year = year
        self.plan = plan
    }
}
