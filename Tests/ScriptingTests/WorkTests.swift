import Diagnostics
import LuaHost
import Scripting
import Testing

/// Reading a plan counts as the work that it is: a few instructions of a script may not keep a machine busy for long.
@Suite struct WorkTests {
    private static let reads = [
        #"plan:sum { theme = "Prevention" }"#, #"plan:sum { source = "dfg" }"#,
        #"plan:lines { theme = "Prevention", status = "active", provider = "ccg" }"#, "plan.total_spend",
        "plan.balanced", "plan.unallocated", #"plan:sources()[1].spend"#, #"plan:pool "pool""#, "plan:by_month()",
        #"plan:by_quarter { line = "A.1" }"#, "plan:dfg().allocation",
    ]

    /// Whether 3,000 rounds with so many more lines in the plan stay within 300,000 instructions.
    private func isCheap(_ read: String, lines: Int) throws -> Bool {
        let text = SmallScenario.script(
            change: """
                for i = 1, \(lines) do plan:add_line { id = "N" .. i, theme = "Prevention", title = "x" } end
                for i = 1, 3000 do local x = \(read) end
                """)
        let plan = try SmallScenario.plan()
        do throws(DiagnosticList) {
            _ = try ScenarioScript(
                ScriptText(name: "test.lua", text: text), limits: LuaLimits(instructions: 300_000)
            ).run(on: plan)
            return true
        } catch {
            #expect(error.diagnostics.map(\.code) == ["lua.instructions"])
            return false
        }
    }

    @Test("Reading a larger plan counts for more", arguments: reads)
    func grows(read: String) throws {
        #expect(try isCheap(read, lines: 0))
        #expect(try !isCheap(read, lines: 800))
    }
}
