import Diagnostics
import Finance
import Scripting

// The movements of a run, each with its reason, authority and script line.

extension RunReport {
    /// From how many on movements that one script line makes for one reason stand in one table.
    private static let fewestTogether = 4

    /// The section of the report.
    func movements() -> String {
        var text = section("Movements")
        if run.movements.isEmpty { return text + "  none\n\n" }
        for plan in years where !plan.movements.isEmpty {
            if years.count > 1 { text += "  In \(plan.identity.year.text)\n" }
            for group in Self.grouped(plan.movements) {
                text +=
                    group.count < Self.fewestTogether
                    ? group.map { one($0, plan.movements[$0]) }.joined() : together(group, plan.movements)
            }
        }
        return text + "\n"
    }

    /// Neighbours that differ in nothing but their lines, sources and amounts.
    private static func grouped(_ movements: [Movement]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for (index, movement) in movements.enumerated() {
            if let last = groups.last, movements[last.lowerBound].note == movement.note,
                movements[last.lowerBound].verb == movement.verb
            {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func one(_ index: Int, _ movement: Movement) -> String {
        var text = "  \(index + 1). \(movement.verb.rawValue) \(movement.amount)\n"
        text += "     from       \(words(movement.from, of: movement).onOneLine)\n"
        text += "     to         \(words(movement.to, of: movement).onOneLine)\n"
        text += "     source     \(parts(of: movement).onOneLine)\n"
        return text + said(movement.note)
    }

    private func together(_ group: Range<Int>, _ movements: [Movement]) -> String {
        let first = movements[group.lowerBound]
        // A sum of movements, unlike a sum of cells, may be larger than money can be.
        let sum = (try? Money.sum(movements[group].map(\.amount))).map { " \($0)" } ?? ""
        // What all of them have in common stands once, above the table.
        let columns: [(name: String, words: (Movement) -> String)] = [
            ("from", { words($0.from, of: $0).onOneLine }), ("to", { words($0.to, of: $0).onOneLine }),
            ("source", { $0.parts.count == 1 ? source($0.parts[0]) : parts(of: $0) }),
        ]
        let isCommon = columns.map { column in
            Set(movements[group].map(column.words)).count == 1
        }
        let own = zip(columns, isCommon).filter { !$0.1 }.map(\.0)
        var text =
            "  \(group.lowerBound + 1) to \(group.upperBound). \(first.verb.rawValue)\(sum) in \(group.count) movements\n"
        for (column, isCommon) in zip(columns, isCommon) where isCommon {
            text +=
                "     \(column.name)\(String(repeating: " ", count: 11 - column.name.count))\(column.words(first))\n"
        }
        var table = TextTable(
            [.figures(""), .figures("Amount")]
                + own.map { .words($0.name.prefix(1).uppercased() + $0.name.dropFirst()) })
        for index in group {
            let movement = movements[index]
            table.add(
                ["\(index + 1).", movement.amount.description] + own.map { $0.words(movement).shortened(to: 60) })
        }
        return text + said(first.note) + table.rendered()
    }

    private func source(_ part: Movement.Part) -> String { run.evaluation.after.sources[part.source].id.onOneLine }

    private func parts(of movement: Movement) -> String {
        movement.parts.map { "\(run.evaluation.after.sources[$0.source].id) \($0.amount)" }.joined(separator: ", ")
    }

    private func said(_ note: Movement.Note) -> String {
        var text = "     reason     \(note.reason.onOneLine)\n"
        text += "     authority  \((note.authority ?? notStated).onOneLine)\n"
        text += "     recurrent  \(note.isRecurrent.map { $0 ? "yes" : "no" } ?? notStated)\n"
        if let months = note.months { text += "     months     \(months)\n" }
        if let written = note.written { text += "     written    \(written)\n" }
        return text
    }
}
