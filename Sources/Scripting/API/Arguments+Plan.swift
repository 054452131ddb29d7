import Finance
import LuaHost

// Arguments that name things of a plan.

extension Arguments {
    /// The plan before the colon.
    var plan: PlanHandle {
        guard case .object(_, let object) = receiver, let handle = object as? PlanHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }

    /// The plan before the colon, which must be open to changes.
    func openPlan(_ session: ScenarioSession) throws(LuaCallError) -> PlanHandle {
        let handle = plan
        if let sealed = handle.sealed {
            throw LuaCallError(
                "scenario.plan-sealed", "\(function.spelling) cannot change the plan here",
                reason: sealed, help: "change the plan in the scenario's `change` function")
        }
        return handle
    }

    /// The place of the line that an argument names, by id or as a line.
    func line(_ name: String, in plan: Plan) throws(LuaCallError) -> Int? {
        guard let id = lineID(raw(name)) else { return nil }
        return try refusing { () throws(PlanError) in try plan.lineIndex(id) }
    }

    /// The place of the source that an argument names, by id or as a source.
    func source(_ name: String, in plan: Plan) throws(LuaCallError) -> Int? {
        guard let id = sourceID(raw(name)) else { return nil }
        return try refusing { () throws(PlanError) in try plan.sourceIndex(id) }
    }

    /// The end of a movement that an argument names.
    func end(_ name: String) -> Movement.End? {
        guard let id = lineID(raw(name)) else { return nil }
        if case .string(Plan.unallocatedWord)? = raw(name) { return .unallocated }
        return .line(id)
    }

    /// What the filters among the arguments select.
    var selection: Selection {
        var selection = Selection()
        forEachGiven { parameter, value in
            let text: String? =
                switch value {
                case .boolean(let flag): flag ? "yes" : "no"
                case .string(let text): text
                default: lineID(value) ?? sourceID(value)
                }
            switch parameter.filter {
            case .line(let property): selection.require(property, text)
            case .source(let property): selection.require(property, text)
            case nil: break
            }
        }
        return selection
    }

    /// What the person who moves money says about it; also of a function that knows no months.
    func note() throws(LuaCallError) -> Movement.Note {
        Movement.Note(
            reason: required(text("reason")), authority: text("authority"), isRecurrent: boolean("recurrent"),
            months: function.names.contains("months") ? try months("months") : nil, written: caller)
    }

    /// The months that an argument names.
    func months(_ name: String) throws(LuaCallError) -> MonthSpan? {
        guard let text = text(name), text != notStated else { return nil }
        if let months = MonthSpan(text) { return months }
        throw LuaCallError(
            "script.argument.unknown-word", "`\(text)` cannot be read as \(name)",
            reason: "a financial year runs from April to March, and so do its months",
            help: "write all year, apr-sep or a month")
    }

    private func lineID(_ value: LuaValue?) -> String? {
        switch value {
        case .string(let id): id
        case .object(_, let object as LineHandle): object.id
        default: nil
        }
    }

    private func sourceID(_ value: LuaValue?) -> String? {
        switch value {
        case .string(let id): id
        case .object(_, let object as SourceHandle): object.id
        default: nil
        }
    }
}

/// Runs something that a plan may refuse, and puts its refusal in the script's terms.
///
/// `opposite` is the function that moves money the other way, for an amount below zero.
func refusing<Value>(
    opposite: String? = nil, of amount: Money? = nil, _ body: () throws(PlanError) -> Value
) throws(LuaCallError) -> Value {
    do throws(PlanError) {
        return try body()
    } catch {
        guard let opposite, error.code == "plan.movement.not-positive", amount?.isNegative == true else {
            throw LuaCallError(error)
        }
        throw LuaCallError(
            error.code, error.message, reason: error.reason,
            help: "use \(opposite), with an amount above zero", underlying: error)
    }
}
