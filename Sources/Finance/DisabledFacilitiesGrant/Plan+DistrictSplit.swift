import Diagnostics

extension Plan {
    /// The district councils of the plan, by id.
    package var districts: [String] { partners.filter { $0.kind == .district }.map(\.id) }

    func check(_ split: DistrictSplit) throws(PlanError) {
        guard arrangements.disabledFacilitiesGrant != nil else {
            throw PlanError(
                "plan.dfg.none", "the plan does not say how the Disabled Facilities Grant is passed down",
                reason: "a key divides what the plan passes to the districts together",
                help: "add `disabled_facilities_grant` to plan.yaml")
        }
        let districts = districts
        for weight in split.weights where !districts.contains(weight.district) {
            throw .noDistrict(weight.district, of: districts)
        }
        let named = Set(split.weights.map(\.district))
        if let missing = districts.first(where: { !named.contains($0) }) {
            throw PlanError(
                "plan.split.missing", "the key leaves out the district `\(missing)`",
                reason: "one that gets nothing should be seen to", help: "give it a weight, which may be 0")
        }
        do throws(ApportionmentKey.Failure) {
            _ = try ApportionmentKey(weights: split.weights.map(\.weight))
        } catch {
            throw PlanError(
                "plan.split.key", "the key `\(split.key)` shares nothing out",
                reason: error == .tooMuchWeight
                    ? "the weights together are too large to hold exactly"
                    : "every weight is zero or more, and one of them is more",
                help: "give each district its weight: { blaby = 12, melton = 7 }")
        }
        guard !records.contains(where: { if case .districtSplit = $0.fact { true } else { false } }) else {
            throw PlanError(
                "plan.split.twice", "the grant is divided between the districts already",
                reason: "it is divided by one key", help: "divide it once")
        }
    }
}

extension PlanError {
    static func noDistrict(_ id: String, of districts: [String]) -> Self {
        Self(
            "plan.split.district", "`\(id)` is no district of the plan",
            reason: "the grant is passed to housing authorities",
            help: Suggestion.didYouMean(id, in: districts)
                ?? "the districts are \(districts.joined(separator: ", "))")
    }
}
