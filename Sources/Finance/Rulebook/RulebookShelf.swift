/// Where the rulebooks of other years are found, for a plan that is rolled forward.
///
/// A plan is a value, so what a shelf gives must never change: the same year, the same rulebook.
package struct RulebookShelf: Hashable, Sendable {
    /// What tells this shelf from others.
    private let name: String
    private let find: @Sendable (PlanningYear) -> Rulebook?

    /// Makes a shelf. Two of the same name hold the same rulebooks.
    package init(_ name: String, _ find: @escaping @Sendable (PlanningYear) -> Rulebook?) {
        self.name = name
        self.find = find
    }

    /// The rulebook of a year; `nil` when there is none.
    package func rulebook(of year: PlanningYear) -> Rulebook? { find(year) }

    package static func == (one: Self, other: Self) -> Bool { one.name == other.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
