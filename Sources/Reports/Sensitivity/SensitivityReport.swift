import Diagnostics
import Draws
package import Finance
package import Outcomes
package import Scripting

/// What the doubt about one outcome of a scenario hangs on: the uncertain figures one at a time, the levers one at a
/// time, and which part of the variance each figure explains.
package struct SensitivityReport: Sendable {
    /// What a lever does when it is turned from one end of its range to the other.
    package struct LeverBar: Sendable {
        /// The lever as it stands.
        package let lever: Lever
        /// The two ends, in words.
        package let ends: (from: String, to: String)
        /// The outcome at the two ends; `nil` where the scenario cannot be run there.
        package let atFrom: Double?
        /// The same at the other end.
        package let atTo: Double?

        /// Makes a bar.
        package init(lever: Lever, ends: (from: String, to: String), atFrom: Double?, atTo: Double?) {
            self.lever = lever
            self.ends = ends
            self.atFrom = atFrom
            self.atTo = atTo
        }
    }

    let run: ScenarioRun
    let provenance: Provenance
    let model: OutcomeModel
    let subject: SensitivitySubject
    let tornado: Tornado
    let levers: [LeverBar]
    let indices: SobolIndices?

    /// Makes a report.
    ///
    /// - Parameter indices: which part of the variance each figure explains; `nil` where no samples were asked for.
    package init(
        _ run: ScenarioRun, of subject: SensitivitySubject, model: OutcomeModel, tornado: Tornado, levers: [LeverBar],
        indices: SobolIndices?, provenance: Provenance
    ) {
        self.run = run
        self.subject = subject
        self.model = model
        self.tornado = tornado
        self.levers = levers
        self.indices = indices
        self.provenance = provenance
    }

    /// How the outcome's values are written.
    var style: EstimateText {
        let ends =
            tornado.bars.flatMap { [$0.atLow, $0.atHigh] } + levers.flatMap { [$0.atFrom, $0.atTo].compactMap(\.self) }
        return EstimateText(level: tornado.central, changes: ends.map { $0 - tornado.central })
    }

    /// A value of the outcome in words.
    func words(_ value: Double) -> String {
        subject.isMoney
            ? EstimateText.wholePounds(UncertainFigure.money(value))
            : subject.isChange
                ? style.changes(value, value).split(separator: " ").first.map(String.init) ?? "" : style.text(value)
    }
}

/// The outcome that a report is about.
package struct SensitivitySubject: Sendable {
    /// The number of the model.
    package let output: OutcomeOutput
    /// What it is, in words.
    package let words: String
    /// What its values are, in words; `nil` when the plan does not say.
    package let unit: String?
    /// Whether its values are £.
    package let isMoney: Bool

    /// Whether it is a difference, so that its values have a sign.
    var isChange: Bool {
        switch output {
        case .figure(_, _, .change), .count(_, _, .change): true
        default: false
        }
    }

    /// The words that mean something else than a metric.
    package static let words = ["value", "cash", "release"]

    /// Finds what a person asks for: a metric's id, `value`, `cash`, or `release`; without a word, the first metric that
    /// the scenario moves.
    ///
    /// Of a metric it is the change, where the scenario moves it, and the figure itself where it does not.
    package init(_ word: String?, of model: OutcomeModel) throws(PlanError) {
        let central = model.central()
        switch word {
        case "value"?, "cash"?:
            guard central.metrics.contains(where: { $0.value != nil }) else {
                throw PlanError(
                    "sensitivity.no-value", "no metric has a value",
                    reason: "nobody states what one of any metric is worth",
                    help: "state a unit-value in effects.csv, or suppose one with plan:suppose_metric")
            }
            isMoney = true
            unit = nil
            if word == "value" {
                output = .notionalValue(metric: nil)
                words = "notional value of the change of all metrics"
            } else {
                output = .cashReleasingValue(metric: nil)
                words = "cash-releasing value of the change of all metrics"
            }
        case "release"?:
            guard let pool = central.riskPools.first(where: { $0.obstacle == nil }) else {
                let obstacle = central.riskPools.first.flatMap(\.obstacle)
                throw PlanError(
                    "sensitivity.no-release", "no release of a risk pool can be projected",
                    reason: obstacle ?? "the plan has no risk pool",
                    help: "suppose its terms with plan:suppose_risk_terms")
            }
            output = .released(riskPool: pool.pool.id, .year, .after)
            words = "what \(pool.pool.title) releases over the year"
            isMoney = true
            unit = nil
        default:
            let found =
                word.map { word in central.metrics.first { $0.metric.id == word } }
                ?? central.metrics.first(where: \.isMoved) ?? central.metrics.first
            guard let found else {
                let known = central.metrics.map(\.metric.id) + Self.words
                let obstacle = central.obstacles.first { $0.metric == word }
                throw PlanError(
                    "sensitivity.unknown", "`\((word ?? "").onOneLine)` is no outcome that is projected",
                    reason: obstacle?.reason,
                    help: Suggestion.didYouMean(word ?? "", in: known) ?? "name one of \(known.joined(separator: ", "))"
                )
            }
            let side: OutcomeOutput.Side = found.isMoved ? .change : .after
            output = .figure(metric: found.metric.id, .year, side)
            words = "\(found.metric.title), \(found.isMoved ? "the scenario's change over the year" : "over the year")"
            unit = found.metric.unit
            isMoney = false
        }
    }
}
