extension Plan {
    /// Brings what was released of a quarter to lines: to the pool's next schemes in order, each up to its amount, or to
    /// `line` alone. What no scheme takes is unallocated.
    ///
    /// Money that sits in a line or source moves from there. Money that sits outside the plan, in a reserve or at a place
    /// that is not stated comes in as a contribution, and only from a source that is named.
    package mutating func release(
        riskPool id: String, quarter number: Int, source: Int?, to line: Int?, note: Movement.Note
    ) throws(PlanError) {
        let pool = try riskPool(id)
        try Self.check(quarter: number)
        let quarter = riskPoolAssessment(of: pool).quarters[number - 1]
        try checkReleasable(quarter, of: pool)
        guard quarter.released > .zero else {
            throw PlanError(
                "plan.release.nothing", "nothing of quarter \(number) of `\(id)` is released",
                reason: "its delivery earned nothing", help: "leave the release out")
        }
        let flows = flows(of: quarter.released, pool: pool, to: line)
        var plan = self
        for flow in flows {
            try plan.carry(flow, of: pool, source: source, note: note)
        }
        try plan.record(
            PlanRecord(.release(RiskPoolRelease(riskPool: id, quarter: number, flows: flows)), note: note))
        self = plan
    }

    /// Where an amount goes: along the next schemes, less what earlier quarters brought them.
    private func flows(of amount: Money, pool: RiskPool, to line: Int?) -> [RiskPoolRelease.Flow] {
        if let line { return [.init(line: lines[line].id, amount: amount)] }
        var had: [String: Int64] = [:]
        for case .release(let release) in records.map(\.fact) where release.riskPool == pool.id {
            for flow in release.flows { if let line = flow.line { had[line, default: 0] += flow.amount.pence } }
        }
        var left = amount.pence
        var flows: [RiskPoolRelease.Flow] = []
        for scheme in pool.releasedTo ?? [] where left > 0 {
            // The order is the partners': a scheme that cannot take money yet is not passed over.
            guard let line = scheme.line, let most = scheme.amount else { break }
            let part = min(left, max(0, most.pence - had[line, default: 0]))
            if part > 0 { flows.append(.init(line: line, amount: Money(pence: part))) }
            had[line, default: 0] += part
            left -= part
        }
        if left > 0 { flows.append(.init(line: nil, amount: Money(pence: left))) }
        return flows
    }

    private mutating func carry(
        _ flow: RiskPoolRelease.Flow, of pool: RiskPool, source: Int?, note: Movement.Note
    ) throws(PlanError) {
        let to = flow.line.map { Movement.End.line($0) } ?? .unallocated
        switch pool.heldIn {
        case .line(let id):
            try move(flow.amount, from: .line(id), to: to, source: source, note: note)
        case .source(let id):
            // It has come in and has no line: without a line to go to, it is where it should be.
            let held = try sourceIndex(id)
            if to != .unallocated { try move(flow.amount, from: .unallocated, to: to, source: held, note: note) }
        case .reserve, .outside, .notStated:
            guard let source else {
                throw PlanError(
                    "plan.release.no-source", "whose money is released from `\(pool.id)`?",
                    reason: "it sits \(Self.place(pool.heldIn)), so it enters the plan only by a source",
                    help: "name the source that pays: source = \"…\", or add one with plan:add_source")
            }
            if case .reserve(let id) = pool.heldIn,
                let reserve = arrangements.reserves.first(where: { $0.id == id }),
                !reserve.sources.contains(sources[source].id)
            {
                throw PlanError(
                    "plan.release.other-source", "`\(sources[source].id)` does not draw on the reserve `\(id)`",
                    reason: "the risk pool sits in that reserve",
                    help: "name one of its sources: \(reserve.sources.joined(separator: ", "))")
            }
            try contribute(flow.amount, to: to, source: source, note: note)
        }
    }

    private static func place(_ place: MoneyPlace) -> String {
        switch place {
        case .notStated: "where the plan does not say"
        case .outside: "outside the plan"
        default: "in \(place.words)"
        }
    }
}
