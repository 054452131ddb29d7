import Diagnostics
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
                .optional(
                    "change", .function, "a function (plan, levers) that moves the money", calledWith: [.plan, .levers]),
                .optional("about", .text, "why, for the people who read the report"),
                .optional("levers", .map(.object(.lever)), "the values that it leaves open, by name"),
                .optional(
                    "check", .function,
                    "a function (result) that states what must hold of what this scenario and those that it is based on do",
                    calledWith: [.result]),
                .optional(
                    "based_on", .list(.object(.scenario)),
                    """
                    the scenarios that it builds on: their changes are made first, in this order; one that comes in twice runs \
                    once, where it first comes
                    """),
            ]), returns: .object(.scenario), keepsArgument: true,
            errors: [.secondScenario, .noChange, .otherPlan, .leverName],
            summary: """
                Declares a scenario. A script returns exactly one: `return scenario { … }`. It needs `change`, unless it \
                only puts together what it is based on.
                """,
            example: """
                return scenario {
                  title = "Nothing changes",
                  plan = "leicestershire-2016-17",
                  change = function(plan) end,
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let written = arguments.caller ?? Place(file: session.script)
            let script = written.file
            guard session.declaredIn.updateValue(written, forKey: script) == nil else {
                throw LuaCallError(
                    "scenario.second", "the script declares a second scenario",
                    reason: "a script is one scenario, so that its report has one subject",
                    help: "put the other scenario in a script of its own")
            }
            let basedOn = try bases(arguments)
            guard arguments.has("change") || !basedOn.isEmpty else {
                throw LuaCallError(
                    "scenario.no-change", "scenario needs `change`",
                    reason: "it is based on no other scenario, so nothing would happen",
                    help: "for example: change = function(plan, levers) plan:move { … } end")
            }
            return session.value(
                ScenarioHandle(
                    ScenarioDeclaration(
                        title: arguments.required(arguments.text("title")),
                        plan: arguments.required(arguments.text("plan")), about: arguments.text("about"),
                        levers: try declaredLevers(arguments), basedOn: basedOn, hasChange: arguments.has("change"),
                        hasCheck: arguments.has("check"), script: script)))
        },
        APIFunction(
            "use", .positional([.required("name", .text, "the name of the script, without .lua")]), returns: .anything,
            isOfMachine: true, errors: [.moduleNotNamed, .unknownModule, .moduleCircle, .moduleNothing],
            summary: """
                What another script of the same folder returns: a scenario to build on, or a table of values and functions. \
                The name must stand in quotes. A script runs once, when it is first used.
                """,
            example: #"local base = use "base""#
        ) { _, _ throws(LuaCallError) in .nil },
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
                    reason: "a lever's range is of the same kind as its default",
                    help: "write an amount as gbp \"390,000\", and a percentage as percent(2.5)")
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
                .optional(
                    "values", .map(.either([.money, .rate, .number, .text, .boolean])),
                    "what is compared, by names of your own, for the report", unit: .anyOf),
            ]),
            errors: [.tooManyExpectations],
            summary: """
                States what must hold of the result. The report lists it, with the values that are given; a run with one \
                unmet fails with exit 1.
                """,
            example: #"expect(gbp(3) > gbp(2), "more is kept than is needed", { kept = gbp(3), needed = gbp(2) })"#
        ) { arguments, session throws(LuaCallError) in
            guard session.expectations.count < 1000 else {
                throw LuaCallError(
                    "expect.too-many", "the script states more than 1000 expectations",
                    help: "state what matters; look for a loop that does not end")
            }
            session.expectations.append(
                Expectation(
                    isMet: arguments.required(arguments.boolean("condition")),
                    message: arguments.required(arguments.text("message")), written: arguments.caller,
                    values: shownValues(arguments)))
            return .nil
        },
    ]

    /// What `expect` is given to show.
    private static func shownValues(_ arguments: Arguments) -> [Expectation.Value] {
        guard case .table(let table)? = arguments.raw("values") else { return [] }
        return table.named.map { Expectation.Value(name: $0.key, text: reported($0.value)) }
    }

    /// The scenarios that a scenario is based on, which are all for the plan that it is for.
    private static func bases(_ arguments: Arguments) throws(LuaCallError) -> [ScenarioHandle] {
        guard case .table(let table)? = arguments.raw("based_on") else { return [] }
        var bases: [ScenarioHandle] = []
        for value in table.positional {
            guard case .object(_, let object) = value, let base = object as? ScenarioHandle else {
                preconditionFailure("the type is checked")
            }
            let plan = arguments.required(arguments.text("plan"))
            guard base.declaration.plan == plan else {
                throw LuaCallError(
                    "scenario.other-plan",
                    "the scenario is for plan `\(plan)`, and `\(base.declaration.title)` is for `\(base.declaration.plan)`",
                    reason: "scenarios that build on each other change the same plan")
            }
            bases.append(base)
        }
        return bases
    }

    private static func declaredLevers(
        _ arguments: Arguments
    ) throws(LuaCallError) -> [(name: String, declaration: LeverDeclaration)] {
        guard case .table(let table)? = arguments.raw("levers") else { return [] }
        var levers: [(name: String, declaration: LeverDeclaration)] = []
        for entry in table.named {
            guard case .object(_, let object) = entry.value, let lever = object as? LeverHandle else {
                preconditionFailure("the type is checked")
            }
            guard !entry.key.contains(".") else {
                throw LuaCallError(
                    "lever.name", "`\(entry.key)` cannot be the name of a lever",
                    reason: "a point stands between the name of a script and the name of its lever",
                    help: "write \(String(entry.key.map { $0 == "." ? "_" : $0 }))")
            }
            levers.append((entry.key, lever.declaration))
        }
        return levers
    }

    static let scenarioProperties: [APIProperty] = [
        scenario("title", .text, "what the scenario does") { .string($0.title) },
        scenario("plan", .text, "the id of the plan that it is for") { .string($0.plan) },
        scenario("about", .text, "why; empty where the script does not say") { .string($0.about ?? "") },
    ]

    private static func scenario(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (ScenarioDeclaration) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .scenario, type, doc) { value, _ throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? ScenarioHandle else {
                preconditionFailure("a receiver is checked")
            }
            return read(handle.declaration)
        }
    }

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
