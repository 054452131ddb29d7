import Finance

/// Where an estimate becomes a whole number.
enum Estimate {
    /// The nearest whole number, halves away from zero; the largest or smallest where it is beyond what is counted.
    static func whole(_ value: Double) -> Int64 {
        if value.magnitude < 0x1p62 { return Int64(value.rounded(.toNearestOrAwayFromZero)) }
        return value.isNaN ? 0 : value > 0 ? 1 << 62 : -(1 << 62)
    }

    /// An amount of £, to the penny.
    static func money(_ pounds: Double) -> Money { Money(pence: whole(pounds * 100)) }
}
