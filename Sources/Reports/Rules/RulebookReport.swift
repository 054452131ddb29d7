import Diagnostics
package import Finance

/// What a rulebook says, presented: every entry with its citation and how surely it is known.
package struct RulebookReport: Sendable {
    let rulebook: Rulebook

    /// Makes a report of a rulebook.
    package init(_ rulebook: Rulebook) { self.rulebook = rulebook }

    /// How many entries there are of each confidence.
    private var counts: [(Citation.Confidence, Int)] {
        let rows = rulebook.rows
        return Citation.Confidence.allCases.map { confidence in
            (confidence, rows.count { $0.citation.confidence == confidence })
        }
    }

    /// The rulebook as text for people.
    package func text() -> String {
        let title = rulebook.title.onOneLine
        var text = "\(title)\n\(String(repeating: "═", count: title.count))\n\n"
        text += "  Year      \(rulebook.year.text)\n"
        text += "  Rulebook  \(rulebook.id.onOneLine)\n"
        text += "  Entries   \(counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", "))\n"
        var group = ""
        for row in rulebook.rows {
            if row.group != group {
                group = row.group
                text += "\n\(group)\n"
            }
            let mark = row.citation.confidence == .unconfirmed ? "  UNCONFIRMED" : ""
            text += "  \(row.id.onOneLine)  \(row.title.onOneLine)\(mark)\n"
            for fact in row.facts { text += "     \(fact.onOneLine)\n" }
            if let note = row.note { text += "     note: \(note.onOneLine)\n" }
            let section = row.citation.section.map { ", \($0)" } ?? ""
            text +=
                "     [\(row.citation.document)\(section); \(row.citation.confidence.rawValue); in force from "
                .onOneLine
                + "\(row.citation.inForce)]\n"
        }
        text += "\nDocuments\n"
        for document in rulebook.documents {
            text += "  \(document.id.onOneLine)  \(document.title.onOneLine)\n     \(document.location.onOneLine)\n"
        }
        if let hash = rulebook.hash { text += "\n  rulebook  \(hash)\n" }
        return text
    }

    /// The rulebook as a JSON document of the form `bcf-rules/1`. Amounts are whole pence.
    package func json() -> String { value.rendered() }

    /// The same as a value, to stand in another document.
    var value: JSONValue {
        .object([
            ("format", .string("bcf-rules/1")), ("year", .string(rulebook.year.id)), ("id", .string(rulebook.id)),
            ("title", .string(rulebook.title)), ("hash", .optional(rulebook.hash)),
            (
                "entries",
                .array(
                    rulebook.rows.map { row in
                        .object([
                            ("group", .string(row.group)), ("id", .string(row.id)), ("title", .string(row.title)),
                            ("facts", .array(row.facts.map { .string($0) })), ("note", .optional(row.note)),
                            ("citation", row.citation.json),
                        ])
                    })
            ),
            (
                "documents",
                .array(
                    rulebook.documents.map { document in
                        .object([
                            ("id", .string(document.id)), ("title", .string(document.title)),
                            ("where", .string(document.location)),
                        ])
                    })
            ),
        ])
    }
}

/// The years that have a rulebook.
package struct RulebookListReport: Sendable {
    let rulebooks: [Rulebook]

    /// Makes a list of rulebooks.
    package init(_ rulebooks: [Rulebook]) { self.rulebooks = rulebooks }

    /// The list as text for people.
    package func text() -> String {
        var table = TextTable([
            .words("Year"), .words(""), .figures("Conditions"), .figures("Entries"), .figures("Unconfirmed"),
        ])
        for rulebook in rulebooks {
            let rows = rulebook.rows
            table.add([
                rulebook.year.id, rulebook.title.shortened(to: 50), String(rulebook.conditions.count),
                String(rows.count), String(rows.count { $0.citation.confidence == .unconfirmed }),
            ])
        }
        return "Rulebooks\n" + table.rendered() + "\n`bcf rules YEAR` shows what one says, and where it stands.\n"
    }

    /// The list as JSON.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-rules-list/1")),
            (
                "rulebooks",
                .array(
                    rulebooks.map { rulebook in
                        .object([
                            ("year", .string(rulebook.year.id)), ("title", .string(rulebook.title)),
                            ("hash", .optional(rulebook.hash)),
                        ])
                    })
            ),
        ]).rendered()
    }
}
