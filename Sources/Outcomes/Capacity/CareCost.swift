package import Finance

/// What hours of care cost, in exact pence, or what their stated cost says of the price.
package struct CareCost: Sendable, Hashable {
    /// The hours.
    package let hours: CareHours
    /// The price of one hour; `nil` where the plan states none.
    package let price: Money?
    /// `hours × (1 + growth) × price`, rounded once, half away from zero, to the penny; `nil` where it cannot be told.
    package let cost: Money?
    /// The stated cost less the one worked out.
    package let difference: Money?
    /// What one hour costs by the stated cost, rounded half away from zero to the penny.
    package let impliedPrice: Money?
    /// What the hours would cost at that price, to show what rounding it does.
    package let costAtImpliedPrice: Money?
    /// What is missing to work out the cost.
    package let missing: [String]

    /// Works it out with a plan's price.
    package init(_ hours: CareHours, price: StatedPrice?) {
        self.hours = hours
        var missing: [String] = []
        if hours.hours == nil { missing.append("hours") }
        var own: Money?
        if let price {
            if price.price == nil { missing.append("price") }
            if price.unit == nil {
                missing.append("unit of the price")
            } else if price.unit != .hour {
                missing.append("price of an hour")
            }
            if price.unit == .hour { own = price.price }
        } else {
            missing.append("price")
        }
        self.price = own
        self.missing = missing
        let all = hours.hours.flatMap { Self.grown($0, hours.growth) }
        let worked = all.flatMap { all in own.flatMap { Self.times(all, $0) } }
        cost = worked
        difference = worked.flatMap { worked in hours.cost.flatMap { try? $0.subtracting(worked) } }
        impliedPrice = all.flatMap { all -> Money? in
            guard let cost = hours.cost, all.above > 0 else { return nil }
            return Fraction(cost.pence).divided(by: all)?.asPence
        }
        costAtImpliedPrice = impliedPrice.flatMap { price in all.flatMap { Self.times($0, price) } }
    }

    private static func grown(_ hours: DecimalFigure, _ growth: DecimalFigure?) -> Fraction? {
        let base = Fraction(hours)
        guard let growth else { return base }
        return Fraction(growth).divided(by: Fraction(100))?.adding(Fraction(1)).flatMap(base.times)
    }

    private static func times(_ hours: Fraction, _ price: Money) -> Money? {
        hours.times(Fraction(price.pence))?.asPence
    }
}
