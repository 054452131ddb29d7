import Diagnostics
import Finance
import Yams

/// Reads what plan.yaml says about the Disabled Facilities Grant.
struct DisabledFacilitiesGrantReading {
    /// The keys of the grant.
    static let grantKeys = PlanManifest.Keys(
        required: ["sources"],
        optional: ["allocation", "entitlements", "passed_down", "retained", "policy", "note"])
    /// The keys of an entitlement.
    static let entitlementKeys = PlanManifest.Keys(required: ["district", "amount"])
    /// The keys of a part that is passed down.
    static let passDownKeys = PlanManifest.Keys(required: ["line"], optional: ["district", "amount", "on"])
    /// The keys of a part that is retained.
    static let retainedKeys = PlanManifest.Keys(
        required: ["line", "amount", "agreement"], optional: ["purpose", "with", "by", "on", "reference"])
    /// The keys of the policy.
    static let policyKeys = PlanManifest.Keys(required: ["id", "title"], optional: ["top_slices"])
    /// The keys of a part that is spent under the policy.
    static let topSliceKeys = PlanManifest.Keys(required: ["line", "amount"], optional: ["title"])
    /// What stands for all districts.
    static let together = "districts together"

    private let reading: YamlReading
    private let later: LaterChecks
    private let partners: [Partner]
    private let year: PlanningYear?

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading, _ later: LaterChecks, partners: [Partner], year: PlanningYear?) {
        self.year = year
        self.reading = reading
        self.later = later
        self.partners = partners
    }

    /// What the plan says; `nil` when it says nothing.
    func grant(_ node: Node?) -> DisabledFacilitiesGrant? {
        guard let node, let fields = reading.fields(of: node, "the Disabled Facilities Grant", Self.grantKeys) else {
            return nil
        }
        let named = reading.items(of: fields["sources"], "sources")
        let sources = (named ?? []).compactMap { reading.fundingSource($0, "sources", later) }
        if let named, named.isEmpty, let place = fields["sources"] {
            reading.note(
                "plan.dfg.no-source", "the grant has no source", at: place,
                reason: "what is passed down is money of a source of funding.csv",
                help: "name the source, or delete `disabled_facilities_grant`")
        }
        let grant = DisabledFacilitiesGrant(
            sources: sources, allocation: reading.moneyOrNotStated(fields["allocation"], "allocation"),
            entitlements: entitlements(fields["entitlements"]), passedDown: passedDown(fields["passed_down"]),
            retained: retained(fields["retained"]), policy: policy(fields["policy"]),
            note: reading.text(fields["note"], "note"))
        checkSums(of: grant, at: node, fields)
        return grant
    }

    private func entitlements(_ node: Node?) -> [DisabledFacilitiesGrant.Entitlement] {
        if node?.scalar?.string == notStated { return [] }
        var seen: [String: Int] = [:]
        return (reading.items(of: node, "entitlements") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "an entitlement", Self.entitlementKeys) else { return nil }
            let district = district(fields["district"], "district")
            let amount = reading.moneyOrNotStated(fields["amount"], "amount")
            guard let district, let place = fields["district"] else { return nil }
            if let first = seen[district] {
                reading.note(
                    "plan.dfg.twice", "`\(district)` stands twice in `entitlements`, first on line \(first)", at: place,
                    reason: "a district has one entitlement", help: "delete one of them")
                return nil
            }
            seen[district] = place.mark?.line ?? 0
            return .init(district: district, amount: amount)
        }
    }

    private func passedDown(_ node: Node?) -> [DisabledFacilitiesGrant.PassDown] {
        (reading.items(of: node, "passed_down") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a part passed down", Self.passDownKeys) else { return nil }
            let line = reading.line(fields["line"], "line", later)
            let district = fields["district"].flatMap { districtOrTogether($0, "district") }
            let amount = reading.moneyOrNotStated(fields["amount"], "amount")
            let day = passDay(fields["on"])
            return line.map { .init(line: $0, district: district, amount: amount, day: day) }
        }
    }

    /// The day on which a part is passed down, which is a day of the plan's year.
    private func passDay(_ node: Node?) -> String? {
        guard let node, let day = reading.dayOrNotStated(node, "on") else { return nil }
        guard let year, year.month(of: day) == nil else { return day }
        reading.note(
            "plan.dfg.other-year", "\(day) is no day of \(year.text)", at: node,
            reason: "the plan passes on the grant of its own year", help: "check the day, or write `on: \(notStated)`")
        return nil
    }

    private func retained(_ node: Node?) -> [DisabledFacilitiesGrant.Retained] {
        var seen: [String: Int] = [:]
        return (reading.items(of: node, "retained") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a retained part", Self.retainedKeys) else { return nil }
            let line = reading.line(fields["line"], "line", later)
            let amount = reading.statedMoney(fields["amount"], "amount")
            let evidence = reading.word(
                fields["agreement"], "agreement", DisabledFacilitiesGrant.Agreement.Evidence.self)
            let agreement = evidence.map {
                DisabledFacilitiesGrant.Agreement(
                    district: fields["with"].flatMap { districtOrTogether($0, "with") }, evidence: $0,
                    by: reading.textOrNotStated(fields["by"], "by"), day: reading.dayOrNotStated(fields["on"], "on"),
                    reference: reading.textOrNotStated(fields["reference"], "reference"))
            }
            let purpose = reading.textOrNotStated(fields["purpose"], "purpose")
            guard let line, let amount, let agreement, let place = fields["line"] else { return nil }
            if agreement.evidence == .evidenced, agreement.reference == nil {
                reading.note(
                    "plan.dfg.no-record", "the agreement about `\(Quoting.short(line))` is evidenced by nothing",
                    at: fields["agreement"] ?? place, reason: "a record of it can be named and looked up",
                    help: "add `reference: …`, or write `agreement: asserted`")
            }
            if let first = seen[line] {
                reading.note(
                    "plan.dfg.twice", "`\(Quoting.short(line))` stands twice in `retained`, first on line \(first)",
                    at: place, reason: "a line keeps one part of the grant", help: "add the two up")
                return nil
            }
            seen[line] = place.mark?.line ?? 0
            return .init(line: line, amount: amount, purpose: purpose, agreement: agreement)
        }
    }

    private func policy(_ node: Node?) -> DisabledFacilitiesGrant.Policy? {
        guard let node else { return nil }
        if node.scalar?.string == notStated { return nil }
        guard let fields = reading.fields(of: node, "the housing-assistance policy", Self.policyKeys) else {
            return nil
        }
        let id = reading.identifier(fields["id"], "id")
        let title = reading.text(fields["title"], "title")
        let slices = (reading.items(of: fields["top_slices"], "top_slices") ?? []).compactMap {
            item -> DisabledFacilitiesGrant.Policy.TopSlice? in
            guard let fields = reading.fields(of: item, "a top-slice", Self.topSliceKeys) else { return nil }
            let line = reading.line(fields["line"], "line", later)
            let amount = reading.statedMoney(fields["amount"], "amount")
            let title = reading.text(fields["title"], "title")
            guard let line, let amount else { return nil }
            return .init(line: line, amount: amount, title: title)
        }
        guard let id, let title else { return nil }
        return .init(id: id, title: title, topSlices: slices)
    }

    // MARK: - Districts

    /// A partner that is a district. What is no partner at all is told apart from a partner of another kind.
    private func district(_ node: Node?, _ key: String) -> String? {
        guard let node, let id = reading.text(node, key) else { return nil }
        let districts = partners.filter { $0.kind == .district }.map(\.id)
        if districts.contains(id) { return id }
        let other = partners.first { $0.id == id }
        reading.note(
            other == nil ? "plan.partner.unknown" : "plan.dfg.no-district",
            other.map { "`\(id)`, \(Quoting.short($0.title)), is no district" }
                ?? "there is no partner `\(Quoting.short(id))`",
            at: node, reason: "the grant goes to housing authorities, which are partners of the kind `district`",
            help: Suggestion.didYouMean(id, in: districts.prefix(1000))
                ?? (districts.isEmpty
                    ? "add the districts to `partners`" : "write one of \(Quoting.list(districts))"))
        return nil
    }

    private func districtOrTogether(_ node: Node, _ key: String) -> String? {
        node.scalar?.string == Self.together ? nil : district(node, key)
    }

    // MARK: - Sums

    /// Entitlements make the allocation, and no more than the allocation is passed on, kept and spent.
    private func checkSums(of grant: DisabledFacilitiesGrant, at node: Node, _ fields: [String: Node]) {
        let entitled = grant.entitlements.map(\.amount)
        let used =
            grant.passedDown.compactMap(\.amount) + grant.retained.map(\.amount)
            + (grant.policy?.topSlices ?? []).map(\.amount)
        let reading = reading
        later.add { tables in
            let funding = tables.sources.filter { grant.sources.contains($0.id) }.flatMap(\.tranches).map(\.amount)
            guard let allocation = grant.allocation ?? (try? Money.sum(funding)), let used = try? Money.sum(used) else {
                reading.note(
                    "plan.too-large", "the amounts of the grant are too large to hold exactly", at: node,
                    reason: "amounts are held in 64 bits of pence", help: "check the figures and their units")
                return
            }
            // An entitlement with a mistake is one that is not known; the sum is no mistake of its own.
            let areAllRead = entitled.count == fields["entitlements"]?.sequence?.count
            if areAllRead, !entitled.isEmpty, !entitled.contains(nil),
                let sum = try? Money.sum(entitled.compactMap(\.self)),
                sum != allocation
            {
                reading.note(
                    "plan.dfg.districts", "the districts are entitled to \(sum), and the allocation is \(allocation)",
                    at: fields["entitlements"] ?? node, reason: "the allocation is the sum of what each district gets",
                    help: "check the amounts; write `not stated` for a district whose amount is not known")
            }
            if used > allocation {
                reading.note(
                    "plan.dfg.too-much",
                    "\(used) of the grant is passed down, retained or spent under a policy, of \(allocation)",
                    at: node, reason: "no more than the allocation can be used",
                    help: "check the amounts; money that a line adds from another source is no part of the grant")
            }
        }
    }
}
