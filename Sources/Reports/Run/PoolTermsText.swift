import Diagnostics
import Finance

/// What a pool's agreement says, row by row, and what a scenario supposes in its place.
struct PoolTermsText {
    let plan: Plan
    let pool: Pool
    let terms: PoolTerms
    var agreed: [PlanRecord] = []

    func text() -> String {
        let rows = self.rows()
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { row in
            "  \(row.0)\(String(repeating: " ", count: width - row.0.count + 2))\(row.1)".onOneLine + "\n"
        }.joined()
    }

    private func rows() -> [(String, String)] {
        var rows = [
            ("host", pool.host.map { plan.title(ofPartner: $0) } ?? notStated),
            ("overspend", said(terms.overspend?.share.words, terms.overspend?.clause)),
            ("underspend", said(terms.underspend?.words, terms.underspend?.clause)),
        ]
        if let month = terms.activeFrom { rows.append(("in force", "from \(month)")) }
        if let contributions = terms.contributions {
            let instalments = contributions.instalments.map { "\($0.count) equal instalments" } ?? notStated
            rows.append(("paid", instalments + (contributions.variation.map { "; varied: \($0)" } ?? "")))
        }
        if !terms.virement.isEmpty {
            let levels = terms.virement.map { level in
                "\(level.authority) \(level.limit.map { "up to \($0)" } ?? "without limit")"
            }
            rows.append(("virement", levels.joined(separator: ", ")))
        }
        for line in terms.lines {
            let parts = [
                line.lead.map { "lead \($0)" }, line.overspend.map { "overspend \(said($0.share.words, $0.clause))" },
                line.underspend.map { "underspend \(said($0.words, $0.clause))" },
            ].compactMap(\.self)
            rows.append(("line \(line.line)", parts.joined(separator: "; ")))
        }
        for record in agreed {
            rows.append(
                (
                    "supposed",
                    "the scenario says so: \(record.note.reason)"
                        + (record.note.authority.map { "; authority: \($0)" } ?? "; authority \(notStated)")
                        + (record.note.written.map { "  (\($0))" } ?? "")
                ))
        }
        return rows
    }

    private func said(_ words: String?, _ clause: String?) -> String {
        (words ?? notStated) + (clause.map { " (\($0))" } ?? "")
    }
}
