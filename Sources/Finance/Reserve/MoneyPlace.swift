/// Where money sits that a plan sets aside: a risk pool, a contingency.
package enum MoneyPlace: Hashable, Sendable {
    /// In no line and no source of the plan.
    case outside
    /// In a spend line, by id.
    case line(String)
    /// In a funding source, by id.
    case source(String)
    /// In a reserve, by id.
    case reserve(String)
    /// The plan does not say.
    case notStated

    /// The place in words, such as `line UPO6.1`.
    package var words: String {
        switch self {
        case .outside: "outside the plan"
        case .line(let id): "line \(id)"
        case .source(let id): "source \(id)"
        case .reserve(let id): "reserve \(id)"
        case .notStated: Finance.notStated
        }
    }
}

/// A step on the way to a decision, and the body that takes it.
package struct GovernanceStage: Hashable, Sendable {
    /// How far it brings the decision.
    package let stage: RiskPoolDecision.Stage
    /// Who takes the step.
    package let body: String

    /// Makes a stage.
    package init(stage: RiskPoolDecision.Stage, body: String) {
        self.stage = stage
        self.body = body
    }
}
