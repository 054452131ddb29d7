/// How the Disabled Facilities Grant reaches the housing authorities, as a plan states it.
///
/// The grant is capital, paid to the upper tier since April 2015, while the duty to adapt homes stays with the districts.
package struct DisabledFacilitiesGrant: Hashable, Sendable {
    /// What one district is entitled to.
    package struct Entitlement: Hashable, Sendable {
        /// The district council, by id.
        package let district: String
        /// How much; `nil` when it is not stated.
        package let amount: Money?

        /// Makes an entitlement.
        package init(district: String, amount: Money?) {
            self.district = district
            self.amount = amount
        }
    }

    /// A part of the grant that a line passes down.
    package struct PassDown: Hashable, Sendable {
        /// The line, by id.
        package let line: String
        /// The district that gets it, by id; `nil` for the districts together.
        package let district: String?
        /// How much; `nil` when only the line says.
        package let amount: Money?
        /// The day on which it is passed, as `YYYY-MM-DD`; `nil` when it is not stated.
        package let day: String?

        /// Makes a part that is passed down.
        package init(line: String, district: String? = nil, amount: Money? = nil, day: String? = nil) {
            self.line = line
            self.district = district
            self.amount = amount
            self.day = day
        }
    }

    /// What is known of an agreement that a part is kept.
    package struct Agreement: Hashable, Sendable {
        /// How well it is known.
        package enum Evidence: String, Hashable, Sendable, CaseIterable {
            /// A record of it is at hand.
            case evidenced
            /// A document says that there is one, and shows none.
            case asserted
            /// Nothing says so.
            case notEvidenced = "not evidenced"
        }

        /// The district that agreed, by id; `nil` for the districts together.
        package let district: String?
        /// How well it is known.
        package let evidence: Evidence
        /// Who agreed for the district; `nil` when it is not stated.
        package let by: String?
        /// The day, as `YYYY-MM-DD`; `nil` when it is not stated.
        package let day: String?
        /// Where the record is; `nil` when it is not stated.
        package let reference: String?

        /// Makes an agreement.
        package init(
            district: String? = nil, evidence: Evidence, by: String? = nil, day: String? = nil,
            reference: String? = nil
        ) {
            self.district = district
            self.evidence = evidence
            self.by = by
            self.day = day
            self.reference = reference
        }
    }

    /// A part of the grant that is kept for something else.
    package struct Retained: Hashable, Sendable {
        /// The line that it pays for, by id.
        package let line: String
        /// How much.
        package let amount: Money
        /// The capital purpose that was agreed; `nil` when it is not stated.
        package let purpose: String?
        /// What is known of the districts' agreement.
        package let agreement: Agreement

        /// Makes a retained part.
        package init(line: String, amount: Money, purpose: String? = nil, agreement: Agreement) {
            self.line = line
            self.amount = amount
            self.purpose = purpose
            self.agreement = agreement
        }
    }

    /// A housing-assistance policy under the Regulatory Reform (Housing Assistance) Order 2002, which lets the grant pay
    /// for more than the mandatory adaptations.
    package struct Policy: Hashable, Sendable {
        /// A part of the grant that is spent under the policy.
        package struct TopSlice: Hashable, Sendable {
            /// The line that it pays for, by id.
            package let line: String
            /// How much.
            package let amount: Money
            /// What it is for; `nil` when it is not stated.
            package let title: String?

            /// Makes a part that is spent under the policy.
            package init(line: String, amount: Money, title: String? = nil) {
                self.line = line
                self.amount = amount
                self.title = title
            }
        }

        /// The policy's id.
        package let id: String
        /// What it is called.
        package let title: String
        /// What is spent under it.
        package let topSlices: [TopSlice]

        /// Makes a policy.
        package init(id: String, title: String, topSlices: [TopSlice]) {
            self.id = id
            self.title = title
            self.topSlices = topSlices
        }
    }

    /// The funding sources that are the grant, by id.
    package let sources: [String]
    /// The area's allocation; `nil` when only the funding says.
    package let allocation: Money?
    /// What each district is entitled to; empty when the plan does not say.
    package let entitlements: [Entitlement]
    /// What is passed down, and by which line.
    package let passedDown: [PassDown]
    /// What is kept.
    package let retained: [Retained]
    /// The policy under which more than the mandatory is paid for; `nil` when the plan names none.
    package let policy: Policy?
    /// Where it is stated.
    package let note: String?

    /// Makes what a plan states about the grant.
    package init(
        sources: [String], allocation: Money? = nil, entitlements: [Entitlement] = [], passedDown: [PassDown] = [],
        retained: [Retained] = [], policy: Policy? = nil, note: String? = nil
    ) {
        self.sources = sources
        self.allocation = allocation
        self.entitlements = entitlements
        self.passedDown = passedDown
        self.retained = retained
        self.policy = policy
        self.note = note
    }

    /// The lines by which it is passed down, each once, in the order of the file.
    package var passDownLines: [String] {
        var seen: Set<String> = []
        return passedDown.map(\.line).filter { seen.insert($0).inserted }
    }
}
