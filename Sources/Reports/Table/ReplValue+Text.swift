import Diagnostics
import Finance
package import Scripting

// Values of a session as people read them: money on the right, tables bounded, one value a line.
extension ReplValue {
    /// The value as lines of text, each with its line break.
    package func text() -> String {
        switch self {
        case .plain(let text): return Self.lines(text)
        case .money(let amount): return "\(amount)\n"
        case .plan(let plan): return Self.text(plan)
        case .lines(let places, let plan) where places.count == 1: return Self.line(places[0], plan)
        case .lines(let places, let plan): return Self.lines(places, plan)
        case .sources(let places, let plan) where places.count == 1: return Self.source(places[0], plan)
        case .sources(let places, let plan): return Self.sources(places, plan)
        case .movements(let plan): return Self.movements(plan)
        case .table(let rows): return Self.table(rows)
        }
    }

    /// The value in a few words, for a cell of a table.
    private var brief: String {
        switch self {
        case .plain(let text): text.onOneLine.shortened(to: 60)
        case .money(let amount): amount.description
        case .plan(let plan): "Plan \(plan.identity.id)"
        case .lines(let places, let plan):
            places.count == 1 ? "Line \(plan.lines[places[0]].id)" : "\(places.count) lines"
        case .sources(let places, let plan):
            places.count == 1 ? "Source \(plan.sources[places[0]].id)" : "\(places.count) sources"
        case .movements(let plan): "\(plan.movements.count) movements"
        case .table(let rows): rows.isEmpty ? "an empty table" : "a table of \(rows.count)"
        }
    }

    /// No person reads more rows than this in one go.
    private static let mostRows = 200

    /// What a script made may say anything, so each of its lines is made harmless.
    private static func lines(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).onOneLine }
        if lines.last == "" && lines.count > 1 { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func rest(_ count: Int) -> String {
        count > mostRows ? "  … and \(count - mostRows) more\n" : ""
    }

    private static func facts(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, value in
            "  \(name)\(String(repeating: " ", count: width - name.count))  \(value.onOneLine)\n"
        }.joined()
    }

    private static func text(_ plan: Plan) -> String {
        let identity = plan.identity
        return "\(identity.title.onOneLine) (\(identity.id.onOneLine))\n"
            + facts(
                [
                    ("year", identity.year.text), ("lines", "\(plan.lines.count)"),
                    ("sources", "\(plan.sources.count)"),
                    ("movements", "\(plan.movements.count)"), ("total_funding", plan.totalIncomeWords),
                    ("total_spend", plan.totalSpend.description), ("unallocated", plan.totalUnallocatedWords),
                    ("balanced", balance(plan)),
                ] + (plan.unstatedIncomeWords.map { [("not stated", $0)] } ?? []))
    }

    private static func balance(_ plan: Plan) -> String {
        switch plan.balance {
        case .met: "true"
        case .notMet: "false"
        case .cannotBeTold: "true, as far as income is stated"
        }
    }

    private static func lines(_ places: [Int], _ plan: Plan) -> String {
        if places.isEmpty { return "no lines\n" }
        var table = TextTable([.words("Line"), .words(""), .words("Theme"), .figures("Total")])
        for place in places.prefix(mostRows) {
            let line = plan.lines[place]
            table.add([
                line.id, line.title.shortened(to: 44), line.theme.shortened(to: 30),
                plan.total(line: place).description,
            ])
        }
        if places.count <= mostRows {
            table.addRule()
            // Lines may repeat in a list of the person's own making; then a sum would count them twice.
            if Set(places).count == places.count {
                let sum = places.reduce(0) { $0 + plan.total(line: $1).pence }
                table.add(["\(places.count) lines", "", "", Money(pence: sum).description])
            } else {
                table.add(["\(places.count) lines", "", "", ""])
            }
        }
        return table.rendered() + rest(places.count)
    }

    private static func line(_ place: Int, _ plan: Plan) -> String {
        let line = plan.lines[place]
        var rows = [("total", plan.total(line: place).description)]
        for (source, amount) in plan.cells(line: place).enumerated() where !amount.isZero {
            rows.append(("  from \(plan.sources[source].id)", amount.description))
        }
        for property in Selection.LineProperty.allCases where property != .line {
            let text = line.text(of: property)
            if !text.isEmpty { rows.append((property.rawValue, text)) }
        }
        rows.append(("months", line.months?.description ?? notStated))
        return "\(line.id.onOneLine) \(line.title.onOneLine)\n" + facts(rows.map { ($0.0.onOneLine, $0.1) })
    }

    private static func sources(_ places: [Int], _ plan: Plan) -> String {
        if places.isEmpty { return "no sources\n" }
        var table = TextTable([
            .words("Source"), .words("Contributor"), .figures("Funding"), .figures("Spend"), .figures("Unallocated"),
        ])
        for place in places.prefix(mostRows) {
            let source = plan.sources[place]
            table.add([
                source.id, plan.title(ofPartner: source.contributor).shortened(to: 36),
                plan.incomeWords(source: place), plan.spend(source: place).description,
                plan.unallocatedWords(source: place),
            ])
        }
        return table.rendered() + rest(places.count)
    }

    private static func source(_ place: Int, _ plan: Plan) -> String {
        let source = plan.sources[place]
        return "\(source.id.onOneLine) \(source.title.onOneLine)\n"
            + facts([
                ("funding", plan.incomeWords(source: place)), ("spend", plan.spend(source: place).description),
                ("unallocated", plan.unallocatedWords(source: place)), ("kind", source.kind.rawValue),
                ("contributor", plan.title(ofPartner: source.contributor)), ("pool", plan.title(ofPool: source.pool)),
            ])
    }

    private static func movements(_ plan: Plan) -> String {
        if plan.movements.isEmpty { return "no movements\n" }
        var table = TextTable([
            .words(""), .words("From"), .words("To"), .figures("Amount"), .words("Reason"), .words("Written"),
        ])
        // The last ones are those that a person has just made.
        let first = max(0, plan.movements.count - mostRows)
        for (index, movement) in plan.movements.enumerated().dropFirst(first) {
            table.add([
                "\(index + 1)", end(movement.from, of: movement, in: plan),
                end(movement.to, of: movement, in: plan), movement.amount.description,
                movement.note.reason.shortened(to: 44), movement.note.written?.description ?? "",
            ])
        }
        return (first > 0 ? "  \(first) movements before these\n" : "") + table.rendered()
    }

    private static func end(_ end: Movement.End, of movement: Movement, in plan: Plan) -> String {
        switch end {
        case .line(let id): id
        case .unallocated: Plan.unallocatedWord
        case .contributor: movement.contributors(in: plan).shortened(to: 44)
        }
    }

    private static func table(_ rows: [(key: String, value: ReplValue)]) -> String {
        if rows.isEmpty { return "an empty table\n" }
        let areFigures = rows.allSatisfy { if case .money = $0.value { true } else { false } }
        var table = TextTable([.words("Key"), areFigures ? .figures("Value") : .words("Value")])
        for row in rows.prefix(mostRows) { table.add([row.key.shortened(to: 44), row.value.brief]) }
        return table.rendered() + rest(rows.count)
    }
}
