/// Shares a pool's overspends and underspends, one after another, and keeps count of what is used up on the way.
struct PoolSharing {
    /// The plan after the scenario.
    let plan: Plan
    /// What has been shared so far.
    var year: PoolYear
    /// Where the pool's sources and contributors stand.
    let places: PoolPlaces
    /// The lines of which an outturn is stated, by the place in ``PoolYear/lines``: no other has a difference to share.
    let stated: [Int]
    /// What overspends may use of the underspend of each of these lines.
    var spare: [Int64]
    /// What overspends have used of these underspends together.
    var usedUnderspends: Int64 = 0
    /// What has been drawn from each contingency.
    private(set) var drawn: [String: Int64]
    /// What has been cut from each line that is not committed, by its place in ``PoolYear/lines``.
    private var cut: [Int: Int64] = [:]
    /// What partners have borne under each capped rule: caps hold over the year, and not once a line.
    private var borne: [Capped: Int64] = [:]

    /// A partner under one rule.
    private struct Capped: Hashable {
        let rule: String
        let partner: String
    }

    typealias Part = PoolApportionment.Part
    typealias Unresolved = PoolApportionment.Unresolved

    /// Starts with what pools before this one have drawn from contingencies.
    init(of pool: Pool, in plan: Plan, terms: PoolTerms, agreed: [PlanRecord], drawn: [String: Int64]) {
        self.plan = plan
        self.drawn = drawn
        places = plan.places(of: pool)
        let lines = plan.lineVariances(of: places, terms: terms)
        stated = lines.indices.filter { lines[$0].outturn != nil }
        spare = Array(repeating: 0, count: stated.count)
        year = PoolYear(
            pool: pool, terms: terms, agreed: agreed, partners: places.partners,
            contributions: places.contributions(of: plan),
            unstatedContributors: places.unstatedContributors(of: plan), lines: lines, account: PoolAccount())
    }

    /// A line that is shared, or `nil` for several together, and the name under which its rule counts its caps.
    struct Subject {
        let line: LineVariance?
        let rule: String
    }

    // MARK: Strategies

    /// The parts of an amount above zero, by a strategy. They sum to the amount.
    mutating func parts(of amount: Int64, by share: RiskShare, _ subject: Subject) -> [Part] {
        switch share {
        case .ownRisk:
            switch bearer(of: subject.line) {
            case .success(let partner): return [part(.partner(partner), amount)]
            case .failure(let why): return [part(.unresolved(why.why), amount)]
            }
        case .proRataContribution(let basis, let caps):
            if basis == .pool || subject.line == nil, let why = untoldContribution(of: year.partners) {
                return [part(.unresolved(why), amount)]
            }
            return shared(
                amount, by: weights(basis, subject.line),
                caps: year.partners.map { partner in caps.first { $0.partner == partner }?.amount.pence },
                subject, .contributes(basis, subject.line))
        case .proRataCommissioned(let joint): return commissioned(amount, joint: joint, subject)
        case .fixedVariable(let variable):
            if variable.count == 1 { return [part(.partner(variable[0]), amount)] }
            let weights = zip(year.partners, weights(.line, subject.line)).map { variable.contains($0) ? $1 : 0 }
            return shared(amount, by: weights, subject, .contributes(.line, subject.line))
        case .fixedShares(let shares):
            let weights = year.partners.map { partner in
                shares.first { $0.partner == partner }.flatMap { RiskShare.weight($0.rate) } ?? 0
            }
            return shared(
                amount, by: weights, subject, .sharesNothing)
        case .waterfall(let steps): return waterfall(amount, steps, subject)
        case .thresholdCascade(let first, let lead): return cascade(amount, first, lead, subject)
        }
    }

    private mutating func shared(
        _ amount: Int64, by weights: [Int64], caps: [Int64?]? = nil, _ subject: Subject,
        _ nobody: Nobody
    ) -> [Part] {
        let left = caps.map { caps in
            zip(caps, year.partners).map { cap, partner in
                cap.map { max(0, max(0, $0) - (borne[Capped(rule: subject.rule, partner: partner)] ?? 0)) }
            }
        }
        let result = CappedShares(
            of: amount, by: weights, caps: left ?? [Int64?](repeating: nil, count: weights.count))
        var parts: [Part] = []
        for (index, partner) in year.partners.enumerated() where result.shares[index] > 0 || result.isCut[index] {
            if caps != nil { borne[Capped(rule: subject.rule, partner: partner), default: 0] += result.shares[index] }
            if result.shares[index] > 0 {
                parts.append(part(.partner(partner), result.shares[index], isCut: result.isCut[index]))
            }
        }
        if result.left > 0 {
            let why =
                result.isCut.contains(true)
                ? Unresolved(
                    reason: "every partner is at its cap",
                    help: "needs both chief finance officers: they approve who pays beyond the caps")
                : nobody.why
            parts.append(part(.unresolved(why), result.left))
        }
        return parts
    }

    /// Why shares in proportion to contributions cannot be told; `nil` when they can.
    private func untoldContribution(of partners: [String]) -> Unresolved? {
        partners.first { year.unstatedContributors.contains($0) }.map { partner in
            Unresolved(
                reason: "the plan does not state what `\(partner)` puts into the pool",
                help: "state its income in funding.csv, or another rule, such as fixed shares")
        }
    }

    /// Why nobody takes what is shared by weights.
    private enum Nobody {
        /// Nobody puts money into the line or the pool.
        case contributes(RiskShare.Basis, LineVariance?)
        /// The stated shares are nothing.
        case sharesNothing

        var why: Unresolved {
            switch self {
            case .contributes(let basis, let line):
                let what = basis == .line ? "line `\(line?.line ?? "")`" : "the pool"
                return Unresolved(
                    reason: "no partner of the pool puts money into \(what)",
                    help: "state another rule\(basis == .line ? " for the line" : ""), such as fixed shares")
            case .sharesNothing:
                return Unresolved(reason: "no share is above zero", help: "state shares that add to 100%")
            }
        }
    }

    private func weights(_ basis: RiskShare.Basis, _ line: LineVariance?) -> [Int64] {
        if basis == .line, let line { return places.contributions(toLine: line.index, of: plan) }
        // The pool's contributions begin with those of its partners.
        return year.contributions.prefix(year.partners.count).map(\.amount.pence)
    }

    private mutating func cascade(
        _ amount: Int64, _ first: [RiskShare.PartnerShare], _ lead: String, _ subject: Subject
    ) -> [Part] {
        if let why = untoldContribution(of: first.map(\.partner)) { return [part(.unresolved(why), amount)] }
        let contributions = weights(.pool, nil)
        let caps: [Int64?] = zip(year.partners, contributions).map { partner, contribution in
            guard let rate = first.first(where: { $0.partner == partner })?.rate else { return 0 }
            // Down, so that the threshold is never passed.
            return (try? rate.of(Money(pence: contribution), rounding: .down).pence) ?? .max
        }
        let named = zip(year.partners, contributions).map { partner, contribution in
            first.contains { $0.partner == partner } ? contribution : 0
        }
        var parts = shared(
            amount, by: named, caps: caps, subject, .contributes(.pool, nil))
        if case .unresolved? = parts.last?.taker, let rest = parts.popLast() {
            parts.append(part(.partner(lead), rest.amount.pence))
        }
        return parts
    }

    private mutating func waterfall(_ amount: Int64, _ steps: [RiskShare.Step], _ subject: Subject) -> [Part] {
        var left = amount
        var parts: [Part] = []
        for (number, step) in steps.enumerated() where left > 0 {
            switch step {
            case .underspends:
                let taken = min(left, spare.reduce(0, +) - usedUnderspends)
                usedUnderspends += taken
                if taken > 0 { parts.append(part(.underspends, taken)) }
                left -= taken
            case .contingency(let id, let holds):
                let taken = min(left, max(0, max(0, holds.pence) - (drawn[id] ?? 0)))
                drawn[id, default: 0] += taken
                if taken > 0 { parts.append(part(.contingency(id), taken)) }
                left -= taken
            case .schemes(let named):
                for (place, line) in year.lines.enumerated() where left > 0 && isOpen(line, among: named) {
                    let taken = min(left, max(0, line.forecast.pence - fencedBudget(of: line) - (cut[place] ?? 0)))
                    cut[place, default: 0] += taken
                    if taken > 0 { parts.append(part(.scheme(line.line), taken)) }
                    left -= taken
                }
            case .outside(let share):
                let inner = Subject(line: subject.line, rule: "\(subject.rule)/\(number)")
                for taken in self.parts(of: left, by: share, inner) {
                    // What it leaves goes on to the next step, where there is one.
                    if case .unresolved = taken.taker, number + 1 < steps.count { continue }
                    parts.append(taken)
                    left -= taken.amount.pence
                }
            }
        }
        if left > 0 {
            let why = Unresolved(
                reason: "no step of the waterfall has anything left",
                help: "add a step, such as `outside`, that says who pays then")
            parts.append(part(.unresolved(why), left))
        }
        return parts
    }

    /// Whether a line can still be stopped: what is overspent already cannot.
    private func isOpen(_ line: LineVariance, among named: [String]?) -> Bool {
        guard line.variance <= .zero else { return false }
        return named?.contains(line.line) ?? (plan.lines[line.index].status == .toBeConfirmed)
    }

    /// What a line may spend of ring-fenced sources, which stopping it would not free.
    private func fencedBudget(of line: LineVariance) -> Int64 {
        let fenced = year.terms.ringFencedSources(ofLine: line.line)
        return places.sources.reduce(0) { sum, source in
            guard plan.sources[source.index].isRingFenced(besides: fenced) else { return sum }
            return sum + plan.cell(line: line.index, source: source.index).pence
        }
    }

    func part(_ taker: PoolApportionment.Taker, _ pence: Int64, isCut: Bool = false) -> Part {
        Part(taker: taker, amount: Money(pence: pence), isCut: isCut)
    }
}
