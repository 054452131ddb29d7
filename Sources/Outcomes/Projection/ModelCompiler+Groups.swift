import Diagnostics
import Finance

/// What goes across effects and metrics: figures that go together, and risk pools.
extension ModelCompiler {
    mutating func compileCorrelations() throws(PlanError) {
        let names = Set(parameters.map(\.name))
        var taken: Set<String> = []
        for group in statements.effectCorrelations {
            for name in group.parameters {
                guard names.contains(name) || isOfObstacle(name) else {
                    throw PlanError(
                        "outcomes.correlation.parameter",
                        "the correlation `\(group.id)` names `\(name)`, which is no figure of the plan",
                        help: Suggestion.didYouMean(name, in: parameters.map(\.name))
                            ?? "name figures as `effect/delivery` or `metric/count`")
                }
                guard taken.insert(name).inserted else {
                    throw PlanError(
                        "outcomes.correlation.twice", "`\(name)` stands in two correlations, or twice in one",
                        reason: "a figure goes with one group", help: "make one group of both")
                }
            }
            // What is certain goes up and down with nothing.
            let uncertain = group.parameters.filter { name in
                parameters.contains { $0.name == name && !$0.isCertain }
            }
            if uncertain.count > 1 {
                correlations.append(
                    EffectCorrelation(
                        id: group.id, parameters: uncertain, correlation: group.correlation,
                        reference: group.reference))
            }
        }
    }

    /// Whether a name is of a metric that is not projected, or of an effect on one.
    private func isOfObstacle(_ name: String) -> Bool {
        let owner = name.split(separator: "/").first.map(String.init) ?? ""
        return obstacles.contains { obstacle in
            obstacle.metric == owner
                || statements.effects.contains { $0.id == owner && $0.metric == obstacle.metric }
        }
    }

    mutating func compilePools() {
        for pool in statements.riskPools {
            let forecast = after.riskPoolForecast(of: pool)
            let place = pool.metric.flatMap { metricPlaces[$0] }
            let isNoted = forecast.noted.allSatisfy { $0 != nil }
            var obstacle = forecast.obstacle
            if obstacle == nil, !isNoted {
                if let place {
                    if model.metrics[place].worth == 0 {
                        obstacle = "nobody says which way its metric is better"
                    }
                } else if let metric = pool.metric {
                    let reason = obstacles.first { $0.metric == metric }?.reason
                    obstacle =
                        reason.map { "its metric is not projected: \($0)" } ?? "the plan has no metric `\(metric)`"
                } else {
                    obstacle = "its metric is not stated"
                }
            }
            model.poolObstacles.append((forecast.pool, obstacle))
            if obstacle == nil { model.pools.append(.init(forecast: forecast, metric: place ?? -1)) }
        }
    }
}
