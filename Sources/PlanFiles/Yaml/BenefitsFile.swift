package import Diagnostics
package import Finance

/// Benefit cases in a file of their own, for documents that are no plan: `bcf-benefits/1`.
package struct BenefitsFile: Sendable {
    /// The format that this version reads.
    package static let format = "bcf-benefits/1"
    /// The keys of the file.
    static let fileKeys = PlanManifest.Keys(required: ["format", "title", "benefits"])

    /// What the cases are from.
    package let title: String
    /// The cases.
    package let cases: [BenefitCase]

    /// Reads a file by its path. Throws all its mistakes in one go, by line and column.
    package static func read(at path: String) throws(DiagnosticList) -> FileContent<BenefitsFile> {
        try FileContent(at: path) { file, findings in
            guard let document = YamlDocument(file, format: format, findings: findings) else { return nil }
            let reading = YamlReading(source: document.source, findings: findings, format: format)
            guard let fields = reading.fields(of: document.root, "a file of benefit cases", fileKeys) else {
                return nil
            }
            if let node = fields["format"], let value = reading.text(node, "format"), value != format {
                reading.note(
                    "benefits.format", "`\(Quoting.short(value))` is not a format that this version reads", at: node,
                    reason: "the format says how the rest of the file is to be understood",
                    help: "write `format: \(format)`")
            }
            let title = reading.text(fields["title"], "title")
            let cases = BenefitsReading(reading).cases(fields["benefits"])
            return title.map { BenefitsFile(title: $0, cases: cases) }
        }
    }
}
