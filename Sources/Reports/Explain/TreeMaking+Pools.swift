import Diagnostics
import Finance

// What a partner puts into a pool, what it bears of it, and what a district gets of the grant.

extension TreeMaking {
    /// What a partner puts into a pool: what its sources bring.
    func contribution(pool: String, partner: String) -> ExplanationTree {
        let sources = plan.sources.indices.filter {
            plan.sources[$0].pool == pool && plan.sources[$0].contributor == partner
        }
        return .sum(
            .contribution, "Contribution of \(name(ofPartner: partner)) to pool \(pool)",
            sources.map { income(ofSource: $0) })
    }

    /// What a partner bears of a pool's overspends, less what it gets of its underspends.
    func share(pool id: String, partner: String) throws(PlanError) -> ExplanationTree {
        let title = "What \(name(ofPartner: partner)) bears of pool \(id)"
        guard let pool = plan.pools.first(where: { $0.id == id }) else {
            return ExplanationTree(.share, title, .zero)
        }
        let year = try plan.poolYear(pool)
        func parts(_ direction: PoolApportionment.Direction) -> [ExplanationTree] {
            year.apportionments.filter { $0.direction == direction }.compactMap { shared in
                node(shared, of: partner, in: year)
            }
        }
        let (over, under) = (parts(.overspend), parts(.underspend))
        if over.isEmpty, under.isEmpty {
            return ExplanationTree(
                .share, title, .zero,
                reason: year.lines.allSatisfy { $0.outturn == nil }
                    ? "nobody stated an outturn, so every line counts as on budget"
                    : "no part of an overspend or underspend is its")
        }
        return ExplanationTree(
            .share, title, year.share(of: partner), making: .difference,
            children: [
                .sum(.share, "its parts of overspends", over), .sum(.share, "its parts of underspends", under),
            ].filter { $0.making != nil || $0.title == "its parts of overspends" })
    }

    /// A partner's part of one overspend or underspend; `nil` where it has none.
    private func node(
        _ shared: PoolApportionment, of partner: String, in year: PoolYear
    ) -> ExplanationTree? {
        let mine = shared.parts.filter { $0.taker == .partner(partner) }
        guard !mine.isEmpty else { return nil }
        let of = shared.line.map { "line \($0)" } ?? "the pool's lines together"
        let whole = ExplanationTree(
            .apportionment, "the \(shared.direction.rawValue) of \(of)", shared.amount,
            reason: shared.line == nil ? "the agreement shares what all lines come to" : nil,
            making: shared.line == nil ? .sum : .difference,
            children: shared.line.map { variance(ofLine: $0, shared.direction, shared.amount, in: year) ?? [] }
                ?? variances(shared, in: year))
        let rule = ExplanationTree(
            .rule, "shared by the agreement", value: shared.rule ?? notStated,
            place: plan.arrangements.places[.pool(year.pool.id)], reason: agreed(year), citation: shared.clause)
        return ExplanationTree(
            .apportionment, "of \(of)", Money(pence: mine.reduce(0) { $0 + $1.amount.pence }),
            reason: mine.contains(where: \.isCut) ? "a cap or threshold has cut it" : nil, making: .rule,
            children: [whole, rule] + weights(shared, of: partner, in: year))
    }

    /// The lines whose overspends or underspends an amount is made of; none where more than these make it.
    private func variances(_ shared: PoolApportionment, in year: PoolYear) -> [ExplanationTree] {
        let sign: Int64 = shared.direction == .overspend ? 1 : -1
        let nodes = year.lines.filter { $0.shared.pence * sign > 0 }.map { line in
            let amount = Money(pence: line.shared.pence * sign)
            return ExplanationTree(
                .apportionment, "the \(shared.direction.rawValue) of \(name(ofLine: line.index))", amount,
                making: .difference, children: variance(ofLine: line.line, shared.direction, amount, in: year) ?? [])
        }
        return nodes.reduce(0) { $0 + ($1.pence ?? 0) } == shared.amount.pence ? nodes : []
    }

    /// What the partner and all partners put into the pool, where the agreement shares by that.
    private func weights(
        _ shared: PoolApportionment, of partner: String, in year: PoolYear
    ) -> [ExplanationTree] {
        guard shared.rule?.hasPrefix(RiskShare.proRataContribution(to: .pool, caps: []).words) == true else {
            return []
        }
        let all = year.contributions.filter { year.partners.contains($0.partner) }
            .reduce(Int64(0)) { $0 + $1.amount.pence }
        return [
            contribution(pool: year.pool.id, partner: partner),
            ExplanationTree(.total, "contributions of all partners of the pool", Money(pence: all)),
        ]
    }

    /// A line's outturn and budget, in the order in which their difference is above zero; `nil` where more than these
    /// make the amount that is shared.
    private func variance(
        ofLine id: String, _ direction: PoolApportionment.Direction, _ amount: Money, in year: PoolYear
    ) -> [ExplanationTree]? {
        guard let line = year.lines.first(where: { $0.line == id }) else { return nil }
        let sources = plan.sources.indices.filter { plan.sources[$0].pool == year.pool.id }
        let record = plan.records.last {
            if case .outturn(let outturn) = $0.fact { outturn.line == id } else { false }
        }
        let outturn = ExplanationTree(
            .record, "its outturn", line.forecast, place: record?.note.written, reason: record?.note.reason,
            authority: record?.note.authority)
        var budget = spend(ofLine: line.index, from: sources)
        budget.title = "its budget"
        let pair = direction == .overspend ? [outturn, budget] : [budget, outturn]
        return (pair[0].pence ?? 0) - (pair[1].pence ?? 0) == amount.pence ? pair : nil
    }

    /// Who stated the agreement, where a scenario did.
    private func agreed(_ year: PoolYear) -> String? {
        year.agreed.isEmpty
            ? nil : "the scenario states: " + year.agreed.map(\.note.reason).joined(separator: "; ")
    }

    /// What a district gets of the Disabled Facilities Grant; `nil` when the plan does not say how it is passed down.
    func tree(ofDistrict id: String) -> ExplanationTree? {
        guard let grant = plan.grantAssessment(), let district = grant.districts.first(where: { $0.id == id }) else {
            return nil
        }
        let title = "Disabled Facilities Grant of \(name(ofPartner: id))"
        let entitled = district.entitled.map {
            "it is entitled to \($0)\(district.short.map { ", \($0) more" } ?? "")"
        }
        guard let passed = district.passed else {
            return ExplanationTree(
                .district, title, value: notStated,
                reason: "what is passed to the districts together is divided by no key", making: .rule,
                children: passDownLines + entitlement(district))
        }
        var children: [ExplanationTree] = []
        if !district.passedByName.isZero || district.share == nil {
            children.append(
                ExplanationTree(
                    .counted, "passed to it by name", district.passedByName, making: .rule,
                    children: lines(passingTo: id)))
        }
        if let share = district.share {
            children.append(
                ExplanationTree(
                    .share, "its share of what goes to the districts together", share,
                    reason: "rounded so that all districts' shares are the whole to the penny", making: .rule,
                    children: passDownLines + key(of: id)))
        }
        return ExplanationTree(
            .district, title, passed, reason: entitled, making: .sum, children: children)
    }

    private func entitlement(_ district: GrantAssessment.District) -> [ExplanationTree] {
        district.entitled.map {
            [
                ExplanationTree(
                    .statement, "what it is entitled to", $0,
                    place: plan.arrangements.places[.entitlement(district.id)])
            ]
        } ?? []
    }

    private var passDownLines: [ExplanationTree] {
        lines(passingTo: nil)
    }

    /// The lines that pass the grant to a district by name, or to the districts together.
    private func lines(passingTo district: String?) -> [ExplanationTree] {
        guard let grant = plan.arrangements.disabledFacilitiesGrant else { return [] }
        let sources = plan.sources.indices.filter { grant.sources.contains(plan.sources[$0].id) }
        var seen: Set<String> = []
        return grant.passedDown.filter { $0.district == district && seen.insert($0.line).inserted }
            .compactMap { try? plan.lineIndex($0.line) }.map { spend(ofLine: $0, from: sources) }
    }

    /// The key by which a scenario divides what goes to the districts together.
    private func key(of district: String) -> [ExplanationTree] {
        plan.records.compactMap { record in
            guard case .districtSplit(let split) = record.fact,
                let weight = split.weights.first(where: { $0.district == district })?.weight
            else { return nil }
            let all = split.weights.reduce(Int128(0)) { $0 + Int128($1.weight) }
            return ExplanationTree(
                .record, "by the key \(split.key)", value: "\(weight) of \(all)", place: record.note.written,
                reason: record.note.reason, authority: record.note.authority)
        }
    }
}
