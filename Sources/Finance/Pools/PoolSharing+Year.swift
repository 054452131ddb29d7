// The order of things: overspends first, as they may use underspends, then what is left of these.

extension PoolSharing {
    /// Shares every overspend: lines with a rule of their own, then the pool's rule.
    mutating func shareOverspends() {
        for (number, place) in stated.enumerated() where ownTerms(place)?.underspend == nil {
            spare[number] = max(0, -year.lines[place].shared.pence)
        }
        let over = stated.filter { year.lines[$0].shared > .zero }
        for place in over {
            guard let rule = ownTerms(place)?.overspend else { continue }
            let line = year.lines[place]
            shareOverspend(line.shared.pence, rule, Subject(line: line, rule: line.line))
        }
        let rule = year.terms.overspend
        let isByLine = rule?.share.isByLine == true
        var sum: Int64 = 0
        for place in over where ownTerms(place)?.overspend == nil {
            let line = year.lines[place]
            if isByLine {
                shareOverspend(line.shared.pence, rule, Subject(line: line, rule: ""))
            } else {
                sum += line.shared.pence
            }
        }
        shareOverspend(sum, rule, Subject(line: nil, rule: ""))
    }

    private mutating func shareOverspend(_ amount: Int64, _ rule: OverspendRule?, _ subject: Subject) {
        guard amount > 0 else { return }
        let shares = rule.map { parts(of: amount, by: $0.share, subject) } ?? [notAgreed(.overspend, amount)]
        add(.overspend, amount, shares, rule.map { .overspend($0.share) }, clause: rule?.clause, subject)
    }

    /// Shares every underspend that is left: ring-fenced money is carried, overspends have used some, and the rest goes
    /// by the line's rule or the pool's.
    mutating func shareUnderspends() {
        for place in stated where year.lines[place].bySource.contains(where: \.isRingFenced) {
            let line = year.lines[place]
            let parts = line.ringFenced.map { fenced in
                part(.ringFence(plan.sources[fenced.source].id), -fenced.amount.pence)
            }
            add(
                .underspend, parts.reduce(0) { $0 + $1.amount.pence }, parts, .ringFence, clause: nil,
                Subject(line: line, rule: line.line))
        }
        if usedUnderspends > 0 {
            add(
                .underspend, usedUnderspends, [part(.underspends, usedUnderspends)],
                .overspends, clause: year.terms.overspend?.clause,
                Subject(line: nil, rule: ""))
        }
        let left = underspendsLeft()
        for (number, place) in stated.enumerated() {
            guard let rule = ownTerms(place)?.underspend else { continue }
            let line = year.lines[place]
            shareUnderspend(left[number], rule, Subject(line: line, rule: line.line + "/underspend"))
        }
        let rule = year.terms.underspend
        let isByLine = rule?.isByLine == true
        var sum: Int64 = 0
        for (number, place) in stated.enumerated() where ownTerms(place)?.underspend == nil {
            if isByLine {
                shareUnderspend(left[number], rule, Subject(line: year.lines[place], rule: "/underspend"))
            } else {
                sum += left[number]
            }
        }
        shareUnderspend(sum, rule, Subject(line: nil, rule: "/underspend"))
        year.account = PoolAccount(of: year, in: plan, places: places)
    }

    /// What is left of the underspend of each line of ``stated`` when overspends have used some: each gives in proportion
    /// to what it has.
    private func underspendsLeft() -> [Int64] {
        var left = stated.map { max(0, -year.lines[$0].shared.pence) }
        guard usedUnderspends > 0, let used = try? Money(pence: usedUnderspends).apportioned(by: spare) else {
            return left
        }
        for (number, amount) in used.enumerated() { left[number] -= amount.pence }
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

    /// The terms of a line, by its place in ``PoolYear/lines``; `nil` where the pool's own hold.
    private func ownTerms(_ place: Int) -> LineTerms? {
        year.terms.lines.isEmpty ? nil : year.terms.terms(ofLine: year.lines[place].line)
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
