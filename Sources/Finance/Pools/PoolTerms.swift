/// What a section 75 agreement says about one pooled fund. What it does not say is `nil`, and is shown as not stated.
package struct PoolTerms: Hashable, Sendable {
    /// The month from which the pool is in force, 1 for April; `nil` for the whole year, or not stated.
    package var activeFrom: MonthSpan?
    /// How contributions are paid and may be varied.
    package var contributions: ContributionTerms?
    /// Who may decide a virement of which size, from the lowest level up.
    package var virement: [VirementLevel] = []
    /// Who bears an overspend.
    package var overspend: OverspendRule?
    /// What becomes of an underspend.
    package var underspend: UnderspendRule?
    /// Lines whose terms differ, in the order in which they are stated.
    package var lines: [LineTerms] = []
    /// The contingency of the pool, and what it holds.
    package var contingency: RiskContingency?
    /// What each partner brings forward from the year before; `nil` where it is not stated.
    package var openingBalance: [RiskShare.PartnerAmount]?

    /// Makes terms in which nothing is stated; each subject is then set.
    package init() {}

    /// The terms of one line; `nil` where the pool's own hold.
    package func terms(ofLine id: String) -> LineTerms? { lines.first { $0.line == id } }

    /// The sources whose underspend by a line the agreement excepts from sharing, by id.
    func ringFencedSources(ofLine id: String) -> Set<String> {
        Set((terms(ofLine: id)?.underspend?.ringFenced ?? []) + (underspend?.ringFenced ?? []))
    }
}

extension FundingSource {
    /// Whether what is left of it is carried forward, and not shared: the Disabled Facilities Grant, and what an
    /// agreement names.
    func isRingFenced(besides named: Set<String>) -> Bool { kind == .disabledFacilitiesGrant || named.contains(id) }
}

/// How contributions to a pool are paid and may be varied: what SI 2000/617, regulation 7(3), asks an agreement to state.
package struct ContributionTerms: Hashable, Sendable {
    /// In how many equal parts a year's contribution is paid.
    package enum Instalments: String, Sendable, CaseIterable {
        case quarterly, monthly

        /// How many parts a whole year has.
        package var count: Int { self == .quarterly ? 4 : 12 }
    }

    /// How it is paid; `nil` where it is not stated.
    package let instalments: Instalments?
    /// How it may be varied, in the agreement's sense.
    package let variation: String?

    /// Makes terms of contributions.
    package init(instalments: Instalments?, variation: String? = nil) {
        self.instalments = instalments
        self.variation = variation
    }

    /// A year's contribution in equal parts, which sum to it: none is more than a penny from another.
    package func parts(of amount: Money) -> [Money]? {
        guard let instalments else { return nil }
        return try? amount.apportioned(by: [Int64](repeating: 1, count: instalments.count))
    }
}

/// A level of authority for virements.
package struct VirementLevel: Hashable, Sendable {
    /// Who decides.
    package let authority: String
    /// Up to how much, this amount included; `nil` for no limit.
    package let limit: Money?

    /// Makes a level.
    package init(authority: String, limit: Money?) {
        self.authority = authority
        self.limit = limit
    }
}

/// A contingency that overspends can draw on, or that underspends go to.
package struct RiskContingency: Hashable, Sendable {
    /// Its id, as the plan lists it.
    package let id: String
    /// What it holds.
    package let holds: Money

    /// Makes a contingency.
    package init(id: String, holds: Money) {
        self.id = id
        self.holds = holds
    }
}

/// Who bears an overspend, and which clause says so.
package struct OverspendRule: Hashable, Sendable {
    /// The strategy.
    package let share: RiskShare
    /// The clause of the agreement; `nil` where none is cited.
    package let clause: String?

    /// Makes a rule.
    package init(_ share: RiskShare, clause: String? = nil) {
        self.share = share
        self.clause = clause
    }
}

/// What becomes of an underspend, and which clause says so. Ring-fenced money is excepted and carried forward.
package struct UnderspendRule: Hashable, Sendable {
    /// What can become of it.
    package enum Treatment: Hashable, Sendable {
        /// It stays in the pool.
        case stays
        /// It goes back to the partners, in proportion to their contributions to the pool.
        case returns
        /// It goes to a contingency, by id.
        case toContingency(String)
        /// This partner keeps it, or the line's lead or commissioner where none is named.
        case retainedBy(String?)
        /// It is shared as an overspend would be.
        case shared(RiskShare)

        /// The words for what a strategy of sharing does not name.
        package enum Word: String, Sendable, CaseIterable {
            case stays, returns
            case toContingency = "to-contingency"
            case retainedBy = "retained-by"
        }
    }

    /// What becomes of it.
    package let treatment: Treatment
    /// Sources that are ring-fenced beside the Disabled Facilities Grant, by id.
    package let ringFenced: [String]
    /// The clause of the agreement; `nil` where none is cited.
    package let clause: String?

    /// Makes a rule.
    package init(_ treatment: Treatment, ringFenced: [String] = [], clause: String? = nil) {
        self.treatment = treatment
        self.ringFenced = ringFenced
        self.clause = clause
    }

    /// Whether it asks something of the line.
    package var isByLine: Bool {
        switch treatment {
        case .stays, .returns, .toContingency: false
        case .retainedBy(let partner): partner == nil
        case .shared(let share): share.isByLine
        }
    }

    /// The rule in words.
    package var words: String {
        let carried = ringFenced.isEmpty ? "" : "; ring-fenced \(ringFenced.joined(separator: ", ")) carried forward"
        let words =
            switch treatment {
            case .stays: "stays in the pool"
            case .returns: "returns in proportion to contributions"
            case .toContingency(let id): "goes to \(id)"
            case .retainedBy(let partner): "retained by \(partner ?? "the line's lead or commissioner")"
            case .shared(let share): share.words
            }
        return words + carried
    }
}

/// The terms of one line, where they differ from the pool's.
package struct LineTerms: Hashable, Sendable {
    /// The line, by id.
    package let line: String
    /// The partner that leads it; `nil` where the commissioner tells.
    package var lead: String?
    /// Who bears its overspend; `nil` where the pool's rule holds.
    package var overspend: OverspendRule?
    /// What becomes of its underspend; `nil` where the pool's rule holds.
    package var underspend: UnderspendRule?

    /// Makes terms of a line.
    package init(
        line: String, lead: String? = nil, overspend: OverspendRule? = nil, underspend: UnderspendRule? = nil
    ) {
        self.line = line
        self.lead = lead
        self.overspend = overspend
        self.underspend = underspend
    }
}

/// What a scenario assumes that a pool's agreement says: "what if the agreement were this".
package struct PoolAgreement: Hashable, Sendable {
    /// The pool, by id.
    package let pool: String
    /// The line whose terms are meant, by id; `nil` for the pool's own.
    package let line: String?
    /// The partner that leads the line; `nil` to leave it as it is.
    package let lead: String?
    /// Who bears an overspend; `nil` to leave the rule as it is.
    package let overspend: OverspendRule?
    /// What becomes of an underspend; `nil` to leave the rule as it is.
    package let underspend: UnderspendRule?

    /// Makes an agreement.
    package init(
        pool: String, line: String? = nil, lead: String? = nil, overspend: OverspendRule? = nil,
        underspend: UnderspendRule? = nil
    ) {
        self.pool = pool
        self.line = line
        self.lead = lead
        self.overspend = overspend
        self.underspend = underspend
    }
}

extension PoolTerms {
    /// These terms with what an agreement says in their place.
    package func applying(_ agreement: PoolAgreement) -> PoolTerms {
        var terms = self
        guard let line = agreement.line else {
            terms.overspend = agreement.overspend ?? terms.overspend
            terms.underspend = agreement.underspend ?? terms.underspend
            return terms
        }
        var own = terms.terms(ofLine: line) ?? LineTerms(line: line)
        own.lead = agreement.lead ?? own.lead
        own.overspend = agreement.overspend ?? own.overspend
        own.underspend = agreement.underspend ?? own.underspend
        terms.lines.removeAll { $0.line == line }
        terms.lines.append(own)
        return terms
    }
}
