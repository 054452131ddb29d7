import Diagnostics
import Finance
import Reports

extension ExplanationBook {
    /// The part of the page that explains its figures; `nil` where none is.
    ///
    /// - Parameter command: the command that explains one figure, up to the figure's name.
    func section(command: String) -> PageSection? {
        guard !entries.isEmpty else { return nil }
        return PageSection("explanations", "How each figure is made") {
            Tag.p {
                "Each linked figure of this report, down to the cells that were read (file:row:column) and the "
                    + "movements that changed it (script:line). The amounts of each come to the figure, to the penny."
            }
            if leftOut > 0 {
                Tag.p {
                    Standing.open.node("Not all")
                    " \(leftOut) more places show a figure that this page does not explain, to keep it short. This "
                        + "command explains any of them, with the figure's name in place of FIGURE:"
                }
                Tag.pre { "\(command) FIGURE" }
            }
            for entry in entries { self.node(entry) }
        }
    }

    private func node(_ entry: Entry) -> Node {
        let report = ExplanationReport(
            entry.explanation, of: entry.plan, provenance: Provenance(planHash: "", command: []))
        let words = entry.explanation.subject.words
        return Tag.article(.id(entry.id), .class("explanation"), .labelled(by: "\(entry.id)-title")) {
            Tag.h3(.id("\(entry.id)-title"), .anyDirection) {
                "\(words.prefix(1).uppercased())\(words.dropFirst()): \(figure(report))"
            }
            content(report, entry)
            Tag.p(.class("back")) {
                Tag.a(.to("\(entry.id)-shown"), .label("Back to the figure: \(words)")) { "Back to the figure" }
            }
        }
    }

    private func figure(_ report: ExplanationReport) -> String {
        report.isFigureKnown ? FigureCell.amount(report.explanation.figure) : notStated
    }

    @MarkupBuilder
    private func content(_ report: ExplanationReport, _ entry: Entry) -> [Node] {
        let rows = rows(of: report)
        if rows.isEmpty {
            Tag.p { "Every cell that was read for it holds £0 or nothing was read for it, and no movement touches it." }
        } else if rows.count == 1, let row = rows.first {
            Tag.p(.anyDirection) { "\(row.what): \(FigureCell.amount(row.amount)), \(row.why) (\(row.place))" }
        } else {
            table(rows, report, entry).node
            if rows.count > Self.rowsOfOne {
                let rest = rows.dropFirst(Self.rowsOfOne)
                Tag.p(.class("note")) {
                    "The last row before the total stands for \(rest.count) more; bcf explain lists each."
                }
            }
        }
    }

    private struct Row {
        let what: String
        let place: String
        let why: String
        let amount: Money
    }

    private func rows(of report: ExplanationReport) -> [Row] {
        let plan = report.plan
        let cells = report.parts.flatMap(\.steps).map { step -> Row in
            let words = report.words(of: step)
            let source = plan.sources[step.source].id
            let what =
                switch step.origin {
                case .spend(let line, _): "\(plan.lines[line].id) \(plan.lines[line].title), \(source)"
                case .income(let tranche, _):
                    "\(source), \(report.firstYear.sources[step.source].tranches[tranche].title)"
                case .movement, .earlierMovement, .rolled: source
                }
            return Row(what: what, place: words.from, why: words.why, amount: step.amount)
        }
        let moved = report.movements.map { step -> Row in
            let words = report.words(of: step)
            return Row(
                what: "Change, \(plan.sources[step.source].id)", place: words.from, why: words.why, amount: step.amount)
        }
        return cells + moved
    }

    private func table(_ rows: [Row], _ report: ExplanationReport, _ entry: Entry) -> DataTable {
        var table = DataTable(
            "\(entry.id)-parts", "What it is made of",
            [.words("What"), .words("Where it stands"), .words("Why"), .figures("Amount")])
        for row in rows.prefix(Self.rowsOfOne) {
            table.add(words: [row.what, row.place, row.why, FigureCell.minus(row.amount.formatted(sign: true))])
        }
        let rest = rows.dropFirst(Self.rowsOfOne)
        if !rest.isEmpty {
            // Parts of a figure that fits.
            let sum = Money(pence: rest.reduce(0) { $0 &+ $1.amount.pence })
            table.add(words: ["\(rest.count) more", "", "", FigureCell.minus(sum.formatted(sign: true))])
        }
        table.add(words: ["The figure", "", "", figure(report)], as: .total)
        return table
    }
}

extension Plan {
    /// The figure of a property's value; `nil` where nothing has it.
    func known(_ measure: Figure.Measure, _ selection: Selection) -> Figure? { try? figure(measure, selection) }

    /// What a line spends.
    func spend(ofLine id: String) -> Figure? {
        var selection = Selection()
        selection.require(.line, id)
        return known(.spend, selection)
    }

    /// What is spent by a property of sources.
    func spend(_ property: Selection.SourceProperty, _ value: String) -> Figure? {
        var selection = Selection()
        selection.require(property, value)
        return known(.spend, selection)
    }

    /// What a theme spends, of one source or of all.
    func spend(ofTheme theme: String, source: String? = nil) -> Figure? {
        var selection = Selection()
        selection.require(.theme, theme)
        if let source { selection.require(.source, source) }
        return known(.spend, selection)
    }

    /// What a line spends of a source.
    func spend(ofLine id: String, source: String) -> Figure? {
        var selection = Selection()
        selection.require(.line, id)
        selection.require(.source, source)
        return known(.spend, selection)
    }

    /// A measure of a source.
    func figure(_ measure: Figure.Measure, ofSource id: String) -> Figure? {
        var selection = Selection()
        selection.require(.source, id)
        return known(measure, selection)
    }
}
