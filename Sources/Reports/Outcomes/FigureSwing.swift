import Draws
import Finance
import Outcomes

/// How far one uncertain figure moves the change of a metric, with all others at their medians.
struct FigureSwing {
    /// The figure.
    let parameter: ModelParameter
    /// The lesser of the changes with the figure at its 10th and at its 90th percentile.
    let least: Double
    /// The greater.
    let most: Double

    /// Figures that move the year's change of a metric, the farthest first; of the same swing, in the plan's order.
    static func all(of model: OutcomeModel, on metric: String) -> [FigureSwing] {
        let central = model.centralValues
        func change(_ place: Int, at fraction: Double) -> Double {
            var values = central
            values[place] = model.parameters[place].evidence.figure.quantile(fraction)
            return model.projection(values).metric(metric)?.period(.year)?.figure.change ?? 0
        }
        var found: [FigureSwing] = []
        for (place, parameter) in model.parameters.enumerated() where !parameter.isCertain {
            let ends = [change(place, at: 0.1), change(place, at: 0.9)]
            let (least, most) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
            if most - least > 1e-9 * max(most.magnitude, least.magnitude) {
                found.append(FigureSwing(parameter: parameter, least: least, most: most))
            }
        }
        return found.enumerated().sorted { one, other in
            let (a, b) = (one.element.most - one.element.least, other.element.most - other.element.least)
            return a == b ? one.offset < other.offset : a > b
        }.map(\.element)
    }
}
