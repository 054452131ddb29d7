import Diagnostics
import Finance
import Outcomes

extension ScenarioComparison {
    /// The measures that a person asks for, or the usual ones.
    static func measures(_ words: [String]?, _ making: MeasureMaking) throws(PlanError) -> [Measure] {
        guard let words else { return making.usual }
        var found: [Measure] = []
        for word in words {
            guard let measure = making.measure(named: word) else {
                throw PlanError(
                    "compare.no-such-measure", "there is no measure `\(word.onOneLine)`",
                    help: Suggestion.didYouMean(word, in: making.words)
                        ?? "there are: \(making.words.map(\.onOneLine).joined(separator: ", "))")
            }
            if !found.contains(measure) { found.append(measure) }
        }
        return found
    }

    /// The figures whose change is attributed: those that a person asks for, or planned spend and whatever changes.
    static func waterfallFigures(
        _ words: [String]?, _ plans: [Plan], themes: [Row], spend: Row, metrics: [MetricRow], riskPools: [RiskPoolRow]
    ) throws(PlanError) -> [WaterfallFigure] {
        guard let words else {
            var figures = [WaterfallFigure(kind: .money("spend"), id: "spend", title: "Planned spend")]
            figures += themes.filter(\.isChanged).map { row in
                WaterfallFigure(
                    kind: .money("theme=\(row.id)"), id: "theme=\(row.id)", title: "Planned spend of \(row.title)")
            }
            figures += metrics.filter(\.isMoved).map { WaterfallFigure($0.metric) }
            figures += riskPools.filter { $0.scenarios.contains { $0?.change.map { !$0.isZero } ?? false } }
                .map { WaterfallFigure($0.pool) }
            return figures
        }
        var found: [WaterfallFigure] = []
        for word in words {
            if let row = metrics.first(where: { $0.metric.id == word }) {
                found.append(WaterfallFigure(row.metric))
            } else if let row = riskPools.first(where: { $0.pool.id == word }) {
                found.append(WaterfallFigure(row.pool))
            } else {
                found.append(
                    WaterfallFigure(kind: .money(word), id: word, title: try title(ofMoney: word, in: plans)))
            }
        }
        return found
    }

    /// The words of a sum of money. A line may be one that only a scenario adds; what no plan has is said of the first.
    private static func title(ofMoney word: String, in plans: [Plan]) throws(PlanError) -> String {
        for plan in plans.dropFirst() {
            if let figure = try? plan.figure(named: [word]) { return capitalised(figure.words) }
        }
        return capitalised(try plans[0].figure(named: [word]).words)
    }

    private static func capitalised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

extension WaterfallFigure {
    fileprivate init(_ metric: Metric) { self.init(kind: .metric(metric.id), id: metric.id, title: metric.title) }

    fileprivate init(_ pool: RiskPool) {
        self.init(kind: .released(pool.id), id: pool.id, title: "Released from \(pool.title)")
    }
}
