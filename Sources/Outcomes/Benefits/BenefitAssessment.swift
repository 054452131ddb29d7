package import Finance

/// What follows from a benefit case as it is stated, and what does not.
package struct BenefitAssessment: Sendable {
    /// A figure that follows.
    package struct Worked: Sendable, Hashable {
        /// The figure.
        package enum Value: Sendable, Hashable {
            /// Money, exact to the penny or rounded to it as ``Worked/how`` says.
            case money(Money)
            /// Money from one amount to another.
            case moneyRange(Money, Money)
            /// A count with one decimal where it needs one.
            case count(DecimalFigure)
        }

        /// What it is.
        package let what: String
        /// The figure.
        package let value: Value
        /// How it comes about.
        package let how: String
    }

    /// A figure that a reader may want and that does not follow.
    package struct Refused: Sendable, Hashable {
        /// What it is.
        package let what: String
        /// What would have to be stated.
        package let missing: [String]
    }

    /// The case.
    package let benefit: BenefitCase
    /// What follows.
    package let worked: [Worked]
    /// What does not.
    package let refused: [Refused]

    /// Works a case out as far as it goes.
    package init(_ benefit: BenefitCase) {
        self.benefit = benefit
        var reading = Reading(benefit: benefit)
        reading.saving()
        reading.people()
        reading.units()
        reading.costs()
        worked = reading.worked
        refused = reading.refused
    }
}

/// Goes through a case step by step.
private struct Reading {
    let benefit: BenefitCase
    var worked: [BenefitAssessment.Worked] = []
    var refused: [BenefitAssessment.Refused] = []
    private var yearly: (low: Money, high: Money)?
    private var unit: String { benefit.unit ?? "unit" }

    init(benefit: BenefitCase) { self.benefit = benefit }

    mutating func add(_ what: String, _ value: BenefitAssessment.Worked.Value?, _ how: String) {
        if let value { worked.append(.init(what: what, value: value, how: how)) }
    }

    mutating func refuse(_ what: String, _ missing: String...) {
        refused.append(.init(what: what, missing: missing))
    }

    /// A fraction of pence as money.
    private static func money(_ pence: Fraction?) -> BenefitAssessment.Worked.Value? {
        pence?.asPence.map { .money($0) }
    }

    private static func count(_ count: Fraction?, places: Int? = nil) -> BenefitAssessment.Worked.Value? {
        count.flatMap { $0.rounded(places: places ?? ($0.below == 1 ? 0 : 1)) }.map { .count($0) }
    }

    /// The saving of a year.
    mutating func saving() {
        guard let low = benefit.saving else { return refuse("what is saved in a year", "a saving") }
        let high = benefit.savingTo ?? low
        guard let per = benefit.per else { return refuse("what is saved in a year", "for which time the saving is") }
        let times: Int64 =
            switch per {
            case .week: 52
            case .month: 12
            case .year: 1
            }
        guard let one = try? low.multiplied(by: times), let other = try? high.multiplied(by: times) else { return }
        yearly = (one, other)
        if times > 1 {
            add(
                "saved in a year", low == high ? .money(one) : .moneyRange(one, other),
                "\(times) times what a \(per.rawValue) saves")
        }
        if benefit.value == nil { refuse("whether budgets become smaller by it", "whether it is cash-releasing") }
        if benefit.beneficiary == nil { refuse("whose money it is", "who has the benefit") }
    }

    /// People, groups and weeks.
    mutating func people() {
        if let groups = benefit.groups, groups > 0, let people = benefit.people {
            add(
                "people in a group", Self.count(Fraction(Int128(people), over: Int128(groups))), "\(people) / \(groups)"
            )
        }
        if let weeks = benefit.weeks {
            if let groups = benefit.groups {
                add(
                    "weeks of all groups", Self.count(Fraction(Int128(groups) * Int128(weeks), over: 1)),
                    "\(groups) × \(weeks)")
            }
            if let people = benefit.people {
                add(
                    "weeks of all people, if all stay to the end",
                    Self.count(Fraction(Int128(people) * Int128(weeks), over: 1)), "\(people) × \(weeks)")
            }
        }
    }

    /// What is avoided.
    mutating func units() {
        guard let per = benefit.peoplePerUnit, per.digits > 0 else {
            // A case that names nothing to avoid is not asked for it.
            if benefit.unit == nil { return }
            return refuse("how many \(unit)s are avoided", "for how many people one \(unit) is avoided")
        }
        let rate = Fraction(per)
        if benefit.rateMeans != .avoided {
            refuse(
                "how many \(unit)s are avoided, if one for every \(per) people is what is left",
                "how many there were before")
        }
        if benefit.rateMeans == .remaining { return }
        let condition = benefit.rateMeans == nil ? ", if one for every \(per) people is avoided" : ""
        if let people = benefit.people {
            let avoided = Fraction(Int64(people)).divided(by: rate)
            add("\(unit)s avoided\(condition)", Self.count(avoided), "\(people) / \(per)")
            if let value = benefit.unitValue {
                add(
                    "value of the \(unit)s avoided\(condition)",
                    Self.money(avoided?.times(Fraction(value.pence))),
                    "\(people) / \(per) × \(value), rounded half away from zero to the penny")
            }
        }
        guard let yearly, yearly.low == yearly.high, yearly.low > .zero else { return }
        if let value = benefit.unitValue {
            tried("at \(value) for one \(unit)", value, condition, yearly.low, per, rate)
        }
        if benefit.people != nil, benefit.unitValue != nil { return }
        let product = rate.times(Fraction(yearly.low.pence))
        add(
            "people × value of one \(unit)\(condition)",
            Self.money(product),
            "\(per) × \(yearly.low): the two that are not stated multiply to this")
        if let people = benefit.people, people > 0 {
            add(
                "value of one \(unit)\(condition)",
                Self.money(product?.divided(by: Fraction(Int64(people)))),
                "\(yearly.low) × \(per) / \(people), rounded half away from zero to the penny")
        } else {
            for each in benefit.tried {
                tried("at \(each.unitValue), \(each.title)", each.unitValue, condition, yearly.low, per, rate)
            }
        }
        if benefit.people == nil { refuse("how many \(unit)s are avoided", "how many people the service reaches") }
        if benefit.unitValue == nil { refuse("what one \(unit) is worth", "a value of one \(unit)") }
    }

    /// How many units and people a saving takes at a value of one unit.
    private mutating func tried(
        _ words: String, _ value: Money, _ condition: String, _ saving: Money, _ per: DecimalFigure, _ rate: Fraction
    ) {
        guard value > .zero, let units = Fraction(saving.pence).divided(by: Fraction(value.pence)) else { return }
        add("\(unit)s \(words)\(condition)", Self.count(units, places: 1), "\(saving) / \(value)")
        add("people \(words)\(condition)", Self.count(units.times(rate), places: 0), "\(saving) / \(value) × \(per)")
    }

    /// What it costs, and what is left.
    mutating func costs() {
        guard let cost = benefit.cost else {
            return refuse("what a person costs, and what is left of the saving", "what the service costs")
        }
        if let people = benefit.people, people > 0 {
            add(
                "cost of a person", Self.money(Fraction(cost.pence).divided(by: Fraction(Int64(people)))),
                "\(cost) / \(people), rounded half away from zero to the penny")
        } else {
            refuse("what a person costs", "how many people the service reaches")
        }
        if let groups = benefit.groups, groups > 0 {
            add(
                "cost of a group", Self.money(Fraction(cost.pence).divided(by: Fraction(Int64(groups)))),
                "\(cost) / \(groups), rounded half away from zero to the penny")
        }
        guard let yearly else { return }
        let low = try? yearly.low.subtracting(cost)
        let high = try? yearly.high.subtracting(cost)
        guard let low, let high else { return }
        add(
            benefit.value == .cashReleasing ? "left of a year's saving" : "left of a year's saving, on paper",
            low == high ? .money(low) : .moneyRange(low, high), "a year's saving less \(cost)")
    }
}
