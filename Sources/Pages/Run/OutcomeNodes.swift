import Diagnostics
import Draws
import Finance
import Outcomes
import Reports
import Scripting

/// What the money does to the metrics: a table, a chart of each metric over the year, and what it hangs on.
struct OutcomeNodes {
    let model: OutcomeModel
    let central: OutcomeProjection
    let samples: OutcomeSamples?
    /// Makes a figure of a metric, by its id, a link to what it is made of.
    let link: (_ words: String, _ metric: String) -> [Node]

    /// How many metrics have charts of their own.
    private static let mostCharts = 6

    private var text: OutcomeText { OutcomeText(model: model, central: central, samples: samples) }

    var nodes: [Node] {
        let text = text
        var nodes: [Node] = [figures.node]
        nodes += PassageNodes.of(Passage(text.notProjected()), id: "not-projected", heading: "Not projected")
        // Metrics that move come first; of those that stay, only those with something to reach are drawn.
        let drawn =
            central.metrics.enumerated().filter { $0.element.isMoved || !$0.element.targets.isEmpty }
            .sorted { $0.element.isMoved && !$1.element.isMoved }
        for (place, projection) in drawn.prefix(Self.mostCharts) {
            nodes.append(fan(projection, place).node)
            if let tornado = tornado(projection, place) { nodes.append(tornado.node) }
        }
        if drawn.count > Self.mostCharts {
            nodes.append(
                Tag.p { "\(drawn.count - Self.mostCharts) more metrics are in the table above, without a chart." })
        }
        guard text.isAsked else {
            return nodes + PassageNodes.of(Passage(text.unchanged()), id: "unchanged", heading: "What stays")
        }
        nodes.append(Tag.h3 { "Targets" })
        nodes += PassageNodes.of(text.targets(), id: "targets", heading: "Targets and how likely they are met")
        nodes.append(Tag.h3 { "What the money buys and does" })
        nodes += PassageNodes.of(text.effects(), id: "effects", heading: "Effects of the lines that change")
        nodes += PassageNodes.of(Passage(text.values()), id: "values", heading: "Value")
        nodes += PassageNodes.of(text.riskPools(), id: "risk-release", heading: "Risk pools")
        nodes += suppositions
        nodes.append(Tag.h3 { "What these figures rest on" })
        return nodes + PassageNodes.of(text.notes(), id: "notes", heading: "What a change hangs on")
    }

    private var figures: DataTable {
        var table = DataTable(
            "metrics", "Metrics over the year",
            [
                .words("Metric"), .words("What it counts"), .figures("Before"), .figures("After"), .figures("Change"),
            ] + (samples == nil ? [] : [.figures("After, 8 in 10"), .figures("Change, 8 in 10")]))
        for projection in central.metrics {
            let style = RunOutcomes.style(projection, samples)
            let figure = projection.year.figure
            var cells: [[Node]] = [
                [.text(projection.metric.title)], [.text(projection.metric.unitWords ?? notStated)],
                link(style.text(figure.before), projection.metric.id),
                link(style.text(figure.after), projection.metric.id),
                figure.change == 0 ? FigureCell.unchanged : [.text(FigureCell.minus(style.change(figure.change)))],
            ]
            if let samples {
                let period = samples.metric(projection.metric.id)?.period(.year)
                cells.append([.text(period.map { style.range($0.after.p10, $0.after.p90) } ?? "–")])
                cells.append([
                    .text(
                        FigureCell.minus(
                            period.map { projection.isMoved ? style.changes($0.change.p10, $0.change.p90) : "–" } ?? "–"
                        ))
                ])
            }
            table.add(cells)
        }
        return table
    }

    // MARK: Charts

    /// A metric month by month, with what is wanted.
    private func fan(_ projection: MetricProjection, _ place: Int) -> FanChart {
        let style = RunOutcomes.style(projection, samples)
        let sampled = samples?.metric(projection.metric.id)
        func figure(_ value: Double) -> ChartFigure { ChartFigure(value, FigureCell.minus(style.text(value))) }
        let points = (1...12).compactMap { month -> FanChart.Point? in
            guard let period = projection.period(.month(month)) else { return nil }
            let range = sampled?.period(.month(month))?.after
            return FanChart.Point(
                name: YearPart.month(month).words, short: String(YearPart.month(month).words.prefix(3)),
                before: figure(period.figure.before), after: figure(period.figure.after),
                percentiles: range.map { [$0.p5, $0.p10, $0.p90, $0.p95].map(figure) } ?? [])
        }
        // A count of a year is no count of a month: only what is a rate or a share can be drawn across months.
        let isRate: Bool =
            switch projection.metric.measure {
            case .monthlyRate?, .dailyRate?, .share?: true
            default: false
            }
        let targets = projection.targets.compactMap { target -> FanChart.Target? in
            let months: ClosedRange<Int>
            switch target.part {
            case .year: months = 0...11
            case .quarter(let number): months = (3 * number - 3)...(3 * number - 1)
            case .month(let number): months = number - 1...number - 1
            }
            guard isRate || months.count == 1 else { return nil }
            return .init(
                name: target.period.period,
                figure: ChartFigure(target.target.approximate, target.target.description), points: months)
        }
        let change = projection.year.figure.change
        let moves =
            change == 0 ? "stays as it is" : "changes by \(FigureCell.minus(style.change(change))) over the year"
        return FanChart(
            id: "metric-\(place + 1)", title: "\(projection.metric.title) \(moves)",
            about:
                "Month by month from April: a dotted line for the plan as it is, a line with dots after the scenario, "
                + "bands in which it stays 8 and 9 times in 10, and a dashed line for the target where it is of a month's "
                + "kind. \(projection.metric.unitWords ?? "")",
            points: points, targets: targets, unit: .number(EstimateText(places: min(style.places, 1))))
    }

    /// What the change of a metric hangs on most.
    private func tornado(_ projection: MetricProjection, _ place: Int) -> RangeChart? {
        guard projection.isMoved else { return nil }
        let found = FigureSwing.all(of: model, on: projection.metric.id).prefix(8)
        guard !found.isEmpty else { return nil }
        let style = RunOutcomes.style(projection, samples)
        func figure(_ value: Double) -> ChartFigure { ChartFigure(value, FigureCell.minus(style.change(value))) }
        let central = projection.year.figure.change
        return RangeChart(
            id: "tornado-\(place + 1)", title: "What the change of \(projection.metric.title) hangs on most",
            about:
                "A bar for each uncertain figure, the longest first: how far it moves the change when it goes from its "
                + "10th to its 90th percentile, with all others at their medians.",
            heading: "Figure", ends: ("Least change", "Greatest change"),
            items: found.map { swing in
                .init(
                    name: swing.parameter.name, low: figure(swing.least), high: figure(swing.most),
                    more: [swing.parameter.evidence.quality.rawValue])
            },
            reference: ("all at their medians: \(FigureCell.minus(style.change(central)))", central),
            unit: .number(EstimateText(places: min(style.places, 2))), more: ["Known"])
    }

    // MARK: What is supposed

    private var suppositions: [Node] {
        let records = model.after.suppositions
        guard !records.isEmpty else { return [] }
        return [Tag.h3 { "Supposed by the scenario, also for the plan before it" }]
            + records.map { record in
                let (head, figures, others) = OutcomeText.parts(of: record.fact)
                var particulars = Particulars()
                for (name, evidence) in figures { particulars.add(name, OutcomeText.words(evidence, of: name)) }
                for (name, value) in others { particulars.add(name, value) }
                particulars.add("reason", record.note.reason)
                if let source = figures.first?.evidence.reference { particulars.add("source", source) }
                if let authority = record.note.authority { particulars.add("authority", authority) }
                if let written = record.note.written { particulars.add("written", written.description) }
                return Tag.div(.class("record")) {
                    Tag.h4(.anyDirection) { head }
                    particulars.node
                }
            }
    }
}

extension RunPage {
    func outcomes() -> PageSection? {
        guard let outcomes = report.outcomes else { return nil }
        return PageSection("outcomes", "What the money does\(outcomes.onlyYear.map { " in \($0)" } ?? "")") {
            switch outcomes.content {
            case .nothing(let reason, let help):
                Tag.p { "Not projected: \(reason)\(help.map { "; \($0)" } ?? "")." }
            case .projected(let model, let central, let samples):
                OutcomeNodes(
                    model: model, central: central, samples: samples, link: { link($0, .metric($1)) }
                ).nodes
            }
        }
    }
}
