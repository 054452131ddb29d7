import Diagnostics
import Finance
package import Outcomes

/// Two printed figures each of a time before and after: the change, whether the printed one follows, and what no test
/// can say.
package struct StatedComparisonReport: Sendable {
    let comparisons: [StatedComparison]
    let inputs: InputFiles

    /// Makes a report.
    package init(_ comparisons: [StatedComparison], inputs: InputFiles) {
        self.comparisons = comparisons
        self.inputs = inputs
    }

    /// Whether every printed change follows from its figures.
    package var isPassed: Bool { comparisons.allSatisfy { $0.printed == nil || $0.agreement == .rounded } }

    /// The report as text for people.
    package func text() -> String {
        var text = reportTitle("Before and after, as printed")
        var table = TextTable([
            .words(""), .figures("Before"), .words("of"), .figures("After"), .words("of"), .figures("Change"),
            .figures(""), .figures("Printed"), .words("Follows"), .figures("Variation needed"),
        ])
        for row in comparisons {
            table.add([
                row.label.shortened(to: 60), figure(row.before, row), periods(row.before, row), figure(row.after, row),
                periods(row.after, row),
                row.absolute?.rounded(places: places(row)).map { signed($0) } ?? "cannot be told",
                percentage(row.percentage, places: 2), row.printed.map { signed($0) + "%" } ?? notStated,
                follows(row), row.variationNeeded.map { "\(estimate($0)) ×" } ?? "–",
            ])
        }
        text += table.rendered() + "\n"
        text += """
            No test can be made of two means: how much the periods behind them vary is not printed. “Variation needed” says
            how many times more than independent single events (whose variance is their mean) the periods would have to
            vary for chance alone to make such a change one time in twenty. Days of delay are far from independent: one
            person who waits adds a day every day. Whoever has the periods' own figures can tell; from the two means nobody
            can. And without others to compare with, before and after do not show a cause.


            """
        text += inputs.rendered()
        let wrong = comparisons.count { $0.printed != nil && $0.agreement != .rounded }
        let count = comparisons.count { $0.printed != nil }
        return text + "\nResult: \(count - wrong) of \(count) printed changes follow from their figures\n"
    }

    private func places(_ row: StatedComparison) -> Int {
        max(row.before.figure.places, row.after.figure.places) + (row.measure == .total ? 2 : 0)
    }

    private func figure(_ side: StatedComparison.Side, _ row: StatedComparison) -> String {
        row.measure == .mean ? side.figure.description : rounded(row.mean(side), places: places(row))
    }

    private func periods(_ side: StatedComparison.Side, _ row: StatedComparison) -> String {
        "\(side.periods) \(row.period.shortened(to: 20))\(side.periods == 1 ? "" : "s")"
    }

    private func follows(_ row: StatedComparison) -> String {
        switch row.agreement {
        case .rounded?: "as it rounds"
        case .cutOff?: "with decimals cut off"
        case .no?: "no"
        case nil: ""
        }
    }

    /// The report as a JSON document of the form `bcf-before-after-printed/1`.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-before-after-printed/1")), ("passed", .boolean(isPassed)),
            (
                "rows",
                .array(
                    comparisons.map { row in
                        .object([
                            ("label", .string(row.label)), ("period", .string(row.period)),
                            ("measure", .string(row.measure.rawValue)), ("before", Reports.json(row.before.figure)),
                            ("before_periods", .integer(row.before.periods)), ("after", Reports.json(row.after.figure)),
                            ("after_periods", .integer(row.after.periods)),
                            ("change_of_mean", Reports.json(row.absolute?.rounded(places: 2))),
                            ("change_percent", Reports.json(row.percentage?.rounded(places: 2))),
                            ("printed_percent", Reports.json(row.printed)),
                            ("follows", .optional(row.agreement?.rawValue)),
                            (
                                "variation_needed",
                                Reports.json(row.variationNeeded.flatMap { estimated($0, places: 1) })
                            ),
                            ("reference", .optional(row.reference)),
                        ])
                    })
            ),
            ("made", inputs.json),
        ]).rendered()
    }
}
