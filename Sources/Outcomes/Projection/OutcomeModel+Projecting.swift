import Draws
import Finance

extension OutcomeModel {
    /// The value that the projection takes for each parameter: see ``ModelParameter/central``.
    package var centralValues: [Double] { parameters.map(\.central) }

    /// The projection with every figure at its central value.
    package func central() -> OutcomeProjection { projection(centralValues) }

    /// The projection for one value of each parameter, in the order of ``parameters``.
    package func projection(_ values: [Double]) -> OutcomeProjection {
        precondition(values.count == parameters.count, "one value a parameter")
        let evaluator = BlockEvaluator(compiled, parameterCount: parameters.count)
        for (index, value) in values.enumerated() { evaluator.fix(index, at: value) }
        var units = [[UnitsOfSide]](repeating: [UnitsOfSide(), UnitsOfSide()], count: compiled.effects.count)
        evaluator.evaluate { effect, side, funded, delivered in
            units[effect][side].funded = (0..<12).map { funded[$0 * BlockEvaluator.width] }
            units[effect][side].delivered = (0..<12).map { delivered[$0 * BlockEvaluator.width] }
        }
        let statements = after.arrangementsAsSupposed
        let reader = ProjectionReader(evaluator: evaluator, values: values, units: units, statements: statements)
        return OutcomeProjection(
            values: values, metrics: compiled.metrics.indices.compactMap(reader.metric), obstacles: obstacles,
            riskPools: reader.riskPools(after))
    }
}

private struct UnitsOfSide {
    var funded: [Double] = []
    var delivered: [Double] = []
}

/// Reads a projection from the first sample of a block.
private struct ProjectionReader {
    let evaluator: BlockEvaluator
    let values: [Double]
    let units: [[UnitsOfSide]]
    let statements: PlanArrangements

    private var model: CompiledModel { evaluator.model }

    func metric(_ index: Int) -> MetricProjection? {
        let compiled = model.metrics[index]
        guard let metric = statements.metrics.first(where: { $0.id == compiled.id }) else { return nil }
        let credits = compiled.effects.map { effect in
            (0..<2).map { side in (0..<12).map { evaluator.credited(effect, side, $0)[0] } }
        }
        let changes = credits.map { sides in
            (0..<OutcomePeriods.count).map { period in
                OutcomePeriods.months(at: period).reduce(0.0) { $0 + (sides[1][$1] - sides[0][$1]) }
            }
        }
        let periods = OutcomePeriods.all.indices.map { self.period($0, of: index, changes) }
        let value = value(compiled, changes)
        let worth = -compiled.worth * unitValue(compiled)
        let notional = parts(changes.map { $0[16] }, worth: worth)
        let cash = parts(
            zip(compiled.effects, changes).map { effect, change in change[16] * cashReleasing(effect) }, worth: worth)
        let effects = compiled.effects.enumerated().compactMap { place, effect -> EffectProjection? in
            guard let stated = statements.effects.first(where: { $0.id == model.effects[effect].id }) else {
                return nil
            }
            func side(_ side: Int) -> EffectProjection.Side {
                .init(
                    spend: model.effects[effect].spend[side], funded: units[effect][side].funded,
                    delivered: units[effect][side].delivered, credited: credits[place][side])
            }
            return EffectProjection(
                effect: stated, before: side(0), after: side(1), change: changes[place],
                notional: value == nil ? nil : notional[place],
                cashReleasing: value == nil || stated.cashReleasing == nil ? nil : cash[place])
        }
        return MetricProjection(
            metric: metric, periods: periods, effects: effects, targets: targets(metric, periods), value: value,
            valueObstacle: compiled.unitValue < 0
                ? "the plan does not state what one of it is worth"
                : compiled.worth == 0 ? "the plan does not state which way is better" : nil)
    }

    private func period(_ index: Int, of metric: Int, _ changes: [[Double]]) -> MetricProjection.Period {
        let span = OutcomePeriods.months(at: index)
        func sum(_ row: (Int) -> Double) -> Double { span.reduce(0.0) { $0 + row($1) } }
        func pair(_ side: (Int) -> Double) -> BeforeAndAfter { BeforeAndAfter(before: side(0), after: side(1)) }
        let count = pair { side in sum { evaluator.counts(metric, side, $0)[0] } }
        var of: BeforeAndAfter?
        var figure: BeforeAndAfter
        if model.metrics[metric].isShare {
            let whole = pair { side in sum { evaluator.ofs(metric, side, $0)?[0] ?? 0 } }
            of = whole
            figure = BeforeAndAfter(
                before: Share.percent(count.before, of: whole.before),
                after: Share.percent(count.after, of: whole.after))
        } else {
            let factor = model.metrics[metric].factors[index]
            figure = BeforeAndAfter(before: count.before * factor, after: count.after * factor)
        }
        return MetricProjection.Period(
            part: OutcomePeriods.all[index], count: count, of: of, figure: figure,
            changeOfCount: changes.reduce(0.0) { $0 + $1[index] })
    }

    private func targets(_ metric: Metric, _ periods: [MetricProjection.Period]) -> [TargetProjection] {
        metric.periods.compactMap { period in
            guard let part = period.part, let target = period.target, let place = OutcomePeriods.index(of: part)
            else { return nil }
            let figure = periods[place].figure
            func isMet(_ value: Double) -> Bool? {
                metric.good.map { $0 == .low ? value <= target.approximate : value >= target.approximate }
            }
            return TargetProjection(
                period: period, part: part, target: target, figure: figure, isMetBefore: isMet(figure.before),
                isMetAfter: isMet(figure.after))
        }
    }

    // MARK: - Money

    private func unitValue(_ metric: CompiledModel.CompiledMetric) -> Double {
        metric.unitValue < 0 ? 0 : values[metric.unitValue]
    }

    private func cashReleasing(_ effect: Int) -> Double {
        model.effects[effect].cashReleasing < 0 ? 0 : values[model.effects[effect].cashReleasing]
    }

    private func value(_ metric: CompiledModel.CompiledMetric, _ changes: [[Double]]) -> ValueOfChange? {
        guard metric.hasValue else { return nil }
        let (sum, releasing) = zip(metric.effects, changes).reduce(into: (0.0, 0.0)) { sums, part in
            sums.0 += part.1[16]
            sums.1 += part.1[16] * cashReleasing(part.0)
        }
        let worth = -metric.worth * unitValue(metric)
        let notSaid = zip(metric.effects, changes).filter {
            model.effects[$0.0].cashReleasing < 0 && $0.1[16] != 0
        }
        return ValueOfChange(
            notional: Estimate.money(sum * worth), cashReleasing: Estimate.money(releasing * worth),
            notSaid: notSaid.map { model.effects[$0.0].id })
    }

    /// Amounts in whole pence whose sum is the rounded whole: each is the difference of two rounded running sums.
    private func parts(_ changes: [Double], worth: Double) -> [Money] {
        var (sum, before) = (0.0, Int64(0))
        return changes.map { part in
            sum += part
            let now = Estimate.money(sum * worth).pence
            defer { before = now }
            return Money(pence: now - before)
        }
    }

    func riskPools(_ plan: Plan) -> [RiskPoolProjection] {
        var told = 0
        return model.poolObstacles.map { pool, obstacle in
            guard obstacle == nil else {
                return RiskPoolProjection(
                    pool: pool, obstacle: obstacle, terms: plan.riskPoolForecast(of: pool).terms, before: [],
                    after: [])
            }
            defer { told += 1 }
            let forecast = model.pools[told].forecast
            func quarters(_ side: Int) -> [RiskPoolProjection.Quarter] {
                let millionths = evaluator.delivered(told, side, 0)
                let expected = millionths.indices.map { millionths[$0] }
                return (forecast.quarters(expecting: expected) ?? []).enumerated().map { index, money in
                    RiskPoolProjection.Quarter(
                        number: index + 1, planned: pool.planned?[index],
                        projected: Double(expected[index]) / 1_000_000, noted: forecast.noted[index], money: money)
                }
            }
            return RiskPoolProjection(
                pool: pool, obstacle: nil, terms: forecast.terms, before: quarters(0), after: quarters(1))
        }
    }
}

/// A share in %.
enum Share {
    /// `count / of × 100`; of nobody, nought.
    static func percent(_ count: Double, of whole: Double) -> Double { whole > 0 ? count / whole * 100 : 0 }
}
