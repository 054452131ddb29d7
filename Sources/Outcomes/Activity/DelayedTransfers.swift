/// Days for which people stayed in hospital although they were ready to leave, by authority and month, as NHS England
/// published them until March 2020.
package struct DelayedTransfers: Sendable {
    /// Whose days they are.
    package struct Authority: Hashable, Sendable {
        /// The code in the file; `nil` for the total of all.
        package let code: String?
        /// The name in its last row.
        package var name: String

        /// Makes an authority.
        package init(code: String?, name: String) {
            self.code = code
            self.name = name
        }

        /// Whether it is no council but people who live outside England: the codes of those start with 99.
        package var isElsewhere: Bool { code.map { $0.count == 4 && $0.hasPrefix("99") } ?? false }
    }

    /// Who answers for a delay.
    package enum Part: String, Sendable, CaseIterable {
        case nhs
        case socialCare = "social-care"
        case joint
        case total
    }

    /// One authority's month.
    package struct Row: Sendable, Hashable {
        /// The place of the authority in ``DelayedTransfers/authorities``.
        package let authority: Int
        /// The month.
        package let month: CalendarMonth
        /// Days for which the NHS answers; `nil` where the file leaves the cell empty.
        package let nhs: Int64?
        /// Days for which social care answers.
        package let socialCare: Int64?
        /// Days for which both answer.
        package let joint: Int64?
        /// Days in acute hospitals.
        package let acute: Int64?
        /// Days in other hospitals.
        package let nonAcute: Int64?
        /// The total of the table by who answers.
        package let byWhom: Int64
        /// The total of the table by kind of hospital.
        package let bySetting: Int64
        /// The total of the table by reason.
        package let byReason: Int64
        /// The row of the file.
        package let line: Int

        /// Makes a row.
        package init(
            authority: Int, month: CalendarMonth, nhs: Int64?, socialCare: Int64?, joint: Int64?, acute: Int64?,
            nonAcute: Int64?, byWhom: Int64, bySetting: Int64, byReason: Int64, line: Int
        ) {
            self.authority = authority
            self.month = month
            self.nhs = nhs
            self.socialCare = socialCare
            self.joint = joint
            self.acute = acute
            self.nonAcute = nonAcute
            self.byWhom = byWhom
            self.bySetting = bySetting
            self.byReason = byReason
            self.line = line
        }

        /// The days of a part.
        package func days(_ part: Part) -> Int64? {
            switch part {
            case .nhs: nhs
            case .socialCare: socialCare
            case .joint: joint
            case .total: byWhom
            }
        }
    }

    /// The authorities, in the order of their first rows.
    package let authorities: [Authority]
    /// All rows, in the order of the file.
    package let rows: [Row]

    /// Makes a data set. No authority may have two rows for a month.
    package init(authorities: [Authority], rows: [Row]) {
        self.authorities = authorities
        self.rows = rows
    }

    /// The first and last month.
    package var span: CalendarSpan? {
        guard let first = rows.map(\.month).min(), let last = rows.map(\.month).max() else { return nil }
        return CalendarSpan(first, last)
    }

    /// The place of an authority by its name, in any case, or its code.
    package func authority(_ name: String) -> Int? {
        let wanted = name.lowercased()
        return authorities.firstIndex { $0.name.lowercased() == wanted || $0.code == name }
    }

    /// Whether another authority has the same name, so that only the code tells them apart.
    package func isDoubtful(_ name: String) -> Bool {
        let wanted = name.lowercased()
        return authorities.count { $0.name.lowercased() == wanted } > 1
    }

    /// One authority's rows by month.
    package func series(of authority: Int) -> [Row] {
        rows.filter { $0.authority == authority }.sorted { $0.month < $1.month }
    }
}
