import Finance

/// A source as far as its rows have been read.
struct SourceDraft {
    /// The source's id.
    let id: String
    /// The line of its first row.
    let line: Int
    /// What the first row says; `nil` for what could not be read.
    var title: String?
    /// The kind of money, likewise.
    var kind: FundingSource.Kind?
    /// The partner's id, likewise.
    var contributor: String?
    /// The pool's id, likewise.
    var pool: String?
    /// The first reference that a row gives.
    var reference: String?
    /// The tranches so far.
    var tranches: [FundingSource.Tranche] = []
    /// Whether the first row says that its amount is not stated; `nil` until a row could be read.
    var isIncomeStated: Bool?
    /// The line of each tranche, by title.
    var trancheLines: [String: Int] = [:]
    /// What the rows state as the prior year's amount, summed: each row speaks for its own tranche.
    var priorYear: Money?
    /// The texts of the columns on which all rows must agree, as the first row has them.
    var agreed: [String: String] = [:]

    /// The source, if its rows could be read.
    func source() -> FundingSource? {
        guard let title, let kind, let contributor, let pool else { return nil }
        return FundingSource(
            id: id, title: title, kind: kind, contributor: contributor, pool: pool, tranches: tranches,
            isIncomeStated: isIncomeStated ?? true, priorYear: priorYear, reference: reference)
    }
}
