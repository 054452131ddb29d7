import Diagnostics
import Draws
import Finance

/// Turns two plans into a ``CompiledModel``, and says what of them cannot be.
struct ModelCompiler {
    private let before: Plan
    let after: Plan
    let statements: PlanArrangements
    private let calendar: OutcomeCalendar

    private(set) var parameters: [ModelParameter] = []
    private(set) var samplers: [Sampler] = []
    private var known: [Distribution: Sampler] = [:]
    private(set) var obstacles: [OutcomeModel.MetricObstacle] = []
    var model = CompiledModel()
    var correlations: [EffectCorrelation] = []
    private(set) var linesSpread: [String] = []
    private(set) var metricPlaces: [String: Int] = [:]

    /// No figure of a plan is beyond this; a product of a few such still is a number.
    private static let mostFigure = 1e15

    init(before: Plan, after: Plan) {
        self.before = before
        self.after = after
        statements = after.arrangementsAsSupposed
        calendar = OutcomeCalendar(after.identity.year)
    }

    mutating func compile() throws(PlanError) {
        try compileEffects(try compileMetrics())
        try compileCorrelations()
        compilePools()
    }

    // MARK: - Figures

    private mutating func add(
        _ evidence: Evidence?, _ name: String, _ subject: ModelParameter.Subject
    ) throws(PlanError) -> Int {
        guard let evidence else { return -1 }
        if let problem = evidence.figure.problem {
            throw PlanError("outcomes.figure", "`\(name)` cannot be used: \(problem)", help: "correct the figure")
        }
        // A sampler may take a table's time to make; plans give many figures the same distribution.
        let sampler = known[evidence.figure] ?? Sampler(evidence.figure)
        known[evidence.figure] = sampler
        for fraction in [0.001, 0.5, 0.999] {
            let value = sampler.quantile(fraction)
            guard value.isFinite, value.magnitude <= Self.mostFigure else {
                throw PlanError(
                    "outcomes.figure", "`\(name)` can be \(value)", reason: "no figure of a plan is that large",
                    help: "check the figure and its unit")
            }
        }
        samplers.append(sampler)
        parameters.append(
            ModelParameter(name: name, subject: subject, evidence: evidence, central: sampler.quantile(0.5)))
        return parameters.count - 1
    }

    // MARK: - Metrics

    /// The metrics with what cannot be told of them taken out; their effects are not known yet.
    private mutating func compileMetrics() throws(PlanError) -> [Metric] {
        var found: [Metric] = []
        for metric in statements.metrics {
            if let reason = obstacle(of: metric) {
                obstacles.append(.init(metric: metric.id, reason: reason))
            } else {
                guard metricPlaces.updateValue(found.count, forKey: metric.id) == nil else {
                    throw PlanError("outcomes.metric.twice", "there are two metrics `\(metric.id)`")
                }
                found.append(metric)
            }
        }
        return found
    }

    private func obstacle(of metric: Metric) -> String? {
        guard let measure = metric.measure else {
            // The rulebook may say how, of people whom the plan does not count.
            if let people = after.definition(of: metric)?.measure?.population,
                !statements.populations.contains(where: { $0.id == people })
            {
                return "the plan has no population `\(people)`"
            }
            return "the plan does not say how its figures are counted"
        }
        guard let basis = metric.basis else { return "nobody says what it would be without the schemes" }
        if let profile = basis.profile {
            guard profile.allSatisfy({ $0 >= 0 && $0.isFinite }), profile.reduce(0, +) > 0 else {
                return "its spread over the months has weights below zero, or none above"
            }
        }
        switch measure {
        case .count: return nil
        case .share:
            guard let of = basis.of else { return "it is a share, and nobody says of how many" }
            return of.figure.problem == nil && of.figure.support.upperBound <= 0 ? "it is a share of nobody" : nil
        case .rate(let per, let id), .monthlyRate(let per, let id), .dailyRate(let per, let id):
            guard per > 0, per.isFinite else { return "it is a rate for no number of people" }
            guard let population = statements.populations.first(where: { $0.id == id }) else {
                return "the plan has no population `\(id)`"
            }
            return calendar.people(of: population) == nil
                ? "no count of the population `\(id)` is in force from the first day of the year on" : nil
        }
    }

    // MARK: - Effects

    private mutating func compileEffects(_ metrics: [Metric]) throws(PlanError) {
        var basisPlaces: [[Int]] = []
        for metric in metrics {
            guard let basis = metric.basis else { continue }
            let subject = ModelParameter.Subject.metric(metric.id)
            basisPlaces.append([
                try add(basis.count, "\(metric.id)/count", subject),
                metric.measure == .share ? try add(basis.of, "\(metric.id)/of", subject) : -1,
                try add(basis.growth, "\(metric.id)/growth", subject),
                try add(basis.unitValue, "\(metric.id)/unit-value", subject),
            ])
        }
        let spend = [try monthlySpend(before), try monthlySpend(after)]
        var groupPlaces: [String: Int] = [:]
        var groups: [(shared: Int, effects: [Int])] = []
        var seen: Set<String> = []
        for effect in statements.effects {
            guard seen.insert(effect.id).inserted else {
                throw PlanError("outcomes.effect.twice", "there are two effects `\(effect.id)`")
            }
            guard let metric = try place(ofMetricOf: effect) else { continue }
            var group = -1
            if let id = effect.overlap {
                let key = "\(id)\u{0}\(effect.metric)"
                if let known = groupPlaces[key] {
                    group = known
                } else {
                    group = groups.count
                    groupPlaces[key] = group
                    groups.append((try shared(id, of: effect), []))
                }
                groups[group].effects.append(model.effects.count)
            }
            model.effects.append(
                try compile(
                    effect, metric: metric, isShare: metrics[metric].measure == .share, group: group, spend: spend))
        }
        model.groups = groups.map { CompiledModel.Group(shared: $0.shared, effects: $0.effects) }
        for (index, metric) in metrics.enumerated() {
            guard let measure = metric.measure, let basis = metric.basis else { continue }
            let effects = model.effects.indices.filter { model.effects[$0].metric == index }
            model.metrics.append(
                CompiledModel.CompiledMetric(
                    id: metric.id, count: basisPlaces[index][0], of: basisPlaces[index][1],
                    growth: basisPlaces[index][2], unitValue: basisPlaces[index][3], weights: weights(basis.profile),
                    factors: calendar.factors(measure, people: people(measure)) ?? [],
                    worth: metric.good.map { $0 == .low ? 1 : -1 } ?? 0, effects: effects,
                    isUnchanged: effects.allSatisfy { model.effects[$0].isUnchanged }))
        }
    }

    private func place(ofMetricOf effect: Effect) throws(PlanError) -> Int? {
        if let place = metricPlaces[effect.metric] { return place }
        // What is not projected has no effects either.
        if obstacles.contains(where: { $0.metric == effect.metric }) { return nil }
        throw PlanError(
            "outcomes.effect.metric", "the effect `\(effect.id)` is on a metric `\(effect.metric)`, which is not there",
            help: Suggestion.didYouMean(effect.metric, in: statements.metrics.map(\.id))
                ?? "the metrics are \(statements.metrics.map(\.id).joined(separator: ", "))")
    }

    private mutating func shared(_ id: String, of effect: Effect) throws(PlanError) -> Int {
        let name = "\(id)/shared"
        // One overlap may stand on several metrics, with one figure.
        if let known = parameters.firstIndex(where: { $0.name == name }) { return known }
        guard let overlap = statements.effectOverlaps.first(where: { $0.id == id }) else {
            throw PlanError(
                "outcomes.effect.overlap", "the effect `\(effect.id)` names an overlap `\(id)`, which is not there",
                help: Suggestion.didYouMean(id, in: statements.effectOverlaps.map(\.id))
                    ?? "say which share of the people of `\(id)` is reached twice")
        }
        return try add(overlap.shared, name, .overlap(id))
    }

    private mutating func compile(
        _ effect: Effect, metric: Int, isShare: Bool, group: Int, spend: [[[Double]]]
    ) throws(PlanError) -> CompiledModel.CompiledEffect {
        let places = try [before, after].map { plan throws(PlanError) in
            do throws(PlanError) { return try plan.lineIndex(effect.line) } catch { return -1 }
        }
        if places == [-1, -1] { _ = try after.lineIndex(effect.line) }
        if places.enumerated().contains(where: { $0.element >= 0 && isSpread($0.element, of: $0.offset) }),
            !linesSpread.contains(effect.line)
        {
            linesSpread.append(effect.line)
        }
        try check(effect)
        let money = places.enumerated().map { side, place in
            place < 0 ? [Double](repeating: 0, count: 12) : spend[side][place]
        }
        let subject = ModelParameter.Subject.effect(effect.id)
        return CompiledModel.CompiledEffect(
            id: effect.id, metric: metric, group: group,
            unitCost: try add(effect.unitCost, "\(effect.id)/unit-cost", subject),
            capacity: try add(effect.capacity, "\(effect.id)/capacity", subject),
            delivery: try add(effect.delivery, "\(effect.id)/delivery", subject),
            perUnit: try add(effect.perUnit, "\(effect.id)/per-unit", subject),
            perUnitOf: isShare ? try add(effect.perUnitOf, "\(effect.id)/per-unit-of", subject) : -1,
            cashReleasing: try add(effect.cashReleasing, "\(effect.id)/cash-releasing", subject),
            curve: effect.curve ?? [], spend: money, ramp: money.map { Self.ramp(effect, $0) },
            source: (0..<12).map { month in
                month >= effect.lagMonths ? month - effect.lagMonths : effect.isEstablished ? 0 : -1
            }, isInBasis: effect.isInBasis, isUnchanged: money[0] == money[1])
    }

    private func check(_ effect: Effect) throws(PlanError) {
        guard effect.lagMonths >= 0, effect.rampMonths >= 0 else {
            throw PlanError(
                "outcomes.effect.months", "the effect `\(effect.id)` has a number of months below zero",
                help: "count lag and ramp in months from 0")
        }
        guard effect.unitCost.figure.problem != nil || effect.unitCost.figure.support.upperBound > 0 else {
            throw PlanError(
                "outcomes.effect.unit-cost", "a unit of `\(effect.id)` costs nothing",
                reason: "how many units the money buys cannot be told", help: "give a unit cost above zero")
        }
        var last = Effect.CurvePoint(funded: 0, effective: 0)
        for point in effect.curve ?? [] {
            guard point.funded > last.funded, point.effective >= last.effective, point.effective.isFinite,
                point.funded.isFinite
            else {
                throw PlanError(
                    "outcomes.effect.curve", "the curve of `\(effect.id)` does not rise",
                    reason: "more money never brings less", help: "give its points from the lowest up")
            }
            last = point
        }
        guard effect.curve?.isEmpty != true else {
            throw PlanError(
                "outcomes.effect.curve", "the curve of `\(effect.id)` has no point",
                help: "give it one, or leave it out")
        }
    }

    /// £ a line and month; a month below zero buys nothing.
    private func monthlySpend(_ plan: Plan) throws(PlanError) -> [[Double]] {
        try plan.monthlySpendByLine(spreadNotStated: true).map { line in
            line.months.map { $0.isNegative ? 0 : Double($0.pence) / 100 }
        }
    }

    private func isSpread(_ line: Int, of side: Int) -> Bool { (side == 0 ? before : after).lines[line].months == nil }

    private static func ramp(_ effect: Effect, _ spend: [Double]) -> [Double] {
        guard !effect.isEstablished, effect.rampMonths > 1, let first = spend.firstIndex(where: { $0 > 0 }) else {
            return Array(repeating: 1, count: 12)
        }
        return (0..<12).map { month in
            month < first ? 0 : min(1, Double(month - first + 1) / Double(effect.rampMonths))
        }
    }

    private func weights(_ profile: [Double]?) -> [Double] {
        guard let profile else { return calendar.weights }
        let total = profile.reduce(0, +)
        return profile.map { $0 / total }
    }

    private func people(_ measure: Metric.Measure) -> [Double]? {
        switch measure {
        case .count, .share: nil
        case .rate(_, let id), .monthlyRate(_, let id), .dailyRate(_, let id):
            statements.populations.first { $0.id == id }.flatMap(calendar.people)
        }
    }
}
