package import Diagnostics

/// Where the statements of a plan are written that are no cells of its money: in which file, row and column.
package struct InputPlaces: Hashable, Sendable {
    /// A statement.
    package enum Key: Hashable, Sendable {
        /// A minimum of the year or of the year before, or the document's own figure, by condition.
        case minimum(String)
        case previousMinimum(String)
        case planned(String)
        /// What the plan declares, by condition.
        case declaration(String)
        /// A risk pool or one of its terms, by the pool's id and the key of plan.yaml.
        case riskPool(String, String)
        /// What a district is entitled to.
        case entitlement(String)
        /// What a reserve held when the year began.
        case reserve(String)
        /// The terms of a pool's agreement.
        case pool(String)
        /// A figure of effects.csv, by its parameter's name, such as `night-nursing/unit-cost`.
        case figure(String)
        /// A figure of metrics.csv: metric, period, column.
        case metric(String, period: String, column: String)
    }

    private var places: [Key: Place] = [:]

    /// No place is known.
    package init() {}

    /// These places, with others added.
    package mutating func add(_ others: InputPlaces) { places.merge(others.places) { first, _ in first } }

    /// Where a statement is written; `nil` where nobody knows.
    package subscript(key: Key) -> Place? {
        get { places[key] }
        set { places[key] = newValue }
    }
}
