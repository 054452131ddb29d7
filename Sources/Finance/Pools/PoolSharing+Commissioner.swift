// Who leads or commissions a line, as far as the plan tells. Nothing is guessed: where it does not tell, the amount is
// left, with the line's name.

extension PoolSharing {
    /// Why it cannot be told who bears a line.
    struct Untold: Error {
        let why: Unresolved

        init(_ reason: String, _ help: String) { why = Unresolved(reason: reason, help: help) }
    }

    /// The one partner that leads a line, or commissions it.
    func bearer(of line: LineVariance?) -> Result<String, Untold> {
        guard let line else {
            return .failure(Untold("a pool as a whole has no commissioner", "share it line by line"))
        }
        if let lead = year.terms.terms(ofLine: line.line)?.lead { return .success(lead) }
        let remedy = "state its `lead` under the pool's `lines`"
        switch plan.lines[line.index].commissioner {
        case .localAuthority: return only(.localAuthority, line)
        case .nhs: return only(.nhs, line)
        case .joint?:
            return .failure(Untold("line `\(line.line)` is commissioned jointly, so no partner leads it", remedy))
        case nil:
            return .failure(
                Untold(
                    "line `\(line.line)` states no commissioner",
                    "state it in the column `commissioner` of spending.csv, or \(remedy)"))
        }
    }

    /// Who takes a line's variance in proportion to what each side commissions of it.
    mutating func commissioned(_ amount: Int64, joint: RiskShare?, _ subject: Subject) -> [Part] {
        guard let line = subject.line, case .joint(let nhs)? = plan.lines[line.index].commissioner,
            year.terms.terms(ofLine: line.line)?.lead == nil
        else { return parts(of: amount, by: .ownRisk, subject) }
        if let joint { return parts(of: amount, by: joint, Subject(line: line, rule: "\(subject.rule)/joint")) }
        switch (only(.nhs, line), only(.localAuthority, line)) {
        case (.success(let ours), .success(let theirs)):
            let weight = RiskShare.weight(nhs) ?? 0
            let result = CappedShares(
                of: amount, by: [weight, max(0, RiskShare.wholeWeight - weight)], caps: [nil, nil])
            let shares = zip([ours, theirs], result.shares).filter { $0.1 > 0 }
            return shares.map { part(.partner($0.0), $0.1) }
        case (.failure(let why), _), (_, .failure(let why)): return [part(.unresolved(why.why), amount)]
        }
    }

    /// The sides that commission.
    private enum Side {
        case localAuthority, nhs

        var words: String { self == .nhs ? "the NHS" : "the local authority" }

        func has(_ kind: Partner.Kind) -> Bool {
            switch kind {
            case .county, .unitary, .district: self == .localAuthority
            case .ccg, .icb: self == .nhs
            case .nhsProvider, .reserve, .other: false
            }
        }
    }

    private func only(_ side: Side, _ line: LineVariance) -> Result<String, Untold> {
        let partners = year.partners.filter { id in
            plan.partners.contains { $0.id == id && side.has($0.kind) }
        }
        if partners.count == 1 { return .success(partners[0]) }
        let which = partners.isEmpty ? "no such partner" : partners.joined(separator: " and ")
        return .failure(
            Untold(
                "line `\(line.line)` is commissioned by \(side.words), and the pool has \(which)",
                "state its `lead` under the pool's `lines`"))
    }
}
