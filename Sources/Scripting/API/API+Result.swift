import Finance
import LuaHost

// What a scenario did: what `check` reads.

extension API {
    static let resultMethods: [APIFunction] = [
        APIFunction(
            "change", of: .result, .named(lineFilters + sourceFilters), returns: .money,
            errors: [.unknownValue],
            summary: "How much the spend that meets every filter grew; below nothing when it fell.",
            example: #"local grew = result:change { theme = "Urgent Response" }"#
        ) { arguments, session throws(LuaCallError) in
            let (result, selection) = (try receiver(arguments.receiver), arguments.selection)
            session.work += 2 * result.after.plan.work(ofSumming: selection)
            // A line or source that the scenario added was not in the plan before, where it spent nothing.
            let after = try refusing { () throws(PlanError) in try result.after.plan.sum(selection) }
            let before = (try? result.before.plan.sum(selection)) ?? .zero
            return .money(pence: after.pence - before.pence)
        },
        APIFunction(
            "line", of: .result, .positional([.required("id", .text, "the line's id")]), returns: .object(.line),
            errors: [.unknownLine],
            summary: "A line after the scenario; the same as result.after:line.",
            example: #"local line = result:line "UPO5.1""#
        ) { arguments, session throws(LuaCallError) in
            let result = try receiver(arguments.receiver)
            let id = arguments.required(arguments.text("id"))
            let index = try refusing { () throws(PlanError) in try result.after.plan.lineIndex(id) }
            return session.value(LineHandle(result.after, index))
        },
    ]

    static let resultProperties: [APIProperty] = [
        result("before", .object(.plan), "the plan before the scenario, and before those that it is based on") {
            $1.value($0.before)
        },
        result("after", .object(.plan), "the plan after the scenario") { $1.value($0.after) },
        result("unallocated", .money, "what has come in and has no line after the scenario, as far as income is stated")
        { handle, session in
            session.work += handle.after.plan.workOfTotals
            return .money(pence: handle.after.plan.totalUnallocated.pence)
        },
        result("balanced", .boolean, "whether income equals expenditure for every source that states its income") {
            handle, session in
            session.work += handle.after.plan.workOfTotals
            return .boolean(handle.after.plan.isBalanced)
        },
    ]

    private static func result(
        _ name: String, _ type: APIType, _ doc: String,
        _ read: @escaping @Sendable (ResultHandle, ScenarioSession) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .result, type, doc) { value, session throws(LuaCallError) in
            read(try receiver(value), session)
        }
    }

    static func receiver(_ value: LuaValue) throws(LuaCallError) -> ResultHandle {
        guard case .object(_, let object) = value, let handle = object as? ResultHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }
}
