import Diagnostics
import Finance
package import Questions
package import Scripting

/// What `bcf seek` found, for people and machines.
package struct SeekReport: Sendable {
    private let answer: SeekAnswer
    private let base: ScenarioRun
    /// The scenario in full with the answer set; `nil` where there is none.
    private let run: ScenarioRun?
    private let runCommand: [String]?
    private let provenance: Provenance

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - base: the scenario as its levers stand before the lever is turned.
    ///   - run: the scenario in full with the answer set.
    ///   - runCommand: the command that makes that run.
    package init(
        _ answer: SeekAnswer, of base: ScenarioRun, run: ScenarioRun?, runCommand: [String]?, provenance: Provenance
    ) {
        self.answer = answer
        self.base = base
        self.run = run
        self.runCommand = runCommand
        self.provenance = provenance
    }

    private var lever: String { answer.grid.lever.name.onOneLine }
    private var range: String { "\(answer.grid.value(0)) to \(answer.grid.value(answer.grid.count))" }
    private var steps: String { "in steps of \(answer.grid.stepInWords)" }

    // MARK: Text

    /// The report as text for people.
    package func text() -> String {
        let title = "Until \(answer.expression.text.onOneLine)"
        var text = "\(title)\n\(String(repeating: "═", count: min(title.count, 100)))\n"
        text += "\(base.title.onOneLine)\n\n\(summary.wrapped())\n"
        text += table()
        text += stretches()
        if let run { text += after(run) }
        if let runCommand {
            text += "The run in full\n  \(runCommand.map(Provenance.quoted).joined(separator: " "))\n\n"
        }
        text += provenance.rendered()
        return text + "Result: \(answer.found == nil ? "not found" : "found")\n"
    }

    /// The answer in one or two sentences.
    private var summary: String {
        guard let found = answer.found else { return never }
        var words: String
        if answer.before == nil {
            words = "It holds already at \(lever) = \(found.value), the first value from \(range)."
        } else {
            words = "\(lever) = \(found.value) is the first value from \(range), \(steps), at which it holds."
        }
        if answer.changes > 1 {
            words += """
                 LOOK: it does not hold from there on: it changes \(answer.changes) times, as the values below show, and \
                this is only the first place.
                """
        }
        return words
    }

    private var never: String {
        let all = "No value of \(lever) from \(range), \(steps), does it"
        guard let closest = answer.closest else { return "\(all): the plan refuses every one that was tried." }
        let short = closest.parts.filter { $0.holds == false }.map { part in
            guard let right = part.right else { return "`\(part.part.text)` is false" }
            let sides = "\(part.part.left) is \(part.left.words) and \(part.part.right) is \(right.words)"
            guard let margin = part.margin else { return sides }
            return margin.amount == 0
                ? "\(sides), which is no more and no less" : "\(sides), short by \(margin.magnitude)"
        }
        return "\(all); the closest that was tried is \(closest.value), where \(short.joined(separator: ", and "))."
    }

    /// The answer and the value before it, or the closest.
    private func table() -> String {
        let points = [answer.before, answer.found ?? answer.closest].compactMap(\.self)
        guard !points.isEmpty else { return "" }
        var table = TextTable([
            .words(lever), .words(""), .figures("Left side"), .figures("Right side"), .figures("Margin"),
        ])
        for point in points {
            if case .refused(let reason) = point.state {
                table.add(["\(point.value)", "refused: \(reason.shortened(to: 70))", "", "", ""])
            }
            for (place, part) in point.parts.enumerated() {
                table.add([
                    place == 0 ? "\(point.value)" : "", part.holds == true ? "holds" : "does not hold",
                    part.left.words, part.right?.words ?? "", part.margin?.signed ?? "",
                ])
            }
        }
        var text =
            answer.found == nil
            ? "The closest\n" : answer.before == nil ? "The answer\n" : "The answer, and one step before it\n"
        if answer.expression.parts.count > 1 {
            for part in answer.expression.parts { text += "  \(part.text.onOneLine)\n" }
        }
        return text + table.rendered() + "\n"
    }

    private func stretches() -> String {
        var text =
            "From end to end, by \(answer.evaluations) runs: \(answer.coarse) values evenly spread, and every change "
        text += "between two of them\nhalved until it is one step wide\n"
        for stretch in answer.stretches {
            let span = stretch.first == stretch.last ? "\(stretch.first)" : "\(stretch.first) to \(stretch.last)"
            switch stretch.state {
            case .holds: text += "  \(span): holds\n"
            case .fails: text += "  \(span): does not hold\n"
            case .refused(let reason): text += "  \(span): the plan refuses it: \(reason.onOneLine)\n"
            }
        }
        return text + "\n"
    }

    private func after(_ run: ScenarioRun) -> String {
        var text = "At the answer\n"
        text += run.evaluation.isBalanced ? "  income equals expenditure\n" : "  income does NOT equal expenditure\n"
        let met = run.expectations.count { $0.isMet }
        if run.expectations.isEmpty {
            text += "  the script states no expectations\n"
        } else {
            text += "  \(met) of \(run.expectations.count) expectations are met\n"
        }
        for expectation in run.expectations where !expectation.isMet {
            text += "  NOT MET: \(expectation.message.onOneLine)\n"
        }
        return text + "\n" + conditions(run)
    }

    private func conditions(_ run: ScenarioRun) -> String {
        let plan = run.evaluation.after.allYears[0]
        guard let rulebook = plan.rulebook else { return "" }
        return ConditionTable(
            rulebook: rulebook, plan: plan, changes: run.evaluation.conditions, isCompared: true, showsSources: false
        ).text()
    }

    // MARK: JSON

    /// The report as a JSON document of the form `bcf-seek/1`.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-seek/1")), ("title", .string(base.title)),
            ("lever", .string(answer.grid.lever.name)),
            ("expression", .string(answer.expression.text)), ("from", answer.grid.value(0).json),
            ("to", answer.grid.value(answer.grid.count).json), ("found", answer.found.map(json) ?? .null),
            ("before", answer.before.map(json) ?? .null), ("closest", answer.closest.map(json) ?? .null),
            ("changes", .integer(Int64(answer.changes))),
            (
                "stretches",
                .array(
                    answer.stretches.map { stretch in
                        .object([
                            ("from", stretch.first.json), ("to", stretch.last.json),
                            ("state", .string(stretch.state.word)), ("refused", .optional(stretch.state.reason)),
                        ])
                    })
            ),
            ("evaluations", .integer(Int64(answer.evaluations))),
            ("balanced", run.map { .boolean($0.evaluation.isBalanced) } ?? .null),
            (
                "conditions",
                run.map { run in
                    let after = run.evaluation.after.allYears[0]
                    return .array(
                        run.evaluation.conditions.map { $0.json(before: run.evaluation.before, after: after) })
                } ?? .null
            ),
            (
                "unmet_expectations",
                run.map { .array($0.expectations.filter { !$0.isMet }.map { .string($0.message) }) } ?? .null
            ),
            (
                "run_command",
                .optional(runCommand.map { $0.map(Provenance.quoted).joined(separator: " ") })
            ), ("provenance", provenance.json),
        ]).rendered()
    }

    private func json(_ point: SeekAnswer.Point) -> JSONValue {
        .object([
            ("value", point.value.json), ("set", .string(point.text)), ("state", .string(point.state.word)),
            ("refused", .optional(point.state.reason)), ("parts", .array(point.parts.map(\.json))),
        ])
    }
}

extension SeekAnswer.State {
    fileprivate var word: String {
        switch self {
        case .holds: "holds"
        case .fails: "does not hold"
        case .refused: "refused"
        }
    }

    fileprivate var reason: String? { if case .refused(let reason) = self { reason } else { nil } }
}
