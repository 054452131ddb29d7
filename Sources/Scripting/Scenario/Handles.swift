import Finance

/// An object that scripts hold: a thin handle on a value of the core.
protocol ScriptObject: AnyObject {
    /// The class that scripts see.
    var className: APIClassName { get }
    /// What `print` shows.
    var text: String { get }
}

extension ScriptObject {
    var text: String { className.rawValue }
}

/// A plan as a script sees it. The plan of `change` can be edited; the plans of `check` cannot.
final class PlanHandle: ScriptObject {
    let className = APIClassName.plan
    /// The plan as it now is. A plan knows nothing of its handle, so no change of it can come upon another; looking for
    /// that at each access would take longer than a small movement.
    @exclusivity(unchecked) var plan: Plan
    /// What undoing took away: a script may still hold lines and sources that were added.
    private(set) var undone: [Undone] = []
    /// Why it cannot be changed; `nil` when it can.
    var sealed: String?

    var text: String { "Plan \(plan.identity.id)" }

    init(_ plan: Plan, sealed: String? = nil) {
        self.plan = plan
        self.sealed = sealed
    }

    /// A plan that was given up, and how much of it the plan before it had.
    struct Undone {
        let plan: Plan
        let keptLines: Int
        let keptSources: Int
    }

    /// Makes the plan what it was.
    func restore(_ earlier: Plan) {
        if plan.lines.count > earlier.lines.count || plan.sources.count > earlier.sources.count {
            undone.append(
                Undone(plan: plan, keptLines: earlier.lines.count, keptSources: earlier.sources.count))
        }
        plan = earlier
    }
}

/// A part of a plan, by its place. It reads the plan as it now is, so a line that a script holds shows what moved since.
class PlanPartHandle {
    let owner: PlanHandle
    let index: Int
    private let undoneBefore: Int

    init(_ owner: PlanHandle, _ index: Int) {
        self.owner = owner
        self.index = index
        undoneBefore = owner.undone.count
    }

    /// The plan as it now is; of a part whose addition was undone, the plan that last had it.
    var plan: Plan { undoneBefore == owner.undone.count ? owner.plan : planAfterUndoing }

    /// Whether the plan as it now is has this part.
    var isCurrent: Bool { owner.undone[undoneBefore...].allSatisfy(isKept) }

    private var planAfterUndoing: Plan {
        owner.undone[undoneBefore...].first { !isKept(by: $0) }?.plan ?? owner.plan
    }

    func isKept(by undone: PlanHandle.Undone) -> Bool { true }
}

/// A spend line of a plan.
final class LineHandle: PlanPartHandle, ScriptObject {
    let className = APIClassName.line

    var line: SpendLine { plan.lines[index] }
    var id: String { plan.lines[index].id }
    var text: String { "Line \(line.id)" }

    override func isKept(by undone: PlanHandle.Undone) -> Bool { index < undone.keptLines }
}

/// A funding source of a plan.
final class SourceHandle: PlanPartHandle, ScriptObject {
    let className = APIClassName.source

    var source: FundingSource { plan.sources[index] }
    var id: String { plan.sources[index].id }
    var text: String { "Source \(source.id)" }

    override func isKept(by undone: PlanHandle.Undone) -> Bool { index < undone.keptSources }
}

/// What a plan states of a metric.
final class MetricHandle: ScriptObject {
    let className = APIClassName.metric
    let metric: Metric
    var text: String { "Metric \(metric.id)" }

    init(_ metric: Metric) { self.metric = metric }
}

/// An exact rate.
final class RateHandle: ScriptObject {
    let className = APIClassName.rate
    let rate: Rate
    var text: String { rate.description }

    init(_ rate: Rate) { self.rate = rate }
}

/// A lever as the script declares it.
final class LeverHandle: ScriptObject {
    let className = APIClassName.lever
    let declaration: LeverDeclaration

    init(_ declaration: LeverDeclaration) { self.declaration = declaration }
}

/// The levers of a run, with the values that they have in it.
final class LeversHandle: ScriptObject {
    let className = APIClassName.levers
    let levers: [Lever]

    init(_ levers: [Lever]) { self.levers = levers }
}

/// A scenario that a script declares. The machine keeps its functions under it.
final class ScenarioHandle: ScriptObject {
    let className = APIClassName.scenario
    let declaration: ScenarioDeclaration
    var text: String { "Scenario \(declaration.title)" }

    init(_ declaration: ScenarioDeclaration) { self.declaration = declaration }

    /// The scenarios that it is made of, in the order in which they run, itself last. One that several are based on
    /// runs once, where it first comes.
    var layers: [ScenarioHandle] {
        if declaration.basedOn.isEmpty { return [self] }
        var layers: [ScenarioHandle] = []
        var seen: Set<ObjectIdentifier> = []
        collect(into: &layers, &seen)
        return layers
    }

    /// Each once, and looked into once: scenarios that are each based twice on the next would be 2^n.
    private func collect(into layers: inout [ScenarioHandle], _ seen: inout Set<ObjectIdentifier>) {
        guard seen.insert(ObjectIdentifier(self)).inserted else { return }
        for base in declaration.basedOn { base.collect(into: &layers, &seen) }
        layers.append(self)
    }
}

/// A condition of a plan's rulebook, with its margin at the time when the script asked.
final class ConditionHandle: ScriptObject {
    let className = APIClassName.condition
    let condition: Condition
    let assessment: ConditionAssessment
    /// The margin before the scenario; `nil` for a condition of a plan.
    let before: ConditionAssessment?
    var text: String { "Condition \(condition.id): \(assessment.verdict.rawValue)" }

    init(_ condition: Condition, _ assessment: ConditionAssessment, before: ConditionAssessment? = nil) {
        self.condition = condition
        self.assessment = assessment
        self.before = before
    }
}

/// What a scenario did, as its `check` function sees it.
final class ResultHandle: ScriptObject {
    let className = APIClassName.result
    let before: PlanHandle
    let after: PlanHandle
    /// What the money does, once a script has asked.
    var projected: ResultOutcomes?
    /// Whether samples of it were made.
    var hasSamples = false

    private static let sealed = "the scenario's changes are done: `check` only reads"

    init(before: Plan, after: Plan) {
        self.before = PlanHandle(before, sealed: Self.sealed)
        self.after = PlanHandle(after, sealed: Self.sealed)
    }

    /// A handle on the plan of an earlier year, which cannot be changed either.
    func handle(of plan: Plan) -> PlanHandle { PlanHandle(plan, sealed: Self.sealed) }
}
