package import Diagnostics

/// What checks found in scripts, for people or machines.
package struct LintReport {
    /// What was found, script by script.
    package let findings: [Diagnostic]
    /// How many scripts were looked at.
    package let scripts: Int

    /// Makes a report.
    package init(_ findings: [Diagnostic], scripts: Int) {
        self.findings = findings
        self.scripts = scripts
    }

    /// The findings with their lines, and a line that sums up.
    package func text() -> String {
        guard !findings.isEmpty else {
            return scripts == 1 ? "1 script, no findings\n" : "\(scripts) scripts, no findings\n"
        }
        return DiagnosticRenderer().render(findings)
    }

    /// The report as a JSON document of the form `bcf-lint/1`.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-lint/1")), ("scripts", .integer(Int64(scripts))),
            ("findings", .array(findings.map(\.json))),
        ]).rendered()
    }
}
