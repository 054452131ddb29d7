import Diagnostics
import Foundation
import Scripting
import Testing

/// What the checks of a script's text find, and what they leave alone.
@Suite struct LintTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The code and the underlined part of each finding.
    private func found(_ text: String) -> [String] {
        ScenarioLint.findings(name: "s.lua", text: text).map { finding in
            guard let excerpt = finding.place?.excerpt, let range = finding.place?.marked else { return finding.code }
            return "\(finding.code) \(String(Array(excerpt)[range]))"
        }
    }

    private func inChange(_ text: String) -> String {
        """
        return scenario {
          title = "Example", plan = "leicestershire-2016-17",
          levers = { moved = lever { default = gbp(5) }, share = lever { default = percent(5) } },
          change = function(plan, levers)
            print(levers.moved, levers.share)
            \(text)
          end,
        }
        """
    }

    // MARK: The reference page

    @Test("Every check finds its example, and nothing in the mended one", arguments: LintCheck.allCases)
    func examples(check: LintCheck) {
        let entry = check.entry
        #expect(ScenarioLint.findings(name: "s.lua", text: entry.bad).map(\.code) == [check.rawValue])
        #expect(found(entry.mended) == [])
        for finding in ScenarioLint.findings(name: "s.lua", text: entry.bad) {
            #expect(finding.severity == .warning && finding.reason != nil && finding.help != nil)
            #expect(finding.place?.marked != nil)
        }
    }

    @Test("The reference page is what the checks say")
    func page() throws {
        let page = Self.root.appendingPathComponent("docs/lint.md")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(LintReference.markdown.utf8).write(to: page)
        }
        let written = try String(contentsOf: page, encoding: .utf8)
        #expect(written == LintReference.markdown, "run UPDATE_GOLDEN=1 make test and read the difference")
    }

    // MARK: No false alarm

    @Test("The scenarios of the repository have no findings")
    func scenarios() throws {
        let folder = Self.root.appendingPathComponent("Scenarios")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lua") }
        #expect(!files.isEmpty)
        for file in files {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            #expect(found(text) == [], "\(file)")
        }
    }

    @Test("The scripts of the README have no findings")
    func readme() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let scripts = text.components(separatedBy: "```lua\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(!scripts.isEmpty)
        for script in scripts { #expect(found(script) == []) }
    }

    @Test("The examples of the API have no findings, but that they end before they use their result")
    func apiExamples() {
        for function in API.functions {
            let parameter = function.owner == .result ? "result" : "plan"
            let part = function.owner == .result ? "change = function() end, check" : "change"
            let text =
                function.name == "scenario"
                ? function.example
                : """
                return scenario { title = "Example", plan = "leicestershire-2016-17", \(part) = function(\(parameter))
                \(function.example)
                end }
                """
            let codes = ScenarioLint.findings(name: "s.lua", text: text).map(\.code)
            #expect(codes.filter { $0 != "lint.unused-variable" } == [], "\(function.spelling)")
        }
    }

    @Test(
        "What may be right is left alone",
        arguments: [
            "local m = gbp(5) m = 5 if m == 5 then print(m) end",
            "local function f(m) return m == 0 end print(f(gbp(5)))",
            "local m = gbp(5) if m == nil then print(m) end",
            "local m = gbp(5) print(m * 3, 3 * m, -m, m + m, m - m, m * math.floor(2.5))",
            "for i = 1, 5 / 2 do print(i) end", "for i = 1, 3 do print(gbp(5) * i) end",
            "print(5 / 2 == 2.5, 1 == 1.0)", "print(percent(5) < percent(6), percent(5) >= percent(6))",
            "local t = { 1, 2 } t[1] = 3 t.x = 4 print(#t, t.y)", "local s = 'x' print(s:upper(), s .. 1)",
            "local t = { a = 1, b = { a = 1 } } print(t)", "local t = { [1] = 1, [2] = 1 } print(t)",
            "while true do if print then break end print(1) end", "do return end",
            "goto done print(1) ::done:: print(2)",
            "local a <const> = 1 print(a)", "for _, _ in ipairs {} do print(1) end",
            "local function walk(n) if n > 0 then return walk(n - 1) end return n end print(walk(3))",
            "if print then error('a') else print(1) end print(2)", "return { print, fmt('x') }",
            "local select_ = select(2, 1, 2) print(select_)", "print(table.unpack { 1, 2 })",
            "local parts = apportion(gbp(5), { 1, 1 }) print(parts[1] + gbp(1))", "print(tostring(gbp(5)) .. 'x')",
            "local f = function(...) return fmt(...) end print(f('x'))", "print(gbp(tonumber('5')))",
            "print(math.huge, math.maxinteger // 2, string.len('x'))",
        ])
    func leftAlone(text: String) {
        #expect(found(text) == [])
    }

    @Test(
        "What may be right in a scenario is left alone",
        arguments: [
            "for _, line in ipairs(plan:lines()) do if line.total > gbp(5) then print(line.title) end end",
            "for n, source in ipairs(plan:sources { kind = 'nhs-minimum' }) do print(n, source.funding + gbp(1)) end",
            "local line = plan:line 'UPO5.1' print(line == plan:line 'UPO5.1', line.id == 'UPO5.1')",
            "local id = 'UPO5.1' print(plan:line(id).total - levers.moved)",
            "plan:close_line { line = plan:line 'EN04.1', reason = 'ends', to = 'unallocated' }",
            "local added = plan:add_line { id = 'X', theme = 'Y', title = 'Z' } print(added.total:is_zero())",
            "plan:add_line { id = 'X', theme = 'Y', title = 'Z' }",
            "print(levers.share:of(levers.moved) == gbp(5))", "print(plan:line('UPO5.1').total.pence * 1.5)",
            "local arguments = { line = 'X' } plan:close_line(arguments)",
            "local name = 'moved' print(levers[name])", "print(plan.unallocated:is_zero(), plan:sum() == gbp(1))",
            "local spend = plan.total_spend print(spend, levers['moved'] < spend)",
        ])
    func scenarioLeftAlone(text: String) {
        #expect(found(inChange(text)) == [])
    }

    // MARK: Findings

    @Test(
        "Slips in plain Lua",
        arguments: [
            ("local m = gbp(5) print(m ~= 0)", ["lint.never-equal m ~= 0"]),
            ("local m = gbp(5) print(m == \"£5\")", ["lint.never-equal m == \"£5\""]),
            ("print(0 == gbp(5) + gbp(1))", ["lint.never-equal 0 == gbp(5) + gbp(1)"]),
            ("print(gbp(5) * 2 == 10)", ["lint.never-equal gbp(5) * 2 == 10"]),
            ("print(gbp(5):is_zero() == 0)", ["lint.never-equal gbp(5):is_zero() == 0"]),
            ("print(percent(5):of(gbp(5)) == 5)", ["lint.never-equal percent(5):of(gbp(5)) == 5"]),
            ("print('5' == 5)", ["lint.never-equal '5' == 5"]),
            ("print(apportion(gbp(5), { 1 })[1] == 5)", ["lint.never-equal apportion(gbp(5), { 1 })[1] == 5"]),
            (
                "print(gbp(5) < 5, 5 >= gbp(5), '5' < 5)",
                ["lint.size gbp(5) < 5", "lint.size 5 >= gbp(5)", "lint.size '5' < 5"]
            ),
            ("print(gbp(5) + 5, 5 - gbp(5))", ["lint.arithmetic gbp(5) + 5", "lint.arithmetic 5 - gbp(5)"]),
            (
                "print(gbp(5) * gbp(5), gbp(5) / 2, gbp(5) ^ 2)",
                [
                    "lint.arithmetic gbp(5) * gbp(5)", "lint.arithmetic gbp(5) / 2", "lint.arithmetic gbp(5) ^ 2",
                ]
            ),
            (
                "print(gbp(5) * (1 / 2), 'a' + 1, -'a', nil + 1)",
                [
                    "lint.arithmetic gbp(5) * (1 / 2)", "lint.arithmetic 'a' + 1", "lint.arithmetic 'a'",
                    "lint.arithmetic nil + 1",
                ]
            ),
            ("print('a' .. gbp(5) .. percent(5))", ["lint.join gbp(5)", "lint.join percent(5)"]),
            ("for i = 0.5, 3 do print(i) end", ["lint.loop-fraction 0.5"]),
            ("for m = gbp(0), gbp(5) do print(m) end", ["lint.loop-value gbp(0)", "lint.loop-value gbp(5)"]),
            ("for i = 1, '5' do print(i) end", ["lint.loop-value '5'"]),
            ("for _, x in { 1, 2 } do print(x) end", ["lint.loop-value { 1, 2 }"]),
            ("for _, x in ipairs(gbp(5)) do print(x) end", ["lint.loop-value gbp(5)"]),
            (
                "string.upper('x') math.abs(1) tostring(1)",
                [
                    "lint.unused-result string.upper('x')", "lint.unused-result math.abs(1)",
                    "lint.unused-result tostring(1)",
                ]
            ),
            ("local s = 'x' s:upper()", ["lint.unused-result s:upper()"]),
            ("gbp(5):is_zero() fmt('x')", ["lint.unused-result gbp(5):is_zero()", "lint.unused-result fmt('x')"]),
            ("local a, b = 1, 2 print(b)", ["lint.unused-variable a"]),
            ("local a a = 1", ["lint.unused-variable a"]),
            ("local function f() end", ["lint.unused-variable f"]),
            ("local a = 1 local a = a + 1", ["lint.unused-variable a"]),
            ("for i = 1, 3 do print(1) end", ["lint.unused-variable i"]),
            ("local function f(gbp) return gbp end print(f)", ["lint.shadow gbp"]),
            ("local type = 1 print(type)", ["lint.shadow type"]),
            ("for _, line in next, {} do print(line) end", ["lint.unknown-name next"]),
            ("local x = x print(x)", ["lint.unknown-name x"]),
            ("print(os.time())", ["lint.unknown-name os"]),
            ("function f() end print = 1", ["lint.assigned f", "lint.assigned print"]),
            ("local m = gbp(5) m.pence = 3 math.pi = 3", ["lint.assigned pence", "lint.assigned pi"]),
            (
                "print(math.log(1), string.dump(print), gbp(5).penny, ('x'):trim())",
                [
                    "lint.unknown-field log", "lint.unknown-field dump", "lint.unknown-field penny",
                    "lint.unknown-field trim",
                ]
            ),
            ("print(gbp(5).is_zero(), gbp(5):pence())", ["lint.call is_zero", "lint.call pence"]),
            ("print(gbp(5)())", ["lint.call (5)"]),
            (
                "print(gbp(), gbp(1, 2), gbp(gbp(1)), percent(true))",
                [
                    "lint.missing-argument gbp", "lint.argument 2", "lint.argument gbp(1)", "lint.argument true",
                ]
            ),
            ("print { a = 1, ['a'] = 2 }", ["lint.duplicate-key 'a'"]),
            ("print(function() do return 1 end print(2) end)", ["lint.unreachable print(2)"]),
            ("if print then error('a') else return end print(1) print(2)", ["lint.unreachable print(1)"]),
            ("while print do break print(1) end", ["lint.unreachable print(1)"]),
            ("if x = nil then end", ["lua.syntax ="]), ("local t = { 1 2 }", ["lua.syntax.unclosed 2"]),
            ("print(1 | 2)", ["lua.bits |"]), ("print(_ENV)", ["lua.environment _ENV"]),
            ("local s = 'abc\n", ["lua.syntax.text 'abc"]), ("print(1.39m)", ["lua.syntax.number 1.39m"]),
            ("print(1\n", ["lua.syntax.unclosed ("]),
        ] as [(String, [String])])
    func slips(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(
        "Slips in a scenario",
        arguments: [
            ("if levers.moved == 0 then return end", ["lint.never-equal levers.moved == 0"]),
            ("print(plan:line 'X'.total == 5)", ["lint.never-equal plan:line 'X'.total == 5"]),
            ("print(plan:line('X').total == 5)", ["lint.never-equal plan:line('X').total == 5"]),
            ("for _, line in ipairs(plan:lines()) do print(line.total == 0) end", ["lint.never-equal line.total == 0"]),
            ("for _, line in plan:lines() do print(line) end", ["lint.loop-value plan:lines()"]),
            ("for _, line in ipairs(plan.lines) do print(line) end", ["lint.loop-value plan.lines"]),
            (
                "print(plan:line('X') == 'X', 'x' .. plan:line('X'))",
                [
                    "lint.never-equal plan:line('X') == 'X'", "lint.join plan:line('X')",
                ]
            ),
            (
                "print(levers.movd, plan.totl_spend, plan:lime('X'))",
                [
                    "lint.unknown-lever movd", "lint.unknown-field totl_spend", "lint.unknown-field lime",
                ]
            ),
            ("plan:line('X')", ["lint.unused-result plan:line('X')"]),
            ("plan.title = 'x'", ["lint.assigned title"]),
            (
                "plan:move { from = 'a', to = 'b', amout = gbp(5), reason = 'c' }",
                [
                    "lint.missing-argument move", "lint.unknown-argument amout",
                ]
            ),
            ("plan:move { from = 'a', to = 5, amount = 5, reason = 'c' }", ["lint.argument 5", "lint.argument 5"]),
            ("plan:move('a', 'b', gbp(5))", ["lint.argument 'a'"]),
            ("plan:move {}", ["lint.missing-argument move"]),
            (
                "plan:scale { line = 'a', by = -10, reason = 'c', reason = 'd' }",
                [
                    "lint.argument -10", "lint.duplicate-key reason",
                ]
            ),
            ("print(plan:total_spend(), levers:moved())", ["lint.call total_spend", "lint.call moved"]),
        ] as [(String, [String])])
    func scenarioSlips(text: String, expected: [String]) {
        #expect(found(inChange(text)) == expected)
    }

    @Test("The remedy names the script's own values")
    func remedies() {
        func help(_ text: String) -> [String?] { ScenarioLint.findings(name: "s.lua", text: text).map(\.help) }
        #expect(help("local left = gbp(5) print(left == 0)") == ["write `left:is_zero()`"])
        #expect(help("local left = gbp(5) print(left ~= 0)") == ["write `not left:is_zero()`"])
        #expect(help("local left = gbp(5) print(left == \"5k\")") == ["write `gbp(\"5k\")`"])
        #expect(help("print(gbp(5) * percent(50))") == ["write percent(50):of(gbp(5))"])
        #expect(help("local total = 1 total += 1").contains("write the name twice: `total = total + …`"))
        #expect(help("print(1 != 2)") == ["write `~=` for “is not equal”"])
        #expect(help("print(apportion(gbp(5), 3))").allSatisfy { $0?.hasPrefix("for example: ") == true })
        #expect(help("print(gpb(5))") == ["did you mean `gbp`?"])
        #expect(help(inChange("print(levers.movd)")) == ["did you mean `moved`?"])
        #expect(help("if x = nil then end") == ["compare with `==`; a single `=` assigns"])
    }

    @Test("A comment turns off the findings of its line or of the next, and no others")
    func ignoring() {
        #expect(found("gbp(5) -- lint: ignore lint.unused-result") == [])
        #expect(found("-- lint: ignore lint.unused-result\ngbp(5)") == [])
        #expect(found("-- lint: ignore lint.unused-result\n\ngbp(5)") == ["lint.unused-result gbp(5)"])
        #expect(found("gbp(5) -- lint: ignore lint.shadow") == ["lint.unused-result gbp(5)"])
        #expect(found("gbp(5) gbp(m) -- lint: ignore lint.unused-result, lint.unknown-name") == [])
        #expect(found("gbp(5) -- see lint: ignore lint.unused-result") == ["lint.unused-result gbp(5)"])
        #expect(found("print(1) -- lint: ignore everything") == ["lint.unknown-code everything"])
    }

    @Test("Columns count characters, and lines count every line ending")
    func places() {
        let found = ScenarioLint.findings(name: "s.lua", text: "-- é\r\nlocal é_ = 1")
        #expect(found.map(\.code) == ["lua.syntax"])
        let finding = ScenarioLint.findings(name: "s.lua", text: "print('é£😀', gbp(5) == 5)\r\ngbp(5)")
        #expect(finding.map { $0.place?.description } == ["s.lua:1:14", "s.lua:2:1"])
    }

    @Test("No text stops the checks")
    func anyText() throws {
        let folder = Self.root.appendingPathComponent("Scenarios")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lua") }
        for file in files.sorted() {
            let text = Array(try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8))
            for length in stride(from: 0, to: text.count, by: 97) {
                let cut = String(text[..<length])
                _ = ScenarioLint.findings(name: file, text: cut)
                _ = ScenarioLint.findings(name: file, text: cut + " end end }" + String(text[length...]))
            }
        }
    }

    @Test("A long script full of slips has all its findings")
    func manyFindings() {
        func count(_ part: String, _ times: Int) -> Int {
            ScenarioLint.findings(name: "s.lua", text: String(repeating: part, count: times)).count
        }
        #expect(count("x()\n", 3_000) == 3_000)
        #expect(count("x() ", 3_000) == 3_000)
        #expect(count("error() ", 3_000) == 1)
        #expect(count("gbp(5) -- lint: ignore lint.unused-result\n", 2_000) == 0)
    }
}
