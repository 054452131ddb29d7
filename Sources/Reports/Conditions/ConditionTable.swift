import Diagnostics
import Finance

/// The conditions of a year as a table of margins, and in words where there is no figure.
///
/// Two rows a condition, so that the figures stand beside each other within 100 columns.
struct ConditionTable {
    let rulebook: Rulebook
    /// The plan after the scenario, or as it was read.
    let plan: Plan
    /// The conditions; where nothing is compared, before and after are the same.
    let changes: [ConditionChange]
    /// Whether a before is shown beside the after.
    let isCompared: Bool
    /// Whether it says where its conditions stand; of several years, one list says it of all.
    var showsSources = true

    /// The section of a report.
    func text() -> String {
        var text = "National conditions of \(rulebook.year.text)\n"
        let figures = changes.filter { $0.after.hasFigures }
        if !figures.isEmpty { text += table(figures) }
        for change in figures { text += notes(change) }
        text += declared() + untested()
        if showsSources, !figures.isEmpty {
            text += "  Where these conditions stand:\n"
            for change in figures {
                text += Self.wrapped("\(change.condition.id): \(change.condition.source(in: rulebook))", indent: 4)
            }
        }
        return text + "\n"
    }

    /// Where the conditions of several years stand: each document once, with the years for which it is cited.
    static func sources(of tables: [ConditionTable]) -> String {
        var order: [String] = []
        var cited: [String: [(source: String, years: [String])]] = [:]
        for table in tables {
            for change in table.changes where change.after.hasFigures {
                let id = change.condition.id
                let source = change.condition.source(in: table.rulebook)
                if cited[id] == nil { order.append(id) }
                if let place = cited[id]?.firstIndex(where: { $0.source == source }) {
                    cited[id]?[place].years.append(table.rulebook.year.text)
                } else {
                    cited[id, default: []].append((source, [table.rulebook.year.text]))
                }
            }
        }
        guard !order.isEmpty else { return "" }
        var text = "Where these conditions stand\n"
        for id in order {
            for (source, years) in cited[id] ?? [] {
                text += wrapped("\(id), \(years.joined(separator: ", ")): \(source)", indent: 2)
            }
        }
        return text + "\n"
    }

    private func table(_ figures: [ConditionChange]) -> String {
        let headroom: [TextTable.Column] =
            isCompared ? [.figures("Headroom before"), .figures("after")] : [.figures("Headroom")]
        var table = TextTable([.words("Condition"), .figures("Required"), .figures("Planned")] + headroom)
        for change in figures {
            let (condition, after) = (change.condition, change.after)
            let before = isCompared ? [shown(change.before.headroom)] : []
            table.add(
                [
                    condition.id.shortened(to: 34), after.required?.description ?? notStated,
                    after.certain?.description ?? "",
                ]
                    + before + [shown(after.headroom)])
            var verdict = "  \(after.verdict.shown)"
            if change.isNewlyBreached { verdict += ", was \(change.before.verdict.rawValue)" }
            if condition.citation.confidence == .unconfirmed { verdict += ", unconfirmed" }
            let upTo = after.certain == after.possible ? "" : "to \(after.possible?.description ?? "")"
            table.add([verdict, "", upTo] + before.map { _ in "" } + [""])
        }
        return table.rendered()
    }

    private func shown(_ headroom: Money?) -> String { headroom?.formatted(sign: true) ?? "–" }

    private func notes(_ change: ConditionChange) -> String {
        var text = ""
        if let reason = change.after.reason(in: plan) {
            text += Self.wrapped("\(change.condition.id): \(reason)", indent: 2)
        }
        if change.after.isStated {
            let stated = plan.arrangements.statedPlanned.first { $0.condition == change.condition.id }
            let precision = stated?.precision.map { ", rounded to \($0)" } ?? ""
            text += Self.wrapped(
                "\(change.condition.id): the document's own figure of \(stated?.amount.description ?? "")\(precision)"
                    + (isCompared ? ", and what the scenario changes" : "")
                    + (stated?.precision == nil ? "" : "; headroom is less half of that rounding"), indent: 2)
        }
        return text
    }

    /// What the plan declares, and what it does not.
    private func declared() -> String {
        func list(_ title: String, _ verdict: ConditionAssessment.Verdict) -> String {
            let ids = changes.filter { $0.after.verdict == verdict }.map(\.condition.markedId)
            return ids.isEmpty ? "" : Self.wrapped("\(title): \(ids.joined(separator: ", "))", indent: 2)
        }
        return list("Declared by the plan, which no figure tests", .declared) + list("Not declared", .notDeclared)
    }

    private func untested() -> String {
        let untested = changes.filter { !$0.after.hasFigures && $0.after.verdict == .notTested }
        guard !untested.isEmpty else { return "" }
        // Conditions that lack the same thing stand together.
        var reasons: [(reason: String, ids: [String])] = []
        for change in untested {
            let reason = change.after.reason(in: plan) ?? ""
            if let place = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[place].ids.append(change.condition.markedId)
            } else {
                reasons.append((reason, [change.condition.markedId]))
            }
        }
        return "  Not tested:\n"
            + reasons.map { Self.wrapped("\($0.ids.joined(separator: ", ")): \($0.reason)", indent: 4) }.joined()
    }

    /// A line broken at spaces within 100 columns; what follows is indented further.
    static func wrapped(_ line: String, indent: Int) -> String {
        var text = ""
        var current = String(repeating: " ", count: indent)
        var hasWord = false
        for word in line.onOneLine.split(separator: " ") {
            if hasWord, current.count + 1 + word.count > 100 {
                text += current + "\n"
                current = String(repeating: " ", count: indent + 4)
                hasWord = false
            }
            current += (hasWord ? " " : "") + word
            hasWord = true
        }
        return text + current + "\n"
    }
}
