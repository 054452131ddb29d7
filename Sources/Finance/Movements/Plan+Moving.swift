// The verbs that change a plan. Each works out who gives what, then hands one movement to `apply`, the only place
// where balances change.

extension Plan {
    /// Moves money between lines, or between a line and the unallocated money.
    ///
    /// Without a source, the amount is taken from the line's sources in proportion to what it holds of each, by the
    /// largest-remainder method. Money that comes from the unallocated always needs a source.
    package mutating func move(
        _ amount: Money, from: Movement.End, to: Movement.End, source: Int?, note: Movement.Note
    ) throws(PlanError) {
        guard from != .contributor, to != .contributor else {
            preconditionFailure("a contribution or withdrawal has a verb of its own")
        }
        let parts = try parts(of: amount, from: from, source: source)
        try apply(Movement(verb: .move, from: from, to: to, parts: parts, note: note))
    }

    /// Brings new money in from a source's contributor.
    package mutating func contribute(
        _ amount: Money, to: Movement.End, source: Int, note: Movement.Note
    ) throws(PlanError) {
        let parts = [try part(amount, source: source)]
        try apply(Movement(verb: .contribute, from: .contributor, to: to, parts: parts, note: note))
    }

    /// Gives money back to the contributor. From a line without a source, in proportion to what it holds.
    package mutating func withdraw(
        _ amount: Money, from: Movement.End, source: Int?, note: Movement.Note
    ) throws(PlanError) {
        let parts = try parts(of: amount, from: from, source: source)
        try apply(Movement(verb: .withdraw, from: from, to: .contributor, parts: parts, note: note))
    }

    /// Makes a line's total `rate` of what it is, to the penny.
    ///
    /// The difference goes to the unallocated money, or comes from it: from `source` alone when it is named, otherwise
    /// in proportion to what the line holds of each source. A rate that changes nothing makes no movement.
    package mutating func scale(
        line: Int, to rate: Rate, source: Int?, rounding: Rounding = .halfAwayFromZero, note: Movement.Note
    ) throws(PlanError) {
        let id = lines[line].id
        let held = source.map { cell(line: line, source: $0) } ?? total(line: line)
        guard rate.numerator >= 0 else {
            throw PlanError(
                "plan.scale.negative", "a line cannot be scaled to \(rate)",
                reason: "a line cannot spend less than nothing", help: "scale to 0% or more")
        }
        let target: Money
        do { target = try rate.of(held, rounding: rounding) } catch { throw .tooLarge(error.description) }
        // Both are zero or more, so their difference fits.
        let difference = Money(pence: target.pence - held.pence)
        if difference.isZero { return }
        let magnitude = Money(pence: difference.pence < 0 ? -difference.pence : difference.pence)
        let parts: [Movement.Part]
        if let source {
            parts = [try part(magnitude, source: source)]
        } else {
            parts = try share(magnitude, byHoldingsOf: line)
        }
        let ends: (from: Movement.End, to: Movement.End) =
            difference.isNegative ? (.line(id), .unallocated) : (.unallocated, .line(id))
        try apply(Movement(verb: .scale, from: ends.from, to: ends.to, parts: parts, note: note))
    }

    /// Adds a line that holds no money yet.
    package mutating func addLine(_ line: SpendLine) throws(PlanError) { try appendLine(line) }

    /// Adds a source that brings no money yet: money enters by ``contribute(_:to:source:note:)``.
    package mutating func addSource(_ source: FundingSource) throws(PlanError) {
        let known = fundingKinds
        guard known.contains(source.kind) else {
            throw .noSuchKind(source.kind.rawValue, known: known.map(\.rawValue))
        }
        try appendSource(source)
    }

    /// Closes a line; all its money goes to another line or becomes unallocated.
    package mutating func closeLine(_ line: Int, to: Movement.End, note: Movement.Note) throws(PlanError) {
        guard lines[line].status != .closed else { throw .closedLine(lines[line].id) }
        guard note.isReasoned else { throw .noReason() }
        let parts = holdings(of: line)
        if !parts.isEmpty {
            try apply(
                Movement(verb: .closeLine, from: .line(lines[line].id), to: to, parts: parts, note: note))
        }
        lines[line].status = .closed
        closures.append(Closure(line: lines[line].id, note: note))
    }
}

extension Plan {
    private func part(_ amount: Money, source: Int) throws(PlanError) -> Movement.Part {
        guard amount > .zero else { throw .notPositive(amount) }
        return Movement.Part(source: source, amount: amount)
    }

    private func parts(of amount: Money, from: Movement.End, source: Int?) throws(PlanError) -> [Movement.Part] {
        if let source { return [try part(amount, source: source)] }
        guard case .line(let id) = from else {
            throw PlanError(
                "plan.movement.no-source", "which source's unallocated money is meant?",
                reason: "unallocated money is kept by source", help: "name the source: source = \"…\"")
        }
        guard amount > .zero else { throw .notPositive(amount) }
        let line = try lineIndex(id)
        let held = total(line: line)
        guard amount <= held else { throw .notEnough(in: id, holds: held, of: nil, asked: amount) }
        return try share(amount, byHoldingsOf: line)
    }

    /// An amount shared over sources in proportion to what a line holds of each. No share of an amount that the line
    /// holds exceeds its cell: a share is rounded up only where its exact part is below the cell.
    private func share(_ amount: Money, byHoldingsOf line: Int) throws(PlanError) -> [Movement.Part] {
        let shares: [Money]
        do { shares = try amount.apportioned(by: cells(line: line)) } catch { throw .emptyLine(lines[line].id) }
        return shares.enumerated().compactMap { source, share in
            share.isZero ? nil : Movement.Part(source: source, amount: share)
        }
    }

    private func holdings(of line: Int) -> [Movement.Part] {
        cells(line: line).enumerated().compactMap { source, amount in
            amount.isZero ? nil : Movement.Part(source: source, amount: amount)
        }
    }
}
