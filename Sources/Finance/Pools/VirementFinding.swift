import Diagnostics

/// A movement that the agreement does not let its authority decide. It is told, and never blocked.
package struct VirementFinding: Hashable, Sendable {
    /// What is wrong with the authority.
    package enum Slip: Hashable, Sendable {
        /// The movement names none.
        case noAuthority
        /// It names one that the agreement does not have; with the level that was perhaps meant.
        case unknown(String, near: String?)
        /// It names a level whose limit is below the amount.
        case tooLow(String, limit: Money)
    }

    /// The movement, by its place in the plan's list.
    package let movement: Int
    /// The pool whose agreement it is, by id.
    package let pool: String
    /// What counts against the limit: the amount of the pool's money, or with earlier ones between the same ends.
    package let amount: Money
    /// Whether earlier movements between the same ends are counted in: split movements do not pass a limit unseen.
    package let isCumulative: Bool
    /// What is wrong with the authority.
    package let slip: Slip
    /// The lowest level that may decide it; `nil` where the amount is above every level's limit.
    package let needed: String?

    /// The finding in words.
    package var words: String {
        let what = isCumulative ? "\(amount) together with earlier movements between the same lines" : "\(amount)"
        let need = needed.map { "needs \($0)" } ?? "is above the limit of every level"
        return switch slip {
        case .noAuthority: "\(what) \(need), and no authority is stated"
        case .unknown(let authority, let near):
            "\(what) \(need), and the agreement has no level `\(authority)`"
                + (near.map { ": did you mean `\($0)`?" } ?? "")
        case .tooLow(let authority, let limit): "\(what) \(need): \(authority) decides up to \(limit)"
        }
    }
}

extension Plan {
    /// The virements within pools that need another authority than they name, in the order of the movements.
    ///
    /// New money and money that goes back are variations of a contribution and no virements.
    package func virementFindings() -> [VirementFinding] {
        pools.filter { !(arrangements.poolTerms[$0.id]?.virement ?? []).isEmpty }
            .flatMap { pool in
                virementFindings(pool.id, levels: arrangements.poolTerms[pool.id]?.virement ?? [])
            }
            .sorted { $0.movement < $1.movement }
    }

    /// The ends of a virement.
    private struct Ends: Hashable {
        let from: Movement.End
        let to: Movement.End
    }

    private func virementFindings(_ pool: String, levels: [VirementLevel]) -> [VirementFinding] {
        var findings: [VirementFinding] = []
        var earlier: [Ends: Money] = [:]
        for (index, movement) in movements.enumerated()
        where movement.from != .contributor && movement.to != .contributor {
            let pence = movement.parts.reduce(0) { $0 + (sources[$1.source].pool == pool ? $1.amount.pence : 0) }
            if pence == 0 { continue }
            let amount = Money(pence: pence)
            let ends = Ends(from: movement.from, to: movement.to)
            // Too much to add up is above every limit that there is.
            let running = (try? amount.adding(earlier[ends] ?? .zero)) ?? Money(pence: .max)
            earlier[ends] = running
            let counted = [(amount, false)] + (running > amount ? [(running, true)] : [])
            for (amount, isCumulative) in counted {
                guard let slip = Self.slip(movement.note.authority, amount, levels) else { continue }
                findings.append(
                    VirementFinding(
                        movement: index, pool: pool, amount: amount, isCumulative: isCumulative, slip: slip,
                        needed: levels.first { $0.limit.map { amount <= $0 } ?? true }?.authority))
                break
            }
        }
        return findings
    }

    /// What is wrong with an authority for an amount; `nil` when nothing is.
    private static func slip(
        _ authority: String?, _ amount: Money, _ levels: [VirementLevel]
    ) -> VirementFinding.Slip? {
        guard let authority else { return .noAuthority }
        // "Health and Wellbeing Board, on the Executive's advice" is the board's decision.
        let named = String(authority.split(separator: ",", maxSplits: 1).first ?? "").trimmed
        guard let level = levels.first(where: { $0.authority.lowercased() == named.lowercased() }) else {
            let near = Suggestion.nearest(to: named, in: levels.map(\.authority))
            return .unknown(authority, near: near)
        }
        guard let limit = level.limit, amount > limit else { return nil }
        return .tooLow(level.authority, limit: limit)
    }
}

extension String {
    /// The text without space at its ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
