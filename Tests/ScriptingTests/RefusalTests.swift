import Diagnostics
import Finance
import Foundation
import Scripting
import Testing

/// What the registry says of refusals is what happens.
@Suite struct RefusalTests {
    /// A piece of script that a function refuses.
    struct Provocation: Sendable, CustomStringConvertible {
        let function: String
        let code: String
        /// The body of `change`.
        let change: String
        /// The body of `check`.
        let check: String
        let plan: PlanKind

        init(_ function: String, _ code: String, _ change: String = "", check: String = "", on plan: PlanKind = .small)
        {
            self.function = function
            self.code = code
            self.change = change
            self.check = check
            self.plan = plan
        }

        var description: String { "\(function): \(code)" }

        /// The same with the plan that `check` sees.
        var inCheck: Provocation {
            Provocation(function, code, check: "local plan = result.after \(change)", on: plan)
        }

        /// The same as the body of a loop that it begins.
        var ended: Provocation { Provocation(function, code, "\(change) end", on: plan) }
    }

    enum PlanKind: Sendable { case small, twoPools, overspent, bare, unstated }

    /// The small plan, or one that has a second pool, or one whose lines spend more than has come in, or one that says
    /// nothing beside its tables, or one that does not state what comes in.
    private static func plan(_ kind: PlanKind) throws -> Plan {
        let plan = try SmallScenario.plan()
        if kind == .small { return plan }
        let pools = plan.pools + (kind == .twoPools ? [Pool(id: "other", title: "Other", host: nil, partners: [])] : [])
        let sources = plan.sources.map { source in
            if kind == .unstated {
                return FundingSource(
                    id: source.id, title: source.title, kind: .notStated, contributor: source.contributor,
                    pool: source.pool, tranches: [], isIncomeStated: false)
            }
            return FundingSource(
                id: source.id, title: source.title, kind: source.kind, contributor: source.contributor,
                pool: source.pool,
                tranches: [
                    .init(
                        title: "annual", availableFrom: nil, amount: kind == .overspent ? .gbp(1) : .gbp(1000),
                        origin: nil)
                ])
        }
        return try Plan(
            identity: plan.identity, partners: plan.partners, pools: pools,
            arrangements: kind == .bare ? .none : plan.arrangements,
            sources: sources, lines: plan.lines,
            cells: plan.lines.indices.flatMap { plan.cells(line: $0) })
    }

    /// Calls that only differ in what the verb needs beside a reason.
    private static let verbs = [
        ("plan:move", #"from = "A.1", to = "B.1", amount = gbp(1)"#),
        ("plan:contribute", #"source = "nhs", amount = gbp(1)"#),
        ("plan:withdraw", #"from = "A.1", amount = gbp(1)"#),
        ("plan:scale", #"line = "A.1", by = percent(-10)"#),
        ("plan:close_line", #"line = "A.1""#),
    ]

    /// The same of what is only noted, and moves no money.
    private static let notes = [
        ("plan:outturn", #"line = "A.1", amount = gbp(1)"#),
        ("plan:agree", #"underspend = { strategy = "stays" }"#),
    ]

    private static let ofMonths = verbs.map { function, arguments in
        Provocation(
            function, "script.argument.unknown-word",
            "\(function) { \(arguments), reason = 'r', months = 'mar-apr' }")
    }

    private static let ofVerbs = (verbs + notes).flatMap { function, arguments in
        [
            Provocation(function, "plan.movement.no-reason", "\(function) { \(arguments), reason = ' ' }"),
            Provocation(
                function, "scenario.plan-sealed",
                check: "local plan = result.after \(function) { \(arguments), reason = 'r' }"),
        ]
    }

    private static let ofValues = [
        Provocation("gbp", "money.text", "gbp 'twelve'"), Provocation("gbp", "number.not-decimal", "gbp(math.huge)"),
        Provocation("percent", "rate.text", "percent 'lots'"),
        Provocation("percent", "number.not-decimal", "percent(0/0)"),
        Provocation("fmt", "fmt.brace", "fmt '{'"), Provocation("fmt", "fmt.count", "fmt '{}'"),
        Provocation("fmt", "fmt.value", "fmt('{}', {})"),
        Provocation("apportion", "money.apportion", "apportion(gbp(1), { 0 })"),
        Provocation("rate:of", "money.overflow", "percent(200):of(gbp '92233720368547758')"),
        Provocation("scenario", "scenario.second", "scenario { title = 'x', plan = 'y', change = print }"),
        Provocation("lever", "lever.mixed-kinds", "lever { default = gbp(1), to = 5 }"),
        Provocation("lever", "lever.default-out-of-range", "lever { default = 9, to = 5 }"),
        Provocation("expect", "expect.too-many", "for i = 1, 1001 do expect(true, 'x') end"),
        Provocation("assume", "assume.blank", assume(" ")),
        Provocation("assume", "assume.date", assume("w", date: "2017-02-29")),
        Provocation("assume", "assume.quality", assume("w", quality: "good")),
        Provocation("assume", "assume.twice", assume("w") + assume("w", date: "2016-04-02")),
        Provocation(
            "assume", "assume.too-many",
            "for i = 1, 1001 do assume { what = fmt('{}', i), owner = 'o', source = 's', date = '2016-04-01', quality = 'measured' } end"
        ),
        Provocation("random", "random.stream", "random ' '"),
        Provocation("random", "random.too-many", "for i = 1, 1001 do random('s' .. i) end"),
        Provocation("draws:integer", "random.range", "random('s'):integer(2, 1)"),
        Provocation("draws:choice", "random.choice", "random('s'):choice {}"),
    ]

    private static let ofReading = [
        Provocation("plan:line", "plan.line.unknown", "plan:line 'X'"),
        Provocation("plan:lines", "plan.selection.unknown-value", "plan:lines { theme = 'X' }"),
        Provocation("plan:sources", "plan.selection.unknown-value", "plan:sources { kind = 'X' }"),
        Provocation("plan:sum", "plan.selection.unknown-value", "plan:sum { pool = 'X' }"),
        Provocation("plan:metric", "plan.metric.unknown", "plan:metric 'fals'"),
        Provocation("plan:price", "plan.price.unknown", "plan:price { service = 'Home Car' }"),
        Provocation("plan:price", "plan.price.several", "plan:price { service = 'Day Care' }"),
        Provocation("plan:price", "plan.price.none-yet", "plan:price { service = 'Day Care', on = '2016-03-31' }"),
        Provocation("plan:price", "plan.price.not-stated", "plan:price { service = 'Home Care', band = 'Rural' }"),
        Provocation("plan:price", "plan.price.day", "plan:price { service = 'Day Care', on = '1 May 2016' }"),
        Provocation("line:spend_from", "plan.source.unknown", "plan:line('A.1'):spend_from 'X'"),
        Provocation("result:line", "plan.line.unknown", check: "result:line 'X'"),
        Provocation("plan:condition", "plan.condition.unknown", "plan:condition 'X'"),
        Provocation("result:condition", "plan.condition.unknown", check: "result:condition 'X'"),
        Provocation("result:change", "plan.selection.unknown-value", check: "result:change { theme = 'X' }"),
    ]

    private static let ofMoving = [
        moving("plan:move", "plan.line.unknown", "from = 'X', to = 'B.1', amount = gbp(1)"),
        moving("plan:move", "plan.source.unknown", "from = 'A.1', to = 'B.1', amount = gbp(1), source = 'X'"),
        moving("plan:move", "plan.movement.not-positive", "from = 'A.1', to = 'B.1', amount = gbp(0)"),
        moving("plan:move", "plan.movement.same-line", "from = 'A.1', to = 'A.1', amount = gbp(1)"),
        moving(
            "plan:move", "plan.movement.nowhere",
            "from = 'unallocated', to = 'unallocated', source = 'nhs', amount = gbp(1)"),
        moving("plan:move", "plan.movement.no-source", "from = 'unallocated', to = 'A.1', amount = gbp(1)"),
        moving("plan:move", "plan.line.not-enough", "from = 'A.1', to = 'B.1', amount = gbp(1001)"),
        moving(
            "plan:move", "plan.unallocated.not-enough",
            "from = 'unallocated', to = 'A.1', source = 'nhs', amount = gbp(1)"),
        moving("plan:move", "plan.line.closed", "from = 'A.1', to = 'B.1', amount = gbp(1)", closing: "B.1"),
        moving("plan:contribute", "plan.source.unknown", "source = 'X', amount = gbp(1)"),
        moving("plan:contribute", "plan.line.unknown", "source = 'nhs', to = 'X', amount = gbp(1)"),
        moving("plan:contribute", "plan.movement.not-positive", "source = 'nhs', amount = gbp(-1)"),
        moving("plan:contribute", "plan.line.closed", "source = 'nhs', to = 'B.1', amount = gbp(1)", closing: "B.1"),
        moving("plan:contribute", "plan.too-large", "source = 'nhs', amount = gbp '90,000,000,000,000,000'"),
        moving("plan:withdraw", "plan.line.unknown", "from = 'X', amount = gbp(1)"),
        moving("plan:withdraw", "plan.source.unknown", "from = 'A.1', source = 'X', amount = gbp(1)"),
        moving("plan:withdraw", "plan.movement.not-positive", "from = 'A.1', amount = gbp(0)"),
        moving("plan:withdraw", "plan.movement.no-source", "amount = gbp(1)"),
        moving("plan:withdraw", "plan.line.not-enough", "from = 'A.1', amount = gbp(1001)"),
        moving("plan:withdraw", "plan.unallocated.not-enough", "source = 'nhs', amount = gbp(1)"),
        moving(
            "plan:withdraw", "plan.withdraw.too-much", "from = 'A.1', source = 'nhs', amount = gbp(2)", on: .overspent),
        moving("plan:scale", "plan.line.unknown", "line = 'X', by = percent(1)"),
        moving("plan:scale", "plan.source.unknown", "line = 'A.1', source = 'X', by = percent(1)"),
        moving("plan:scale", "plan.scale.by-or-to", "line = 'A.1'"),
        moving("plan:scale", "rate.overflow", "line = 'A.1', by = percent '92233720368547758.07'"),
        moving("plan:scale", "plan.scale.negative", "line = 'A.1', by = percent(-200)"),
        moving("plan:scale", "plan.too-large", "line = 'A.1', to = percent '92233720368547758'"),
        moving("plan:scale", "plan.unallocated.not-enough", "line = 'A.1', by = percent(1)"),
        moving(
            "plan:move", "plan.income.not-stated",
            "from = 'unallocated', to = 'A.1', source = 'nhs', amount = gbp(1)", on: .unstated),
        moving("plan:withdraw", "plan.income.not-stated", "source = 'nhs', amount = gbp(1)", on: .unstated),
        moving("plan:scale", "plan.income.not-stated", "line = 'A.1', by = percent(1)", on: .unstated),
    ]

    private static let ofShaping = [
        adding("line", "scenario.plan-sealed", "", check: true), adding("line", "plan.id.bad", "id = 'a b'"),
        adding("line", "script.argument.unknown-word", "provider = 'X'"),
        adding("line", "plan.line.duplicate", "id = 'A.1'"), adding("line", "plan.theme.slip", "theme = 'Preventoin'"),
        adding("source", "scenario.plan-sealed", "", check: true), adding("source", "plan.id.bad", "id = ''"),
        adding("source", "plan.kind.unknown", "kind = 'X'"),
        adding("source", "plan.source.duplicate", "id = 'nhs'"),
        adding("source", "plan.partner.unknown", "contributor = 'X'"),
        adding("source", "plan.pool.unknown", "pool = 'X'"), adding("source", "plan.pool.needed", "", on: .twoPools),
        Provocation(
            "plan:add_source", "plan.too-many",
            """
            for i = 1, 500 do
              plan:add_source { id = 'S' .. i, title = 'x', kind = 'reserve', contributor = 'lcc' }
            end
            """),
        moving("plan:close_line", "plan.line.unknown", "line = 'X'"),
        moving("plan:close_line", "plan.movement.same-line", "line = 'A.1', to = 'A.1'"),
        moving("plan:close_line", "plan.line.closed", "line = 'A.1'", closing: "A.1"),
    ]

    private static func moving(
        _ function: String, _ code: String, _ arguments: String, closing line: String? = nil, on plan: PlanKind = .small
    ) -> Provocation {
        let before = line.map { "plan:close_line { line = '\($0)', reason = 'r' } " } ?? ""
        return Provocation(function, code, "\(before)\(function) { \(arguments), reason = 'r' }", on: plan)
    }

    /// A new line or source that would be good but for the arguments that replace its own.
    private static func adding(
        _ what: String, _ code: String, _ slip: String, check: Bool = false, on plan: PlanKind = .small
    ) -> Provocation {
        let good: [(String, String)] =
            what == "line"
            ? [("id", "Z"), ("theme", "Prevention"), ("title", "x")]
            : [("id", "Z"), ("title", "x"), ("kind", "reserve"), ("contributor", "lcc")]
        let kept = good.filter { !slip.hasPrefix("\($0.0) =") }.map { "\($0.0) = '\($0.1)'" }
        let call = "plan:add_\(what) { \((kept + (slip.isEmpty ? [] : [slip])).joined(separator: ", ")) }"
        return check
            ? Provocation("plan:add_\(what)", code, check: "local plan = result.after \(call)")
            : Provocation("plan:add_\(what)", code, call, on: plan)
    }

    private static func assume(_ what: String, date: String = "2016-04-01", quality: String = "measured") -> String {
        "assume { what = '\(what)', owner = 'o', source = 's', date = '\(date)', quality = '\(quality)' } "
    }

    /// The rules that plan:agree refuses, as the body of a table.
    private static let badRules: [(code: String, rule: String)] = [
        ("pool.value", "strategy = 5"), ("pool.key.missing", "clause = 'x'"),
        ("pool.amount", "strategy = 'pro-rata-contribution', caps = { lcc = gbp(-1) }"),
        ("pool.percentage", "strategy = 'fixed-shares', shares = { lcc = percent(-1) }"),
        ("pool.key.unknown", "strategy = 'own-risk', caps = {}"),
        ("pool.partner.unknown", "strategy = 'fixed-shares', shares = { X = percent(100) }"),
        ("pool.line.unknown", "strategy = 'waterfall', steps = { { step = 'schemes', lines = { 'X' } } }"),
        ("pool.strategy.unknown", "strategy = 'own-riks'"),
        ("pool.step.unknown", "strategy = 'waterfall', steps = { 'X' }"),
        ("pool.to.unknown", "strategy = 'pro-rata-contribution', to = 'X'"),
        (
            "pool.contingency.unknown",
            "strategy = 'waterfall', steps = { { step = 'contingency', contingency = 'X' } }"
        ),
        ("pool.contingency.missing", "strategy = 'waterfall', steps = { 'contingency' }"),
        ("pool.variable", "strategy = 'fixed-variable', variable = {}"),
        ("pool.steps", "strategy = 'waterfall', steps = {}"),
        ("pool.shares.none", "strategy = 'fixed-shares', shares = {}"),
        ("pool.shares.sum", "strategy = 'fixed-shares', shares = { lcc = percent(99), ccg = percent(2) }"),
    ]

    private static let ofPools =
        badRules.map { Provocation("plan:agree", $0.code, "plan:agree { overspend = { \($0.rule) }, reason = 'r' }") }
        + [
            moving(
                "plan:agree", "pool.source.unknown", "underspend = { strategy = 'stays', ring_fenced = { 'X' } }"),
            moving("plan:agree", "pool.agree.nothing", "lead = 'lcc'"),
            moving("plan:agree", "plan.line.unknown", "line = 'X', lead = 'lcc'"),
            moving("plan:agree", "plan.pool.unknown", "pool = 'X', underspend = { strategy = 'stays' }"),
            moving("plan:agree", "plan.pool.needed", "underspend = { strategy = 'stays' }", on: .twoPools),
            moving("plan:outturn", "plan.line.unknown", "line = 'X', amount = gbp(1)"),
            moving("plan:outturn", "plan.source.unknown", "line = 'A.1', source = 'X', amount = gbp(1)"),
            moving("plan:outturn", "plan.outturn.negative", "line = 'A.1', amount = gbp(-1)"),
            moving("plan:outturn", "plan.too-large", "line = 'A.1', amount = gbp '2,000,000,000,000'"),
            Provocation(
                "plan:outturn", "plan.outturn.mixed",
                """
                plan:outturn { line = 'A.1', amount = gbp(1), reason = 'r' }
                plan:outturn { line = 'A.1', source = 'nhs', amount = gbp(1), reason = 'r' }
                """),
            Provocation("plan:pool", "plan.pool.unknown", "plan:pool 'X'"),
            Provocation("plan:pool", "plan.too-large", "\(huge) plan:pool 'pool'"),
            Provocation("result:pool", "plan.pool.unknown", check: "result:pool 'X'"),
            Provocation("result:pool", "plan.too-large", huge, check: "result:pool 'pool'"),
            Provocation("pool:share", "plan.partner.unknown", "plan:pool('pool'):share 'X'"),
        ]

    private static let huge = "plan:contribute { source = 'nhs', amount = gbp '30,000,000,000,000,000', reason = 'r' }"

    /// Rolls the small plan forward, with arguments in place of those that would be good.
    private static func rolling(_ code: String, _ slip: String = "", before: String = "") -> Provocation {
        let good = [
            ("to", "'2017-18'"), ("reason", "'r'"), ("lines", "'flat'"), ("not_stated", "'recurrent'"),
            ("uplift", "{ ['nhs-minimum'] = percent(0), ['disabled-facilities-grant'] = percent(0) }"),
        ]
        let kept = good.filter { !slip.contains("\($0.0) =") }.map { "\($0.0) = \($0.1)" }
        let call = "plan:roll_forward { \((kept + (slip.isEmpty ? [] : [slip])).joined(separator: ", ")) }"
        return Provocation("plan:roll_forward", code, "\(before) \(call)")
    }

    private static let ofTime =
        ["by_month", "by_quarter"].flatMap { function in
            [
                Provocation("plan:\(function)", "plan.line.unknown", "plan:\(function) { line = 'X' }"),
                Provocation("plan:\(function)", "plan.source.unknown", "plan:\(function) { source = 'X' }"),
                Provocation("plan:\(function)", "script.argument.unknown-word", "plan:\(function) { of = 'X' }"),
                Provocation(
                    "plan:\(function)", "plan.months.of-line", "plan:\(function) { line = 'A.1', of = 'income' }"),
                Provocation(
                    "plan:\(function)", "plan.too-large",
                    """
                    local much = gbp '40,000,000,000,000,000'
                    for _ = 1, 3 do
                      plan:contribute { source = 'nhs', to = 'A.1', amount = much, reason = 'r', months = 'april' }
                      plan:withdraw { source = 'nhs', from = 'A.1', amount = much, reason = 'r', months = 'may' }
                    end
                    plan:\(function) { line = 'A.1' }
                    """),
            ]
        } + [
            rolling("scenario.plan-sealed").inCheck, rolling("plan.movement.no-reason", "reason = ' '"),
            rolling(
                "plan.too-many",
                "to = ('%d-%02d'):format(year, (year + 1) % 100)", before: "for year = 2017, 2040 do"
            ).ended,
            rolling("script.argument.unknown-word", "not_stated = 'perhaps'"),
            rolling("plan.roll.year", "to = '2018-19'"), rolling("plan.roll.unknown", "recurrent = { 'X' }"),
            rolling("plan.line.unknown", "same_months = { 'X' }"),
            rolling("plan.roll.both", "recurrent = { 'A.1' }, non_recurrent = { 'A.1' }"),
            rolling("plan.roll.not-stated", "not_stated = nil"), rolling("plan.roll.no-uplift", "uplift = {}"),
            rolling(
                "plan.roll.below-zero",
                before:
                    "plan:move { from = 'A.1', to = 'A.2', amount = gbp(900), months = 'mar', recurrent = true, reason = 'r' }"
            ),
            rolling("plan.too-large", "lines = percent '92233720368547758'"),
            Provocation("result:year", "result.year.unknown", check: "result:year '2015-16'"),
        ]

    static let provocations =
        ofVerbs + ofMonths + ofValues + ofReading + ofMoving + ofShaping + ofGrants + ofPools + ofTime + ofOutcomes

    /// Refusals that take too long to provoke in a test, such as 20,000 lines; and those that need a script of several
    /// files, which `CompositionTests` provokes.
    static let unprovoked = Set(
        ((verbs + notes).map(\.0) + ["plan:add_line"] + ofFacts.map(\.0) + suppositions.map(\.0)).map {
            "\($0): plan.too-many"
        }
            + noSamples + ["not-named", "unknown", "circle", "nothing"].map { "use: lua.module.\($0)" }
            + ["scenario.other-plan", "scenario.no-change", "lever.name"].map { "scenario: \($0)" })

    /// The code of the first diagnostic of a run.
    private func code(of script: String, on plan: Plan) -> String? {
        do throws(DiagnosticList) {
            _ = try ScenarioScript(ScriptText(name: "test.lua", text: script)).run(on: plan)
            return nil
        } catch {
            return error.diagnostics[0].code
        }
    }

    @Test(arguments: provocations)
    func `A refusal that a function declares can be provoked`(provocation: Provocation) throws {
        let script = SmallScenario.script(change: provocation.change, check: provocation.check)
        #expect(try code(of: script, on: Self.plan(provocation.plan)) == provocation.code)
    }

    @Test func `Every declared refusal is provoked, and every provoked one is declared`() {
        let declared = API.functions.flatMap { function in function.errors.map { "\(function.spelling): \($0.code)" } }
        let provoked = Self.provocations.map(\.description)
        #expect(Set(declared).subtracting(provoked) == Self.unprovoked)
        #expect(Set(provoked).subtracting(declared).isEmpty)
        #expect(Set(declared).count == declared.count)
    }

    @Test func `A code has one meaning`() {
        let errors = API.functions.flatMap { $0.errors + $0.argumentErrors } + APIError.ofEveryCall
        for (code, same) in Dictionary(grouping: Set(errors), by: \.code) { #expect(same.count == 1, "\(code)") }
        for error in errors { #expect(error.when.hasSuffix(".") && error.when.first?.isUppercase == true) }
    }

    @Test func `Every code that the API's source raises is declared`() throws {
        let raised = try codes(after: /(?:LuaCallError)\(\s*"([a-z0-9.-]+)"/, in: "Sources/Scripting/API")
        let declared = Set((API.functions.flatMap(\.errors) + API.properties.flatMap(\.errors)).map(\.code))
        #expect(raised.count > 20)
        #expect(raised.subtracting(declared).isEmpty, "\(raised.subtracting(declared))")
    }

    @Test func `Every code that a plan refuses with is declared by a function, or cannot come from a script`() throws {
        let raised = try codes(after: /(?:PlanError|Self)\(\s*"(plan\.[a-z0-9.-]+)"/, in: "Sources/Finance")
        let declared = Set(API.functions.flatMap(\.errors).map(\.code))
        // The first two concern a plan as it is read. An empty line is refused earlier: it holds less than any amount.
        // The last three concern changes that are made again from what a worker says.
        let beyondScripts: Set = [
            "plan.cell.negative", "plan.line.reserved", "plan.line.empty", "plan.movement.no-such-source",
            "plan.close.holds-money", "plan.release.amount",
        ]
        #expect(raised.count > 15)
        #expect(raised.subtracting(declared) == beyondScripts)
    }

    /// The codes that the Swift files of a folder raise in one way.
    private func codes(after raise: Regex<(Substring, Substring)>, in path: String) throws -> Set<String> {
        let folder = APITests.root.appendingPathComponent(path)
        var raised: Set<String> = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for match in text.matches(of: raise) { raised.insert(String(match.1)) }
        }
        return raised
    }

    // MARK: Arguments

    /// How a script comes by an object of a class, on the small plan.
    private func receiver(_ owner: APIClassName?) -> String {
        switch owner {
        case nil: ""
        case .money: "gbp(1)"
        case .rate: "percent(1)"
        case .line: "plan:line('A.1')"
        case .source: "plan:sources()[1]"
        case .random: "random('s')"
        case .riskPool: "plan:risk_pool('stated')"
        case .riskPoolQuarter: "plan:risk_pool('stated'):quarter(1)"
        case .grant: "plan:dfg()"
        case .reserve: "plan:reserve('r')"
        case .pool: "plan:pool('pool')"
        case .uncertain: "uniform(1, 2)"
        case .outcome: "result:metric('admissions')"
        default: owner?.variable ?? ""
        }
    }

    @Test(arguments: API.functions.map(\.spelling))
    func `What is refused of arguments is what follows from the parameters`(spelling: String) throws {
        let function = try #require(API.functions.first { $0.spelling == spelling })
        let object = receiver(function.owner)
        let call = function.owner == nil ? function.name : "\(object):\(function.name)"
        let first = function.parameters.first?.name ?? ""
        var calls = ["lua.wrong-self": "local f = (\(object)).\(function.name) f('x')"]
        if case .named = function.style {
            calls["script.argument.missing"] = "\(call) {}"
            calls["script.argument.unknown"] = "\(call) { no_such_name = 1 }"
            calls["script.argument.unnamed"] = "\(call) { 1 }"
            calls["script.arguments.not-a-table"] = "\(call)(1)"
            calls["script.argument.wrong-type"] = "\(call) { \(first) = print }"
        } else {
            let many = Array(repeating: "nil", count: function.parameters.count + 1).joined(separator: ", ")
            calls["script.argument.missing"] = "\(call)()"
            calls["script.arguments.too-many"] = "\(call)(\(many))"
            calls["script.argument.wrong-type"] = "\(call)(print)"
        }
        for error in function.argumentErrors {
            let body = try #require(calls[error.code])
            let isCheck = function.owner == .result || function.owner == .outcome
            let script = SmallScenario.script(change: isCheck ? "" : body, check: isCheck ? body : "")
            #expect(try code(of: script, on: SmallScenario.plan()) == error.code, "\(body)")
        }
    }
}
