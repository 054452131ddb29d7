import ArgumentParser
import Diagnostics
import Draws
import Finance
import Outcomes
import Reports
import Scripting

/// `bcf sensitivity SCENARIO.lua`: what the doubt about an outcome hangs on.
struct SensitivityCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "sensitivity",
        abstract: "Show which uncertain figures and levers an outcome of a scenario hangs on.",
        discussion: """
            The outcome is a metric, by its id: its change where the scenario moves it, its figure where it does not. \
            `value` is the notional value of all changes, `cash` the part that can be spent on something else, and \
            `release` what the risk pool releases.
            """)

    @Argument(help: ArgumentHelp("The scenario script.", valueName: "scenario.lua"))
    var scenario: String

    @Option(
        help: ArgumentHelp(
            "The outcome; the first metric that the scenario moves unless it is set.",
            valueName: "metric|value|cash|release"))
    var of: String?

    @Option(
        help: ArgumentHelp(
            "How many base samples the shares of the variance are worked out from, best a power of two; 0 for none.",
            valueName: "number"))
    var samples = 1024

    @Option(help: ArgumentHelp("How many threads work; it changes no figure.", valueName: "number"))
    var workers: Int?

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let threads = try SamplingOptions.threads(self.workers)
        guard samples >= 0 else {
            throw DiagnosticList(
                Diagnostic("usage.samples", "--samples \(samples) is no number of samples", help: "give 0 for none"))
        }
        let result = try options.run(scenario, alternatives: Self.alternatives)
        result.showFindings(besides: output.format)
        let command =
            ["bcf", "sensitivity", scenario] + (of.map { ["--of", $0] } ?? [])
            + (samples == 1024 ? [] : ["--samples", String(samples)]) + result.options + output.options
        let report = try told { () throws(PlanError) in
            try self.report(of: result, workers: threads, command: command)
        }
        try output.write(output.format == .json ? report.json() : report.text(), keeping: result.inputs)
    }

    private func report(
        of result: ScenarioOptions.Result, workers: Int, command: [String]
    ) throws(PlanError) -> SensitivityReport {
        let model = try ResultOutcomes(before: result.run.evaluation.before, after: result.run.evaluation.after).model
        let subject = try SensitivitySubject(of, of: model)
        guard let tornado = model.tornado(of: subject.output) else {
            throw PlanError("sensitivity.unknown", "the outcome is not projected", help: "name another with --of")
        }
        var levers: [SensitivityReport.LeverBar] = []
        for (alternative, pair) in zip(Self.turned(result.run), result.alternatives.pairs) {
            levers.append(
                SensitivityReport.LeverBar(
                    lever: alternative.lever, ends: (alternative.from, alternative.to),
                    atFrom: pair.0.flatMap { Self.value(of: subject.output, in: $0) },
                    atTo: pair.1.flatMap { Self.value(of: subject.output, in: $0) }))
        }
        let indices =
            samples > 1 && !model.uncertainParameters.isEmpty
            ? try model.sobolIndices(
                of: subject.output, baseSamples: samples, seed: options.seed, workers: workers) : nil
        return SensitivityReport(
            result.run, of: subject, model: model, tornado: tornado, levers: levers, indices: indices,
            provenance: Provenance(
                planHash: result.planHash, scriptHash: result.scriptHash, moduleHashes: result.moduleHashes,
                rulebook: result.run.evaluation.before.rulebook, laterRulebooks: result.run.evaluation.laterRulebooks,
                seed: indices == nil ? nil : options.seed, sampling: indices.map { ($0.baseSamples, .sobol) },
                command: command))
    }

    /// The outcome of another run of the scenario; `nil` where it is not projected.
    private static func value(of output: OutcomeOutput, in run: ScenarioRun) -> Double? {
        let outcomes = try? ResultOutcomes(before: run.evaluation.before, after: run.evaluation.after)
        return outcomes?.model.tornado(of: output)?.central
    }

    // MARK: - Levers

    /// The levers that have two ends, with the ends as they are typed.
    private static func turned(_ run: ScenarioRun) -> [(lever: Lever, from: String, to: String)] {
        run.levers.compactMap { lever in
            if case .boolean = lever.value { return (lever, "false", "true") }
            guard let from = lever.declaration.from, let to = lever.declaration.to else { return nil }
            return (lever, from.description, to.description)
        }
    }

    /// The settings that turn one lever each, to one end and the other.
    private static func alternatives(of run: ScenarioRun) -> [[LeverSetting]] {
        turned(run).flatMap { turned in
            [turned.from, turned.to].map { end in
                run.levers.compactMap { lever in
                    if lever.name == turned.lever.name { return LeverSetting(name: lever.name, text: end) }
                    return lever.isSet ? LeverSetting(name: lever.name, text: lever.value.description) : nil
                }
            }
        }
    }

    private func told<Value>(_ body: () throws(PlanError) -> Value) throws(DiagnosticList) -> Value {
        do throws(PlanError) {
            return try body()
        } catch {
            throw DiagnosticList(Diagnostic(error.code, error.message, reason: error.reason, help: error.help))
        }
    }
}

extension [ScenarioRun?] {
    /// Each two that follow each other.
    fileprivate var pairs: [(ScenarioRun?, ScenarioRun?)] {
        stride(from: 0, to: count - 1, by: 2).map { (self[$0], self[$0 + 1]) }
    }
}
