import Glibc
import ScenarioRuns

/// Measures the claims that the README makes. `Benchmarks/run` calls it beside the peers.
@main
enum Benchmarks {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst()
        if words == [ScenarioServer.argument] { exit(ScenarioServer.serve()) }
        switch words.first {
        case "w1":
            let scenarios = words.dropFirst().first.flatMap { Int($0) } ?? 200_000
            try w1(scenarios: scenarios, withConditions: words.dropFirst(2).first == "conditions")
        case "evaluation": try EvaluationCost.measure()
        case "lua": try LuaCalls.measure()
        case "sweep": try Sweep.measure()
        case "sandbox": try SandboxCost.measure()
        case "worker": try WorkerRoundTrip.measure()
        case WorkerRoundTrip.serving: WorkerRoundTrip.serve()
        case "workbooks": try WorkbookBenchmark.run(Array(words.dropFirst()))
        case "draws": DrawsAndPercentiles.measure()
        case "outcomes": try OutcomeCost.measure(Array(words.dropFirst()))
        case "matcher": try Matcher.measure(script: standardInput())
        default:
            print(
                "usage: bcf-benchmarks w1 [SCENARIOS [conditions]] | evaluation | lua | sweep | sandbox | worker | draws"
                    + " | outcomes … | workbooks write|read FILE | matcher < peers/matcher.lua"
            )
        }
    }

    /// Prints evaluations a second, and the checksum in the form of the peers.
    private static func w1(scenarios: Int, withConditions: Bool) throws {
        let workload = try W1()
        let clock = ContinuousClock()
        var checksum = W1.Checksum()
        let time = try clock.measure {
            checksum =
                withConditions
                ? try workload.evaluateWithConditions(scenarios: scenarios)
                : try workload.evaluate(scenarios: scenarios)
        }
        print(
            Int(Double(scenarios) / time.seconds), checksum.pence, thousandths(checksum.outcome), checksum.conditionsMet
        )
    }

    private static func standardInput() -> String {
        var text = ""
        while let line = readLine(strippingNewline: false) { text += line }
        return text
    }

    /// A number with three decimals.
    static func thousandths(_ number: Double) -> String {
        let scaled = Int64((number * 1000).rounded())
        let digits = String(scaled % 1000)
        return "\(scaled / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
