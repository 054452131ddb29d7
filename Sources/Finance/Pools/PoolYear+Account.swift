// The memorandum account as rows, for a report or a script to print.

extension PoolYear {
    /// A row of the account.
    package struct AccountRow: Hashable, Sendable {
        /// What the row is.
        package let title: String
        /// The amount; `nil` where it is not stated.
        package let amount: Money?
        /// Whether it sums the rows above it.
        package let isSum: Bool
    }

    /// The account's rows: what comes in, what is spent, what the agreement does with the difference, what is carried
    /// forward, and whose it is. What does not arise is left out.
    package func accountRows(in plan: Plan) -> [AccountRow] {
        var rows: [AccountRow] = []
        func add(_ title: String, _ amount: Money?, isSum: Bool = false) {
            rows.append(AccountRow(title: title, amount: amount, isSum: isSum))
        }
        func add(unlessZero title: String, _ amount: Money) { if !amount.isZero { add(title, amount) } }
        func minus(_ amount: Money) -> Money { Money(pence: -amount.pence) }

        add("Opening balance", account.opening)
        for contribution in account.contributions {
            let isStated = !account.unstatedContributors.contains(contribution.partner)
            if isStated, contribution.amount.isZero { continue }
            add(
                "Contribution of \(plan.title(ofPartner: contribution.partner))",
                isStated ? contribution.amount : nil)
        }
        add("Contributions", account.isStated ? account.contributed : nil, isSum: true)
        for spend in account.spend { add("Spend commissioned by: \(spend.commissioner)", minus(spend.amount)) }
        add("Spend", minus(account.spent), isSum: true)
        if account.isStated {
            add(
                account.surplus.isNegative ? "Deficit of the year" : "Surplus of the year", account.surplus,
                isSum: true)
        } else {
            add("Surplus or deficit of the year", nil, isSum: true)
        }
        add(unlessZero: "Overspends met by partners", account.metByPartners)
        add(unlessZero: "Overspends met by contingency", account.metByContingency)
        add(unlessZero: "Uncommitted schemes stopped", account.schemesStopped)
        add(unlessZero: "Underspends to partners", minus(account.returned))
        add(unlessZero: "Underspends to contingency", minus(account.toContingency))
        add("Closing balance", account.isStated ? account.closing : nil, isSum: true)
        for share in account.isStated ? account.closingShares : [] where !share.amount.isZero {
            add(
                share.partner.map { "Share of \(plan.title(ofPartner: $0))" } ?? "Not placed by the agreement",
                share.amount)
        }
        return rows
    }
}
