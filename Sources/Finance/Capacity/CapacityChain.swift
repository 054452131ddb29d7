/// How many people a service starts with and how long they stay, and what staff that takes: as a plan states it, at one
/// time or several.
///
/// ```
/// people at once = starts a week / 7 × days
/// calls a day    = people at once × calls a day for one
/// hours a week   = calls a day × 7 × (minutes + travel minutes) / 60 × (1 + double-handed share)
/// staff          = hours a week / hours a worker gives in a week
/// ```
package struct CapacityChain: Hashable, Sendable {
    /// A short id, unique among the plan's chains.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// Who does the work, such as `home care assistant`.
    package let worker: String?
    /// The chain at each time that the plan tells of, the earliest first.
    package let stages: [CapacityStage]
    /// Changes of a figure that the plan prints in %.
    package let changes: [CapacityChange]
    /// Hours of care that are bought.
    package let careHours: [CareHours]
    /// What there is to say of it.
    package let note: String?
    /// Where it is described.
    package let reference: String?

    /// Makes a chain.
    package init(
        id: String, title: String, worker: String? = nil, stages: [CapacityStage] = [], changes: [CapacityChange] = [],
        careHours: [CareHours] = [], note: String? = nil, reference: String? = nil
    ) {
        self.id = id
        self.title = title
        self.worker = worker
        self.stages = stages
        self.changes = changes
        self.careHours = careHours
        self.note = note
        self.reference = reference
    }
}

/// A figure of a chain of capacity and demand.
package enum CapacityFigure: String, Hashable, Sendable, CaseIterable {
    /// How many people start in a week.
    case startsPerWeek = "starts_per_week"
    /// How many days each stays, such as the wait for a care package.
    case days
    /// How many calls each gets in a day.
    case callsPerDay = "calls_per_day"
    /// How long a call is.
    case minutesPerCall = "minutes_per_call"
    /// How long the way to a call is.
    case travelMinutesPerCall = "travel_minutes_per_call"
    /// The share of calls that two workers make together.
    case doubleHanded = "double_handed"
    /// How many hours of calls and travel a worker gives in a week.
    case hoursPerWorker = "hours_per_worker"
    /// How many people are in the service at once.
    case peopleAtOnce = "people_at_once"
    /// How many workers there are, or are needed.
    case staff
    /// How many workers were recruited since the first stage.
    case recruited

    /// Whether it goes into the chain, and does not come out of it.
    package var isInput: Bool {
        switch self {
        case .peopleAtOnce, .staff, .recruited: false
        default: true
        }
    }
}

/// A chain at one time.
package struct CapacityStage: Hashable, Sendable {
    /// A short id, unique in its chain.
    package let id: String
    /// The name as people write it, such as `April 2020`.
    package let title: String
    /// The figures that are stated, or assumed; one that is not here is not stated.
    package let figures: [CapacityFigure: Evidence]
    /// Where they are printed.
    package let reference: String?

    /// Makes a stage.
    package init(id: String, title: String, figures: [CapacityFigure: Evidence], reference: String? = nil) {
        self.id = id
        self.title = title
        self.figures = figures
        self.reference = reference
    }
}

/// A change of a figure that a plan prints in %, leading to a stage.
package struct CapacityChange: Hashable, Sendable {
    /// The figure.
    package let figure: CapacityFigure
    /// The stage that it leads to, by id.
    package let stage: String
    /// The change in %, as printed.
    package let percentage: DecimalFigure
    /// Where it is printed.
    package let reference: String?

    /// Makes a change.
    package init(figure: CapacityFigure, stage: String, percentage: DecimalFigure, reference: String? = nil) {
        self.figure = figure
        self.stage = stage
        self.percentage = percentage
        self.reference = reference
    }
}

/// Hours of care that a plan buys at a price of prices.csv.
package struct CareHours: Hashable, Sendable {
    /// The service, as prices.csv names it.
    package let service: String
    /// The band; `nil` where the service has one price.
    package let band: String?
    /// How many hours in the year; `nil` where they are not stated.
    package let hours: DecimalFigure?
    /// By how much the hours grow on top, in %.
    package let growth: DecimalFigure?
    /// What the plan says they cost.
    package let cost: Money?
    /// The day whose price is meant, where there are several.
    package let on: String?
    /// Where it is printed.
    package let reference: String?

    /// Makes hours; what is left out is not stated.
    package init(
        service: String, band: String? = nil, hours: DecimalFigure? = nil, growth: DecimalFigure? = nil,
        cost: Money? = nil, on: String? = nil, reference: String? = nil
    ) {
        self.service = service
        self.band = band
        self.hours = hours
        self.growth = growth
        self.cost = cost
        self.on = on
        self.reference = reference
    }
}
