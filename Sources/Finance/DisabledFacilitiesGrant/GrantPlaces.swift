/// Where a grant's terms point to in a plan: names are looked up once, and an assessment only adds.
///
/// A plan keeps them with what it was when it was read. A scenario that adds lines or sources makes them anew. A class, so that
/// handing them on copies nothing.
final class GrantPlaces: Sendable {
    /// A line that the terms name.
    struct Line: Sendable {
        /// Its id.
        let id: String
        /// Its place in the plan; `nil` for a line that the plan does not have.
        let index: Int?
        /// The places of its entries in what is passed down.
        var passedDown: [Int] = []
        /// The place of its first entry in what is retained.
        var retained: Int?
        /// The places of its entries in what is spent under the policy.
        var slices: [Int] = []
    }

    /// The terms.
    let grant: DisabledFacilitiesGrant
    /// The sources that are the grant.
    let sources: [Int]
    /// Every line that the terms name, once: first those that pass down, in the order of the terms.
    let lines: [Line]
    /// How many of the lines pass down.
    let passDownCount: Int
    /// The line of each entry of what is retained, by its place in ``lines``.
    let retained: [Int]
    /// The line of each entry of what is spent under the policy, by its place in ``lines``.
    let slices: [Int]
    /// The rulebook's day by which the grant is to be passed down; `nil` when it has none.
    let passBy: String?
    private let lineCount: Int
    private let sourceCount: Int

    /// Looks the names of the terms up.
    init(_ grant: DisabledFacilitiesGrant, rulebook: Rulebook?, lines all: [SpendLine], sources: [FundingSource]) {
        var lines: [Line] = []
        func place(_ id: String) -> Int {
            if let place = lines.firstIndex(where: { $0.id == id }) { return place }
            lines.append(Line(id: id, index: all.firstIndex { $0.id == id }))
            return lines.count - 1
        }
        for (entry, part) in grant.passedDown.enumerated() { lines[place(part.line)].passedDown.append(entry) }
        passDownCount = lines.count
        var (retained, slices): ([Int], [Int]) = ([], [])
        for (entry, part) in grant.retained.enumerated() {
            let line = place(part.line)
            retained.append(line)
            lines[line].retained = lines[line].retained ?? entry
        }
        for (entry, part) in (grant.policy?.topSlices ?? []).enumerated() {
            let line = place(part.line)
            slices.append(line)
            lines[line].slices.append(entry)
        }
        self.grant = grant
        self.sources = sources.indices.filter { grant.sources.contains(sources[$0].id) }
        self.lines = lines
        self.retained = retained
        self.slices = slices
        passBy = Self.passBy(of: rulebook)
        lineCount = all.count
        sourceCount = sources.count
    }

    /// The same for a plan that grew since.
    func fitting(_ plan: Plan) -> GrantPlaces {
        plan.lines.count == lineCount && plan.sources.count == sourceCount
            ? self
            : GrantPlaces(grant, rulebook: plan.arrangements.rulebook, lines: plan.lines, sources: plan.sources)
    }

    private static func passBy(of rulebook: Rulebook?) -> String? {
        for condition in rulebook?.conditions ?? [] {
            if case .passDown(_, .district, let day) = condition.test { return day }
        }
        return nil
    }
}
