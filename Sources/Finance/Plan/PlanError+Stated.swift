import Diagnostics

// Why something that a plan states beside its tables of money could not be given.

extension PlanError {
    static func noSuchMetric(_ id: String, known: [String]) -> Self {
        Self(
            "plan.metric.unknown", "the plan has no metric `\(id)`",
            help: Suggestion.didYouMean(id, in: known)
                ?? (known.isEmpty ? "metrics stand in the plan's metrics.csv" : "known: \(listing(known))"))
    }

    static func noSuchPrice(_ name: String, known: [String], what: String) -> Self {
        Self(
            "plan.price.unknown", "the plan has no \(what) `\(name)`",
            help: Suggestion.didYouMean(name, in: known)
                ?? (known.isEmpty ? "prices stand in the plan's prices.csv" : "known: \(listing(known))"))
    }

    static func noBand(of service: String, known: [String]) -> Self {
        Self(
            "plan.price.unknown", "`\(service)` has no one price", reason: "its price differs from band to band",
            help: "name the band: \(listing(known))")
    }

    static func severalPrices(_ service: String, from days: [String]) -> Self {
        Self(
            "plan.price.several", "`\(service)` has several prices", reason: "a price holds from a day on",
            help: "say on which day: on = \"\(days.sorted().last ?? "2021-11-01")\"")
    }

    static func noPriceYet(_ service: String, on day: String, from days: [String]) -> Self {
        Self(
            "plan.price.none-yet", "`\(service)` has no price on \(day)",
            help: "its first price holds from \(days.sorted().first ?? notStated)")
    }

    private static func listing(_ names: [String]) -> String {
        var seen: Set<String> = []
        let unique = names.filter { seen.insert($0).inserted }
        return unique.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (unique.count > 12 ? " …" : "")
    }
}
