import Diagnostics
import Finance
import Scripting
import Testing

@Suite struct CompositionTests {
    /// Closes B.1 into A.1; its lever is how much goes to A.2 first.
    private static let close = """
        return scenario { title = "Close", plan = "small",
        levers = { kept = lever { default = gbp(0), from = gbp(0) } },
        change = function(plan, levers)
          if levers.kept > gbp(0) then
            plan:move { from = "B.1", to = "A.2", amount = levers.kept, reason = "kept" }
          end
          plan:close_line { line = "B.1", to = "A.1", reason = "closes" }
        end,
        check = function(result) expect(result:line("B.1").total == gbp(0), "B.1 is empty") end }
        """
    private static let trim = """
        return scenario { title = "Trim", plan = "small",
        change = function(plan) plan:scale { line = "A.1", by = percent(-10), reason = "trims" } end }
        """

    private static func run(
        _ text: String, _ modules: [String: String], settings: [LeverSetting] = []
    ) throws -> ScenarioRun {
        let modules = modules.sorted { $0.key < $1.key }.map {
            ScriptModule(name: $0.key, script: ScriptText(name: "\($0.key).lua", text: $0.value))
        }
        return try ScenarioScript(ScriptText(name: "test.lua", text: text), modules: modules)
            .run(on: try SmallScenario.plan(), settings: settings)
    }

    private static func refusal(_ text: String, _ modules: [String: String]) throws -> Diagnostic {
        let list = try #require(throws: DiagnosticList.self) { try run(text, modules) }
        return try #require(list.diagnostics.first)
    }

    private static let both = """
        return scenario { title = "Both", plan = "small", based_on = { use "close", use "trim" } }
        """

    @Test func `Layers change the plan in their order, and the change of the whole is their sum`() throws {
        let run = try Self.run(Self.both, ["close": Self.close, "trim": Self.trim])
        #expect(run.title == "Both" && run.layers.map(\.title) == ["Close", "Trim", "Both"])
        #expect(run.layers.map { $0.change(ofLine: "A.1") } == [.gbp(300), .gbp(-130), .gbp(0)])
        for line in run.evaluation.byLine {
            let sum = run.layers.reduce(0) { $0 + $1.change(ofLine: line.total.id).pence }
            #expect(sum == line.total.difference.pence)
        }
    }

    @Test func `What a layer does on its own shows the interaction`() throws {
        let run = try Self.run(Self.both, ["close": Self.close, "trim": Self.trim])
        let plan = try SmallScenario.plan()
        #expect(run.layers[1].changeAlone(ofLine: "A.1", from: plan) == .gbp(-100))
        #expect(run.layers[0].changeAlone(ofLine: "A.1", from: plan) == .gbp(300))
    }

    @Test func `A layer that needs the ones before it says so`() throws {
        let needs = """
            return scenario { title = "Needs", plan = "small", based_on = { use "close" },
            change = function(plan) plan:move { from = "A.1", to = "A.2", amount = gbp(1200), reason = "r" } end }
            """
        let run = try Self.run(needs, ["close": Self.close])
        guard case .refused(let reason) = run.layers[1].alone else {
            Issue.record("A.1 holds too little on its own")
            return
        }
        #expect(reason.contains("£1,000"))
        #expect(run.layers[1].changeAlone(ofLine: "A.1", from: try SmallScenario.plan()) == nil)
    }

    @Test func `A scenario that two layers are based on runs once`() throws {
        let other = #"return scenario { title = "Other", plan = "small", based_on = { use "close" } }"#
        let text = #"return scenario { title = "All", plan = "small", based_on = { use "other", use "close" } }"#
        let run = try Self.run(text, ["close": Self.close, "other": other])
        #expect(run.layers.map(\.title) == ["Close", "Other", "All"])
    }

    @Test func `A layer's lever has the layer's name before its own, and its expectations still hold`() throws {
        let run = try Self.run(
            Self.both, ["close": Self.close, "trim": Self.trim],
            settings: [LeverSetting(name: "close.kept", text: "100")])
        #expect(run.levers.map(\.name) == ["close.kept"])
        #expect(run.evaluation.after.total(line: 1) == .gbp(350))
        #expect(run.expectations.map(\.message) == ["B.1 is empty"])
        #expect(run.expectations[0].written?.file == "close.lua")
    }

    @Test func `What a layer expects is tested of its own turn, and whether it holds of the whole is said`() throws {
        let keep = """
            return scenario { title = "Keep", plan = "small",
            change = function(plan) plan:move { from = "A.1", to = "B.1", amount = gbp(100), reason = "r" } end,
            check = function(result)
              expect(result:line("A.1").total >= gbp(900), "A.1 keeps 900")
              expect(result.balanced, "balanced")
            end }
            """
        let more = """
            return scenario { title = "More", plan = "small", based_on = { use "keep" },
            change = function(plan) plan:move { from = "A.1", to = "B.1", amount = gbp(500), reason = "r" } end,
            check = function(result) expect(result:change { line = "A.1" } == gbp(-600), "both moved") end }
            """
        let run = try Self.run(more, ["keep": keep])
        #expect(run.expectations.map(\.isMet) == [true, true, true])
        #expect(run.expectations.map(\.holdsOfWhole) == [false, true, nil])
    }

    @Test func `A layer draws the same on its own as in its turn`() throws {
        let draws = """
            return scenario { title = "Draws", plan = "small", change = function(plan)
              plan:move { from = "A.1", to = "B.1", amount = gbp(random("winter"):integer(1, 300)), reason = "r" } end }
            """
        let both = #"return scenario { title = "Both", plan = "small", based_on = { use "one", use "two" } }"#
        let run = try Self.run(both, ["one": draws, "two": draws])
        let changes = run.layers.prefix(2).map { $0.change(ofLine: "B.1") }
        #expect(changes[0] == changes[1])
        #expect(try run.layers[1].changeAlone(ofLine: "B.1", from: SmallScenario.plan()) == changes[1])
    }

    @Test func `An error of a layer names the layers before it`() throws {
        let refusal = try Self.refusal(
            """
            return scenario { title = "T", plan = "small", based_on = { use "close" },
            change = function(plan) plan:move { from = "B.1", to = "A.2", amount = gbp(1), reason = "r" } end }
            """, ["close": Self.close])
        #expect(refusal.reason?.contains("these layers left it: `Close`") == true)
    }

    @Test func `Running a layer alone leaves no print, expectation or assumption behind`() throws {
        let talks = """
            local count = 0
            return scenario { title = "Talks", plan = "small", based_on = { use "close" },
            change = function(plan)
              count = count + 1
              print("called", count)
              expect(count == 1, "first")
              assume { what = "a", owner = "o", source = "s", date = "2016-04-01", quality = "measured" }
            end }
            """
        let run = try Self.run(talks, ["close": Self.close])
        #expect(run.printed == "called\t1\n")
        #expect(run.expectations.map(\.isMet) == [true, true] && run.assumptions.count == 1)
    }

    @Test func `A module can offer values and functions, and runs once`() throws {
        let run = try Self.run(
            """
            local shared = use "shared"
            assert(use "shared" == shared)
            return scenario { title = "T", plan = "small", change = function(plan)
              plan:move { from = "A.1", to = "B.1", amount = shared.twice(shared.amount), reason = "r" } end }
            """, ["shared": "return { amount = gbp(5), twice = function(m) return m * 2 end }"])
        #expect(run.movements[0].amount == .gbp(10))
    }

    @Test(arguments: [
        (#"use "other""#, ["shared": "return 1"], "lua.module.unknown"),
        (#"use(nil)"#, [:], "lua.module.not-named"),
        (#"use("a", "b")"#, [:], "lua.module.not-named"),
        (#"use "a""#, ["a": #"return use "b""#, "b": #"return use "a""#], "lua.module.circle"),
        (#"use "a""#, ["a": "local x = 1"], "lua.module.nothing"),
        (#"use "a""#, ["a": "return"], "lua.module.nothing"),
        (
            #"use "a""#,
            [
                "a":
                    "scenario { title = 't', plan = 'x', change = print } return scenario { title = 't', plan = 'x', change = print }"
            ],
            "scenario.second"
        ),
        (
            #"return scenario { title = "t", plan = "small", based_on = { use "a" } }"#,
            ["a": "return scenario { title = 't', plan = 'big', change = print }"], "scenario.other-plan"
        ),
        (#"return scenario { title = "t", plan = "small" }"#, [:], "scenario.no-change"),
        (#"return scenario { title = "t", plan = "small", based_on = { {} } }"#, [:], "script.argument.wrong-type"),
        (
            #"return scenario { title = "t", plan = "small", change = print, levers = { ["a.b"] = lever { default = 1 } } }"#,
            [:], "lever.name"
        ),
    ])
    func `What cannot be used or built on is refused`(text: String, modules: [String: String], code: String) throws {
        #expect(try Self.refusal(text, modules).code == code)
    }

    @Test(
        arguments: [
            (
                #"return scenario { title = "t", plan = "small", based_on = { "cut" } }"#, [:],
                #"entry 1 of `based_on` must be a Scenario, not the text "cut""#, #"based_on = { use "cut" }"#
            ),
            (
                #"return scenario { title = "t", plan = "small", based_on = use "cut" }"#,
                ["cut": "return scenario { title = 't', plan = 'small', change = print }"],
                "must be a list of Scenarios, not a Scenario", "put it in braces: based_on = { use"
            ),
            (
                #"return scenario { title = "t", plan = "small", change = print, levers = { share = percent(5) } }"#,
                [:],
                "`share` of `levers` must be a Lever, not a Rate", #"share = lever { default = percent "5" }"#
            ),
            (
                #"use "a""#, ["a": #"return use "b""#, "b": #"return use "a""#], "used before it is complete",
                "a.lua → b.lua → a.lua"
            ),
        ] as [(String, [String: String], String, String)])
    func `A refusal names the entry and shows how it is written`(
        text: String, modules: [String: String], message: String, remedy: String
    ) throws {
        let refusal = try Self.refusal(text, modules)
        #expect(refusal.message.contains(message), "\(refusal.message)")
        #expect("\(refusal.reason ?? "") \(refusal.help ?? "")".contains(remedy), "\(refusal)")
    }

    @Test func `Mistakes in all scripts are reported at once, each under its own name`() throws {
        let list = try #require(throws: DiagnosticList.self) {
            try Self.run("return scenario {", ["a": "local = 1", "b": "return {}"])
        }
        #expect(list.diagnostics.map { $0.place?.file } == ["test.lua", "a.lua"])
    }

    @Test func `A script runs again as if for the first time`() throws {
        let script = try ScenarioScript(
            ScriptText(
                name: "test.lua",
                text: """
                    local count = 0
                    local shared = use "shared"
                    return scenario { title = "T", plan = "small", change = function()
                      count = count + 1
                      shared.count = shared.count + 1
                      print(count, shared.count)
                    end }
                    """),
            modules: [ScriptModule(name: "shared", script: ScriptText(name: "s.lua", text: "return { count = 0 }"))])
        let plan = try SmallScenario.plan()
        for _ in 1...3 { #expect(try script.run(on: plan).printed == "1\t1\n") }
    }
}

@Suite struct AssumptionTests {
    private static func assume(_ arguments: String) -> String {
        SmallScenario.script(change: "print(assume { \(arguments) })")
    }
    private static let rest = #"owner = "o", source = "s", date = "2016-02-29", quality = "estimate""#

    @Test(arguments: [
        ("gbp(5)", "£5"), ("percent(2.5)", "2.5%"), ("3", "3"), ("'text'", "text"), ("false", "no"), ("1.5", "1.5"),
    ])
    func `An assumption gives its value and is kept as people write it`(value: String, shown: String) throws {
        let run = try SmallScenario.run(Self.assume(#"what = "w", value = \#(value), \#(Self.rest)"#))
        #expect(run.assumptions.map(\.value) == [shown])
        #expect(run.printed == (value == "false" ? "false\n" : "\(shown)\n"))
        #expect(run.assumptions[0].quality == .estimate && run.assumptions[0].written?.line == 4)
    }

    @Test(arguments: [
        (#"what = "w""#, "script.argument.missing"),
        (#"what = "w", owner = "o", source = "s", date = "29/02/2016", quality = "estimate""#, "assume.date"),
        (#"what = "w", owner = "o", source = "s", date = "2017-02-29", quality = "estimate""#, "assume.date"),
        (#"what = "w", owner = "o", source = "s", date = "2016-02-29", quality = "good""#, "assume.quality"),
    ])
    func `An assumption without what makes it one is refused`(arguments: String, code: String) throws {
        #expect(try SmallScenario.refusal(Self.assume(arguments)).code == code)
    }

    @Test func `The same words twice are one assumption; other words for the same thing are refused`() throws {
        let one = #"assume { what = "w", value = 1, \#(Self.rest) }"#
        #expect(try SmallScenario.change("\(one) \(one)").assumptions.count == 1)
        let other = #"assume { what = "w", value = 2, \#(Self.rest) }"#
        #expect(try SmallScenario.refusal(SmallScenario.script(change: "\(one) \(other)")).code == "assume.twice")
    }
}
