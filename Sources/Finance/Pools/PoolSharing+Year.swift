// The order of things: overspends first, as they may use underspends, then what is left of these.

extension PoolSharing {
    /// Shares every overspend: lines with a rule of their own, then the pool's rule.
    mutating func shareOverspends() {
        for (place, line) in year.lines.enumerated()
        where line.shared.isNegative && ownTerms(line)?.underspend == nil {
            spare[place] = -line.shared.pence
        }
        let over = year.lines.filter { $0.shared > .zero }
        let own = over.filter { ownTerms($0)?.overspend != nil }
        for line in own {
            shareOverspend(line.shared.pence, ownTerms(line)?.overspend, Subject(line: line, rule: line.line))
        }
        let rest = over.filter { ownTerms($0)?.overspend == nil }
        let rule = year.terms.overspend
        if rule?.share.isByLine == true {
            for line in rest { shareOverspend(line.shared.pence, rule, Subject(line: line, rule: "")) }
        } else {
            let sum = rest.reduce(Int64(0)) { $0 + $1.shared.pence }
            shareOverspend(sum, rule, Subject(line: nil, rule: ""))
        }
    }

    private mutating func shareOverspend(_ amount: Int64, _ rule: OverspendRule?, _ subject: Subject) {
        guard amount > 0 else { return }
        let shares = rule.map { parts(of: amount, by: $0.share, subject) } ?? [notAgreed(.overspend, amount)]
        add(.overspend, amount, shares, words: rule?.share.words, clause: rule?.clause, subject)
    }

    /// Shares every underspend that is left: ring-fenced money is carried, overspends have used some, and the rest goes
    /// by the line's rule or the pool's.
    mutating func shareUnderspends() {
        for line in year.lines where !line.ringFenced.isEmpty {
            let parts = line.ringFenced.map { fenced in
                part(.ringFence(plan.sources[fenced.source].id), -fenced.amount.pence)
            }
            add(
                .underspend, parts.reduce(0) { $0 + $1.amount.pence }, parts,
                words: "ring-fenced money is carried forward", clause: nil, Subject(line: line, rule: line.line))
        }
        if usedUnderspends > 0 {
            add(
                .underspend, usedUnderspends, [part(.underspends, usedUnderspends)],
                words: "used for overspends of other lines", clause: year.terms.overspend?.clause,
                Subject(line: nil, rule: ""))
        }
        let left = underspendsLeft()
        for (place, line) in year.lines.enumerated() {
            guard let rule = ownTerms(line)?.underspend, let amount = left[place] else { continue }
            shareUnderspend(amount, rule, Subject(line: line, rule: line.line + "/underspend"))
        }
        let rest = year.lines.indices.filter { ownTerms(year.lines[$0])?.underspend == nil }
        let rule = year.terms.underspend
        if rule?.isByLine == true {
            for place in rest {
                shareUnderspend(left[place] ?? 0, rule, Subject(line: year.lines[place], rule: "/underspend"))
            }
        } else {
            let sum = rest.reduce(Int64(0)) { $0 + (left[$1] ?? 0) }
            shareUnderspend(sum, rule, Subject(line: nil, rule: "/underspend"))
        }
        year.account = PoolAccount(of: year, in: plan)
    }

    /// What is left of each line's underspend when overspends have used some: each gives in proportion to what it has.
    private func underspendsLeft() -> [Int: Int64] {
        var left: [Int: Int64] = [:]
        for (place, line) in year.lines.enumerated() where line.shared.isNegative { left[place] = -line.shared.pence }
        let places = spare.keys.sorted()
        guard usedUnderspends > 0,
            let used = try? Money(pence: usedUnderspends).apportioned(by: places.map { spare[$0] ?? 0 })
        else { return left }
        for (place, amount) in zip(places, used) { left[place, default: 0] -= amount.pence }
        return left
    }

    private mutating func shareUnderspend(_ amount: Int64, _ rule: UnderspendRule?, _ subject: Subject) {
        guard amount > 0 else { return }
        let shares: [Part]
        switch rule?.treatment {
        case nil: shares = [notAgreed(.underspend, amount)]
        case .stays: shares = [part(.pool, amount)]
        case .returns: shares = parts(of: amount, by: .proRataContribution(to: .pool, caps: []), subject)
        case .toContingency(let id): shares = [part(.contingency(id), amount)]
        case .retainedBy(let partner?): shares = [part(.partner(partner), amount)]
        case .retainedBy(nil): shares = parts(of: amount, by: .ownRisk, subject)
        case .shared(let share): shares = parts(of: amount, by: share, subject)
        }
        add(.underspend, amount, shares, words: rule?.words, clause: rule?.clause, subject)
    }

    private func notAgreed(_ direction: PoolApportionment.Direction, _ amount: Int64) -> Part {
        part(
            .unresolved(
                Unresolved(
                    reason: "the plan states no rule for an \(direction.rawValue) of the pool",
                    help: "state it in plan.yaml, under the pool's `\(direction.rawValue)`, or with plan:agree")),
            amount)
    }

    private func ownTerms(_ line: LineVariance) -> LineTerms? {
        year.terms.lines.isEmpty ? nil : year.terms.terms(ofLine: line.line)
    }

    private mutating func add(
        _ direction: PoolApportionment.Direction, _ amount: Int64, _ parts: [Part], words: String?, clause: String?,
        _ subject: Subject
    ) {
        assert(parts.reduce(0) { $0 + $1.amount.pence } == amount, "every penny stands in one part")
        year.apportionments.append(
            PoolApportionment(
                line: subject.line?.line, direction: direction, rule: words, clause: clause,
                amount: Money(pence: amount), parts: parts))
    }
}
