extension Plan {
    /// Closes the year: the plan becomes the next year's. Throws, and changes nothing, where the terms leave something
    /// open or an amount would be below zero.
    ///
    /// Every line and source keeps its place. What does not go on holds no money; a line that ends is closed. What does
    /// not fit into a source stays visible as unallocated money below zero.
    package mutating func rollForward(_ terms: RollForwardTerms) throws(PlanError) {
        self = try rolledForward(terms)
    }

    private func rolledForward(_ terms: RollForwardTerms) throws(PlanError) -> Plan {
        try check(terms)
        let recurs = lines.map { goesOn($0, terms) }
        var effects = RollingEffects(self, terms)
        for movement in movements { effects.add(movement) }
        let cells = try effects.cells(recurs)
        let funding = try effects.funding()
        try checkSums(cells + funding)
        let prior = PriorYear(plan: self, terms: terms, cells: cells, funding: funding)
        return try Plan(
            identity: PlanIdentity(
                id: identity.id, title: identity.title, area: identity.area, year: identity.year.next),
            partners: partners, pools: pools, arrangements: arrangementsGoingOn,
            sources: zip(sources, funding).map { rolled($0, $1) },
            lines: zip(lines, recurs).map { rolled($0, recurs: $1, terms) },
            cells: cells.map(\.next), priorYear: prior)
    }

    /// What a full year of a line costs more than its months of this year, for terms under which it goes on.
    func fullYearEffect(line: Int, _ terms: RollForwardTerms) throws(PlanError) -> Money {
        var effects = RollingEffects(self, terms)
        for movement in movements { effects.add(movement) }
        let row = try effects.row(line, recurs: true)
        do throws(MoneyError) { return try Money.sum(row.map(\.fullYearEffect)) } catch {
            throw .tooLarge(error.description)
        }
    }

    private func rolled(_ source: FundingSource, _ amount: RolledAmount) -> FundingSource {
        FundingSource(
            id: source.id, title: source.title, kind: source.kind, contributor: source.contributor, pool: source.pool,
            tranches: source.isIncomeStated
                ? [
                    FundingSource.Tranche(
                        title: "rolled forward from \(identity.year.text)", availableFrom: nil, amount: amount.next,
                        origin: nil)
                ] : [],
            isIncomeStated: source.isIncomeStated, priorYear: source.isIncomeStated ? amount.carried : nil,
            reference: source.reference)
    }

    private func rolled(_ line: SpendLine, recurs: Bool, _ terms: RollForwardTerms) -> SpendLine {
        var line = line
        if !recurs {
            line.status = .closed
        } else if line.status == .closed {
            // It was closed for the year only.
            line.status = .active
        }
        // Next year has the full-year cost, so the line runs all year.
        if line.months != nil, !terms.sameMonths.contains(line.id) { line.months = .wholeYear }
        return line
    }

    /// Whether a line goes on: what the terms say of it, then whether it is closed, then what the plan says.
    private func goesOn(_ line: SpendLine, _ terms: RollForwardTerms) -> Bool {
        if let decision = terms.decision(on: line.id) { return decision }
        if line.status == .closed {
            guard let closure = closures.last(where: { $0.line == line.id }) else { return false }
            if closure.note.isRecurrent ?? terms.notStatedRecurs ?? true { return false }
        }
        return line.isRecurrent ?? terms.notStatedRecurs ?? false
    }

    /// Checks that all sums of what was rolled fit, whatever is added up.
    private func checkSums(_ amounts: [RolledAmount]) throws(PlanError) {
        var sum: UInt128 = 0
        for amount in amounts {
            for part in [amount.carried, amount.notRecurrent, amount.fullYearEffect, amount.uplift, amount.next] {
                sum += UInt128(part.pence.magnitude)
            }
        }
        guard sum <= UInt128(Int64.max) else { throw .tooLarge("next year's amounts are too large to hold exactly") }
    }
}

/// What the opening amounts and the movements of a year come to in the next.
private struct RollingEffects {
    /// Twelve months over any number of months is a whole number of these.
    private static let scale: Int128 = 27_720

    private let plan: Plan
    private let terms: RollForwardTerms
    private let width: Int
    /// By cell and by source: what only the year had, and what a full year of the rest costs, times ``scale``.
    private var onlyThisYear: [Int128]
    private var fullYear: [Int128]
    private var fundingOnlyThisYear: [Int128]
    private var fundingFullYear: [Int128]

    init(_ plan: Plan, _ terms: RollForwardTerms) {
        self.plan = plan
        self.terms = terms
        width = plan.sources.count
        onlyThisYear = Array(repeating: 0, count: plan.lines.count * width)
        fullYear = onlyThisYear
        fundingOnlyThisYear = Array(repeating: 0, count: width)
        fundingFullYear = fundingOnlyThisYear
        for line in 0..<plan.openingLineCount {
            let factor = factor(of: nil, line: plan.lines[line])
            for source in 0..<plan.openingSourceCount {
                fullYear[line * width + source] =
                    Int128(plan.openingSpending[line * plan.openingSourceCount + source]) * factor
            }
        }
        for (index, source) in plan.sources.enumerated() {
            for tranche in source.tranches { fundingFullYear[index] += Int128(tranche.amount.pence) * Self.scale }
        }
    }

    /// What a penny of the months costs in a full year, times ``scale``: the change's own months, or else the line's.
    /// Where neither is stated, it costs the same.
    private func factor(of months: MonthSpan?, line: SpendLine?) -> Int128 {
        if let line, terms.sameMonths.contains(line.id) { return Self.scale }
        guard let months = months ?? line?.months else { return Self.scale }
        return Self.scale / Int128(months.count) * 12
    }

    mutating func add(_ movement: Movement) {
        let goesOn = movement.note.isRecurrent ?? terms.notStatedRecurs ?? true
        for (end, sign) in [(movement.from, -1), (movement.to, 1)] as [(Movement.End, Int128)] {
            switch end {
            case .unallocated: continue
            case .line(let id):
                guard let line = try? plan.lineIndex(id) else { continue }
                let factor = factor(of: movement.note.months, line: plan.lines[line])
                for part in movement.parts {
                    let cell = line * width + part.source
                    let pence = sign * Int128(part.amount.pence)
                    if goesOn { fullYear[cell] += pence * factor } else { onlyThisYear[cell] += pence }
                }
            case .contributor:
                let factor = factor(of: movement.note.months, line: nil)
                for part in movement.parts {
                    // What comes from the contributor adds to the funding.
                    let pence = -sign * Int128(part.amount.pence)
                    if goesOn {
                        fundingFullYear[part.source] += pence * factor
                    } else {
                        fundingOnlyThisYear[part.source] += pence
                    }
                }
            }
        }
    }

    func cells(_ recurs: [Bool]) throws(PlanError) -> [RolledAmount] {
        var cells: [RolledAmount] = []
        cells.reserveCapacity(onlyThisYear.count)
        for line in plan.lines.indices {
            let row = try row(line, recurs: recurs[line])
            for (source, amount) in row.enumerated() where amount.next.isNegative {
                throw .belowZero(
                    "line `\(plan.lines[line].id)` from `\(plan.sources[source].id)`", amount, terms.to)
            }
            cells += row
        }
        return cells
    }

    func row(_ line: Int, recurs: Bool) throws(PlanError) -> [RolledAmount] {
        var row: [RolledAmount] = []
        for source in 0..<width {
            let index = line * width + source
            row.append(
                try rolled(
                    plan.cell(line: line, source: source), recurs: recurs, onlyThisYear[index], fullYear[index],
                    terms.lineUplift))
        }
        return row
    }

    func funding() throws(PlanError) -> [RolledAmount] {
        var funding: [RolledAmount] = []
        for (index, source) in plan.sources.enumerated() {
            // What a source brings that does not state its income is no more known in the next year.
            let recurs = source.isIncomeStated && (terms.decision(on: source.id) ?? (source.kind != .reserve))
            var amount = try rolled(
                plan.funding(source: index), recurs: recurs, fundingOnlyThisYear[index], fundingFullYear[index], .zero)
            if !amount.next.isZero {
                guard let uplift = terms.uplift(of: source) else { throw .noUplift(source, amount.next, terms.to) }
                amount = try rolled(
                    plan.funding(source: index), recurs: recurs, fundingOnlyThisYear[index], fundingFullYear[index],
                    uplift.rate)
            }
            guard !amount.next.isNegative else {
                throw .belowZero("what comes in from `\(source.id)`", amount, terms.to)
            }
            funding.append(amount)
        }
        return funding
    }

    /// The full-year amount is rounded once, and so is the uplift of it.
    private func rolled(
        _ carried: Money, recurs: Bool, _ onlyThisYear: Int128, _ fullYear: Int128, _ rate: Rate
    ) throws(PlanError) -> RolledAmount {
        if !recurs {
            return RolledAmount(
                carried: carried, notRecurrent: Money(pence: -carried.pence), fullYearEffect: .zero, uplift: .zero,
                next: .zero)
        }
        let recurrent = try Self.fitting(Int128(carried.pence) - onlyThisYear)
        let whole = try Self.fitting(terms.rounding.divide(fullYear, by: Self.scale))
        do throws(MoneyError) {
            let uplift = try rate.of(whole, rounding: terms.rounding)
            return RolledAmount(
                carried: carried, notRecurrent: try recurrent.subtracting(carried),
                fullYearEffect: try whole.subtracting(recurrent), uplift: uplift, next: try whole.adding(uplift))
        } catch {
            throw .tooLarge(error.description)
        }
    }

    private static func fitting(_ pence: Int128) throws(PlanError) -> Money {
        guard let pence = Int64(exactly: pence) else {
            throw .tooLarge("next year's amounts are too large to hold exactly")
        }
        return Money(pence: pence)
    }
}
