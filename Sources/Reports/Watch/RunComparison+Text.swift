import Diagnostics
import Finance
package import Scripting

extension RunComparison {
    /// The changes as text for people; one sentence when there are none.
    package func text() -> String {
        if isEmpty { return "No figure changed.\n" }
        var text = ""
        for wording in verdict {
            text += "\(wording.title.onOneLine): \((wording.now ?? "–").onOneLine)\n"
            text += "  was \((wording.last ?? "–").onOneLine)\n"
        }
        text += table("Levers", levers)
        text += table("Totals", totals)
        text += table("Lines", lines)
        text += table("Sources", sources)
        text += table("Expectations", expectations)
        if isPrintedChanged { text += "What the script prints changed.\n" }
        return text
    }

    private func table(_ title: String, _ figures: [Figure]) -> String {
        guard !figures.isEmpty else { return "" }
        var table = TextTable([
            .words(title), .words(""), .figures("Last run"), .figures("Now"), .figures("Change"),
        ])
        var shown: String?
        for figure in figures {
            let id = figure.id.isEmpty ? figure.title : figure.id
            table.add([
                id == shown ? "" : id, figure.id.isEmpty ? "" : figure.title, figure.last?.description ?? "–",
                figure.now?.description ?? "–", figure.difference?.formatted(sign: true) ?? "–",
            ])
            shown = id
        }
        return table.rendered()
    }

    private func table(_ title: String, _ wordings: [Wording]) -> String {
        guard !wordings.isEmpty else { return "" }
        var table = TextTable([.words(title), .words("Last run"), .words("Now")])
        for wording in wordings {
            table.add([wording.title.shortened(to: 70), wording.last ?? "–", wording.now ?? "–"])
        }
        return table.rendered()
    }
}

extension RunReport {
    /// A run in a few lines, for a person who watches a scenario while working on it.
    package static func brief(_ run: ScenarioRun) -> String {
        let report = RunReport(run, provenance: Provenance(planHash: "", command: []))
        var text = "\(run.title.onOneLine)\n\(report.summary)\n"
        for expectation in run.expectations where !expectation.isMet {
            text += "  NOT MET \(expectation.message.onOneLine)\(expectation.written.map { "  (\($0))" } ?? "")\n"
            if let values = expectation.valuesInWords { text += "          \(values)\n" }
        }
        return text + "Result: \(run.isPassed ? "passed" : "failed"): \(report.verdict)\n"
    }

    /// The outcome of a run in one sentence.
    static func summary(of run: ScenarioRun) -> String {
        RunReport(run, provenance: Provenance(planHash: "", command: [])).summary
    }
}
