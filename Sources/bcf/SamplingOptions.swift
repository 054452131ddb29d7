import ArgumentParser
import Diagnostics
import Draws
import Finance
import Glibc
import Reports
import Scripting

/// How chance says how sure an outcome is.
struct SamplingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How many samples say how sure the outcomes are; \(ScenarioScript.standardSamples) unless it is set, 0 for none.",
            valueName: "number"))
    var samples = ScenarioScript.standardSamples

    @Option(
        help: ArgumentHelp(
            "How the samples lie to one another.", valueName: "independent|latin-hypercube|sobol"))
    var design = SamplingDesign.independent

    @Option(
        help: ArgumentHelp(
            "How many threads make the samples; it changes no figure.", valueName: "number"))
    var workers: Int?

    private static let mostSamples = 10_000_000
    private static let mostWorkers = 256

    /// The options that make the same figures again.
    var options: [String] {
        (samples == ScenarioScript.standardSamples ? [] : ["--samples", String(samples)])
            + (design == .independent ? [] : ["--design", design.rawValue])
    }

    /// What is chosen, checked.
    func chosen(seed: UInt64) throws(DiagnosticList) -> RunOutcomes.Sampling {
        guard (0...Self.mostSamples).contains(samples) else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.samples", "--samples \(samples) is no number of samples that can be made",
                    help:
                        "give 0 for none, or up to \(Self.mostSamples); 10000 give percentiles to about one in a hundred"
                ))
        }
        return RunOutcomes.Sampling(
            count: samples, seed: seed, design: design, workers: try Self.threads(workers))
    }

    /// How many threads work: as many as there are processors, when nobody says.
    static func threads(_ workers: Int?) throws(DiagnosticList) -> Int {
        if let workers, !(1...Self.mostWorkers).contains(workers) {
            throw DiagnosticList(
                Diagnostic(
                    "usage.workers", "--workers \(workers) is no number of threads",
                    help: "give 1 to \(Self.mostWorkers), or leave it out"))
        }
        return workers ?? max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// What a run's money does.
    func outcomes(of run: ScenarioRun, _ sampling: RunOutcomes.Sampling) throws(DiagnosticList) -> RunOutcomes {
        do throws(PlanError) {
            return try RunOutcomes(run, sampling)
        } catch {
            throw DiagnosticList(
                Diagnostic(error.code, error.message, reason: error.reason, help: error.help))
        }
    }
}

extension SamplingDesign: ExpressibleByArgument {}
