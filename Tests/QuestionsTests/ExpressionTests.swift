import Diagnostics
import Finance
import Questions
import Scripting
import Testing

struct ExpressionTests {
    private static let moved =
        #"moved = lever { default = gbp(0), from = gbp(0), to = gbp "3,000", step = gbp "100" }"#

    private func asked() throws -> Asked { try Asked(levers: Self.moved, change: #"move("C", "A", levers.moved)"#) }

    @Test(
        "A comparison is taken apart, and so is what `and` joins",
        arguments: [
            ("1 >= 2", ["1|>=|2"]), ("1 < 2 and 3 == 3", ["1|<|2", "3|==|3"]), ("((1 > 2))", ["1|>|2"]),
            ("(1 <= 2) and (2 > 1 and true)", ["1|<=|2", "2|>|1", "true||"]), ("1 < 2 or 2 < 1", ["1 < 2 or 2 < 1||"]),
            ("not (1 < 2)", ["not (1 < 2)||"]), ("1 ~= 2", ["1 ~= 2||"]), ("gbp(1) + gbp(2)", ["gbp(1) + gbp(2)||"]),
            ("1 +\n 2 >= 2", ["1 +  2|>=|2"]), ("1 < 2 or 2 < 1 and true", ["1 < 2 or 2 < 1 and true||"]),
        ])
    func parts(text: String, expected: [String]) throws {
        let expression = try ScenarioExpression("--until", text)
        #expect(
            expression.parts.map { "\($0.left)|\($0.comparison?.rawValue ?? "")|\($0.right)" } == expected)
    }

    @Test("An expression sees the result and the levers, and gives money, rates, numbers, and true or false")
    func values() throws {
        let asked = try asked()
        #expect(
            try asked.values(#"result:line("A").total >= gbp "1,200""#, ["moved": "150"])
                == [.money(Money(pence: 115_000)), .money(Money(pence: 120_000))])
        #expect(try asked.values("levers.moved", ["moved": "150"]) == [.money(Money(pence: 15_000))])
        #expect(try asked.values("percent(2.5) < percent(3)").count == 2)
        #expect(try asked.values("2 ^ 0.5 > 1") == [.number(2.0.squareRoot()), .integer(1)])
        #expect(try asked.values("result.balanced") == [.boolean(true)])
        #expect(
            try asked.values(#"result:condition("least-urgent").headroom"#, ["moved": "500"])
                == [.money(Money(pence: 150_000))])
    }

    @Test(
        "What an expression may not be is refused with its code",
        arguments: [
            ("", "expression.empty"), ("   ", "expression.empty"), ("1 +", "lua.syntax"), ("1 2", "lua.syntax"),
            ("1; 2", "lua.syntax"), ("x = 1", "lua.syntax"), ("return 1", "lua.syntax"), ("1 end", "lua.syntax"),
            ("...", "lua.syntax"), ("1) or (2", "lua.syntax"), ("local x", "lua.syntax"), ("1\u{0}", "lua.source.nul"),
            ("(function() while true do end end)()", "expression.function"),
            ("expect(true, 'x')", "expression.declares"), ("({ expect })[1](true, 'x')", "expression.declares"),
            ("assume {}", "expression.declares"), ("use 'other'", "expression.declares"),
            ("random 'x'", "expression.declares"), ("print(1)", "expression.declares"),
            ("scenario {}", "expression.declares"), ("lever {}", "expression.declares"),
            (String(repeating: "1+", count: 2_500) + "1", "expression.too-long"),
            (Array(repeating: "1<2", count: 30).joined(separator: " and "), "expression.too-many-parts"),
        ])
    func refused(text: String, code: String) throws {
        let found = try Asked.refusal { _ = try ScenarioExpression("--until", text) }
        #expect(found.code.hasPrefix(code), "\(found)")
        #expect(found.place?.file == "--until")
    }

    @Test(
        "An expression that fails ends the question, and says where and with which levers",
        arguments: [
            ("nosuch", "lua."), (#"result:line("X").total"#, "plan.line.unknown"), ("result.nosuch", "lua."),
            ("gbp(1) > 2", "expression.kinds"), ("true > false", "expression.kinds"), ("nil", "expression.nil"),
            ("result", "expression.no-value"), ("'text'", "expression.no-value"), ("1 / 0", "expression.not-finite"),
            ("{}", "expression.no-value"), ("gbp(1) + 1", "lua."), ("result.balanced + 1", "lua."),
            ("_ENV", "lua.environment"), ("1 | 2", "lua.bits"),
        ])
    func failing(text: String, code: String) throws {
        let asked = try asked()
        let found = try Asked.refusal { _ = try asked.values(text, ["moved": "200"]) }
        #expect(found.code.hasPrefix(code), "\(found)")
        if !["lua.environment", "lua.bits"].contains(found.code) {
            #expect(found.reason?.contains("moved = 200") == true, "\(found)")
        }
        #expect(found.place?.file == "--until")
        #expect(found.place?.marked != nil, "\(found)")
    }

    @Test(
        "An expression changes nothing, and uses no more than a script may",
        arguments: [
            ("result.after:move { from = 'A', to = 'B', amount = gbp(1), reason = 'r' }", ""),
            ("table.insert(result, 1)", ""), ("('x'):rep(1e9)", ""), ("('x'):rep(1e7):rep(1e3) == 'x'", ""),
            ("table.insert(levers, 1)", ""), ("math.huge > 1", "expression.not-finite"),
            ("string.rep == 1", ""),
        ])
    func hostile(text: String, code: String) throws {
        let asked = try asked()
        let before = try asked.values("result.after.total_spend")
        #expect(throws: DiagnosticList.self) { try asked.values("\(text) and true == true") }
        #expect(try asked.values("result.after.total_spend") == before)
        #expect(try asked.script.run(on: asked.plan).movements.isEmpty)
    }

    @Test("A setting that the plan refuses is a point with its reason, and the others are looked at")
    func refusedPoint() throws {
        let asked = try Asked(
            levers: #"moved = lever { default = gbp(0), from = gbp(0), to = gbp "9,000" }"#,
            change: #"move("C", "A", levers.moved)"#)
        let points = try asked.ask(
            [try ScenarioExpression("--until", "result.balanced")],
            ["1", "5000", "2"].map { [LeverSetting(name: "moved", text: $0)] })
        guard case .refused(let reason) = points[1], case .figures = points[0], case .figures = points[2] else {
            Issue.record("\(points)")
            return
        }
        #expect(reason.hasPrefix("test.lua:5: "), "\(reason)")
    }
}
