import Diagnostics
package import Finance

/// What changed from one rulebook to another, entry by entry.
package struct RulebookDifference: Sendable {
    /// One entry that came, went or changed.
    struct Entry {
        let group: String
        let id: String
        /// What it said; empty where it was not there.
        let before: [String]
        /// What it says; empty where it is not there.
        let after: [String]
    }

    let before: Rulebook
    let after: Rulebook
    let entries: [Entry]
    let unchanged: Int

    /// Compares two rulebooks. That a rule stands in another document, or came into force on another day, is no change.
    package init(_ before: Rulebook, _ after: Rulebook) {
        self.before = before
        self.after = after
        func said(_ rulebook: Rulebook) -> [(key: String, group: String, id: String, words: [String])] {
            rulebook.rows.map { row in
                let doubt = row.citation.confidence == .unconfirmed ? ["unconfirmed"] : []
                return ("\(row.group)/\(row.id)", row.group, row.id, [row.title] + row.facts + doubt)
            }
        }
        let (old, new) = (said(before), said(after))
        let oldWords = Dictionary(old.map { ($0.key, $0.words) }) { first, _ in first }
        let newKeys = Set(new.map(\.key))
        var entries: [Entry] = []
        var unchanged = 0
        var groups: [String] = []
        for row in old + new where !groups.contains(row.group) { groups.append(row.group) }
        for group in groups {
            for row in new where row.group == group {
                let was = oldWords[row.key] ?? []
                if was == row.words {
                    unchanged += 1
                } else {
                    entries.append(Entry(group: group, id: row.id, before: was, after: row.words))
                }
            }
            for row in old where row.group == group && !newKeys.contains(row.key) {
                entries.append(Entry(group: group, id: row.id, before: row.words, after: []))
            }
        }
        self.entries = entries
        self.unchanged = unchanged
    }

    /// The difference as text for people.
    package func text() -> String {
        let title = "From \(before.id.onOneLine) to \(after.id.onOneLine)"
        var text = "\(title)\n\(String(repeating: "═", count: title.count))\n"
        var group = ""
        for entry in entries {
            if entry.group != group {
                group = entry.group
                text += "\n\(group)\n"
            }
            let verb = entry.before.isEmpty ? "new" : entry.after.isEmpty ? "gone" : "changed"
            text += "  \(verb): \(entry.id.onOneLine)\n"
            for words in entry.before where !entry.after.contains(words) { text += "     -  \(words.onOneLine)\n" }
            for words in entry.after where !entry.before.contains(words) { text += "     +  \(words.onOneLine)\n" }
        }
        let count = unchanged == 1 ? "1 entry says" : "\(unchanged) entries say"
        return text + "\n\(count) the same in both.\n"
    }

    /// The difference as a JSON document of the form `bcf-rules-diff/1`.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-rules-diff/1")), ("before", .string(before.id)), ("after", .string(after.id)),
            (
                "entries",
                .array(
                    entries.map { entry in
                        .object([
                            ("group", .string(entry.group)), ("id", .string(entry.id)),
                            ("before", .array(entry.before.map { .string($0) })),
                            ("after", .array(entry.after.map { .string($0) })),
                        ])
                    })
            ),
            ("unchanged", .integer(Int64(unchanged))),
        ]).rendered()
    }
}
