package import Draws
package import Finance

/// A figure with its ends, where it is a range.
///
/// Ends of a result are worked out from the ends that make it least and most, all at once: they hold every value that the
/// inputs' ranges allow, and are wider than a 90% interval of the result.
package struct Spread: Hashable, Sendable {
    /// The least.
    package let low: Double
    /// What is likeliest or in the middle.
    package let central: Double
    /// The most.
    package let high: Double

    /// One figure without doubt.
    package init(_ value: Double) { (low, central, high) = (value, value, value) }

    /// A figure with its ends.
    package init(low: Double, central: Double, high: Double) {
        (self.low, self.central, self.high) = (low, central, high)
    }

    /// The ends and the middle of a distribution as a plan states it; `nil` for one that is given in other terms.
    package init?(_ distribution: Distribution) {
        switch distribution {
        case .certain(let value): self.init(value)
        case .between(let low, let high), .uniform(let low, let high):
            self.init(low: low, central: (low + high) / 2, high: high)
        case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
            self.init(low: low, central: mode, high: high)
        case .normal, .lognormal, .beta, .discrete, .empirical: return nil
        }
    }

    /// Whether it is a range.
    package var isRange: Bool { low != high }

    static func * (left: Spread, right: Spread) -> Spread {
        Spread(low: left.low * right.low, central: left.central * right.central, high: left.high * right.high)
    }

    static func * (left: Spread, right: Double) -> Spread { left * Spread(right) }

    static func + (left: Spread, right: Spread) -> Spread {
        Spread(low: left.low + right.low, central: left.central + right.central, high: left.high + right.high)
    }

    /// `nil` where the divisor may be nothing.
    static func / (left: Spread, right: Spread) -> Spread? {
        guard right.low > 0 else { return nil }
        return Spread(low: left.low / right.high, central: left.central / right.central, high: left.high / right.low)
    }
}

/// What follows from one stage of a chain, by Little's law.
package struct StageAssessment: Sendable, Hashable {
    /// The stage.
    package let stage: CapacityStage
    /// How many people are in the service at once: starts a week / 7 × days.
    package let peopleAtOnce: Spread?
    /// Calls a day to all of them.
    package let callsADay: Spread?
    /// Hours of calls and travel a week.
    package let hoursAWeek: Spread?
    /// How many workers that takes.
    package let staffNeeded: Spread?
    /// Calls a day that each of the stated workers would make.
    package let callsPerWorker: Spread?
    /// Which figures would be needed to go on, and are not stated.
    package let missing: [CapacityFigure]

    /// Works a stage out as far as its figures go.
    package init(_ stage: CapacityStage) {
        self.stage = stage
        func spread(_ figure: CapacityFigure) -> Spread? { stage.figures[figure].flatMap { Spread($0.figure) } }
        var missing: [CapacityFigure] = []
        func need(_ figure: CapacityFigure) -> Spread? {
            let found = spread(figure)
            if found == nil { missing.append(figure) }
            return found
        }
        var atOnce: Spread?
        if let starts = need(.startsPerWeek), let days = need(.days) {
            atOnce = starts * days * (1.0 / 7)
        } else {
            if spread(.startsPerWeek) == nil, spread(.days) == nil { missing.append(.days) }
            atOnce = spread(.peopleAtOnce)
        }
        let perPerson = need(.callsPerDay)
        var calls: Spread?
        if let atOnce, let perPerson { calls = atOnce * perPerson }
        let minutes = need(.minutesPerCall)
        let travel = spread(.travelMinutesPerCall) ?? Spread(0)
        let pairs = spread(.doubleHanded) ?? Spread(0)
        var hours: Spread?
        if let calls, let minutes { hours = calls * (7.0 / 60) * (minutes + travel) * (Spread(1) + pairs) }
        let perWorker = need(.hoursPerWorker)
        peopleAtOnce = atOnce
        callsADay = calls
        hoursAWeek = hours
        staffNeeded = hours.flatMap { hours in perWorker.flatMap { hours / $0 } }
        callsPerWorker = calls.flatMap { calls in spread(.staff).flatMap { calls / $0 } }
        var seen: Set<CapacityFigure> = []
        self.missing = missing.filter { seen.insert($0).inserted }
    }
}

/// A stage held against the first one of its chain.
package struct StageComparison: Sendable, Hashable {
    /// One way in which the stated staff would follow.
    package struct Reading: Sendable, Hashable {
        /// The figure that would have to be another.
        package let figure: CapacityFigure
        /// What is stated.
        package let stated: Double
        /// What it would have to be, with all others as stated.
        package let needed: Double
    }

    /// The first stage.
    package let from: CapacityStage
    /// The stage.
    package let to: CapacityStage
    /// By what each stated figure multiplies the demand for staff, in the order of the chain.
    package let factors: [(figure: CapacityFigure, factor: Double)]
    /// All factors together.
    package let factor: Double
    /// Figures that neither stage states: they are taken to be the same.
    package let takenAsSame: [CapacityFigure]
    /// Figures that only one of the stages states: they cannot be compared, and are taken to be the same.
    package let statedOnce: [CapacityFigure]
    /// The first stage's staff times the factor; `nil` where it states none.
    package let expectedStaff: Double?
    /// The staff that the stage states.
    package let statedStaff: Double?
    /// The first stage's staff and those recruited since.
    package let staffWithRecruits: Double?
    /// Each figure that changes, and what it would have to be for the stated staff to follow.
    package let readings: [Reading]
    /// Calls a day for each of the stated workers, before and after; `nil` where they cannot be told.
    package let callsPerWorker: (before: Double, after: Double)?

    /// How far the stated staff may lie from the expected to be the same figure in whole workers.
    private static let tolerance = 0.5

    /// Whether the stated staff follows; `nil` where it cannot be told.
    package var follows: Bool? {
        guard let expectedStaff, let statedStaff else { return nil }
        return (expectedStaff - statedStaff).magnitude <= Self.tolerance
    }

    /// Compares; `nil` where the two state no figure in common.
    package init?(from: CapacityStage, to: CapacityStage) {
        func value(_ stage: CapacityStage, _ figure: CapacityFigure) -> Double? {
            stage.figures[figure].flatMap { Spread($0.figure)?.central }
        }
        /// What multiplies the demand: most figures themselves, pairs as one and their share, hours as a divisor.
        func weight(_ figure: CapacityFigure, _ value: Double) -> Double {
            switch figure {
            case .doubleHanded: 1 + value
            case .hoursPerWorker: 1 / value
            default: value
            }
        }
        let inputs: [CapacityFigure] = [
            .startsPerWeek, .days, .callsPerDay, .minutesPerCall, .doubleHanded, .hoursPerWorker,
        ]
        var factors: [(CapacityFigure, Double)] = []
        var (same, once) = ([CapacityFigure](), [CapacityFigure]())
        for figure in inputs {
            switch (value(from, figure), value(to, figure)) {
            case (let before?, let after?):
                var weights = (weight(figure, before), weight(figure, after))
                if figure == .minutesPerCall {
                    // Travel comes on top of the minutes, so the two are one factor.
                    weights.0 += value(from, .travelMinutesPerCall) ?? 0
                    weights.1 += value(to, .travelMinutesPerCall) ?? value(from, .travelMinutesPerCall) ?? 0
                }
                guard weights.0 > 0, weights.0.isFinite, weights.1.isFinite else { return nil }
                factors.append((figure, weights.1 / weights.0))
            case (nil, nil): same.append(figure)
            default: once.append(figure)
            }
        }
        guard !factors.isEmpty else { return nil }
        self.from = from
        self.to = to
        self.factors = factors.map { (figure: $0.0, factor: $0.1) }
        let factor = factors.reduce(1) { $0 * $1.1 }
        self.factor = factor
        takenAsSame = same
        statedOnce = once
        let staffBefore = value(from, .staff)
        let staffAfter = value(to, .staff)
        expectedStaff = staffBefore.map { $0 * factor }
        statedStaff = staffAfter
        staffWithRecruits = staffBefore.flatMap { before in value(to, .recruited).map { before + $0 } }
        let plain: Set<CapacityFigure> = [.startsPerWeek, .days, .callsPerDay]
        var readings: [Reading] = []
        if let staffBefore, let staffAfter, staffBefore > 0, factor > 0 {
            for (figure, own) in factors where plain.contains(figure) && own != 1 {
                guard let stated = value(to, figure) else { continue }
                readings.append(
                    Reading(figure: figure, stated: stated, needed: stated * (staffAfter / staffBefore) / factor))
            }
        }
        self.readings = readings
        let before = StageAssessment(from).callsPerWorker?.central
        let after = StageAssessment(to).callsPerWorker?.central
        callsPerWorker = before.flatMap { before in after.map { (before, $0) } }
    }

    package static func == (left: StageComparison, right: StageComparison) -> Bool {
        left.from == right.from && left.to == right.to
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(from)
        hasher.combine(to)
    }
}

/// What a figure was before a change that is printed in %.
package struct ChangeAssessment: Sendable, Hashable {
    /// The change.
    package let change: CapacityChange
    /// The figure after it.
    package let after: Double
    /// The figure before it.
    package let before: Double
    /// The least and the most that it was, as the printed per cent are rounded.
    package let low: Double
    /// The most.
    package let high: Double

    /// Works it out; `nil` where the stage does not state the figure, or nothing is left before.
    package init?(_ change: CapacityChange, in chain: CapacityChain) {
        guard let stage = chain.stages.first(where: { $0.id == change.stage }),
            let after = stage.figures[change.figure].flatMap({ Spread($0.figure)?.central })
        else { return nil }
        let half = (0..<change.percentage.places).reduce(0.5) { half, _ in half / 10 }
        let percentage = change.percentage.approximate
        guard percentage - half > -100 else { return nil }
        self.change = change
        self.after = after
        before = after / (1 + percentage / 100)
        low = after / (1 + (percentage + half) / 100)
        high = after / (1 + (percentage - half) / 100)
    }
}
