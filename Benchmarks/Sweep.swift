import Diagnostics
import Finance
import PlanFiles
import ScenarioRuns
import Scripting

/// How many scenario evaluations a second one script gives when its levers are swept in one worker: each starts the
/// script afresh, calls the API 20 times, changes the real Leicestershire plan and takes the totals.
enum Sweep {
    /// The 20 calls of `change` and `check`: 2 lines, 2 movements, 2 sums, 10 fields, 1 lever and 3 expectations. The declaration of
    /// scenario and lever and the arithmetic of money come on top.
    static let script = """
        return scenario {
          title = "Sweep", plan = "leicestershire-2016-17",
          levers = { moved = lever { default = gbp(1), from = gbp(1), to = gbp(390000), step = gbp(1) } },
          change = function(plan, levers)
            local urgent, prevention = plan:line "IUR2.2", plan:line "UPO5.1"
            local before, held = prevention.total, urgent.total
            plan:move { from = urgent, to = prevention, amount = levers.moved, reason = "sweep" }
            plan:move { from = "UPO5.1", to = "UPO6.1", amount = levers.moved, source = "dfg", reason = "sweep" }
            expect(urgent.total == held - levers.moved, "urgent care has less")
            expect(prevention.total == before, "prevention passes it on")
          end,
          check = function(result)
            local before, after = result.before, result.after
            local both = after:sum { line = "IUR2.2" } + after:sum { line = "UPO5.1" }
            local spend, funding = after.total_spend, after.total_funding
            expect(both < spend and before.total_spend == spend and after.balanced and funding == spend, "in balance")
          end,
        }
        """

    /// Prints evaluations a second in one worker and in this process, medians of five.
    static func measure() throws {
        let files = try PlanFolderFiles(at: "Examples/leicestershire-2016-17")
        let plan = try PlanFolder.read(files).plan
        let count = 20_000
        let settings = (1...count).map { [LeverSetting(name: "moved", text: String($0 % 390_000 + 1))] }
        func rate(_ place: ScenarioRunner.Place) throws -> (perSecond: Int, sum: Int64) {
            let runner = try ScenarioRunner(place)
            _ = try runner.declare(ScriptText(name: "sweep.lua", text: script), modules: [])
            try runner.load(files, as: plan)
            var rates: [Int] = []
            var points: [SweepPoint] = []
            for _ in 1...5 {
                let time = try ContinuousClock().measure { points = try runner.sweep(over: settings) }
                rates.append(Int(Double(count) / time.seconds))
            }
            var sum: Int64 = 0
            for point in points {
                guard case .figures(let figures) = point, figures.isBalanced, figures.met == figures.expectations else {
                    throw Diagnostic("benchmark.sweep", "a point of the sweep failed: \(point)")
                }
                sum += figures.spend.pence
            }
            return (rates.sorted()[2], sum)
        }
        let worker = try rate(.worker(deadline: .seconds(120)))
        let here = try rate(.inProcess)
        precondition(worker.sum == here.sum, "a worker and this process find the same")
        print(
            "Sweep of one scenario over its lever, 20 API calls an evaluation, each evaluation from the script's start")
        print("  in one worker    \(worker.perSecond) evaluations/s (goal: 40,000)")
        print("  in this process  \(here.perSecond) evaluations/s")
    }
}
