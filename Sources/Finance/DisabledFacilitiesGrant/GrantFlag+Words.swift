extension GrantAssessment.Flag {
    /// The flag as a sentence for people.
    package func words(in plan: Plan) -> String {
        switch self {
        case .keptWithoutEvidence(let line, let amount, let evidence):
            "\(amount) stays with \(line): the districts' agreement is "
                + (evidence == .asserted ? "asserted, and no record of it is at hand" : "not evidenced")
        case .keptBeyondAgreement(let line, let amount):
            "\(line) has \(amount) more of the grant than was agreed"
        case .onRevenue(let line, let amount):
            "\(amount) of the grant, which is capital, is on \(line), which is revenue"
        case .natureNotStated(let line, let amount):
            "\(amount) of the grant is on \(line), of which the plan does not say whether it is capital"
        case .passedWithoutDay(let line, let by):
            "the plan does not say when \(line) passes the grant down" + (by.map { "; it is due by \($0)" } ?? "")
        case .passedLate(let line, let day, let by): "\(line) passes the grant down on \(day), after \(by)"
        case .statedDiffers(let line, let stated, let held):
            "\(line) holds \(held) of the grant, and \(stated) is stated to be passed down by it"
        case .districtShort(let district, let amount):
            "\(plan.title(ofPartner: district)) gets \(amount) less than it is entitled to"
        case .unaccounted(let amount):
            amount.isNegative
                ? "lines have \(Money(pence: -amount.pence)) more of the grant than the allocation"
                : "\(amount) of the grant is neither passed down, retained by agreement nor spent under a policy"
        }
    }
}

extension Plan {
    /// What the grant of the plan brings a district. Throws when the plan does not say, and no key divides what the
    /// districts get together.
    package func grantPassed(to district: String) throws(PlanError) -> Money {
        guard let grant = grantAssessment() else {
            throw PlanError(
                "plan.dfg.none", "the plan does not say how the Disabled Facilities Grant is passed down",
                reason: "a key divides what the plan passes to the districts together",
                help: "add `disabled_facilities_grant` to plan.yaml")
        }
        guard let row = grant.districts.first(where: { $0.id == district }) else {
            throw .noDistrict(district, of: districts)
        }
        guard let passed = row.passed else {
            throw PlanError(
                "plan.dfg.not-divided", "what `\(district)` gets of the grant is not stated",
                reason: "the plan passes an amount to the districts together",
                help: "divide it by a key: plan:split_dfg { by = { … }, key = \"…\", reason = \"…\" }")
        }
        return passed
    }
}
