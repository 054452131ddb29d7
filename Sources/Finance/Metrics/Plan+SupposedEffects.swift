// What a plan's money does, as the plan states it and a scenario supposes it.

extension Plan {
    /// What lines' money buys and does: what the plan states, with what a scenario adds and supposes.
    package var effects: [Effect] {
        var effects = arrangements.effects
        for record in records {
            switch record.fact {
            case .effect(let effect): effects.append(effect)
            case .supposedEffect(let supposed):
                guard let index = effects.firstIndex(where: { $0.id == supposed.id }) else { continue }
                effects[index] = effects[index].supposing(supposed)
            default: continue
            }
        }
        return effects
    }

    /// The plan's metrics, with what a scenario supposes of them.
    package var metrics: [Metric] {
        var metrics = arrangements.metrics
        for case .supposedMetric(let supposed) in records.lazy.map(\.fact) {
            guard let index = metrics.firstIndex(where: { $0.id == supposed.id }) else { continue }
            metrics[index] = metrics[index].supposing(supposed)
        }
        return metrics
    }

    /// What the plan says beside its tables, with the metrics and effects as a scenario supposes them.
    package var arrangementsAsSupposed: PlanArrangements {
        guard records.contains(where: \.fact.isSupposition) else { return arrangements }
        var supposed = arrangements
        supposed.metrics = metrics
        supposed.effects = effects
        return supposed
    }

    /// What a scenario supposes of effects and metrics, in the order in which it says so.
    package var suppositions: [PlanRecord] { records.filter(\.fact.isSupposition) }
}

extension PlanRecord.Fact {
    /// Whether it is about what money does, and not about what happened.
    var isSupposition: Bool {
        switch self {
        case .effect, .supposedEffect, .supposedMetric: true
        default: false
        }
    }
}
