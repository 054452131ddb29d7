extension Plan {
    /// Carries out a movement and records it. The only place where balances change.
    ///
    /// Everything is checked before anything changes: when this throws, the plan is as it was. Afterwards, for each
    /// source that states its income, funding = spend + unallocated, no cell is below zero, and the sums still fit.
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
            // Of a source that does not state its income, what lines hold of it has come in from somewhere.
            for part in movement.parts
            where sources[part.source].isIncomeStated && part.amount > funding(source: part.source) {
                throw .overWithdrawn(
                    sources[part.source].id, funding: funding(source: part.source), asked: part.amount)
            }
        }
        if movement.from == .contributor { try checkRoom(for: movement.amount) }

        let width = sources.count
        if from >= 0 || to >= 0 {
            // In one go, as each access looks whether the plan is this value's alone.
            spending.withUnsafeMutableBufferPointer { cells in
                for part in movement.parts {
                    if from >= 0 { cells[from * width + part.source] -= part.amount.pence }
                    if to >= 0 { cells[to * width + part.source] += part.amount.pence }
                }
            }
        }
        for part in movement.parts {
            if movement.from == .contributor { funding[part.source] += part.amount.pence }
            if movement.to == .contributor { funding[part.source] -= part.amount.pence }
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
                let source = sources[part.source]
                guard source.isIncomeStated else {
                    throw .incomeNotStated(of: source.id, freed: available, asked: part.amount)
                }
                throw .notEnoughUnallocated(of: source.id, available: available, asked: part.amount)
            }
        case .contributor: break
        }
    }
}
