package import Diagnostics
package import Finance
import Yams

/// Reads a rulebook, `bcf-rulebook/1`: what the Better Care Fund asks of a plan of one year, each entry with its
/// citation.
///
/// A file with `year` is a rulebook of its own. One with `overlays` lies over the rulebook of that year: its entries
/// replace those with the same id, and the rest stays.
package struct RulebookFile {
    /// The format that this version reads.
    package static let format = "bcf-rulebook/1"
    /// The file's name in a plan folder.
    package static let fileName = "rulebook.yaml"
    /// The most bytes of a rulebook that are read.
    package static let largest = 1 << 20

    /// The keys of a rulebook.
    static let rulebookKeys = PlanManifest.Keys(
        required: ["format", "year", "title", "documents", "conditions"],
        optional: ["funding", "uplifts", "metrics", "risk_formulas", "rounding"])
    /// The keys of a file that lies over a rulebook.
    static let overlayKeys = PlanManifest.Keys(
        required: ["format", "overlays", "title"],
        optional: ["documents", "conditions", "funding", "uplifts", "metrics", "risk_formulas", "rounding"])

    /// Reads a rulebook file and lays it over its base where it is an overlay.
    ///
    /// Throws all mistakes of the file in one go, by line and column.
    ///
    /// - Parameter year: the year that it must be for, where that is known: its plan's, or the one in its name.
    package static func read(_ file: FileBytes, for year: PlanningYear? = nil) throws(DiagnosticList) -> Rulebook {
        let findings = Findings(file: file.path)
        if let rulebook = read(file, for: year, findings: findings) { return rulebook }
        throw DiagnosticList(findings.sorted)
    }

    /// Reads a rulebook file by its path. The year in a name such as `2026-27.yaml` is the file's year.
    package static func read(at path: String) throws(DiagnosticList) -> Rulebook {
        let file: FileBytes
        do throws(Diagnostic) { file = try FileBytes.read(at: path, limit: largest) } catch {
            throw DiagnosticList(error)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try read(file, for: name.hasSuffix(".yaml") ? PlanningYear(name.dropLast(5)) : nil)
    }

    /// Reads a file; `nil` when `findings` has what is wrong with it.
    static func read(_ file: FileBytes, for wanted: PlanningYear?, findings: Findings) -> Rulebook? {
        guard let document = YamlDocument(file, format: format, findings: findings) else { return nil }
        let reading = YamlReading(source: document.source, findings: findings, format: format)
        let isOverlay = document.root.mapping?.contains { $0.key.scalar?.string == "overlays" } ?? false
        let keys = isOverlay ? overlayKeys : rulebookKeys
        guard let fields = reading.fields(of: document.root, "a rulebook", keys) else { return nil }

        if let node = fields["format"], let value = reading.text(node, "format"), value != format {
            reading.note(
                "rulebook.format", "`\(Quoting.short(value))` is not a format that this version reads", at: node,
                reason: "the format says how the rest of the file is to be understood",
                help: "write `format: \(format)`")
        }
        let year = year(fields[isOverlay ? "overlays" : "year"], isOverlay ? "overlays" : "year", wanted, reading)
        let title = reading.text(fields["title"], "title")
        var base: Rulebook?
        if isOverlay, let year, let node = fields["overlays"] { base = Self.base(of: year, at: node, reading) }

        var entries = RulebookEntryReading(reading, year: year, base: base)
        let documents = entries.documents(fields["documents"])
        let funding = entries.funding(fields["funding"])
        let conditionNodes = fields["conditions"]
        entries.conditionIds = RulebookEntryReading.ids(in: conditionNodes) + (base?.conditions.map(\.id) ?? [])
        entries.fundingIds += base?.funding.map(\.id) ?? []
        let uplifts = entries.uplifts(fields["uplifts"])
        entries.upliftIds += base?.uplifts.map(\.id) ?? []
        let conditions = entries.conditions(conditionNodes)
        let metrics = entries.metrics(fields["metrics"])
        let formulas = entries.riskFormulas(fields["risk_formulas"])
        let rounding = entries.rounding(fields["rounding"])

        guard findings.isEmpty, let year, let title else { return nil }
        var own = Rulebook(
            year: year, title: title, documents: documents, funding: funding, uplifts: uplifts, conditions: conditions,
            metrics: metrics, riskFormulas: formulas, rounding: rounding)
        let name = String(file.path.split(separator: "/").last ?? "")
        var files = [(name: name, bytes: file.bytes)]
        if isOverlay {
            own.overlays = [name]
            if let below = BuiltInRulebooks.file(of: year) { files.insert((below.path, below.bytes), at: 0) }
        }
        own.hash = ContentHash.sha256(files: files)
        return base.map { $0.overlaid(by: own) } ?? own
    }

    private static func year(
        _ node: Node?, _ key: String, _ wanted: PlanningYear?, _ reading: YamlReading
    ) -> PlanningYear? {
        guard let node, let value = reading.text(node, key) else { return nil }
        guard let year = PlanningYear(value) else {
            reading.note(
                "rulebook.year", "`\(Quoting.short(value))` is not a financial year", at: node,
                reason: "a rulebook is for one year, from 1 April to 31 March", help: "write `\(key): 2016-17`")
            return nil
        }
        guard let wanted, wanted != year else { return year }
        reading.note(
            "rulebook.other-year", "the rulebook is for \(year.text), and \(wanted.text) is wanted", at: node,
            reason: "the conditions of one year say nothing about another's plan",
            help: "write `\(key): \(wanted.id)`, or use the rulebook with a plan of \(year.text)")
        return nil
    }

    private static func base(of year: PlanningYear, at node: Node, _ reading: YamlReading) -> Rulebook? {
        do throws(DiagnosticList) {
            if let base = try BuiltInRulebooks.rulebook(of: year) { return base }
        } catch {
            for diagnostic in error.diagnostics { reading.findings.add(diagnostic) }
            return nil
        }
        let known = BuiltInRulebooks.years.map(\.id)
        reading.note(
            "rulebook.no-base", "bcf has no rulebook of \(year.text) to lay this over", at: node,
            reason: "an overlay replaces entries of a rulebook that is there",
            help: "write `year: \(year.id)` for a rulebook of its own; the years are \(known.joined(separator: ", "))")
        return nil
    }
}
