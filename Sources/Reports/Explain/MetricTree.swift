import Diagnostics
package import Draws
package import Finance
import Outcomes

/// Makes trees of metrics: what they would be without the schemes, what each line's money does to them, and chance.
package struct MetricTree: Sendable {
    private let model: OutcomeModel?
    private let obstacle: String?
    private let central: OutcomeProjection?
    private let samples: OutcomeSamples?
    /// The plan with the scenario's changes.
    private let plan: Plan
    private let making: TreeMaking

    /// Works out what the money does.
    ///
    /// Throws only for a number of samples that cannot be made.
    ///
    /// - Parameters:
    ///   - before: the plan as it was read.
    ///   - after: the plan with a scenario's changes, of the same year.
    package init(before: Plan, after: Plan, _ sampling: RunOutcomes.Sampling) throws(PlanError) {
        plan = after
        making = TreeMaking(plan: after)
        let model: OutcomeModel
        do throws(PlanError) {
            model = try OutcomeModel(before: before, after: after)
        } catch {
            self.model = nil
            obstacle = error.message
            central = nil
            samples = nil
            return
        }
        self.model = model
        obstacle = nil
        central = model.central()
        samples =
            sampling.count > 0 && !model.uncertainParameters.isEmpty && central?.metrics.isEmpty == false
            ? try model.sample(
                count: sampling.count, seed: sampling.seed, design: sampling.design, workers: sampling.workers) : nil
    }

    /// Takes what has been worked out already; `nil` where nothing was.
    ///
    /// - Parameter after: the plan with a scenario's changes, of the year that was worked out.
    package init?(_ outcomes: RunOutcomes, after: Plan) {
        guard case .projected(let model, let central, let samples) = outcomes.content else { return nil }
        plan = after
        making = TreeMaking(plan: after)
        self.model = model
        self.central = central
        self.samples = samples
        obstacle = nil
    }

    /// How samples were made; `nil` where none were.
    package var sampled: (count: Int, seed: UInt64, design: SamplingDesign)? {
        samples.map { ($0.count, $0.seed, $0.design) }
    }

    /// The tree of a metric; `nil` when the plan has none of that id.
    package func tree(of id: String) -> ExplanationTree? {
        guard let metric = plan.metrics.first(where: { $0.id == id }) else { return nil }
        let title = "Metric \(id), \(metric.title)"
        let rule = metric.rule.flatMap { rule in plan.rulebook?.metrics.first { $0.id == rule } }
        let citation = rule?.citation.words(in: plan.rulebook)
        guard let projection = central?.metric(id) else {
            let why = obstacle ?? central?.obstacles.first { $0.metric == id }?.reason ?? "nothing is projected"
            return ExplanationTree(
                .metric, title, value: notStated, reason: "it is not projected: \(why)", citation: citation,
                making: .rule, children: printed(metric))
        }
        let style = RunOutcomes.style(projection, samples)
        let figure = projection.year.figure
        let words =
            figure.change == 0
            ? style.text(figure.after)
            : "\(style.text(figure.after)), from \(style.text(figure.before)) (\(style.change(figure.change)))"
        var children = [basis(metric, projection, style)]
        children += projection.effects.map { node($0, style) }
        children += printed(metric)
        if let node = chance(metric, style) { children.append(node) }
        return ExplanationTree(
            .metric, title, value: words, number: figure.after,
            reason: "what it would be without the schemes, and what each scheme changes"
                + (metric.unitWords.map { "; \($0)" } ?? ""),
            citation: citation, making: .rule, children: children)
    }

    // MARK: - What is printed

    private func printed(_ metric: Metric) -> [ExplanationTree] {
        metric.periods.flatMap { period in
            [("baseline", period.baseline), ("target", period.target), ("actual", period.actual)].compactMap {
                column, figure in
                figure.map {
                    ExplanationTree(
                        .cell, "\(column) of \(period.period)", value: $0.description, number: $0.approximate,
                        place: plan.arrangements.places[.metric(metric.id, period: period.period, column: column)],
                        reason: [period.reference, column == "target" ? period.method : nil].compactMap(\.self)
                            .joined(separator: "; ").nilIfEmpty)
                }
            }
        }
    }

    // MARK: - Without the schemes

    private func basis(
        _ metric: Metric, _ projection: MetricProjection, _ style: EstimateText
    ) -> ExplanationTree {
        let count = EstimateText(level: projection.year.count.after, changes: [projection.year.changeOfCount])
        let change = projection.year.count.change
        return ExplanationTree(
            .counted, "counted over the year, with the plan as it is",
            value: count.text(projection.year.count.before), number: projection.year.count.before,
            reason: change == 0 ? nil : "the scenario changes it by \(count.change(change))", making: .rule,
            children: parameters(of: .metric(metric.id)))
    }

    // MARK: - What lines' money does

    private func node(_ projection: EffectProjection, _ style: EstimateText) -> ExplanationTree {
        let effect = projection.effect
        let change = projection.change.last ?? 0
        let digits = EstimateText(level: projection.after.credited.reduce(0, +), changes: [change])
        var children: [ExplanationTree] = []
        if let line = try? plan.lineIndex(effect.line) {
            children.append(making.spend(ofLine: line, from: Array(plan.sources.indices)))
        }
        children += parameters(of: .effect(effect.id))
        if let overlap = effect.overlap { children += parameters(of: .overlap(overlap)) }
        children.append(
            ExplanationTree(
                .rule, "units delivered over the year (\(effect.unit))",
                value: EstimateText(level: projection.after.delivered.reduce(0, +), changes: []).text(
                    projection.after.delivered.reduce(0, +)),
                number: projection.after.delivered.reduce(0, +), reason: response(effect)))
        return ExplanationTree(
            .effect, "\(effect.id), \(effect.title)", value: change == 0 ? "no change" : digits.change(change),
            number: change,
            reason: "credited with \(digits.text(projection.after.credited.reduce(0, +))) over the year, "
                + "\(digits.text(projection.before.credited.reduce(0, +))) before",
            making: .rule, children: children)
    }

    /// How money becomes units and units become a change, in words.
    private func response(_ effect: Effect) -> String {
        var words = ["money over unit cost"]
        if effect.curve != nil { words.append("along a curve of diminishing returns") }
        if effect.capacity != nil { words.append("up to capacity") }
        if effect.delivery != nil { words.append("times delivery") }
        if effect.isEstablished {
            words.append("established before the year")
        } else if effect.rampMonths > 1 {
            words.append("ramped up over \(effect.rampMonths) months")
        }
        if effect.lagMonths > 0 { words.append("seen \(effect.lagMonths) months later") }
        if effect.isInBasis { words.append("only what differs from the plan counts") }
        if effect.overlap != nil { words.append("less what overlaps with other schemes") }
        return words.joined(separator: ", ")
    }

    // MARK: - Figures that somebody believes

    private func parameters(of subject: ModelParameter.Subject) -> [ExplanationTree] {
        (model?.parameters ?? []).filter { $0.subject == subject }.map { parameter in
            let draws = DrawStream(seed: samples?.seed ?? 0, name: parameter.name)
            let (place, record) = written(parameter)
            let reason = [parameter.evidence.quality.rawValue, parameter.evidence.reference, record?.note.reason]
            return ExplanationTree(
                .parameter, parameter.name, value: parameter.words, number: parameter.central, place: place,
                reason: reason.compactMap(\.self).joined(separator: "; "), authority: record?.note.authority,
                draws: parameter.isCertain
                    ? nil
                    : ExplanationTree.Draws(stream: draws.name, number: draws.number, seed: samples?.seed))
        }
    }

    /// Where a figure is written: in the script that supposes it, or in effects.csv.
    private func written(_ parameter: ModelParameter) -> (Place?, PlanRecord?) {
        let parts = parameter.name.split(separator: "/").map(String.init)
        let record = plan.records.last { record in
            switch record.fact {
            case .supposedEffect(let supposed):
                supposed.id == parts.first && supposed.figures.contains { $0.0 == parts.last }
            case .supposedMetric(let supposed):
                supposed.id == parts.first && supposed.figures.contains { $0.0 == parts.last }
            case .effect(let effect): effect.id == parts.first
            default: false
            }
        }
        return (record?.note.written ?? plan.arrangements.places[.figure(parameter.name)], record)
    }

    // MARK: - Chance

    private func chance(_ metric: Metric, _ style: EstimateText) -> ExplanationTree? {
        guard let samples, let found = samples.metric(metric.id), let year = found.period(.year) else { return nil }
        let uncertain = (model?.uncertainParameters ?? []).count
        let targets = found.targets.compactMap { target -> ExplanationTree? in
            target.after.map {
                ExplanationTree(
                    .samples, "chance that the target of \(target.period.period), \(target.target), is met",
                    value: EstimateText.chance($0), number: $0.share,
                    place: plan.arrangements.places[
                        .metric(metric.id, period: target.period.period, column: "target")])
            }
        }
        return ExplanationTree(
            .samples, "8 times in 10, with \(style.text(year.after.p50)) in the middle",
            value: style.range(year.after.p10, year.after.p90), number: year.after.p50,
            reason: "\(samples.count) samples, \(samples.design.rawValue), seed \(samples.seed); "
                + "each of \(uncertain) uncertain figures of the plan is drawn from a stream of its own",
            making: .rule, children: targets)
    }
}

extension String {
    /// The text, or nothing for an empty one.
    var nilIfEmpty: String? { isEmpty ? nil : self }
}
