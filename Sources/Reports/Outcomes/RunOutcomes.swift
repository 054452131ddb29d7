import Diagnostics
package import Draws
package import Finance
package import Outcomes
package import Scripting

/// What a run's money does to the metrics, ready to be shown.
package struct RunOutcomes: Sendable {
    /// What there is to show.
    enum Content: Sendable {
        /// The projection, and the samples where some were made.
        case projected(OutcomeModel, OutcomeProjection, OutcomeSamples?)
        /// Nothing can be worked out, for this reason and with this to do about it.
        case nothing(reason: String, help: String?)
    }

    let content: Content
    /// The year that it is about, where the scenario reaches beyond it; `nil` otherwise.
    let onlyYear: String?

    /// How samples are made.
    package struct Sampling: Sendable {
        /// How many; 0 for none.
        package var count: Int
        /// What chance is drawn from.
        package var seed: UInt64
        /// How the samples lie to one another.
        package var design: SamplingDesign
        /// How many threads make them; it changes no figure.
        package var workers: Int
        /// Is told from time to time how many samples are made, and of how many, by any thread.
        package var progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }

        /// Makes a choice.
        package init(count: Int, seed: UInt64, design: SamplingDesign, workers: Int) {
            self.count = count
            self.seed = seed
            self.design = design
            self.workers = workers
        }
    }

    /// Works out what a scenario's money does in the year of the plan that it starts from.
    ///
    /// Throws only for a number of samples that cannot be made: what the plan does not say is shown, and not refused.
    package init(_ run: ScenarioRun, _ sampling: Sampling) throws(PlanError) {
        let (before, after) = (run.evaluation.before, run.evaluation.after)
        let year = before.identity.year
        try self.init(
            before: before, after: after.allYears.first { $0.identity.year == year } ?? after,
            goesOn: after.allYears.count > 1, sampling)
    }

    /// Works out what the money of one plan does beside that of another of the same year, in the world that the second
    /// supposes.
    ///
    /// - Parameters:
    ///   - goesOn: whether there are later years, which it does not tell of.
    ///   - among: how many such there are at once, which share the room for samples.
    init(
        before: Plan, after: Plan, goesOn: Bool, _ sampling: Sampling, among: Int = 1
    ) throws(PlanError) {
        onlyYear = goesOn ? before.identity.year.text : nil
        guard !before.arrangements.metrics.isEmpty else {
            content = .nothing(
                reason: "the plan states no metrics",
                help: "metrics.csv says what they are, and effects.csv what lines' money does to them")
            return
        }
        let model: OutcomeModel
        do throws(PlanError) {
            model = try OutcomeModel(before: before, after: after)
        } catch {
            content = .nothing(reason: error.message, help: error.help)
            return
        }
        let central = model.central()
        guard !central.metrics.isEmpty else {
            let reasons = Set(model.obstacles.map(\.reason))
            let shared = reasons.count == 1 ? reasons.first : nil
            content = .nothing(
                reason: shared.map { "of every metric, \($0)" } ?? "no metric has all that it needs",
                help: "state what they would be without the schemes in effects.csv, or plan:suppose_metric")
            return
        }
        let isSure = model.uncertainParameters.isEmpty
        let samples =
            sampling.count > 0 && !isSure
            ? try model.sample(
                count: sampling.count, seed: sampling.seed, design: sampling.design, workers: sampling.workers,
                among: among, progress: sampling.progress) : nil
        content = .projected(model, central, samples)
    }

    /// What is worked out; `nil` where nothing can be.
    var model: OutcomeModel? {
        if case .projected(let model, _, _) = content { model } else { nil }
    }

    /// The projection with every figure at its central value; `nil` where nothing can be told.
    package var central: OutcomeProjection? {
        if case .projected(_, let central, _) = content { central } else { nil }
    }

    /// The samples; `nil` where none were made.
    package var samples: OutcomeSamples? {
        if case .projected(_, _, let samples) = content { samples } else { nil }
    }

    /// How samples were made; `nil` where none were.
    package var sampled: (count: Int, seed: UInt64, design: SamplingDesign)? {
        guard case .projected(_, _, let samples?) = content else { return nil }
        return (samples.count, samples.seed, samples.design)
    }

    /// The sentences of a report's summary, one for each of the first metrics that move; none where none does.
    var summarySentences: [String] {
        guard case .projected(_, let central, let samples) = content else { return [] }
        let moving = central.metrics.filter { $0.isMoved }
        var sentences = moving.prefix(2).map { projection in
            let style = Self.style(projection, samples)
            let figure = projection.year.figure
            let range = samples?.metric(projection.metric.id)?.period(.year)?.change
            let sure = range.map { "; 8 times in 10 it changes by \(style.changes($0.p10, $0.p90))" } ?? ""
            return "\(projection.metric.title.onOneLine): from \(style.text(figure.before)) to "
                + "\(style.text(figure.after))\(sure)\(projection.metric.unitWords.map { " (\($0))" } ?? "")."
        }
        if moving.count > 2 {
            sentences.append(moving.count == 3 ? "1 more metric moves." : "\(moving.count - 2) more metrics move.")
        }
        return sentences
    }

    /// Digits for the figures of a metric.
    static func style(_ projection: MetricProjection, _ samples: OutcomeSamples?) -> EstimateText {
        let change = samples?.metric(projection.metric.id)?.period(.year)?.change
        return EstimateText(
            level: projection.year.figure.before,
            changes: [projection.year.figure.change, (change?.p90 ?? 0) - (change?.p10 ?? 0)])
    }
}

extension Metric {
    /// What its figures count and which way is better; `nil` where neither is stated.
    var unitWords: String? {
        let words = [unit?.onOneLine, good.map { "\($0.rawValue) is better" }].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension MetricProjection {
    /// The year's figures.
    var year: Period {
        guard let period = period(.year) else { preconditionFailure("every projection has the year") }
        return period
    }

    /// Whether the scenario's money does anything to it, in any month.
    var isMoved: Bool { periods.contains { $0.figure.change != 0 || $0.changeOfCount != 0 } }
}
