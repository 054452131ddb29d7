import Finance
import LuaHost

// Reading a plan: lines, sources, sums.

extension API {
    static let planReading: [APIFunction] = [
        APIFunction(
            "line", of: .plan, .positional([.required("id", .text, "the line's id, as in IUR2.2")]),
            returns: .object(.line), errors: [.unknownLine],
            summary: "The line with an id. Its fields show the plan as it now is.",
            example: #"local line = plan:line "UPO5.1""#
        ) { arguments, session throws(LuaCallError) in
            let handle = arguments.plan
            let id = arguments.required(arguments.text("id"))
            let index = try refusing { () throws(PlanError) in try handle.plan.lineIndex(id) }
            return session.value(LineHandle(handle, index))
        },
        APIFunction(
            "lines", of: .plan, .named(lineFilters), returns: .list(.object(.line)),
            errors: [.unknownValue],
            summary: "The lines that meet every filter, in the plan's order; all lines without one.",
            example: #"for _, line in ipairs(plan:lines { theme = "Urgent Response" }) do print(line.title) end"#
        ) { arguments, session throws(LuaCallError) in
            let (handle, selection) = (arguments.plan, arguments.selection)
            session.work += handle.plan.work(ofFinding: selection)
            let indices = try refusing { () throws(PlanError) in try handle.plan.lineIndices(in: selection) }
            return .array(indices.map { session.value(LineHandle(handle, $0)) })
        },
        APIFunction(
            "sources", of: .plan, .named(sourceFilters), returns: .list(.object(.source)),
            errors: [.unknownValue],
            summary: "The funding sources that meet every filter, in the plan's order; all sources without one.",
            example: "for _, source in ipairs(plan:sources()) do print(source.title, source.funding) end"
        ) { arguments, session throws(LuaCallError) in
            let (handle, selection) = (arguments.plan, arguments.selection)
            session.work += handle.plan.work(ofFinding: selection)
            let indices = try refusing { () throws(PlanError) in try handle.plan.sourceIndices(in: selection) }
            return .array(indices.map { session.value(SourceHandle(handle, $0)) })
        },
        APIFunction(
            "sum", of: .plan, .named(lineFilters + sourceFilters), returns: .money,
            errors: [.unknownValue],
            summary: "What the lines that meet every filter spend from the sources that meet every filter.",
            example: #"local passported = plan:sum { line = "UPO6.1", source = "dfg" }"#
        ) { arguments, session throws(LuaCallError) in
            let (plan, selection) = (arguments.plan.plan, arguments.selection)
            session.work += plan.work(ofSumming: selection)
            return .money(pence: try refusing { () throws(PlanError) in try plan.sum(selection) }.pence)
        },
    ]

    static let planProperties: [APIProperty] = [
        plan("id", .text, "the plan's id") { .string($0.identity.id) },
        plan("title", .text, "the plan's title") { .string($0.identity.title) },
        plan("area", .text, "the Health and Wellbeing Board's area") { .string($0.identity.area) },
        plan("year", .text, "the planning year, as in 2016-17") { .string($0.identity.year.id) },
        plan("total_spend", .money, "what all lines spend", work: \.workOfTotals) {
            .money(pence: $0.totalSpend.pence)
        },
        plan("total_funding", .money, "what has come in from all sources that state it") {
            .money(pence: $0.totalFunding.pence)
        },
        plan(
            "unallocated", .money, "what has come in and has no line, as far as sources state their income",
            work: \.workOfTotals
        ) {
            .money(pence: $0.totalUnallocated.pence)
        },
        plan(
            "balanced", .boolean, "whether income equals expenditure for every source that states its income",
            work: \.workOfTotals
        ) {
            .boolean($0.isBalanced)
        },
    ]

    static let lineMethods: [APIFunction] = [
        APIFunction(
            "spend_from", of: .line, .positional([.required("source", .source, "the funding source")]),
            returns: .money, errors: [.unknownSource], summary: "What the line spends from one source.",
            example: #"local grant = plan:line("UPO6.1"):spend_from "dfg""#
        ) { arguments, _ throws(LuaCallError) in
            guard case .object(_, let object) = arguments.receiver, let line = object as? LineHandle else {
                preconditionFailure("a receiver is checked")
            }
            let source = arguments.required(try arguments.source("source", in: line.plan))
            return .money(pence: line.plan.cell(line: line.index, source: source).pence)
        }
    ]

    static let lineProperties: [APIProperty] =
        [
            line("id", .text, "the line's id") { .string($0.line.id) },
            line("title", .text, "the line's name") { .string($0.line.title) },
            line("months", .text, "the months in which it runs") {
                .string($0.line.months?.description ?? notStated)
            },
            line("total", .money, "what the line spends from all sources") {
                .money(pence: $0.plan.total(line: $0.index).pence)
            },
        ]
        + Selection.LineProperty.allCases.filter { $0 != .line }.map { property in
            line(property.rawValue, .text, property.doc) {
                .string($0.line.text(of: property))
            }
        }

    static let sourceProperties: [APIProperty] =
        [
            source("id", .text, "the source's id") { .string($0.source.id) },
            source("title", .text, "the source's name") { .string($0.source.title) },
            source("stated", .boolean, "whether the plan states what it brings") {
                .boolean($0.source.isIncomeStated)
            },
            income("funding", "what has come in from it; refused where it is not stated") { $0.funding(source: $1) },
            source("spend", .money, "what all lines spend from it") {
                .money(pence: $0.plan.spend(source: $0.index).pence)
            },
            income("unallocated", "what has come in and has no line; refused where income is not stated") {
                $0.unallocated(source: $1)
            },
        ]
        + Selection.SourceProperty.allCases.filter { $0 != .source }.map { property in
            source(property.rawValue, .text, property.doc) {
                .string($0.source.text(of: property))
            }
        }

    static let lineFilters: [APIParameter] = Selection.LineProperty.allCases.map { property in
        let yesOrNo = APIType.either([.text, .boolean])
        return switch property {
        case .line: .optional("line", .line, "the line, or its id")
        case .ref: .optional("ref", .text, "the line's reference as the plan prints it")
        case .protected: .optional("protected", yesOrNo, "whether the plan protects the line")
        case .recurrent: .optional("recurrent", yesOrNo, "whether it goes on in the next year")
        default:
            .optional(
                property.rawValue, .text, "the line's \(property.words)", words: Selection.words[property] ?? [])
        }
    }

    static let sourceFilters: [APIParameter] = Selection.SourceProperty.allCases.map { property in
        switch property {
        case .source: .optional("source", .source, "the funding source, or its id")
        case .kind: .optional("kind", .text, "the national kind of its money", words: words(FundingSource.Kind.self))
        case .contributor: .optional("contributor", .text, "the id of the partner that puts it in")
        case .pool: .optional("pool", .text, "the id of the pool that it goes into")
        }
    }

    private static func plan(
        _ name: String, _ type: APIType, _ doc: String,
        work: @escaping @Sendable (Plan) -> Int = { _ in 0 }, _ read: @escaping @Sendable (Plan) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .plan, type, doc) { value, session throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? PlanHandle else {
                preconditionFailure("a receiver is checked")
            }
            session.work += work(handle.plan)
            return read(handle.plan)
        }
    }

    private static func line(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (LineHandle) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .line, type, doc) { value, session throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? LineHandle else {
                preconditionFailure("a receiver is checked")
            }
            // The line's total goes over the sources; the other fields are at hand.
            if type == .money { session.work += handle.plan.sources.count / Plan.cellsAnInstruction }
            return read(handle)
        }
    }

    /// A figure of a source's income, which the plan may not state.
    private static func income(
        _ name: String, _ doc: String, _ read: @escaping @Sendable (Plan, Int) -> Money
    ) -> APIProperty {
        APIProperty(name, of: .source, .money, doc, errors: [.incomeNotStated]) { value, _ throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? SourceHandle else {
                preconditionFailure("a receiver is checked")
            }
            let source = handle.source
            guard source.isIncomeStated else {
                throw LuaCallError(
                    "plan.income.not-stated", "the plan does not state what `\(source.id)` brings",
                    reason: "what is not stated is not nothing",
                    help: "ask `source.stated` first; `source.spend` is known")
            }
            return .money(pence: read(handle.plan, handle.index).pence)
        }
    }

    private static func source(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (SourceHandle) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .source, type, doc) { value, session throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? SourceHandle else {
                preconditionFailure("a receiver is checked")
            }
            // Sums of money go over the lines; the other fields are at hand.
            if type == .money { session.work += handle.plan.lines.count / Plan.cellsAnInstruction }
            return read(handle)
        }
    }
}

extension Selection {
    /// The words of those properties that the national template gives a list for.
    fileprivate static let words: [LineProperty: [String]] = [
        .areaOfSpend: API.words(SpendLine.AreaOfSpend.self) + [notStated],
        .provider: API.words(SpendLine.Provider.self) + [notStated],
        .capitalOrRevenue: API.words(SpendLine.Nature.self) + [notStated],
        .status: API.words(SpendLine.Status.self),
    ]
}

extension Selection.SourceProperty {
    /// What a source's field of this name holds.
    fileprivate var doc: String {
        switch self {
        case .source: "the source's id"
        case .kind: "the national kind of its money, as in nhs-minimum"
        case .contributor: "the id of the partner that puts it in"
        case .pool: "the id of the pool that it goes into"
        }
    }
}

extension Selection.LineProperty {
    fileprivate var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }

    /// What a line's field of this name holds.
    fileprivate var doc: String {
        switch self {
        case .protected: "whether the plan protects it: \"yes\", \"no\" or \"\(notStated)\""
        case .recurrent: "whether it goes on in the next year: \"yes\", \"no\" or \"\(notStated)\""
        case .ref: "the reference as the plan prints it; empty where it prints none"
        default: "the line's \(words), or \"\(notStated)\""
        }
    }
}
