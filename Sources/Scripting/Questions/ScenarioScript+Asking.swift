package import Diagnostics
package import Finance
import LuaHost

// Looking at what a scenario comes to at many settings of its levers, by expressions of the person who asks.
extension ScenarioScript {
    /// Runs the scenario once for each setting of its levers, and looks at the result with the expressions. A setting that
    /// the plan refuses does not keep the others from running; an expression that fails ends it, as it is of no use.
    package func ask(
        _ expressions: [ScenarioExpression], on plan: Plan, over settings: [[LeverSetting]], seed: UInt64 = 0
    ) throws(DiagnosticList) -> [QuestionPoint] {
        try prepare(expressions)
        useSeed(seed)
        var points: [QuestionPoint] = []
        for setting in settings {
            let plans: [Plan]
            let levers: [Lever]
            do throws(DiagnosticList) {
                (plans, levers) = try reached(on: plan, setting)
            } catch {
                points.append(.refused(Self.reason(of: error)))
                continue
            }
            do throws(DiagnosticList) {
                points.append(.figures(try figures(expressions, plans, levers)))
            } catch {
                throw Self.naming(setting, in: error)
            }
        }
        return points
    }

    /// The reason why a setting is refused: with its line, as nothing else of the run is shown.
    private static func reason(of error: DiagnosticList) -> String {
        let first = error.diagnostics[0]
        let message = String(first.message.prefix(500))
        return first.place.map { "\($0): \(message)" } ?? message
    }

    /// An expression may fail at some settings only, so its error says at which.
    private static func naming(_ settings: [LeverSetting], in error: DiagnosticList) -> DiagnosticList {
        guard !settings.isEmpty else { return error }
        var diagnostics = error.diagnostics
        let named = settings.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
        diagnostics[0].reason = (diagnostics[0].reason.map { "\($0); " } ?? "") + "it is so with \(named)"
        return DiagnosticList(diagnostics)
    }

    private func figures(
        _ expressions: [ScenarioExpression], _ plans: [Plan], _ levers: [Lever]
    ) throws(DiagnosticList) -> QuestionFigures {
        let after = plans[plans.count - 1]
        let unmet = session.expectations.filter { !$0.isMet }.map { String($0.message.prefix(200)) }
        let result = session.value(ResultHandle(before: plans[0], after: after))
        let given = session.value(LeversHandle(levers))
        let streams = session.streams.count
        var values: [QuestionValue] = []
        for (expression, chunk) in zip(expressions, asked.chunks) {
            let found: [LuaValue]
            do throws(LuaError) {
                found = try machine.call(chunk, [result, given])
            } catch {
                throw DiagnosticList(error.diagnostic)
            }
            do throws(Diagnostic) {
                values += try expression.values(of: found)
            } catch {
                throw DiagnosticList(error)
            }
        }
        // The words that declare are refused before; this is for what nobody has thought of.
        guard session.streams.count == streams else {
            throw DiagnosticList(
                Diagnostic("expression.declares", "an expression cannot draw chance", at: Place(file: "--until")))
        }
        let years = after.allYears
        var gaps: [QuestionFigures.Gap] = []
        for year in years {
            for source in year.sources.indices {
                let amount = year.unallocated(source: source)
                if amount.isZero { continue }
                let id = year.sources[source].id
                gaps.append(
                    QuestionFigures.Gap(
                        source: years.count > 1 ? "\(year.identity.year.text) \(id)" : id, amount: amount))
            }
        }
        return QuestionFigures(
            values: values, gaps: gaps,
            conditions: QuestionFigures.standings(of: years[0]), unmet: Array(unmet.prefix(20)))
    }
}

/// Expressions as the machine has them compiled.
struct AskedExpressions {
    var expressions: [ScenarioExpression] = []
    var chunks: [LuaChunk] = []
}

extension ScenarioExpression {
    /// The values of a call of the compiled expression, looked at for whether they can be used.
    func values(of found: [LuaValue]) throws(Diagnostic) -> [QuestionValue] {
        var values: [QuestionValue] = []
        var next = 0
        for part in parts {
            let sides = try (0..<part.valueCount).map { (side) throws(Diagnostic) in
                defer { next += 1 }
                return try part.value(next < found.count ? found[next] : .nil, isLeft: side == 0)
            }
            if part.comparison != nil { try part.checkKinds(sides[0], sides[1]) }
            values += sides
        }
        return values
    }
}

extension ScenarioExpression.Part {
    fileprivate func value(_ found: LuaValue, isLeft: Bool) throws(Diagnostic) -> QuestionValue {
        let text = isLeft ? left : right
        switch found {
        case .money(let pence): return .money(Money(pence: pence))
        case .integer(let number): return .integer(number)
        case .number(let number) where number.isFinite: return .number(number)
        case .boolean(let flag): return .boolean(flag)
        case .object(_, let object as RateHandle): return .rate(object.rate)
        case .nil:
            throw Diagnostic(
                "expression.nil", "`\(text)` is nil", at: place,
                reason: "what the documents do not state, or what is not there, is nil",
                help: "ask for a figure that the plan states, or write `(… or gbp(0))` where nothing means none")
        case .number:
            throw Diagnostic(
                "expression.not-finite", "`\(text)` is no finite number", at: place,
                help: "look for a division by nothing")
        default:
            throw Diagnostic(
                "expression.no-value", "`\(text)` is \(found.kindInWords)", at: place,
                reason: "an expression gives an amount of money, a rate, a number, or true or false",
                help: found.objectHelp)
        }
    }

    /// Refuses to compare values of two kinds, as scripts do.
    fileprivate func checkKinds(_ one: QuestionValue, _ other: QuestionValue) throws(Diagnostic) {
        guard one.kind == other.kind else {
            throw Diagnostic(
                "expression.kinds",
                "`\(left)` is \(one.kind) and `\(right)` is \(other.kind): they cannot be compared", at: place,
                help: "write an amount as gbp \"390,000\", and a percentage as percent(2.5)")
        }
        if case .boolean = one, comparison != .equal {
            throw Diagnostic(
                "expression.kinds", "`\(left)` and `\(right)` are true or false, and neither is more than the other",
                at: place, help: "compare them with `==`")
        }
    }
}

extension LuaValue {
    fileprivate var objectHelp: String? {
        if case .object = self { return "ask for a figure of it, such as `.total` or `.headroom`" }
        return nil
    }
}
