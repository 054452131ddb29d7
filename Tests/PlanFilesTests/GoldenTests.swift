import Diagnostics
import Foundation
import PlanFiles
import Testing

struct GoldenTests {
    /// Compares with a file beside the tests; `UPDATE_GOLDEN=1` writes it anew.
    private func expectGolden(_ text: String, _ name: String, file: String = #filePath) throws {
        let path = (file as NSString).deletingLastPathComponent + "/Golden/\(name)"
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try AtomicFile.write(text, to: path) }
        let golden = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(text == golden, "run with UPDATE_GOLDEN=1 and review the change")
    }

    @Test func `All mistakes of all three files are told in one go`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("area:", "aera:").with("2016-17\np", "2016\np").with("£1,388,000", "1388000")
            .with("host: lcc", "host: llc")
        plan.funding = plan.funding.with("nhs-minimum", "nhs-minimun").with("\"1,000.50\"", "twelve")
            .with("main,second", "side,second").with("200", "").with("300", "-300").with("2016-04-01,-", "2016-04-31,-")
        plan.spending = plan.spending.with("0,600.50\n", ",600.50\n").with("yes,all year", "maybe,all year")
            .with("dfg [gbp]", "dfg [£'000]").with("A2,", "A1,").with("450,450", "0.45,500").with("B1,B", "\"B\"1,B")
            .with(",ref,", ",reff,")
        plan.spending += Array("C1,C,Prevention\n".utf8)
        try expectGolden(DiagnosticRenderer().render(try plan.problems()), "many-mistakes.txt")
    }
}
