import Finance
import LuaHost

// What a script declares: the scenario, its levers, its expectations.

extension API {
    private static let leverTypes = APIType.either([.money, .rate, .integer])

    static let scenarioFunctions: [APIFunction] = [
        APIFunction(
            "scenario",
            .named([
                .required("title", .text, "what the scenario does, in a few words"),
                .required("plan", .text, "the id of the plan that it starts from"),
                .required(
                    "change", .function, "a function (plan, levers) that moves the money", calledWith: [.plan, .levers]),
                .optional("about", .text, "why, for the people who read the report"),
                .optional("levers", .map(.object(.lever)), "the values that it leaves open, by name"),
                .optional("check", .function, "a function (result) that states what must hold", calledWith: [.result]),
            ]), returns: .anything, givesBackArgument: true,
            errors: [.secondScenario],
            summary: "Declares a scenario. A script returns exactly one: `return scenario { … }`.",
            example: """
                return scenario {
                  title = "Nothing changes",
                  plan = "leicestershire-2016-17",
                  change = function(plan) end,
                }
                """
        ) { arguments, session throws(LuaCallError) in
            guard session.declaration == nil else {
                throw LuaCallError(
                    "scenario.second", "the script declares a second scenario",
                    reason: "a script is one scenario, so that its report has one subject",
                    help: "put the other scenario in a script of its own")
            }
            var levers: [(name: String, declaration: LeverDeclaration)] = []
            if case .table(let table)? = arguments.raw("levers") {
                for entry in table.named {
                    guard case .object(_, let object) = entry.value, let lever = object as? LeverHandle else {
                        preconditionFailure("the type is checked")
                    }
                    levers.append((entry.key, lever.declaration))
                }
            }
            session.declaration = ScenarioDeclaration(
                title: arguments.required(arguments.text("title")), plan: arguments.required(arguments.text("plan")),
                about: arguments.text("about"), levers: levers, hasCheck: arguments.has("check"),
                written: arguments.caller)
            return .nil
        },
        APIFunction(
            "lever",
            .named([
                .required(
                    "default", .either([.money, .rate, .integer, .boolean]), "what it is when nobody sets it",
                    unit: .own),
                .optional("from", leverTypes, "the least it may be", unit: .own),
                .optional("to", leverTypes, "the most it may be", unit: .own),
                .optional("step", leverTypes, "how far apart the values of a sweep stand", unit: .own),
                .optional("about", .text, "what it means"),
            ]), returns: .object(.lever),
            errors: [.mixedKinds, .defaultOutOfRange],
            summary: "A value that the scenario leaves open. `--set name=value` sets it.",
            example: #"local moved = lever { default = gbp(0), from = gbp(0), to = gbp "390,000" }"#
        ) { arguments, session throws(LuaCallError) in
            let standard = leverValue(arguments, "default")
            for name in ["from", "to", "step"] {
                guard let other = optionalLeverValue(arguments, name), !other.isSameKind(as: standard) else { continue }
                throw LuaCallError(
                    "lever.mixed-kinds",
                    "`\(name)` of the lever is \(other.kind), its default \(standard.kind)",
                    reason: "a lever's range is of the same kind as its default")
            }
            let declaration = LeverDeclaration(
                defaultValue: standard, from: optionalLeverValue(arguments, "from"),
                to: optionalLeverValue(arguments, "to"), step: optionalLeverValue(arguments, "step"),
                about: arguments.text("about"))
            if let refusal = declaration.refusal(of: standard) {
                throw LuaCallError(
                    "lever.default-out-of-range", "the lever's default is \(standard): \(refusal)")
            }
            return session.value(LeverHandle(declaration))
        },
        APIFunction(
            "expect",
            .positional([
                .required("condition", .boolean, "what must hold"),
                .required("message", .text, "what is expected, for the report"),
            ]),
            errors: [.tooManyExpectations],
            summary:
                "States what must hold of the result. The report lists it; a run with one unmet fails with exit 1.",
            example: #"expect(gbp(1) > gbp(0), "a pound is more than nothing")"#
        ) { arguments, session throws(LuaCallError) in
            guard session.expectations.count < 1000 else {
                throw LuaCallError(
                    "expect.too-many", "the script states more than 1000 expectations",
                    help: "state what matters; look for a loop that does not end")
            }
            session.expectations.append(
                Expectation(
                    isMet: arguments.required(arguments.boolean("condition")),
                    message: arguments.required(arguments.text("message")), written: arguments.caller))
            return .nil
        },
    ]

    private static func leverValue(_ arguments: Arguments, _ name: String) -> LeverValue {
        guard let value = optionalLeverValue(arguments, name) else { preconditionFailure("the type is checked") }
        return value
    }

    private static func optionalLeverValue(_ arguments: Arguments, _ name: String) -> LeverValue? {
        switch arguments.raw(name) {
        case .money(let pence): .money(Money(pence: pence))
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        case .object(_, let object as RateHandle): .rate(object.rate)
        default: nil
        }
    }
}
