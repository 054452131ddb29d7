import Diagnostics
import Finance
import Reports
import Scripting

// What is better than what, what is missed, what is assumed, and how to make the page again.

extension ComparePage {
    private var options: [String] { [comparison.baseName] + letters }

    func judgement() -> PageSection? {
        guard !comparison.measures.isEmpty, view.shows(.measure) else { return nil }
        return PageSection("judgement", "What is better than what") {
            Tag.p {
                "One option dominates another where it is at least as good by every measure below and better by one. "
                    + "Which measures count, and how much, is for the board to say."
            }
            measures().node
            for measure in comparison.measures {
                if let obstacle = measure.obstacle { Tag.p { "Not judged by \(measure.title): \(obstacle)." } }
            }
            if !comparison.regrets.isEmpty { regrets() }
        }
    }

    private func measures() -> DataTable {
        var table = DataTable(
            "measures", "What the options are judged by",
            [.words("Measure"), .words("Better is")] + options.map { .figures($0) })
        for measure in comparison.measures {
            let style = EstimateText(level: 0, changes: measure.values.compactMap { $0?.number })
            let values = measure.values.map { value -> [Node] in
                switch value {
                case .money(let amount)?: [.text(FigureCell.amount(amount))]
                case .figure(let figure)?: [.text(FigureCell.minus(style.change(figure)))]
                case nil: [.text("–")]
                }
            }
            let better = measure.better.map { $0 == .low ? "less" : "more" } ?? notStated
            table.add([heading(measure), [.text(better)]] + values)
        }
        let pareto = comparison.pareto
        if !pareto.judgedBy.isEmpty {
            table.add(
                words: ["Dominated by", ""]
                    + pareto.dominatedBy.map { others in
                        others.isEmpty ? "nothing" : others.map(comparison.optionName).joined(separator: ", ")
                    }, as: .total)
        }
        return table
    }

    /// The name of a measure, and what it counts.
    private func heading(_ measure: ScenarioComparison.Measure) -> [Node] {
        guard let unit = report.metric(of: measure)?.unit else { return [.text(measure.title)] }
        return [.text(measure.title), Tag.span(.class("asks")) { unit }]
    }

    private func regrets() -> [Node] {
        var table = DataTable(
            "regrets", "Regret: what is missed beside the best option",
            [.words("Measure"), .words("Figure")] + options.map { .figures($0) })
        for regret in comparison.regrets {
            let measure = comparison.measures[regret.measure]
            let style = EstimateText(level: 0, changes: regret.options.map(\.most))
            var isMoney = false
            if case .money? = measure.values.first ?? nil { isMoney = true }
            func words(_ value: Double) -> String {
                guard isMoney else { return style.text(value) }
                return "£" + EstimateText(places: 0).text(value)
            }
            func add(_ figure: String, _ words: (ScenarioComparison.Regret.Option) -> String) {
                table.add([heading(measure), [.text(figure)]] + regret.options.map { [.text(words($0))] })
            }
            add(regret.samples == nil ? "Missed" : "Missed on average") { words($0.expected) }
            if let samples = regret.samples {
                add("Missed at most") { words($0.most) }
                add("Best in") { EstimateText.percent(Double($0.timesBest) / Double(samples)) }
            }
        }
        return [
            Tag.h3 { "Regret" }, table.node,
            Tag.p(.class("note")) {
                "Of a sampled measure, each sample is held against the best option in that sample."
            },
        ]
    }

    // MARK: Log

    func log() -> PageSection? {
        guard view.shows(.assumption) else { return nil }
        return PageSection("log", "Assumptions") {
            if comparison.assumptions.isEmpty {
                Tag.p { "No scenario states any." }
            } else {
                assumptions().node
            }
        }
    }

    private func assumptions() -> DataTable {
        var table = DataTable(
            "assumptions", "What the scenarios take for true",
            [
                .words("What"), .words("Scenarios"), .words("Value"), .words("Owner"), .words("Source"),
                .words("Looked at"), .words("Quality"), .words("Do they agree?"),
            ])
        for row in comparison.assumptions {
            let silent = runs.indices.filter { place in
                !row.statements.contains { $0.scenarios.contains(place) }
            }
            let note =
                [
                    row.hasDifferentValues ? "Different values: the scenarios differ because of this, too" : nil,
                    silent.isEmpty ? nil : "Not stated by \(silent.map { letters[$0] }.joined(separator: ", "))",
                ].compactMap(\.self).joined(separator: ". ")
            for statement in row.statements {
                let assumption = statement.assumption
                table.add(words: [
                    row.what, statement.scenarios.map { letters[$0] }.joined(separator: ", "), assumption.value ?? "",
                    assumption.owner, assumption.source, assumption.date, assumption.quality.rawValue,
                    note.isEmpty ? "Yes" : note,
                ])
            }
        }
        return table
    }

    // MARK: Checks and data

    func checks() -> PageSection {
        PageSection("checks", "Checks") {
            Findings(findings: runs.enumerated().flatMap { findings($1, letters[$0]) }).node
            Tag.p { "Not tested: \(RunReport.notTested(comparison.plan))." }
        }
    }

    private func findings(_ run: ScenarioRun, _ letter: String) -> [Findings.Finding] {
        let balance: Findings.Finding =
            switch run.evaluation.after.balance {
            case .met: .init(standing: .good, word: "Met", what: "\(letter): income equals expenditure")
            case .notMet:
                .init(standing: .bad, word: "Not met", what: "\(letter): income does not equal expenditure")
            case .cannotBeTold:
                .init(
                    standing: .open, word: "Cannot be told", what: "\(letter): whether income equals expenditure",
                    details: [run.evaluation.after.unstatedIncomeWords].compactMap(\.self))
            }
        let conditions = run.evaluation.breached.map { change in
            Findings.Finding(
                standing: .bad, word: "Breached", what: "\(letter): \(change.condition.markedId)",
                details: [change.isNewlyBreached ? "the scenario breaks it" : "it was broken before"])
        }
        let expectations = run.expectations.map { expectation in
            Findings.Finding(
                standing: expectation.isMet ? .good : .bad, word: expectation.isMet ? "Met" : "Not met",
                what: "\(letter): \(expectation.message)",
                details: [expectation.valuesInWords, expectation.written?.description].compactMap(\.self))
        }
        return [balance] + conditions + expectations + run.warnings.map(WarningNodes.finding)
    }

    func sources() -> PageSection {
        PageSection("sources", "Data and how to make this report again") {
            ProvenanceNodes.of(
                report.provenance,
                scripts: zip(letters, zip(runs, report.scriptHashes)).map { letter, pair in
                    (name: "\(letter): \(pair.0.script)", hash: pair.1)
                })
        }
    }
}
