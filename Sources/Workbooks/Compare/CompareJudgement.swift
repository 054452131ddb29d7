import Diagnostics
import Finance
import Reports
import Scripting

/// What speaks for which scenario: measures, dominance, regret, and what makes each change.
struct CompareJudgement {
    let comparison: ScenarioComparison

    /// The base and the scenarios, a row each: do they pass, and how they stand by each measure.
    var summary: WorkbookSheet {
        let options = 0...comparison.runs.count
        let measures = comparison.measures
        let rows = options.map { option -> [SheetCell] in
            let run = option == 0 ? comparison.baseRun : comparison.runs[option - 1]
            let plan = run?.evaluation.after ?? comparison.plan
            let expectations = run?.expectations ?? []
            let dominators =
                comparison.pareto.dominatedBy.indices.contains(option)
                ? comparison.pareto.dominatedBy[option].map { comparison.optionName($0) } : []
            let balance =
                switch plan.balance {
                case .met: "yes"
                case .notMet: "NO"
                case .cannotBeTold: "cannot be told"
                }
            return [
                .text(comparison.optionName(option)), .text(run?.title ?? comparison.plan.identity.title),
                .text(run?.script ?? ""), .text(run.map { $0.isPassed ? "passed" : "FAILED" } ?? ""), .text(balance),
                .text(
                    expectations.isEmpty ? "none stated" : "\(expectations.count { $0.isMet }) of \(expectations.count)"
                ),
                .count(plan.conditionAssessments().count { $0.verdict == .breached }),
                .count(run?.movements.count ?? 0),
                .text(dominators.isEmpty ? "nobody" : dominators.joined(separator: ", ")),
            ] + measures.map { value($0.values[option], option) }
        }
        return WorkbookSheet(
            "Summary", about: "The scenarios, what they come to by each measure, and which are dominated by others",
            columns: [
                SheetColumn("option", width: 10), SheetColumn("title", width: 44), SheetColumn("script", width: 36),
                SheetColumn("result", width: 12), SheetColumn("income equals expenditure", width: 16),
                SheetColumn("expectations met", width: 14), SheetColumn("conditions breached", width: 12),
                SheetColumn("movements", width: 12), SheetColumn("dominated by", width: 16),
            ] + unique(measures.map(heading)).map { SheetColumn($0, width: 24) }, rows: rows, frozenColumns: 2)
    }

    private func heading(_ measure: ScenarioComparison.Measure) -> String {
        measure.title.onOneLine + (measure.better.map { ", \($0.rawValue) is better" } ?? "")
    }

    private func unique(_ headings: [String]) -> [String] {
        headings.enumerated().map { index, heading in
            headings[..<index].contains { $0.lowercased() == heading.lowercased() }
                ? "\(heading) \(index + 1)" : heading
        }
    }

    private func value(_ value: ScenarioComparison.Value?, _ option: Int) -> SheetCell {
        switch value {
        case .money(let amount): .money(amount)
        case .figure(let figure): .estimate(figure, places: 2)
        case nil: .text("cannot be told")
        }
    }

    /// What is missed with each by not having chosen the best.
    var regret: WorkbookSheet {
        let rows = comparison.regrets.flatMap { regret in
            regret.options.enumerated().map { option, each -> [SheetCell] in
                let measure = comparison.measures[regret.measure]
                return [
                    .text(measure.title), .text(comparison.optionName(option)), .estimate(each.expected, places: 2),
                    .estimate(each.most, places: 2), .count(each.timesBest),
                    regret.samples.map { .count($0) } ?? .text("no samples"),
                ]
            }
        }
        let columns = [
            SheetColumn("measure", width: 44), SheetColumn("option", width: 10),
            SheetColumn("missed on average", width: 18), SheetColumn("missed at most", width: 18),
            SheetColumn("times best", width: 12), SheetColumn("samples", width: 12),
        ]
        return WorkbookSheet(
            "Regret", about: "What is missed with each option by not having chosen the best", columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows, frozenColumns: 2)
    }

    static let waterfallName = "Waterfalls"

    /// Each change, part by part: the end is a sum over the parts.
    var waterfalls: WorkbookSheet {
        var rows: [[SheetCell]] = []
        for waterfall in comparison.waterfalls {
            let power = (0..<waterfall.places).reduce(1.0) { product, _ in product * 10 }
            func cell(_ units: Int64, formula: String? = nil) -> SheetCell {
                guard waterfall.unit == .money else {
                    let value = Double(units) / power
                    return formula.map { .figureFormula($0, value, places: 6) } ?? .estimate(value, places: 6)
                }
                let money = Money(pence: units)
                return formula.map { .moneyFormula($0, money) } ?? .money(money)
            }
            let first = rows.count + 2
            func add(_ kind: String, _ title: String, _ reason: String, _ written: String, _ amount: SheetCell) {
                rows.append([
                    .text(waterfall.title), .text(ScenarioComparison.letter(waterfall.scenario)), .text(kind),
                    .text(title), amount, .text(reason), .text(written),
                ])
            }
            add("from", comparison.baseName, "", "", cell(waterfall.base))
            for part in waterfall.parts {
                add(
                    part.kind.rawValue, part.title, part.reason ?? part.refusal ?? "", part.written?.description ?? "",
                    cell(part.effect))
            }
            add(
                "to", ScenarioComparison.letter(waterfall.scenario), "", "",
                cell(waterfall.after, formula: "ROUND(SUM(E\(first):E\(rows.count + 1)),\(waterfall.places))"))
        }
        let columns = [
            SheetColumn("figure", width: 40), SheetColumn("scenario", width: 10), SheetColumn("part", width: 14),
            SheetColumn("what", width: 50), SheetColumn("amount", width: 20), SheetColumn("reason", width: 50),
            SheetColumn("written", width: 30),
        ]
        return WorkbookSheet(
            Self.waterfallName, about: "What makes each change, part by part, and what the parts do together",
            columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows, frozenColumns: 2)
    }
}
