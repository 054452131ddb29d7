import Diagnostics
import Draws

// What a plan refuses to suppose of effects and metrics.

extension Plan {
    /// The most months that a lag or a ramp may take.
    private static let mostMonths = 120
    /// The most points that a curve may have.
    private static let mostPoints = 1000

    func check(_ effect: Effect) throws(PlanError) {
        let known = effects
        guard !effect.id.isEmpty, !effect.id.contains(where: { $0.isWhitespace || $0 == "/" }) else {
            throw PlanError(
                "plan.effect.id", "`\(effect.id)` cannot be the id of an effect",
                reason: "an id is a word, and a stroke in it would part it from its figures in names",
                help: "write it as in night-nursing")
        }
        guard !known.contains(where: { $0.id == effect.id }) else {
            throw PlanError(
                "plan.effect.twice", "there is an effect `\(effect.id)` already",
                reason: "an effect is stated once", help: "change its figures with plan:suppose_effect")
        }
        guard known.count < Self.mostEffects else { throw .tooMany("effects", Self.mostEffects) }
        _ = try lineIndex(effect.line)
        let metric = try metric(effect.metric)
        if effect.perUnitOf != nil, metric.measure != .share { throw Self.noShare(metric, "per_unit_of") }
        var figures = effect.asSupposed
        figures.lagMonths = effect.lagMonths
        figures.rampMonths = effect.rampMonths
        try checkFigures(figures)
    }

    func check(_ supposed: SupposedEffect) throws(PlanError) {
        let known = effects
        guard let effect = known.first(where: { $0.id == supposed.id }) else {
            throw PlanError(
                "plan.effect.unknown", "the plan has no effect `\(supposed.id)`",
                help: Suggestion.didYouMean(supposed.id, in: known.map(\.id))
                    ?? (known.isEmpty
                        ? "the plan states none; add one with plan:add_effect"
                        : "the effects are \(known.map(\.id).joined(separator: ", "))"))
        }
        guard !supposed.names.isEmpty else {
            throw PlanError(
                "plan.effect.nothing", "nothing is supposed of `\(supposed.id)`",
                reason: "what is left out stays as it is", help: "name a figure, such as delivery = percent(70)")
        }
        if supposed.perUnitOf != nil, let metric = try? metric(effect.metric), metric.measure != .share {
            throw Self.noShare(metric, "per_unit_of")
        }
        try checkFigures(supposed)
    }

    func check(_ supposed: SupposedMetric) throws(PlanError) {
        _ = try metric(supposed.id)
        guard let metric = metrics.first(where: { $0.id == supposed.id }) else { return }
        guard !supposed.figures.isEmpty else {
            throw PlanError(
                "plan.metric.nothing", "nothing is supposed of `\(supposed.id)`",
                reason: "what is left out stays as it is", help: "name a figure, such as growth = percent(2)")
        }
        guard let measure = metric.measure else {
            throw PlanError(
                "plan.metric.no-measure", "the plan does not say how the figures of `\(supposed.id)` are counted",
                reason: "without a measure nothing can be projected", help: "give it a `measure` in metrics.csv")
        }
        if supposed.of != nil, measure != .share { throw Self.noShare(metric, "of") }
        let count = supposed.count ?? metric.basis?.count
        guard count != nil, measure != .share || (supposed.of ?? metric.basis?.of) != nil else {
            let missing = count == nil ? "count" : "of"
            throw PlanError(
                "plan.metric.basis", "`\(missing)` of `\(supposed.id)` is stated nowhere",
                reason: "growth and value are of what the metric would be without the schemes",
                help: "suppose it too: \(missing) = …")
        }
        for (name, evidence) in supposed.figures {
            let limits: Limits =
                switch name {
                case "of": .aboveZero
                case "growth": Limits(least: -1)
                default: .notBelowZero
                }
            try Self.check(evidence.figure, name, limits)
        }
    }

    /// The most effects that a plan may have: far beyond any that people read.
    private static let mostEffects = 1000

    private static func noShare(_ metric: Metric, _ name: String) -> PlanError {
        PlanError(
            "plan.metric.no-share", "the metric `\(metric.id)` is no share",
            reason: "`\(name)` is about how many could be counted, and only a share is of them",
            help: "leave `\(name)` out")
    }

    private func checkFigures(_ supposed: SupposedEffect) throws(PlanError) {
        for (name, evidence) in supposed.figures {
            let limits: Limits =
                switch name {
                case "unit-cost": .aboveZero
                case "cash-releasing": Limits(least: 0, most: 1)
                case "capacity", "delivery": .notBelowZero
                default: Limits()
                }
            try Self.check(evidence.figure, name, limits)
        }
        for (name, months) in [("lag_months", supposed.lagMonths), ("ramp_months", supposed.rampMonths)] {
            guard let months, !(0...Self.mostMonths).contains(months) else { continue }
            throw PlanError(
                "plan.effect.months", "`\(name)` of `\(supposed.id)` is \(months)",
                reason: "months are counted from 0 to \(Self.mostMonths)", help: "write 0 for at once")
        }
        try checkCurve(supposed)
        if let overlap = supposed.overlap, !arrangements.effectOverlaps.contains(where: { $0.id == overlap }) {
            let known = arrangements.effectOverlaps.map(\.id)
            throw PlanError(
                "plan.effect.overlap", "the plan has no overlap `\(overlap)`",
                help: Suggestion.didYouMean(overlap, in: known)
                    ?? (known.isEmpty
                        ? "effects.csv states none: add rows of kind `overlap`"
                        : "the overlaps are \(known.joined(separator: ", "))"))
        }
    }

    private func checkCurve(_ supposed: SupposedEffect) throws(PlanError) {
        guard let curve = supposed.curve else { return }
        var last = Effect.CurvePoint(funded: 0, effective: 0)
        let rises = curve.allSatisfy { point in
            defer { last = point }
            return point.funded > last.funded && point.effective >= last.effective && point.funded.isFinite
                && point.effective.isFinite
        }
        guard rises, (1...Self.mostPoints).contains(curve.count) else {
            throw PlanError(
                "plan.effect.curve", "the curve of `\(supposed.id)` does not rise from point to point",
                reason:
                    "more money never brings less; the curve begins at 0, 0 and has up to \(Self.mostPoints) points",
                help: "write curve = { { 500, 450 }, { 1000, 600 } }: units funded, units that come of it")
        }
    }

    /// What a figure may be.
    private struct Limits {
        var least: Double?
        var isOpen = false
        var most: Double?

        static let notBelowZero = Limits(least: 0)
        static let aboveZero = Limits(least: 0, isOpen: true)
    }

    /// No figure of a plan is beyond this, and neither are its tails.
    private static let mostFigure = 1e15

    private static func check(_ figure: Distribution, _ name: String, _ limits: Limits) throws(PlanError) {
        let shown = name.map { $0 == "-" ? "_" : String($0) }.joined()
        func refused(_ why: String, _ reason: String?, _ help: String) -> PlanError {
            PlanError(
                "plan.effect.figure", "`\(shown)` cannot be \(figure.isCertain ? "that" : "believed so"): \(why)",
                reason: reason, help: help)
        }
        if let problem = figure.problem {
            throw refused(problem, nil, "correct the figure")
        }
        for fraction in [0.001, 0.5, 0.999] where figure.quantile(fraction).magnitude > mostFigure {
            throw refused("it is too large", "no figure of a plan is that large", "check the figure and its unit")
        }
        let support = figure.support
        if let least = limits.least {
            // A lognormal figure reaches down to nothing, and is never it.
            let isAbove = support.lowerBound > least || (support.lowerBound == least && support.upperBound == .infinity)
            guard limits.isOpen ? isAbove : support.lowerBound >= least else {
                throw refused(
                    "it can be \(limits.isOpen ? "zero or " : "")below \(least == 0 ? "zero" : "-100%")",
                    figure.isCertain ? nil : "every value that is believed possible is drawn at some time",
                    "use a range that stays above, such as triangular { low = …, mode = …, high = … }")
            }
        }
        if let most = limits.most, support.upperBound > most {
            throw refused(
                "it can be above 100%", "it is a share of a whole",
                "use a range that stays below, such as triangular { low = …, mode = …, high = … }")
        }
    }
}
