/// A fact about the year that somebody noted: no money moves by it, but rules draw conclusions from it.
///
/// Records are kept in the order in which they were made, each with its reason and the place that it was written at.
package struct PlanRecord: Hashable, Sendable {
    /// What can be noted.
    package enum Fact: Hashable, Sendable {
        /// What a line is expected to have spent, or has spent, by the year's end.
        case outturn(Outturn)
        /// What was delivered against a risk pool's trajectory in a quarter.
        case delivery(Delivery)
        /// A step on the way to a decision about a quarter of a risk pool.
        case decision(RiskPoolDecision)
        /// Terms of a risk pool that the plan does not state, and a scenario supposes.
        case riskPoolTerms(SupposedTerms)
        /// That released money of a quarter went to lines; the movements themselves stand beside it.
        case release(RiskPoolRelease)
        /// How a total of the Disabled Facilities Grant is shared between districts.
        case districtSplit(DistrictSplit)
        /// What a scenario assumes that a pool's agreement says.
        case agreement(PoolAgreement)
        /// What a line's money buys and does, where the plan does not state it.
        case effect(Effect)
        /// Figures of an effect that a scenario supposes.
        case supposedEffect(SupposedEffect)
        /// Figures of a metric that a scenario supposes.
        case supposedMetric(SupposedMetric)
    }

    /// What is noted.
    package let fact: Fact
    /// Why, by whose authority, and where it was written.
    package let note: Movement.Note

    /// Makes a record; the plan checks it when it is noted.
    package init(_ fact: Fact, note: Movement.Note) {
        self.fact = fact
        self.note = note
    }
}

/// What a line is expected to have spent by the year's end.
package struct Outturn: Hashable, Sendable {
    /// The line, by id.
    package let line: String
    /// The source whose part of the line is meant, by id; `nil` for the line as a whole.
    package let source: String?
    /// The forecast or actual outturn, in full and not as a difference; never below zero.
    package let amount: Money

    /// Makes an outturn.
    package init(line: String, source: String? = nil, amount: Money) {
        self.line = line
        self.source = source
        self.amount = amount
    }
}

/// What was delivered against a risk pool's trajectory in one quarter.
package struct Delivery: Hashable, Sendable {
    /// The risk pool, by id.
    package let riskPool: String
    /// The quarter: 1 is April to June.
    package let quarter: Int
    /// What was delivered, counted or as a share.
    package let measure: Measure

    /// How a delivery is told.
    package enum Measure: Hashable, Sendable {
        /// In the unit of the pool's metric; below zero where things got worse.
        case counted(planned: Int64, actual: Int64)
        /// As a share of what is planned, in whole millionths.
        case share(Rate)
    }

    /// Makes a delivery that was counted.
    package init(riskPool: String, quarter: Int, planned: Int64, actual: Int64) {
        self.init(riskPool: riskPool, quarter: quarter, .counted(planned: planned, actual: actual))
    }

    /// Makes a delivery.
    package init(riskPool: String, quarter: Int, _ measure: Measure) {
        self.riskPool = riskPool
        self.quarter = quarter
        self.measure = measure
    }
}

/// A step on the way to a decision about one quarter of a risk pool.
package struct RiskPoolDecision: Hashable, Sendable {
    /// How far the decision has come.
    package enum Stage: String, Hashable, Sendable, CaseIterable {
        case recommended, agreed, approved
    }

    /// The risk pool, by id.
    package let riskPool: String
    /// The quarter: 1 is April to June.
    package let quarter: Int
    /// How far it has come.
    package let stage: Stage
    /// Who took the step.
    package let body: String
    /// The day, as `YYYY-MM-DD`; `nil` when it is not stated.
    package let day: String?

    /// Makes a step of a decision.
    package init(riskPool: String, quarter: Int, stage: Stage, body: String, day: String? = nil) {
        self.riskPool = riskPool
        self.quarter = quarter
        self.stage = stage
        self.body = body
        self.day = day
    }
}

/// Terms of a risk pool that a scenario supposes.
package struct SupposedTerms: Hashable, Sendable {
    /// The risk pool, by id.
    package let riskPool: String
    /// What is supposed; only what the plan does not state.
    package let terms: RiskPoolTerms

    /// Makes supposed terms.
    package init(riskPool: String, terms: RiskPoolTerms) {
        self.riskPool = riskPool
        self.terms = terms
    }
}

/// That what was released of a quarter of a risk pool went to lines.
package struct RiskPoolRelease: Hashable, Sendable {
    /// Money that went to one line.
    package struct Flow: Hashable, Sendable {
        /// The line, by id; `nil` where the money has no line yet.
        package let line: String?
        /// How much.
        package let amount: Money

        /// Makes a flow.
        package init(line: String?, amount: Money) {
            self.line = line
            self.amount = amount
        }
    }

    /// The risk pool, by id.
    package let riskPool: String
    /// The quarter whose money it is.
    package let quarter: Int
    /// Where the money went, in order.
    package let flows: [Flow]

    /// Makes a release.
    package init(riskPool: String, quarter: Int, flows: [Flow]) {
        self.riskPool = riskPool
        self.quarter = quarter
        self.flows = flows
    }

    /// How much went. Flows are parts of a pool's amount; what does not fit is no release that a plan notes.
    package var amount: Money { (try? Money.sum(flows.map(\.amount))) ?? Money(pence: .max) }
}

/// How a total of the Disabled Facilities Grant is shared between districts, by a key that somebody states.
package struct DistrictSplit: Hashable, Sendable {
    /// A district's weight in the key.
    package struct Weight: Hashable, Sendable {
        /// The district council, by id.
        package let district: String
        /// Its weight, in any unit; not below zero.
        package let weight: Int64

        /// Makes a weight.
        package init(district: String, weight: Int64) {
            self.district = district
            self.weight = weight
        }
    }

    /// What the key is, such as "population 2015, mid-year estimate".
    package let key: String
    /// The districts' weights, in the order of the plan's partners.
    package let weights: [Weight]

    /// Makes a split.
    package init(key: String, weights: [Weight]) {
        self.key = key
        self.weights = weights
    }
}
