import Diagnostics
import Finance
import PlanFiles
import Scripting
import Workers

/// The worker's side: it holds one script and one plan, and runs the one on the other.
///
/// A worker that runs scenarios is started as this program with the one argument ``argument``.
package struct ScenarioServer {
    /// The argument that makes this program a worker.
    package static let argument = "run-scenarios-for-the-parent-process"

    private var script: ScenarioScript?
    private var plan: Plan?

    private init() {}

    /// Serves until the parent has no more requests; gives the code to exit with.
    package static func serve() -> Int32 {
        var server = ScenarioServer()
        return WorkerServer.serve { request in WireWriter.bytes(of: server.answer(request)) }
    }

    private mutating func answer(_ bytes: [UInt8]) -> ScenarioAnswer {
        do throws(WireProblem) {
            let request = try WireReader.value(ScenarioRequest.self, in: bytes)
            do throws(DiagnosticList) { return try answer(request) } catch { return .refused(error.diagnostics) }
        } catch {
            return .refused([Diagnostic("worker.bad-request", "the worker cannot read its request: \(error.reason)")])
        }
    }

    private mutating func answer(_ request: ScenarioRequest) throws(DiagnosticList) -> ScenarioAnswer {
        switch request {
        case .declare(let text, let modules):
            let script = try ScenarioScript(text, modules: modules)
            self.script = script
            return .declared(DeclaredScenario(title: script.title, plan: script.planID))
        case .load(let files):
            plan = try PlanFolder.read(files).plan
            return .done
        case .run(let settings):
            let (script, plan) = try ready()
            return .outcome(
                try script.outcome(
                    on: plan, settings: settings.levers, seed: settings.seed, samples: settings.samples))
        case .sweep(let settings):
            let (script, plan) = try ready()
            return .points(script.sweep(on: plan, over: settings))
        case .ask(let expressions, let settings, let seed):
            let (script, plan) = try ready()
            return .asked(try script.ask(expressions, on: plan, over: settings, seed: seed))
        }
    }

    private func ready() throws(DiagnosticList) -> (ScenarioScript, Plan) {
        guard let script, let plan else {
            throw DiagnosticList(Diagnostic("worker.bad-request", "the worker has no script or no plan yet"))
        }
        return (script, plan)
    }
}
