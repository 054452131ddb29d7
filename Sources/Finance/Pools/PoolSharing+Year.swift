// The order of things: overspends first, as they may use underspends, then what is left of these.

extension PoolSharing {
    /// Shares every overspend: lines with a rule of their own, then the pool's rule.
    mutating func shareOverspends() {
        var (own, rest): ([LineVariance], [LineVariance]) = ([], [])
        for place in stated {
            let line = year.lines[place]
            let shared = line.shared.pence
            let terms = ownTerms(line)
            if shared < 0, terms?.underspend == nil { spare.append((place, -shared)) }
            if shared > 0 { if terms?.overspend == nil { rest.append(line) } else { own.append(line) } }
        }
        for line in own {
            shareOverspend(line.shared.pence, ownTerms(line)?.overspend, Subject(line: line, rule: line.line))
        }
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
        add(.overspend, amount, shares, rule.map { .overspend($0.share) }, clause: rule?.clause, subject)
    }

    /// Shares every underspend that is left: ring-fenced money is carried, overspends have used some, and the rest goes
    /// by the line's rule or the pool's.
    mutating func shareUnderspends() {
        for place in stated where !year.lines[place].ringFenced.isEmpty {
            let line = year.lines[place]
            let parts = line.ringFenced.map { fenced in
                part(.ringFence(plan.sources[fenced.source].id), -fenced.amount.pence)
            }
            add(
                .underspend, parts.reduce(0) { $0 + $1.amount.pence }, parts,
                .ringFence, clause: nil, Subject(line: line, rule: line.line))
        }
        if usedUnderspends > 0 {
            add(
                .underspend, usedUnderspends, [part(.underspends, usedUnderspends)],
                .overspends, clause: year.terms.overspend?.clause,
                Subject(line: nil, rule: ""))
        }
        let left = underspendsLeft()
        for (place, amount) in zip(stated, left) {
            let line = year.lines[place]
            guard let rule = ownTerms(line)?.underspend else { continue }
            shareUnderspend(amount, rule, Subject(line: line, rule: line.line + "/underspend"))
        }
        let rest = zip(stated, left).filter { ownTerms(year.lines[$0.0])?.underspend == nil }
        let rule = year.terms.underspend
        if rule?.isByLine == true {
            for (place, amount) in rest {
                shareUnderspend(amount, rule, Subject(line: year.lines[place], rule: "/underspend"))
            }
        } else {
            let sum = rest.reduce(Int64(0)) { $0 + $1.1 }
            shareUnderspend(sum, rule, Subject(line: nil, rule: "/underspend"))
        }
        year.account = PoolAccount(of: year, in: plan, places: places)
    }

    /// What is left of the underspend of each line of ``stated`` when overspends have used some: each gives in proportion
    /// to what it has.
    private func underspendsLeft() -> [Int64] {
        var left = stated.map { max(0, -year.lines[$0].shared.pence) }
        guard usedUnderspends > 0, let used = try? Money(pence: usedUnderspends).apportioned(by: spare.map(\.amount))
        else { return left }
        for (line, amount) in zip(spare, used) {
            if let number = stated.firstIndex(of: line.place) { left[number] -= amount.pence }
        }
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
        add(.underspend, amount, shares, rule.map { .underspend($0) }, clause: rule?.clause, subject)
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
        _ direction: PoolApportionment.Direction, _ amount: Int64, _ parts: [Part], _ rule: PoolApportionment.Rule?,
        clause: String?, _ subject: Subject
    ) {
        assert(parts.reduce(0) { $0 + $1.amount.pence } == amount, "every penny stands in one part")
        year.apportionments.append(
            PoolApportionment(
                line: subject.line?.line, direction: direction, agreed: rule, clause: clause,
                amount: Money(pence: amount), parts: parts))
    }
}
