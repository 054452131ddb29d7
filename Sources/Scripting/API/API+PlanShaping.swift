import Diagnostics
import Finance
import LuaHost

// New lines and sources, and lines that close.

extension API {
    static let planShaping: [APIFunction] = [
        APIFunction(
            "add_line", of: .plan,
            .named([
                .required("id", .text, "a new id, unique in the plan"),
                .required("theme", .text, "the theme it stands under"),
                .required("title", .text, "its name"),
                .optional("ref", .text, "the reference to print"),
                .optional("heading", .text, "the heading it stands under"),
                .optional("scheme_type", .text, "the official scheme type"),
                .optional(
                    "area_of_spend", .text, "the official area of spend", words: words(SpendLine.AreaOfSpend.self)),
                .optional("commissioner", .text, "la, nhs or joint 40% nhs"),
                .optional("provider", .text, "the official kind of provider", words: words(SpendLine.Provider.self)),
                .optional("capital_or_revenue", .text, "capital or revenue", words: words(SpendLine.Nature.self)),
                .optional("protected", .boolean, "whether the plan protects it"),
                .optional("months", .text, "the months in which it runs, as in apr-sep"),
                .optional("recurrent", .boolean, "whether it goes on in the next year"),
            ]), returns: .object(.line),
            errors: [.sealedPlan, .badID, .unknownWord, .duplicateLine, .themeSlip, .tooMany],
            summary: "Adds a line. It holds no money until money is moved or contributed to it.",
            example: """
                plan:add_line { id = "UPO10.1", theme = "Unified Prevention Offer", title = "Falls exercise classes" }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let line = SpendLine(
                id: try newID(arguments), ref: arguments.text("ref") ?? "",
                theme: arguments.required(arguments.text("theme")), heading: arguments.text("heading") ?? "",
                title: arguments.required(arguments.text("title")), schemeType: arguments.text("scheme_type"),
                areaOfSpend: try choice(arguments, "area_of_spend"),
                commissioner: try parsed(arguments, "commissioner", "la, nhs or joint 40% nhs") { .init($0) },
                provider: try choice(arguments, "provider"), nature: try choice(arguments, "capital_or_revenue"),
                isProtected: arguments.boolean("protected"),
                months: try parsed(arguments, "months", "all year, apr-sep or a month") { MonthSpan($0) },
                isRecurrent: arguments.boolean("recurrent"), origin: arguments.caller)
            try refusing { () throws(PlanError) in try handle.plan.addLine(line) }
            return session.value(LineHandle(handle, handle.plan.lines.count - 1))
        },
        APIFunction(
            "add_source", of: .plan,
            .named([
                .required("id", .text, "a new id, unique in the plan"),
                .required("title", .text, "its name"),
                .required(
                    "kind", .text, "the national kind of money, as in additional-la",
                    words: words(FundingSource.Kind.self)),
                .required("contributor", .text, "the partner that puts it in, by id"),
                .optional("pool", .text, "the pool it goes into; may be left out where the plan has one pool"),
            ]), returns: .object(.source),
            errors: [
                .sealedPlan, .badID, .unknownKind, .duplicateSource, .unknownPartner, .unknownPool, .poolNeeded,
                .tooMany,
            ],
            summary: "Adds a funding source. It brings no money until something is contributed from it.",
            example: """
                plan:add_source {
                  id = "lcc-extra", title = "Additional LA contribution", kind = "additional-la", contributor = "lcc",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let plan = handle.plan
            let pool: String
            if let named = arguments.text("pool") { pool = named } else { pool = try onlyPool(of: plan) }
            let source = FundingSource(
                id: try newID(arguments), title: arguments.required(arguments.text("title")),
                kind: FundingSource.Kind(rawValue: arguments.required(arguments.text("kind"))),
                contributor: try known(
                    arguments.required(arguments.text("contributor")), "partner", plan.partners.map(\.id)),
                pool: try known(pool, "pool", plan.pools.map(\.id)), tranches: [])
            try refusing { () throws(PlanError) in try handle.plan.addSource(source) }
            return session.value(SourceHandle(handle, handle.plan.sources.count - 1))
        },
        APIFunction(
            "close_line", of: .plan,
            .named(
                [
                    .required("line", .line, "the line"),
                    .optional("to", .end, "the line that gets its money; without it, the money is unallocated"),
                ] + noteParameters),
            errors: APIError.ofEveryMovement + [.unknownLine, .sameLine, .closedLine],
            summary: "Closes a line and moves all its money away. A closed line takes no more money.",
            example: #"plan:close_line { line = "EN04.1", reason = "the programme ends" }"#
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let line = arguments.required(try arguments.line("line", in: handle.plan))
            let note = try arguments.note()
            try refusing { () throws(PlanError) in
                try handle.plan.closeLine(line, to: arguments.end("to") ?? .unallocated, note: note)
            }
            return .nil
        },
    ]

    /// The words that tables and scripts use for the choices of a kind.
    static func words<Choice: RawRepresentable<String> & CaseIterable>(_ choices: Choice.Type) -> [String] {
        choices.allCases.map(\.rawValue)
    }

    private static func newID(_ arguments: Arguments) throws(LuaCallError) -> String {
        let id = arguments.required(arguments.text("id"))
        guard !id.isEmpty, id != Plan.unallocatedWord, !id.contains(where: \.isWhitespace) else {
            throw LuaCallError(
                "plan.id.bad", "`\(id)` cannot be an id",
                reason: "an id is a word without spaces, and `\(Plan.unallocatedWord)` means money without a line")
        }
        return id
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ arguments: Arguments, _ name: String
    ) throws(LuaCallError) -> Choice? {
        guard let text = arguments.text(name), text != notStated else { return nil }
        if let value = Choice(rawValue: text) { return value }
        let known = Choice.allCases.map(\.rawValue)
        throw LuaCallError(
            "script.argument.unknown-word", "`\(text)` is not a known \(name)",
            help: Suggestion.didYouMean(text, in: known) ?? "known: \(known.joined(separator: ", "))")
    }

    private static func parsed<Value>(
        _ arguments: Arguments, _ name: String, _ forms: String, _ parse: (String) -> Value?
    ) throws(LuaCallError) -> Value? {
        guard let text = arguments.text(name), text != notStated else { return nil }
        if let value = parse(text) { return value }
        throw LuaCallError(
            "script.argument.unknown-word", "`\(text)` cannot be read as \(name)", help: "write \(forms)"
        )
    }

    private static func known(_ id: String, _ what: String, _ known: [String]) throws(LuaCallError) -> String {
        if known.contains(id) { return id }
        throw LuaCallError(
            "plan.\(what).unknown", "the plan has no \(what) `\(id)`",
            help: Suggestion.didYouMean(id, in: known) ?? "known: \(known.joined(separator: ", "))")
    }

    static func onlyPool(of plan: Plan) throws(LuaCallError) -> String {
        if let only = plan.pools.first, plan.pools.count == 1 { return only.id }
        throw LuaCallError(
            "plan.pool.needed",
            "the plan has \(plan.pools.count) pools, so `pool` must say which is meant",
            help: "known: \(plan.pools.map(\.id).joined(separator: ", "))")
    }
}
