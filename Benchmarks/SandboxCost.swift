import LuaHost
import PlanFiles
import Scripting

/// What the sandbox costs the demo scenario: the same script read and run with the budgets of instructions, time and
/// memory, and without any.
enum SandboxCost {
    /// Prints the medians of both, taken in turns so that a noisy moment hits both.
    static func measure() throws {
        let path = "Scenarios/urgent-care-to-assistive-technology.lua"
        let text = try FileBytes.read(at: path, limit: 1 << 20).text()
        let plan = try PlanFolder.read(at: "Examples/leicestershire-2016-17").plan
        let none = LuaLimits(
            instructions: .max, softBytes: .max, hardBytes: .max, printedBytes: .max, seconds: 0, sourceBytes: .max)
        func time(_ limits: LuaLimits) throws -> Double {
            try ContinuousClock().measure {
                for _ in 1...20 {
                    let script = try ScenarioScript(ScriptText(name: path, text: text), limits: limits)
                    _ = try script.run(on: plan)
                }
            }.seconds / 20
        }
        var (with, without): ([Double], [Double]) = ([], [])
        for _ in 1...101 {
            with.append(try time(.standard))
            without.append(try time(none))
        }
        let (limited, free) = (with.sorted()[50] * 1e6, without.sorted()[50] * 1e6)
        print("Sandbox: the demo scenario read and run in this process, medians of 101 in turns")
        print("  with every budget  \(Int(limited)) us")
        print("  without budgets    \(Int(free)) us; the budgets add \(percent(limited, free)) (goal: 15%)")
    }

    private static func percent(_ limited: Double, _ free: Double) -> String {
        let tenths = Int(((limited / free - 1) * 1000).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)%"
    }
}
