extension Plan {
    /// Carries out a movement and records it. The only place where balances change.
    ///
    /// Everything is checked before anything changes: when this throws, the plan is as it was. Afterwards, for each
    /// source, funding = spend + unallocated, no cell is below zero, and the sums still fit.
    mutating func apply(_ movement: Movement) throws(PlanError) {
        precondition(!movement.parts.isEmpty, "a movement moves something")
        guard movement.note.isReasoned else { throw .noReason() }
        guard movements.count < Self.mostMovements else { throw .tooMany("movements", Self.mostMovements) }
        if movement.from == movement.to {
            if case .line(let id) = movement.from { throw .sameLine(id) }
            throw PlanError(
                "plan.movement.nowhere", "the money would stay unallocated",
                help: "name a line to take it from or give it to")
        }
        let from = try resolve(movement.from, takesMoney: false)
        let to = try resolve(movement.to, takesMoney: true)
        for part in movement.parts { try checkAvailable(part, from: movement.from, line: from) }
        if movement.to == .contributor {
            for part in movement.parts where part.amount > funding(source: part.source) {
                throw .overWithdrawn(
                    sources[part.source].id, funding: funding(source: part.source), asked: part.amount)
            }
        }
        if movement.from == .contributor { try checkRoom(for: movement.amount) }

        for part in movement.parts {
            let pence = part.amount.pence
            switch movement.from {
            case .line: spending[from * sources.count + part.source] -= pence
            case .contributor: funding[part.source] += pence
            case .unallocated: break
            }
            switch movement.to {
            case .line: spending[to * sources.count + part.source] += pence
            case .contributor: funding[part.source] -= pence
            case .unallocated: break
            }
        }
        movements.append(movement)
    }

    /// The line's place for an end that is a line, otherwise -1, which nothing uses.
    private func resolve(_ end: Movement.End, takesMoney: Bool) throws(PlanError) -> Int {
        guard case .line(let id) = end else { return -1 }
        let index = try lineIndex(id)
        if takesMoney, lines[index].status == .closed { throw .closedLine(id) }
        return index
    }

    private func checkAvailable(_ part: Movement.Part, from end: Movement.End, line: Int) throws(PlanError) {
        guard part.amount > .zero else { throw .notPositive(part.amount) }
        switch end {
        case .line(let id):
            let held = cell(line: line, source: part.source)
            guard part.amount <= held else {
                throw .notEnough(in: id, holds: held, of: sources[part.source].id, asked: part.amount)
            }
        case .unallocated:
            let available = unallocated(source: part.source)
            guard part.amount <= available else {
                throw .notEnoughUnallocated(of: sources[part.source].id, available: available, asked: part.amount)
            }
        case .contributor: break
        }
    }
}
