import Diagnostics
import Draws
import Finance
import Reports
import Scripting

/// The assumptions behind a result.
enum AssumptionNodes {
    /// A table of them; a result that rests on no stated assumption says that, too.
    static func of(_ assumptions: [Assumption]) -> Node {
        guard !assumptions.isEmpty else { return Tag.p { "The script states none." } }
        var table = DataTable(
            "assumptions", "What the script takes for true",
            [
                .words("What"), .words("Value"), .words("Owner"), .words("Source"), .words("Looked at"),
                .words("Quality"), .words("Written"),
            ])
        for assumption in assumptions {
            table.add(words: [
                assumption.what, assumption.value ?? "", assumption.owner, assumption.source, assumption.date,
                assumption.quality.rawValue, assumption.written?.description ?? "",
            ])
        }
        return table.node
    }
}

/// What a person should look at.
enum WarningNodes {
    static func finding(_ warning: Diagnostic) -> Findings.Finding {
        .init(
            standing: warning.severity == .error ? .bad : .open,
            word: warning.severity == .error ? "Error" : "Warning", what: warning.message,
            details: [
                warning.place?.description, warning.reason.map { "Why: \($0)" },
                warning.help.map { "What to do: \($0)" }, "Code: \(warning.code)",
            ].compactMap(\.self))
    }
}

/// What a report was made from, and the command that makes it again.
enum ProvenanceNodes {
    static func of(_ provenance: Provenance, scripts: [(name: String, hash: String)] = []) -> [Node] {
        var table = DataTable(
            "data", "What was read, with the hash of each",
            [.words("What"), .words("Name"), .words("SHA-256")])
        table.add(words: ["Plan folder", "all its files together", provenance.planHash])
        for rulebook in [provenance.rulebook].compactMap(\.self) + provenance.laterRulebooks {
            table.add(words: ["Rulebook", rulebook.id, rulebook.hash ?? notStated])
        }
        if let hash = provenance.scriptHash { table.add(words: ["Script", "the scenario", hash]) }
        for script in scripts { table.add(words: ["Script", script.name, script.hash]) }
        for module in provenance.moduleHashes { table.add(words: ["Module", module.file, module.hash]) }
        var particulars = Particulars()
        particulars.add("Program", "bcf \(Provenance.engineVersion)")
        if let seed = provenance.seed { particulars.add("Seed", String(seed)) }
        if let sampling = provenance.sampling {
            particulars.add("Samples", "\(sampling.count), \(sampling.design.rawValue)")
        }
        return [
            table.node, particulars.node, Tag.h3 { "Make this report again" },
            Tag.p { "The same files and this command make the same report, to the byte:" },
            Tag.pre { Tag.code { provenance.commandLine } },
        ]
    }
}
