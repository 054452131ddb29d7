import Diagnostics
import Finance

/// The suspicion that a source's spending and its funding are not in the same unit: one is about a thousand times the
/// other.
///
/// About a thousand means 500 times or more for spending above funding, as no plan spends that much more than it has.
/// Spending below funding is suspect from a 500th to a 2,000th: with less, a plan is more likely to have been begun and
/// not finished.
struct ThousandFold {
    private let spending: Int128
    private let funding: Int128

    /// The suspicion, or `nil` where there is none. Both amounts are in pence.
    init?(spending: Int128, funding: Int128) {
        guard spending > 0, funding > 0 else { return nil }
        let isFarAbove = spending >= funding * 500
        let isFarBelow = spending * 500 <= funding && funding <= spending * 2000
        guard isFarAbove || isFarBelow else { return nil }
        self.spending = spending
        self.funding = funding
    }

    /// The suspicion as a message about the column of `source` in spending.csv.
    func diagnostic(source: String, unit: MoneyText.Unit, at place: Place) -> Diagnostic {
        let times = spending > funding ? spending / funding : funding / spending
        let relation = spending > funding ? "\(times) times" : "a \(times)th of"
        let inThousands = spending > funding ? FundingTable.fileName : SpendingTable.fileName
        return Diagnostic(
            "units.thousand-fold",
            "the lines spend \(text(spending)) from `\(source)`, \(relation) its funding of \(text(funding))",
            at: place,
            reason: "one of the two columns is probably in £'000: this one is headed [\(unit.rawValue)]",
            help: "if the figures in \(inThousands) are in thousands, head their column [gbp_thousand]; "
                + "otherwise check the other file")
    }

    private func text(_ pence: Int128) -> String {
        Int64(exactly: pence).map { Money(pence: $0).formatted() } ?? "£\(pence / 100)"
    }
}
