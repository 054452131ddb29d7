import Finance

/// A risk pool of a plan. It reads the plan as it now is.
final class RiskPoolHandle: ScriptObject {
    let className = APIClassName.riskPool
    let owner: PlanHandle
    let id: String
    /// The result that it was asked of; `nil` for one of a plan.
    let result: ResultHandle?
    var text: String { "RiskPool \(id)" }

    init(_ owner: PlanHandle, _ id: String, of result: ResultHandle? = nil) {
        self.result = result
        self.owner = owner
        self.id = id
    }

    /// The plan of the last year that has it: a risk pool ends with its year, and is then as that year closed.
    var plan: Plan {
        owner.plan.lastYear { plan in plan.arrangements.riskPools.contains { $0.id == id } }
    }

    /// How it stands.
    var assessment: RiskPoolAssessment {
        guard let found = plan.riskPoolAssessment(id) else {
            preconditionFailure("a risk pool is looked up before it is handed out")
        }
        return found
    }
}

/// A quarter of a risk pool.
final class RiskPoolQuarterHandle: ScriptObject {
    let className = APIClassName.riskPoolQuarter
    let pool: RiskPoolHandle
    let number: Int
    var text: String { "RiskPoolQuarter \(pool.id), quarter \(number)" }

    init(_ pool: RiskPoolHandle, _ number: Int) {
        self.pool = pool
        self.number = number
    }

    var quarter: RiskPoolAssessment.Quarter { pool.assessment.quarters[number - 1] }
}

/// The Disabled Facilities Grant of a plan.
final class GrantHandle: ScriptObject {
    let className = APIClassName.grant
    let owner: PlanHandle
    var text: String { "Grant" }

    init(_ owner: PlanHandle) { self.owner = owner }

    /// The plan of the last year that says where it goes: what a document says of it, it says of one year.
    var plan: Plan { owner.plan.lastYear { $0.arrangements.disabledFacilitiesGrant != nil } }

    /// Where it goes.
    var assessment: GrantAssessment {
        guard let found = plan.grantAssessment() else {
            preconditionFailure("the grant is looked up before it is handed out")
        }
        return found
    }
}

/// A reserve of a plan.
final class ReserveHandle: ScriptObject {
    let className = APIClassName.reserve
    let owner: PlanHandle
    let id: String
    var text: String { "Reserve \(id)" }

    init(_ owner: PlanHandle, _ id: String) {
        self.owner = owner
        self.id = id
    }

    /// What is left of it. A plan's reserves go on from year to year, so it is there.
    var assessment: ReserveAssessment {
        guard let found = owner.plan.reserveAssessment(id) else {
            preconditionFailure("a reserve is looked up before it is handed out")
        }
        return found
    }
}

extension Plan {
    /// The last of the plan's years of which something holds; the plan itself where it holds of none.
    fileprivate func lastYear(where holds: (Plan) -> Bool) -> Plan {
        holds(self) ? self : allYears.last(where: holds) ?? self
    }
}
