import Diagnostics
import Finance
import Outcomes
import Scripting

/// Attributes the changes of one scenario's figures to its layers and movements.
///
/// Every part is done alone to the plan as it was read; the interaction is the change less what the parts do alone, and
/// so the parts sum to the change whatever the layers and their order.
struct WaterfallMaking {
    private let plan: Plan
    private let base: ScenarioRun?
    private let run: ScenarioRun
    private let place: Int
    private let central: OutcomeProjection?
    private let world: WaterfallWorld
    private let pieces: [Piece]
    private let basePieces: [Piece]

    /// A layer or a step, with what it does to metrics where it was looked at.
    private indirect enum Piece {
        case layer(ScenarioLayer, Result<OutcomeProjection, PlanError>?, [Piece])
        case step(WaterfallStep, Result<OutcomeProjection, PlanError>?)
        /// A year after the first: what rolling forward does on its own.
        case rolled(Result<Plan, PlanError>, movements: Int)
    }

    init(
        _ run: ScenarioRun, at place: Int, base: ScenarioRun?, outcomes: RunOutcomes, of plan: Plan
    ) {
        self.plan = plan
        self.base = base
        self.run = run
        self.place = place
        central = outcomes.central
        let world = WaterfallWorld(run.evaluation.after.year(of: plan), of: plan)
        self.world = world
        let looks = central.map { $0.metrics.contains(where: \.isMoved) || $0.hasMovedPool } ?? false
        pieces = Self.pieces(run, of: plan, world: looks ? world : nil)
        basePieces = base.map { Self.pieces($0, of: plan, world: looks ? world : nil) } ?? []
    }

    private static func pieces(_ run: ScenarioRun, of plan: Plan, world: WaterfallWorld?) -> [Piece] {
        let layers = run.layers.filter { !$0.after.changes(since: $0.before).isEmpty }
        guard layers.count > 1 else {
            return steps(run.evaluation.after.changes(since: plan), of: plan, world)
        }
        return layers.map { layer in
            let changes = layer.alonePlan.map { $0.changes(since: plan) }
            guard let changes else { return .layer(layer, nil, []) }
            let projection = world.map { world in
                Result<OutcomeProjection, PlanError> { () throws(PlanError) in
                    try world.projection(layer: changes.first)
                }
            }
            return .layer(layer, projection, steps(changes, of: plan, world))
        }
    }

    private static func steps(_ changes: PlanChanges, of plan: Plan, _ world: WaterfallWorld?) -> [Piece] {
        let steps = WaterfallStep.steps(changes.first.movements).map { step -> Piece in
            guard let world, world.canDoSomething(step) else { return .step(step, nil) }
            return .step(step, Result { () throws(PlanError) in try world.projection(step) })
        }
        guard !changes.later.isEmpty else { return steps }
        let nothing = YearChanges(sources: [], lines: [], movements: [], closures: [], records: [])
        let rolled = Result<Plan, PlanError> { () throws(PlanError) in
            try plan.applying(
                PlanChanges(nothing, later: changes.later.map { .init(terms: $0.terms, changes: nothing) }))
        }
        let movements = changes.later.reduce(changes.first.movements.count) { $0 + $1.changes.movements.count }
        return steps + [.rolled(rolled, movements: movements)]
    }

    // MARK: - Figures

    /// The change of one figure, attributed; `nil` for what is not told of the scenario.
    func waterfall(_ figure: WaterfallFigure) -> Waterfall? {
        let ends: (before: Int64, after: Int64)
        let unit: Waterfall.Unit
        if case .money(let word) = figure.kind {
            ends = (
                WaterfallFigure.money(word, in: base?.evaluation.after ?? plan).pence,
                WaterfallFigure.money(word, in: run.evaluation.after).pence
            )
            unit = .money
        } else {
            guard let central, let before = figure.units(central, before: true),
                let after = figure.units(central, before: false)
            else { return nil }
            ends = (before, after)
            if case .metric(let id) = figure.kind {
                unit = .metric(central.metric(id)?.metric.unit)
            } else {
                unit = .money
            }
        }
        let own = pieces.compactMap { part($0, figure, in: run) }
        let lacking = base.map { base in basePieces.compactMap { part($0, figure, in: base)?.ofBase } } ?? []
        return Waterfall(
            id: figure.id, title: figure.title, unit: unit, scenario: place, base: ends.before, after: ends.after,
            parts: Self.closed(own + lacking, to: ends.after &- ends.before))
    }

    /// Parts with the interaction that makes them sum to a change: left out where it is nothing and every part counts.
    private static func closed(_ parts: [Waterfall.Part], to change: Int64) -> [Waterfall.Part] {
        let rest = parts.reduce(change) { $0 &- $1.effect }
        return rest == 0 && parts.allSatisfy({ $0.refusal == nil }) ? parts : parts + [.interaction(rest)]
    }

    private func part(_ piece: Piece, _ figure: WaterfallFigure, in run: ScenarioRun) -> Waterfall.Part? {
        switch piece {
        case .layer(let layer, let projection, let pieces):
            let (effect, refusal) = effect(of: layer, projection, figure)
            let parts = refusal == nil ? Self.closed(pieces.compactMap { part($0, figure, in: run) }, to: effect) : []
            return Waterfall.Part(
                .layer, layer.title, written: Place(file: layer.script), effect: effect, refusal: refusal, parts: parts)
        case .step(let step, let projection):
            // Of a plan that goes on into other years, the movements of this one are not what the last one has.
            if case .money(let word) = figure.kind {
                if run.evaluation.after.priorYear != nil { return nil }
                guard let money = MoneyEffect(word, in: run.evaluation.after) else { return nil }
                let pence = step.movements.reduce(Int64(0)) { $0 &+ money.pence($1) &+ money.incomePence($1) }
                return Waterfall.Part(
                    .movement, step.title, reason: step.reason, written: step.written, effect: pence)
            }
            let (effect, refusal) = Self.effect(projection, figure)
            return Waterfall.Part(
                .movement, step.title, reason: step.reason, written: step.written, effect: effect, refusal: refusal)
        case .rolled(let rolled, let movements):
            guard case .money(let word) = figure.kind else { return nil }
            let title = "The plan rolled forward to \(run.evaluation.after.identity.year.text), without movements"
            switch rolled {
            case .success(let after):
                let change =
                    WaterfallFigure.money(word, in: after).pence &- WaterfallFigure.money(word, in: plan).pence
                return Waterfall.Part(.rollForward, title, effect: change)
            case .failure(let error):
                return Waterfall.Part(
                    .rollForward, title, effect: 0,
                    refusal: movements == 0 ? error.message : "it needs the movements: \(error.message)")
            }
        }
    }

    private func effect(
        of layer: ScenarioLayer, _ projection: Result<OutcomeProjection, PlanError>?, _ figure: WaterfallFigure
    ) -> (Int64, refusal: String?) {
        if case .refused(let reason) = layer.alone { return (0, reason) }
        guard case .money(let word) = figure.kind else { return Self.effect(projection, figure) }
        guard let alone = layer.alonePlan else { return (0, nil) }
        return (WaterfallFigure.money(word, in: alone).pence &- WaterfallFigure.money(word, in: plan).pence, nil)
    }

    private static func effect(
        _ projection: Result<OutcomeProjection, PlanError>?, _ figure: WaterfallFigure
    ) -> (Int64, refusal: String?) {
        switch projection {
        case nil: return (0, nil)
        case .success(let projection):
            guard let before = figure.units(projection, before: true),
                let after = figure.units(projection, before: false)
            else { return (0, "without the others the figure cannot be told") }
            return (after &- before, nil)
        case .failure(let error): return (0, error.message)
        }
    }
}

extension OutcomeProjection {
    /// Whether what a risk pool releases changes.
    fileprivate var hasMovedPool: Bool {
        riskPools.contains { $0.obstacle == nil && $0.released(before: true) != $0.released(before: false) }
    }
}

extension Plan {
    /// This plan, or the earlier year of it that another plan is for.
    func year(of plan: Plan) -> Plan { allYears.first { $0.identity.year == plan.identity.year } ?? self }
}

extension ScenarioLayer {
    /// The plan where only this layer is done; `nil` when it cannot be.
    var alonePlan: Plan? {
        switch alone {
        case .same: after
        case .plan(let plan): plan
        case .refused: nil
        }
    }
}

extension Result {
    /// The success or failure of some work.
    fileprivate init(_ work: () throws(Failure) -> Success) {
        do { self = .success(try work()) } catch { self = .failure(error) }
    }
}
