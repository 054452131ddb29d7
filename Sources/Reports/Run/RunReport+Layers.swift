import Diagnostics
package import Finance
package import Scripting

// What a scenario of several layers changed, layer by layer, and what the layers do to each other.

extension RunReport {
    /// A line that a layer changed: by how much in its turn, and what that would be without the others.
    package struct LayeredLine {
        package let id: String
        /// Its name.
        package let title: String
        /// The change that each layer made in its turn; they sum to ``total``.
        package let inTurn: [Money]
        /// The change that each layer makes on its own; `nil` for one that cannot run on its own.
        package let alone: [Money?]
        /// The change that the whole scenario made.
        package let total: Money

        /// The change of the whole less what the layers do on their own; `nil` when one of them cannot run on its own.
        package var interaction: Money? {
            var rest = total.pence
            for change in alone {
                guard let change else { return nil }
                let (less, overflow) = rest.subtractingReportingOverflow(change.pence)
                if overflow { return nil }
                rest = less
            }
            return Money(pence: rest)
        }
    }

    /// The layers of a run and the lines that they change. It takes a look at every line in every layer, so a report
    /// makes it once.
    package struct Layering {
        /// The layers that change the plan. A scenario that only puts others together is no layer of its own.
        package let layers: [ScenarioLayer]
        /// The lines that a layer changes, in the plan's order.
        package let lines: [LayeredLine]

        /// Looks at a run.
        package init(_ run: ScenarioRun) {
            let layers = run.layers.count < 2 ? [] : run.layers.filter { !$0.after.changes(since: $0.before).isEmpty }
            self.layers = layers
            guard !layers.isEmpty else {
                lines = []
                return
            }
            lines = run.evaluation.byLine.compactMap { line in
                let id = line.total.id
                let inTurn = layers.map { $0.change(ofLine: id) }
                // A layer that cannot run on its own, and does not touch the line, does nothing to it.
                let alone = zip(layers, inTurn).map { layer, inTurn in
                    layer.changeAlone(ofLine: id, from: run.evaluation.before) ?? (inTurn.isZero ? .zero : nil)
                }
                guard inTurn.contains(where: { !$0.isZero }) || alone.contains(where: { $0 != nil && $0 != .zero })
                else { return nil }
                return LayeredLine(
                    id: id, title: line.total.title, inTurn: inTurn, alone: alone, total: line.total.difference)
            }
        }
    }

    /// The section of the report, empty for a scenario of one layer.
    package func layersText() -> Passage {
        let layering = Layering(run)
        let (layers, lines) = (layering.layers, layering.lines)
        guard !layers.isEmpty else { return "" }
        var text: Passage = "Layers, in the order in which they change the plan\n"
        for (index, layer) in layers.enumerated() {
            text += "  \(index + 1)  \(layer.title.onOneLine)  (\(layer.script.onOneLine))\n"
            if case .refused(let reason) = layer.alone {
                text += "     needs the layers before it: \(reason.onOneLine)\n"
            }
        }
        let numbers = layers.indices.map { TextTable.Column.figures("Layer \($0 + 1)") }
        var table = TextTable([.words("Line"), .words("")] + numbers + [.figures("Change"), .figures("Interaction")])
        for line in lines {
            table.add(
                [line.id, line.title.shortened(to: 40)] + line.inTurn.map(shown)
                    + [shown(line.total), line.interaction.map(shown) ?? "not known"])
        }
        table.addRule()
        table.add(
            ["", "All lines"]
                + layers.indices.map { layer in shown(Money(pence: lines.reduce(0) { $0 + $1.inTurn[layer].pence })) }
                + [shown(Money(pence: lines.reduce(0) { $0 + $1.total.pence })), ""])
        text += table.passage
        let interacting = lines.contains { $0.interaction.map { !$0.isZero } ?? true }
        text +=
            interacting
            ? "  Interaction: the change less what each layer does to the line on its own, without the layers before it:\n"
            : "  No interaction: on its own, without the layers before it, each layer does the same.\n"
        if interacting { text += aloneText(layering) }
        return text + "\n"
    }

    /// What the layers do on their own to the lines on which they affect each other.
    private func aloneText(_ layering: Layering) -> Passage {
        let numbers = layering.layers.indices.map { TextTable.Column.figures("Layer \($0 + 1) alone") }
        var table = TextTable([.words("Line"), .words("")] + numbers)
        for line in layering.lines where line.interaction.map({ !$0.isZero }) ?? true {
            table.add(
                [line.id, line.title.shortened(to: 40)] + line.alone.map { $0.map(shown) ?? "cannot run" })
        }
        return table.passage
    }

    private func shown(_ amount: Money) -> String { amount.isZero ? "–" : amount.formatted(sign: true) }

    /// The layers as JSON.
    func layersJSON(_ layering: Layering) -> JSONValue {
        .array(
            layering.layers.enumerated().map { index, layer in
                var refusal: String?
                if case .refused(let reason) = layer.alone { refusal = reason }
                return .object([
                    ("title", .string(layer.title)), ("script", .string(layer.script)),
                    ("cannot_run_alone", .optional(refusal)),
                    (
                        "lines_pence",
                        .array(
                            layering.lines.map { line in
                                .object([
                                    ("id", .string(line.id)), ("change", .integer(line.inTurn[index].pence)),
                                    ("change_alone", line.alone[index].map { .integer($0.pence) } ?? .null),
                                ])
                            })
                    ),
                ])
            })
    }

    /// What each line's layers do to each other, as JSON.
    func interactionsJSON(_ layering: Layering) -> JSONValue {
        .array(
            layering.lines.map { line in
                .object([
                    ("id", .string(line.id)), ("change", .integer(line.total.pence)),
                    ("interaction", line.interaction.map { .integer($0.pence) } ?? .null),
                ])
            })
    }
}
