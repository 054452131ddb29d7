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
    /// The plan as it now is.
    var plan: Plan
    /// Why it cannot be changed; `nil` when it can.
    var sealed: String?

    var text: String { "Plan \(plan.identity.id)" }

    init(_ plan: Plan, sealed: String? = nil) {
        self.plan = plan
        self.sealed = sealed
    }
}

/// A part of a plan, by its place. It reads the plan as it now is, so a line that a script holds shows what moved since.
class PlanPartHandle {
    let owner: PlanHandle
    let index: Int

    init(_ owner: PlanHandle, _ index: Int) {
        self.owner = owner
        self.index = index
    }

    var plan: Plan { owner.plan }
}

/// A spend line of a plan.
final class LineHandle: PlanPartHandle, ScriptObject {
    let className = APIClassName.line

    var line: SpendLine { owner.plan.lines[index] }
    var text: String { "Line \(line.id)" }
}

/// A funding source of a plan.
final class SourceHandle: PlanPartHandle, ScriptObject {
    let className = APIClassName.source

    var source: FundingSource { owner.plan.sources[index] }
    var text: String { "Source \(source.id)" }
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
        var layers: [ScenarioHandle] = []
        for base in declaration.basedOn {
            for layer in base.layers where !layers.contains(where: { $0 === layer }) { layers.append(layer) }
        }
        return layers + [self]
    }
}

/// What a scenario did, as its `check` function sees it.
final class ResultHandle: ScriptObject {
    let className = APIClassName.result
    let before: PlanHandle
    let after: PlanHandle

    init(before: Plan, after: Plan) {
        let sealed = "the scenario's changes are done: `check` only reads"
        self.before = PlanHandle(before, sealed: sealed)
        self.after = PlanHandle(after, sealed: sealed)
    }
}
