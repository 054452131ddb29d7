import Diagnostics
package import Finance
package import Scripting

/// Where a figure comes from, presented as a tree down to input cells, movements, rules and draws; of a figure of lines
/// and sources, also step by step.
package struct ExplanationReport: Sendable {
    /// The figure and what it is made of.
    package let tree: ExplanationTree
    /// The steps of a figure of lines and sources; `nil` for others.
    let explanation: Explanation?
    let plan: Plan
    /// How many levels of the tree its text shows; `nil` for all.
    let depth: Int?
    /// The assumptions of the scenario, when there is one.
    let assumptions: AssumptionsLog?
    let provenance: Provenance

    /// Makes a report of a figure of `plan`.
    ///
    /// Throws where the plan cannot work the figure out.
    ///
    /// - Parameters:
    ///   - run: the scenario that made the plan, when one did.
    ///   - metrics: makes the trees of metrics; needed for those alone.
    ///   - depth: how many levels of the tree its text shows; `nil` for all.
    package init(
        _ figure: ExplainedFigure, of plan: Plan, run: ScenarioRun? = nil, metrics: MetricTree? = nil,
        depth: Int? = nil, provenance: Provenance
    ) throws(PlanError) {
        tree = try plan.tree(of: figure, metrics: metrics)
        if case .money(let figure) = figure {
            explanation = plan.explanation(of: figure)
        } else {
            explanation = nil
        }
        self.plan = plan
        self.depth = depth
        assumptions = run.map { AssumptionsLog(assumptions: $0.assumptions) }
        self.provenance = provenance
    }

    /// Steps that add something. A cell that holds 0 explains no penny.
    var steps: [Explanation.Step] { (explanation?.steps ?? []).filter { !$0.amount.isZero } }

    /// The sources whose income the figure leaves out, as the plan does not state it.
    var leftOut: [Int] { explanation?.leftOut ?? [] }

    /// Whether the figure says anything: it leaves out sources that do not state their income, and may leave out all.
    var isFigureKnown: Bool {
        leftOut.isEmpty || leftOut.count < (explanation?.subject.sources.count ?? 0) || !steps.isEmpty
    }

    /// The place of a step, and why it is there, in words.
    func words(of step: Explanation.Step) -> (from: String, why: String) {
        switch step.origin {
        case .spend(_, let place), .income(_, let place):
            return (place?.description ?? "the plan", place?.name.map { "as read, column \($0)" } ?? "as read")
        case .movement(let index): return words(of: plan.movements[index], index + 1, in: nil)
        case .earlierMovement(let year, let index):
            let earlier = plan.earlierYears.first { $0.identity.year == year }
            guard let movement = earlier?.movements[index] else {
                preconditionFailure("an explanation speaks of the plan's own years")
            }
            return words(of: movement, index + 1, in: year)
        case .rolled(let rolling, let year):
            let terms = plan.allYears.first { $0.identity.year == year }?.priorYear?.terms
            let what =
                switch rolling {
                case .notRecurrent: "not recurrent"
                case .fullYearEffect: "full-year effect"
                case .uplift(let rate, let citation): "uplift of \(rate)\(citation.map { ": \($0)" } ?? "")"
                }
            return (
                terms?.note.written?.description ?? "roll-forward",
                "rolled forward to \(year.text): \(what)"
            )
        }
    }

    private func words(of movement: Movement, _ number: Int, in year: PlanningYear?) -> (from: String, why: String) {
        let authority = movement.note.authority.map { "; authority: \($0)" } ?? ""
        let ofYear = year.map { " of \($0.text)" } ?? ""
        return (
            movement.note.written?.description ?? "movement \(number)",
            "movement \(number)\(ofYear), \(movement.verb.rawValue): \(movement.note.reason)\(authority)"
        )
    }
}

extension Plan {
    /// The tree of a figure of the plan. Throws where the figure cannot be worked out.
    ///
    /// - Parameter metrics: makes the trees of metrics; needed for those alone.
    package func tree(of figure: ExplainedFigure, metrics: MetricTree? = nil) throws(PlanError) -> ExplanationTree {
        let making = TreeMaking(plan: self)
        let tree: ExplanationTree? =
            switch figure {
            case .money(let figure): making.tree(figure)
            case .condition(let id):
                // The last year that asks for it.
                allYears.reversed().lazy.compactMap { TreeMaking(plan: $0).tree(ofCondition: id) }.first
            case .metric(let id): metrics?.tree(of: id)
            case .riskPool(let id, let quarter): making.tree(ofRiskPool: id, quarter: quarter)
            case .contribution(let pool, let partner): making.contribution(pool: pool, partner: partner)
            case .share(let pool, let partner): try making.share(pool: pool, partner: partner)
            case .district(let id): making.tree(ofDistrict: id)
            }
        guard let tree else {
            throw PlanError(
                "explain.nothing", "the figure cannot be explained", reason: "the plan does not state what makes it",
                help: "`bcf check PLAN` says what it states")
        }
        return tree
    }
}
