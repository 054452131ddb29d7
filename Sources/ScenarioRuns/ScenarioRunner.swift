package import Diagnostics
package import Finance
package import PlanFiles
package import Scripting
import Workers

/// What a script declares, as far as a person needs it to find the plan.
package struct DeclaredScenario: Hashable, Sendable {
    /// What the scenario does.
    package let title: String
    /// The id of the plan that it is for.
    package let plan: String
}

/// What a person chooses for one run.
package struct ScenarioSettings: Hashable, Sendable {
    /// What the levers are set to.
    package var levers: [LeverSetting]
    /// What the script's chance is drawn from.
    package var seed: UInt64
    /// How many samples say how sure an outcome is; 0 for none.
    package var samples: Int

    /// Makes settings.
    package init(
        levers: [LeverSetting] = [], seed: UInt64 = 0, samples: Int = ScenarioScript.standardSamples
    ) {
        self.levers = levers
        self.seed = seed
        self.samples = samples
    }
}

/// Runs one scenario script: in a worker process, which cannot reach a file and is ended when it takes too long, or in
/// this process for those who look for a defect.
///
/// A worker gives back what the script did, not what came of it: every figure is made in this process, from the plan
/// that this process read. One runner serves one script and is used on one thread.
package final class ScenarioRunner {
    /// Where a script runs.
    package enum Place: Sendable {
        /// In a process of its own, which has so long from its start for everything.
        case worker(deadline: Duration)
        /// Here. Only Lua's own limits hold.
        case inProcess
    }

    /// A scenario needs some milliseconds; a slip should not keep a person waiting.
    package static let standardDeadline = Duration.seconds(30)

    private enum Engine {
        case worker(ScenarioWorker)
        case inProcess(ScenarioScript?, Plan?)
    }
    private var engine: Engine
    private var script = ""
    /// A script has one scenario, so no run has more layers than there are scripts.
    private var mostLayers = 0

    /// Makes a runner. A worker starts at once, so that it gets ready while the files are read.
    package init(_ place: Place) throws(DiagnosticList) {
        switch place {
        case .worker(let deadline): engine = .worker(try ScenarioWorker(deadline: deadline))
        case .inProcess: engine = .inProcess(nil, nil)
        }
    }

    /// Reads a script and runs its body, which declares the scenario.
    package func declare(_ script: ScriptText, modules: [ScriptModule]) throws(DiagnosticList) -> DeclaredScenario {
        self.script = script.name
        mostLayers = modules.count + 1
        switch engine {
        case .worker(let worker):
            guard case .declared(let scenario) = try worker.answer(.declare(script, modules), for: script.name) else {
                throw ScenarioWorker.unfit(script.name)
            }
            return scenario
        case .inProcess(_, let plan):
            let scenario = try ScenarioScript(script, modules: modules)
            engine = .inProcess(scenario, plan)
            return DeclaredScenario(title: scenario.title, plan: scenario.planID)
        }
    }

    /// Gives the scenario its plan, as files and as what this process made of them.
    package func load(_ files: PlanFolderFiles, as plan: Plan) throws(DiagnosticList) {
        switch engine {
        case .worker(let worker):
            guard case .done = try worker.answer(.load(files), for: script) else {
                throw ScenarioWorker.unfit(script)
            }
        case .inProcess(let scenario, _): engine = .inProcess(scenario, plan)
        }
    }

    /// Runs the scenario on the plan that was loaded, and makes its figures.
    package func run(on plan: Plan, _ settings: ScenarioSettings) throws(DiagnosticList) -> ScenarioRun {
        let outcome: ScenarioOutcome
        switch engine {
        case .worker(let worker):
            guard case .outcome(let answer) = try worker.answer(.run(settings), for: script),
                answer.layers.count <= mostLayers
            else {
                throw ScenarioWorker.unfit(script)
            }
            outcome = answer
        case .inProcess(let scenario, let loaded):
            guard let scenario, let loaded else { preconditionFailure("a script is declared and a plan loaded first") }
            outcome = try scenario.outcome(
                on: loaded, settings: settings.levers, seed: settings.seed, samples: settings.samples)
        }
        return try ScenarioRun(outcome, of: script, on: plan)
    }

    /// Runs the scenario once for each setting of its levers, on the plan that was loaded, and takes the totals.
    package func sweep(over settings: [[LeverSetting]]) throws(DiagnosticList) -> [SweepPoint] {
        switch engine {
        case .worker(let worker):
            guard case .points(let points) = try worker.answer(.sweep(settings), for: script),
                points.count == settings.count
            else { throw ScenarioWorker.unfit(script) }
            return points
        case .inProcess(let scenario, let plan):
            guard let scenario, let plan else { preconditionFailure("a script is declared and a plan loaded first") }
            return scenario.sweep(on: plan, over: settings)
        }
    }

    /// Looks with expressions at what the scenario comes to for each setting of its levers, on the plan that was loaded.
    package func ask(
        _ expressions: [ScenarioExpression], over settings: [[LeverSetting]], seed: UInt64 = 0
    ) throws(DiagnosticList) -> [QuestionPoint] {
        var points: [QuestionPoint] = []
        // In parts, so that no answer is long.
        for start in stride(from: 0, to: settings.count, by: Self.mostAtOnce) {
            let part = Array(settings[start..<min(start + Self.mostAtOnce, settings.count)])
            switch engine {
            case .worker(let worker):
                guard case .asked(let answer) = try worker.answer(.ask(expressions, part, seed: seed), for: script),
                    answer.count == part.count, answer.allSatisfy({ $0.fits(expressions) }),
                    Set((points.prefix(1) + answer).compactMap(\.conditionCount)).count <= 1
                else { throw ScenarioWorker.unfit(script) }
                points += answer
            case .inProcess(let scenario, let plan):
                guard let scenario, let plan else {
                    preconditionFailure("a script is declared and a plan loaded first")
                }
                points += try scenario.ask(expressions, on: plan, over: part, seed: seed)
            }
        }
        return points
    }

    private static let mostAtOnce = 256
}

extension QuestionPoint {
    /// Whether a point from a worker has the values that the expressions have.
    fileprivate func fits(_ expressions: [ScenarioExpression]) -> Bool {
        guard case .figures(let figures) = self else { return true }
        var rest = figures.values[...]
        for part in expressions.lazy.flatMap(\.parts) {
            let sides = rest.prefix(part.valueCount)
            guard sides.count == part.valueCount, Set(sides.map(\.kind)).count == 1 else { return false }
            rest = rest.dropFirst(part.valueCount)
        }
        return rest.isEmpty
    }

    fileprivate var conditionCount: Int? {
        guard case .figures(let figures) = self else { return nil }
        return figures.conditions.count
    }
}
