/// Figures of a data set that do not add up.
package struct FootingFinding: Sendable, Hashable {
    /// What was added.
    package enum Sum: Sendable, Hashable {
        /// NHS, social care and both, against the total of their table.
        case byWhom
        /// Acute and non-acute, against the total of their table.
        case bySetting
        /// The total by kind of hospital, against the total by who answers.
        case settingAgainstWhom
        /// The total by reason, against the total by who answers.
        case reasonAgainstWhom
        /// A column of all authorities, against the row of the total.
        case authorities(column: String)
    }

    /// What was added.
    package let sum: Sum
    /// Whose figures.
    package let authority: Int
    /// The month.
    package let month: CalendarMonth
    /// The row of the file that holds the total.
    package let line: Int
    /// What the parts add up to.
    package let parts: Int64
    /// What is printed.
    package let printed: Int64
}

/// Whether a data set adds up.
package struct Footing: Sendable {
    /// What does not, in the order of the file.
    package let findings: [FootingFinding]
    /// How many sums were made.
    package let sumCount: Int
    /// How many rows print totals and leave parts empty, so that their sum cannot be made.
    package let rowsWithoutParts: Int
    /// How many of these have a total of nothing.
    package let emptyRows: Int
    /// How many months have a row of the total of all authorities, and authorities to add.
    package let monthsAgainstTotal: Int
}

extension DelayedTransfers {
    /// Every total of the data set, made again.
    package func footing() -> Footing {
        var findings: [FootingFinding] = []
        var sumCount = 0
        var rowsWithoutParts = 0
        var emptyRows = 0
        for row in rows {
            func hold(_ sum: FootingFinding.Sum, _ parts: Int64, _ printed: Int64) {
                sumCount += 1
                guard parts != printed else { return }
                findings.append(
                    FootingFinding(
                        sum: sum, authority: row.authority, month: row.month, line: row.line, parts: parts,
                        printed: printed))
            }
            if let nhs = row.nhs, let socialCare = row.socialCare, let joint = row.joint, let acute = row.acute,
                let nonAcute = row.nonAcute
            {
                hold(.byWhom, nhs + socialCare + joint, row.byWhom)
                hold(.bySetting, acute + nonAcute, row.bySetting)
            } else {
                rowsWithoutParts += 1
                if row.byWhom == 0, row.bySetting == 0, row.byReason == 0 { emptyRows += 1 }
            }
            hold(.settingAgainstWhom, row.bySetting, row.byWhom)
            hold(.reasonAgainstWhom, row.byReason, row.byWhom)
        }
        let national = nationalFindings()
        return Footing(
            findings: (findings + national.findings).sorted { $0.line < $1.line }, sumCount: sumCount + national.sums,
            rowsWithoutParts: rowsWithoutParts, emptyRows: emptyRows, monthsAgainstTotal: national.months)
    }

    /// The columns of a row that are added over the authorities.
    private static let columns: [(name: String, value: @Sendable (Row) -> Int64?)] = [
        ("nhs_days", { $0.nhs }), ("social_care_days", { $0.socialCare }), ("both_days", { $0.joint }),
        ("org_total_days", { $0.byWhom }), ("acute_days", { $0.acute }), ("non_acute_days", { $0.nonAcute }),
        ("type_total_days", { $0.bySetting }), ("reason_total_days", { $0.byReason }),
    ]

    private func nationalFindings() -> (findings: [FootingFinding], sums: Int, months: Int) {
        guard let total = authorities.firstIndex(where: { $0.code == nil }) else { return ([], 0, 0) }
        var sums: [CalendarMonth: [Int64]] = [:]
        for row in rows where row.authority != total {
            // A part that is left empty stands beside totals of nothing; where it does not, its row is counted apart.
            var sum = sums[row.month] ?? Array(repeating: 0, count: Self.columns.count)
            for (place, column) in Self.columns.enumerated() { sum[place] += column.value(row) ?? 0 }
            sums[row.month] = sum
        }
        var findings: [FootingFinding] = []
        var count = 0
        var months = 0
        for row in rows where row.authority == total {
            guard let sum = sums[row.month] else { continue }
            months += 1
            for (place, column) in Self.columns.enumerated() {
                guard let printed = column.value(row) else { continue }
                count += 1
                guard sum[place] != printed else { continue }
                findings.append(
                    FootingFinding(
                        sum: .authorities(column: column.name), authority: total, month: row.month, line: row.line,
                        parts: sum[place], printed: printed))
            }
        }
        return (findings, count, months)
    }
}
