import Diagnostics
package import Finance
import Outcomes

/// A plan's chains of capacity and demand: what follows from each stage, and where stated figures do not follow from
/// each other.
package struct CapacityReport: Sendable {
    let plan: Plan
    let provenance: Provenance

    /// Makes a report.
    package init(_ plan: Plan, provenance: Provenance) {
        self.plan = plan
        self.provenance = provenance
    }

    private var chains: [CapacityChain] { plan.arrangements.capacity }

    /// Every later stage of a chain, held against its first.
    private static func comparisons(_ chain: CapacityChain) -> [StageComparison] {
        guard let first = chain.stages.first else { return [] }
        return chain.stages.dropFirst().compactMap { StageComparison(from: first, to: $0) }
    }

    private func costs(_ chain: CapacityChain) -> [CareCost] {
        chain.careHours.map { hours in
            let prices = plan.arrangements.statedPrices.filter { $0.service == hours.service && $0.band == hours.band }
            // Days in this form sort as text; without a day the first price of the year is meant.
            let inForce = prices.filter { ($0.from ?? "") <= (hours.on ?? "9999") }
            let price =
                hours.on == nil
                ? prices.min { ($0.from ?? "") < ($1.from ?? "") }
                : inForce.max { ($0.from ?? "") < ($1.from ?? "") }
            return CareCost(hours, price: price)
        }
    }

    /// How many stages state figures that do not follow from the first stage's.
    private var notFollowing: Int {
        chains.flatMap(Self.comparisons).count { $0.follows == false }
            + chains.flatMap(costs).count { $0.difference.map { !$0.isZero } ?? false }
    }

    /// Whether all stated figures follow from each other, as far as can be told.
    package var isPassed: Bool { notFollowing == 0 }

    /// The report as text for people.
    package func text() -> String {
        var text = reportTitle("Capacity and demand: \(plan.identity.title.onOneLine)")
        if chains.isEmpty { text += "The plan states no chain of capacity: `capacity` in plan.yaml.\n\n" }
        for chain in chains { text += self.text(chain) }
        text += provenance.rendered()
        let verdict =
            notFollowing == 0
            ? "stated figures follow from each other, as far as can be told"
            : "\(notFollowing) stated figure\(notFollowing == 1 ? " does" : "s do") not follow from the others"
        return text + "\nResult: \(verdict)\n"
    }

    private func text(_ chain: CapacityChain) -> String {
        var text = "\(chain.title.onOneLine) (\(chain.id.onOneLine))\n"
        if !chain.stages.isEmpty { text += stages(chain) }
        for comparison in Self.comparisons(chain) { text += self.text(comparison, chain) }
        for change in chain.changes { text += self.text(change, chain) }
        if !chain.careHours.isEmpty { text += careHours(chain) }
        if let reference = chain.reference { text += "  from: \(reference.onOneLine)\n" }
        if let note = chain.note { text += "  note: \(note.onOneLine)\n" }
        return text + "\n"
    }

    private func stages(_ chain: CapacityChain) -> String {
        let figures = CapacityFigure.allCases.filter { figure in chain.stages.contains { $0.figures[figure] != nil } }
        var table = TextTable([.words("")] + chain.stages.map { .figures($0.title.shortened(to: 30)) })
        for figure in figures {
            table.add([figure.words] + chain.stages.map { Self.words($0.figures[figure], figure) })
        }
        table.addRule()
        let worked = chain.stages.map { StageAssessment($0) }
        func row(_ title: String, _ value: (StageAssessment) -> Spread?) {
            guard worked.contains(where: { value($0) != nil }) else { return }
            table.add([title] + worked.map { Self.words(value($0)) })
        }
        row("people at once") { $0.peopleAtOnce }
        row("calls a day") { $0.callsADay }
        row("hours a week") { $0.hoursAWeek }
        row("staff that takes") { $0.staffNeeded }
        row("calls a day for each of the stated staff") { $0.callsPerWorker }
        var text = table.rendered()
        for assessment in worked where assessment.staffNeeded == nil && !assessment.missing.isEmpty {
            let missing = assessment.missing.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            text += "  \(assessment.stage.title.onOneLine): staff cannot be worked out; not stated: \(missing)\n"
        }
        return text
    }

    private func text(_ comparison: StageComparison, _ chain: CapacityChain) -> String {
        let factors = comparison.factors.map { "\($0.figure.words) × \(estimate($0.factor, places: 3))" }
        var text = "  \(comparison.from.title.onOneLine) to \(comparison.to.title.onOneLine)\n"
        text += "     demand × \(estimate(comparison.factor, places: 3)): \(factors.joined(separator: ", "))\n"
        let same = (comparison.takenAsSame + comparison.statedOnce).map(\.words)
        if !same.isEmpty {
            text += "     taken to be the same, as they are not stated for both: \(same.joined(separator: ", "))\n"
        }
        let worker = chain.worker ?? "staff"
        if let expected = comparison.expectedStaff {
            text += "     \(worker.onOneLine): would become \(estimate(expected)); stated "
            if let stated = comparison.statedStaff {
                text += estimate(stated)
                text +=
                    comparison.follows == true
                    ? ", which follows\n" : ", \(estimate(stated - expected, sign: true)): does not follow\n"
            } else {
                text += "\(notStated)\n"
            }
        }
        if comparison.follows == false {
            for reading in comparison.readings {
                text +=
                    "     it would follow if \(reading.figure.words) were \(estimate(reading.needed, places: 2)) and not "
                text += "\(estimate(reading.stated, places: 2)), the others as stated\n"
            }
            if let calls = comparison.callsPerWorker {
                text += "     or if each made \(estimate(calls.after)) calls a day and not \(estimate(calls.before))\n"
            }
        }
        if let have = comparison.staffWithRecruits {
            text += "     with those recruited there are \(estimate(have))"
            if let stated = comparison.statedStaff { text += "; \(estimate(have - stated, sign: true)) to the stated" }
            if let expected = comparison.expectedStaff {
                text += "; \(estimate(have - expected, sign: true)) to what demand takes"
            }
            text += "\n"
        }
        return text
    }

    private func text(_ change: CapacityChange, _ chain: CapacityChain) -> String {
        let what = "  \(change.figure.words), \(signed(change.percentage))%: "
        guard let found = ChangeAssessment(change, in: chain) else { return what + "its figure is not stated\n" }
        return what + "\(estimate(found.after, places: 2)) was \(estimate(found.before, places: 2)) before, "
            + "\(estimate(found.low, places: 2)) to \(estimate(found.high, places: 2)) as the per cent are rounded\n"
    }

    private func careHours(_ chain: CapacityChain) -> String {
        var table = TextTable([
            .words("Service"), .words("Band"), .figures("Hours"), .figures("Growth"), .figures("Price"),
            .figures("Cost"),
            .figures("Stated cost"), .words(""),
        ])
        for cost in costs(chain) {
            var words: [String] = []
            if let difference = cost.difference {
                words.append(difference.isZero ? "as stated" : "\(difference.formatted(sign: true)) stated")
            }
            if cost.cost == nil, let price = cost.impliedPrice, let back = cost.costAtImpliedPrice {
                words.append("\(price) an hour by the stated cost (at that price \(back))")
            } else if cost.cost == nil {
                words.append("cannot be worked out: no \(cost.missing.joined(separator: ", no "))")
            }
            table.add([
                cost.hours.service.shortened(to: 40), cost.hours.band ?? "", cost.hours.hours?.description ?? notStated,
                cost.hours.growth.map { signed($0) + "%" } ?? "", cost.price?.description ?? notStated,
                cost.cost?.description ?? notStated, cost.hours.cost?.description ?? notStated,
                words.joined(separator: "; "),
            ])
        }
        return "  Hours of care: hours × (1 + growth) × price, rounded half away from zero to the penny\n"
            + table.rendered()
    }

    private static func words(_ evidence: Evidence?, _ figure: CapacityFigure) -> String {
        guard let evidence, let spread = Spread(evidence.figure) else { return notStated }
        let mark = evidence.quality == .stated ? "" : " (\(evidence.quality.rawValue))"
        return
            (figure == .doubleHanded
            ? words(Spread(low: spread.low * 100, central: spread.central * 100, high: spread.high * 100)) + "%"
            : words(spread)) + mark
    }

    private static func words(_ spread: Spread?) -> String {
        guard let spread else { return notStated }
        return spread.isRange
            ? "\(short(spread.central)) (\(short(spread.low)) to \(short(spread.high)))" : short(spread.central)
    }

    /// An estimate with one decimal, or with two where it is small, and none where it needs none.
    private static func short(_ value: Double) -> String {
        value == value.rounded() ? estimate(value, places: 0) : estimate(value, places: value < 10 ? 2 : 1)
    }
}

extension CapacityReport {
    /// The report as a JSON document of the form `bcf-capacity/1`. Estimates are text with four decimals, money is pence.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-capacity/1")), ("plan", .string(plan.identity.id)), ("passed", .boolean(isPassed)),
            ("chains", .array(chains.map { chain($0) })), ("provenance", provenance.json),
        ]).rendered()
    }

    private func chain(_ chain: CapacityChain) -> JSONValue {
        .object([
            ("id", .string(chain.id)), ("title", .string(chain.title)), ("worker", .optional(chain.worker)),
            ("reference", .optional(chain.reference)),
            ("stages", .array(chain.stages.map { stage(StageAssessment($0)) })),
            ("comparisons", .array(Self.comparisons(chain).map { comparison($0) })),
            (
                "changes",
                .array(
                    chain.changes.map { change in
                        let found = ChangeAssessment(change, in: chain)
                        return .object([
                            ("figure", .string(change.figure.rawValue)), ("stage", .string(change.stage)),
                            ("percent", Reports.json(change.percentage)), ("after", number(found?.after)),
                            ("before", number(found?.before)), ("low", number(found?.low)),
                            ("high", number(found?.high)),
                        ])
                    })
            ),
            (
                "care_hours",
                .array(
                    costs(chain).map { cost in
                        .object([
                            ("service", .string(cost.hours.service)), ("band", .optional(cost.hours.band)),
                            ("hours", Reports.json(cost.hours.hours)), ("price_pence", pence(cost.price)),
                            ("cost_pence", pence(cost.cost)), ("stated_cost_pence", pence(cost.hours.cost)),
                            ("implied_price_pence", pence(cost.impliedPrice)),
                            ("missing", .array(cost.missing.map { .string($0) })),
                        ])
                    })
            ),
        ])
    }

    private func stage(_ assessment: StageAssessment) -> JSONValue {
        .object([
            ("id", .string(assessment.stage.id)), ("title", .string(assessment.stage.title)),
            ("reference", .optional(assessment.stage.reference)),
            (
                "stated",
                .array(
                    CapacityFigure.allCases.compactMap { figure in
                        assessment.stage.figures[figure].map { evidence in
                            .object([
                                ("figure", .string(figure.rawValue)), ("value", spread(Spread(evidence.figure))),
                                ("quality", .string(evidence.quality.rawValue)),
                                ("reference", .optional(evidence.reference)),
                            ])
                        }
                    })
            ),
            ("people_at_once", spread(assessment.peopleAtOnce)), ("calls_a_day", spread(assessment.callsADay)),
            ("hours_a_week", spread(assessment.hoursAWeek)), ("staff_needed", spread(assessment.staffNeeded)),
            ("calls_per_worker", spread(assessment.callsPerWorker)),
            ("not_stated", .array(assessment.missing.map { .string($0.rawValue) })),
        ])
    }

    private func comparison(_ comparison: StageComparison) -> JSONValue {
        .object([
            ("from", .string(comparison.from.id)), ("to", .string(comparison.to.id)),
            ("factor", number(comparison.factor)),
            (
                "factors",
                .array(
                    comparison.factors.map {
                        .object([("figure", .string($0.figure.rawValue)), ("factor", number($0.factor))])
                    })
            ),
            ("expected_staff", number(comparison.expectedStaff)), ("stated_staff", number(comparison.statedStaff)),
            ("staff_with_recruits", number(comparison.staffWithRecruits)),
            ("follows", comparison.follows.map { .boolean($0) } ?? .null),
            (
                "readings",
                .array(
                    comparison.readings.map {
                        .object([
                            ("figure", .string($0.figure.rawValue)), ("stated", number($0.stated)),
                            ("needed", number($0.needed)),
                        ])
                    })
            ),
        ])
    }

    private func spread(_ spread: Spread?) -> JSONValue {
        spread.map { .object([("low", number($0.low)), ("central", number($0.central)), ("high", number($0.high))]) }
            ?? .null
    }

    private func number(_ value: Double?) -> JSONValue { Reports.json(value.flatMap { estimated($0, places: 4) }) }

    private func pence(_ amount: Money?) -> JSONValue { amount.map { .integer($0.pence) } ?? .null }
}

extension CapacityFigure {
    /// The figure in words.
    var words: String {
        switch self {
        case .startsPerWeek: "starts a week"
        case .days: "days each stays"
        case .callsPerDay: "calls a day for one"
        case .minutesPerCall: "minutes a call"
        case .travelMinutesPerCall: "travel minutes a call"
        case .doubleHanded: "calls with two workers"
        case .hoursPerWorker: "hours a week of a worker"
        case .peopleAtOnce: "people at once, as stated"
        case .staff: "staff, as stated"
        case .recruited: "recruited so far"
        }
    }
}
