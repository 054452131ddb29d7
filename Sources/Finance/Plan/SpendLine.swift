package import Diagnostics

/// What a row of the spending plan is for. How much it gets from each source stands in the plan's spending matrix.
///
/// An attribute that the plan does not state is `nil`; it is shown as "not stated" and never guessed.
package struct SpendLine: Hashable, Sendable {
    /// The official areas of spend of the planning template's expenditure sheet.
    package enum AreaOfSpend: String, Sendable, CaseIterable {
        case acute
        case mentalHealth = "mental-health"
        case communityHealth = "community-health"
        case continuingCare = "continuing-care"
        case primaryCare = "primary-care"
        case socialCare = "social-care"
        case other
    }

    /// Who buys the service.
    package enum Commissioner: Hashable, Sendable {
        case localAuthority
        case nhs
        /// Bought together, with this share bought by the NHS.
        case joint(nhs: Rate)
    }

    /// The official kinds of provider, and district councils and primary care, which local plans tell apart.
    package enum Provider: String, Sendable, CaseIterable {
        case localAuthority = "local-authority"
        case district
        case nhsAcute = "nhs-acute"
        case nhsCommunity = "nhs-community"
        case nhsMentalHealth = "nhs-mental-health"
        case primaryCare = "primary-care"
        case charityVoluntary = "charity-voluntary"
        case `private`
        case ccg
        /// Integrated care boards replaced clinical commissioning groups in July 2022.
        case icb
    }

    /// Whether the money makes an asset or runs a service.
    package enum Nature: String, Sendable, CaseIterable { case capital, revenue }

    /// Where a line stands in its life.
    package enum Status: String, Sendable, CaseIterable {
        case active
        case toBeConfirmed = "to-be-confirmed"
        /// The plan shows the line and does not say where it stands.
        case notStated = "not stated"
        /// Closed by a scenario; it keeps its history and holds no money.
        case closed
    }

    /// A stable id, unique in the plan.
    package var id: String
    /// The reference as the plan prints it, with its slips; empty when none is printed.
    package var ref: String
    /// The theme it stands under.
    package var theme: String
    /// The heading it stands under within the theme.
    package var heading: String
    /// The line's own name.
    package var title: String
    /// The official scheme type, as a kebab-case word.
    package var schemeType: String?
    /// The official area of spend.
    package var areaOfSpend: AreaOfSpend?
    /// Who buys the service.
    package var commissioner: Commissioner?
    /// Who provides it.
    package var provider: Provider?
    /// Capital or revenue.
    package var nature: Nature?
    /// Whether it is spend on adult social care or NHS services that the plan protects.
    package var isProtected: Bool?
    /// The months in which it runs.
    package var months: MonthSpan?
    /// Whether it is meant to go on in the next year.
    package var isRecurrent: Bool?
    /// Where it stands in its life.
    package var status: Status
    /// The row of the spending table, or the script line, that it comes from.
    package var origin: Place?

    /// Makes a spend line; what is left out is not stated.
    package init(
        id: String, ref: String = "", theme: String, heading: String = "", title: String, schemeType: String? = nil,
        areaOfSpend: AreaOfSpend? = nil, commissioner: Commissioner? = nil, provider: Provider? = nil,
        nature: Nature? = nil, isProtected: Bool? = nil, months: MonthSpan? = nil, isRecurrent: Bool? = nil,
        status: Status = .active, origin: Place? = nil
    ) {
        self.id = id
        self.ref = ref
        self.theme = theme
        self.heading = heading
        self.title = title
        self.schemeType = schemeType
        self.areaOfSpend = areaOfSpend
        self.commissioner = commissioner
        self.provider = provider
        self.nature = nature
        self.isProtected = isProtected
        self.months = months
        self.isRecurrent = isRecurrent
        self.status = status
        self.origin = origin
    }
}

extension SpendLine.Commissioner: CustomStringConvertible {
    /// `la`, `nhs` or `joint 40% nhs`: the form of the spending table.
    package var description: String {
        switch self {
        case .localAuthority: "la"
        case .nhs: "nhs"
        case .joint(let share): "joint \(share) nhs"
        }
    }

    /// Reads the form of the spending table. `nil` for anything else, also for a share outside 0 to 100%.
    package init?(_ text: some StringProtocol) {
        let words = text.lowercased().split(separator: " ")
        switch words {
        case ["la"]: self = .localAuthority
        case ["nhs"]: self = .nhs
        default:
            guard words.count == 3, words[0] == "joint", words[2] == "nhs", words[1].hasSuffix("%"),
                let share = Rate(percentage: words[1]), share.numerator >= 0, share.numerator <= share.denominator
            else { return nil }
            self = .joint(nhs: share)
        }
    }
}
