package import Diagnostics

/// A Better Care Fund plan: what comes in by source, what each line spends from each source, and every movement of
/// money since it was read.
///
/// A plan is a value. Changing a copy never changes the original, so no scenario can leak into another. Spending is a
/// flat matrix of pence, line by line, one cell a source. Totals are computed and never stored.
///
/// Held by construction, for any sequence of movements:
/// - no cell is below zero;
/// - for each source that states its income, funding = spend of all lines + unallocated; for one that does not, the
///   same holds of what scenarios changed;
/// - the sum of any selection of cells and funding, and the difference of any two such sums, fits in 64 bits.
package struct Plan: Sendable {
    /// What the plan holds. Copies share it until one of them changes, so handing a plan on costs next to nothing.
    private var content: PlanContent

    /// What the plan is about.
    package var identity: PlanIdentity { _read { yield content.opening.identity } }
    /// The bodies that take part.
    package var partners: [Partner] { content.opening.partners }
    /// The pooled funds.
    package var pools: [Pool] { content.opening.pools }
    /// Amounts stated outside the tables.
    package var memoranda: [Memorandum] { content.opening.memoranda }
    /// What the plan says beside its tables: minimums, agreements, declarations.
    package var arrangements: PlanArrangements { _read { yield content.opening.arrangements } }
    /// The funding rows, in the plan's order.
    package internal(set) var sources: [FundingSource] {
        _read { yield content.sources }
        _modify { yield &own.sources }
    }
    /// The spend lines, in the plan's order; lines that a scenario adds come last.
    package internal(set) var lines: [SpendLine] {
        _read { yield content.lines }
        _modify { yield &own.lines }
    }
    /// Every movement of money, in the order in which they were made.
    package internal(set) var movements: [Movement] {
        _read { yield content.movements }
        _modify { yield &own.movements }
    }
    /// Every line that was closed, with the reason, also when no money was left to move.
    package internal(set) var closures: [Closure] {
        _read { yield content.closures }
        _modify { yield &own.closures }
    }

    /// Every fact that was noted, in the order in which they were noted.
    package internal(set) var records: [PlanRecord] {
        _read { yield content.records }
        _modify { yield &own.records }
    }

    /// Pence a cell: `spending[line * sources.count + source]`.
    var spending: [Int64] {
        _read { yield content.spending }
        _modify { yield &own.spending }
    }
    /// The spending as it was read: what ``explanation(line:source:)`` starts from.
    var openingSpending: [Int64] { content.opening.spending }
    /// The input cell of each opening cell, in the order of ``openingSpending``.
    var origins: [Place?] { content.opening.origins }
    /// How many sources there were when the plan was read: the row length of ``openingSpending``.
    var openingSourceCount: Int { content.opening.sourceCount }
    /// How many lines there were when the plan was read.
    var openingLineCount: Int { content.opening.lineCount }
    /// The year before, closed; `nil` for the first year.
    package var priorYear: PriorYear? { content.opening.priorYear }
    /// What a source brought in when the plan was read. Fits, as the plan checked it when it was made.
    func openingFunding(source: Int) -> Int64 {
        source < openingSourceCount ? content.opening.funding[source] : 0
    }
    /// What a source that does not state its income is taken to have brought: what the plan's lines spent from it when it
    /// was read, so that only what scenarios free of it counts as unallocated. Zero for every other source.
    package func presumedFunding(source: Int) -> Int64 {
        source < openingSourceCount ? content.opening.presumedFunding[source] : 0
    }
    /// The same of all sources together.
    var totalPresumedFunding: Int64 { content.opening.totalPresumedFunding }
    /// The rulebook's conditions, ready for the plan as it was read.
    var conditions: CompiledConditions? { content.opening.conditions }
    /// What the grant's terms point to in the plan as it was read; `nil` when it does not say how it is passed down.
    var grantPlaces: GrantPlaces? { _read { yield content.opening.grantPlaces } }
    /// What the pools' terms point to in the plan as it was read.
    var poolPlaces: [PoolPlaces] { _read { yield content.opening.poolPlaces } }

    /// Pence a source that have come in: tranches, and what scenarios contributed less what they withdrew. Of a source
    /// that does not state its income, only the latter, which may be below zero.
    var funding: [Int64] {
        _read { yield content.funding }
        _modify { yield &own.funding }
    }

    private var lineIndices: [String: Int] {
        _read { yield content.lineIndices }
        _modify { yield &own.lineIndices }
    }
    private var sourceIndices: [String: Int] {
        _read { yield content.sourceIndices }
        _modify { yield &own.sourceIndices }
    }

    /// The content, for changing: this plan's alone.
    private var own: PlanContent {
        mutating get {
            if !isKnownUniquelyReferenced(&content) { content = PlanContent(content) }
            return content
        }
        set { content = newValue }
    }

    /// Makes a plan and checks what must hold of any plan.
    ///
    /// - Parameters:
    ///   - cells: one amount for each line and source, line by line; `lines.count * sources.count` in all.
    ///   - origins: the input cell of each amount, in the same order; empty when there are none to tell.
    ///   - priorYear: the year that the plan was rolled forward from.
    package init(
        identity: PlanIdentity, partners: [Partner] = [], pools: [Pool] = [], memoranda: [Memorandum] = [],
        arrangements: PlanArrangements = .none, sources: [FundingSource], lines: [SpendLine], cells: [Money],
        origins: [Place?] = [], priorYear: PriorYear? = nil
    ) throws(PlanError) {
        precondition(cells.count == lines.count * sources.count, "one cell for each line and source")
        precondition(origins.isEmpty || origins.count == cells.count, "one origin a cell, or none at all")
        content = PlanContent(
            identity: identity, partners: partners, pools: pools, memoranda: memoranda,
            arrangements: arrangements, sources: sources, lines: lines, spending: cells.map(\.pence),
            // A plan that was rolled forward has no input cells of its own.
            origins: origins.isEmpty && priorYear == nil ? Array(repeating: nil, count: cells.count) : origins,
            priorYear: priorYear)
        for (index, source) in sources.enumerated() {
            guard sourceIndices.updateValue(index, forKey: source.id) == nil else { throw .duplicateSource(source.id) }
        }
        for (index, line) in lines.enumerated() {
            guard line.id != Self.unallocatedWord else { throw .reservedLine(line.id) }
            guard lineIndices.updateValue(index, forKey: line.id) == nil else { throw .duplicateLine(line.id) }
        }
        for (index, cell) in cells.enumerated() where cell.isNegative {
            throw .negativeCell(
                line: lines[index / sources.count].id, source: sources[index % sources.count].id, amount: cell)
        }
        do throws(MoneyError) {
            for source in sources { funding.append(try Money.sum(source.tranches.map(\.amount)).pence) }
        } catch {
            throw .tooLarge(error.description)
        }
        try checkRoom(for: .zero)
    }
}

/// What a plan is about.
package struct PlanIdentity: Hashable, Sendable {
    /// The plan's id, unique among a user's plans; the name of its folder.
    package let id: String
    /// The plan's title.
    package let title: String
    /// The Health and Wellbeing Board's area.
    package let area: String
    /// The financial year.
    package let year: PlanningYear

    /// Makes an identity.
    package init(id: String, title: String, area: String, year: PlanningYear) {
        self.id = id
        self.title = title
        self.area = area
        self.year = year
    }
}

extension Plan {
    /// The place of a line in ``lines``. Throws with the nearest id when there is no such line.
    package func lineIndex(_ id: String) throws(PlanError) -> Int {
        guard let index = lineIndices[id] else { throw .noSuchLine(id, in: lines) }
        return index
    }

    /// The place of a source in ``sources``. Throws with the nearest id when there is no such source.
    package func sourceIndex(_ id: String) throws(PlanError) -> Int {
        guard let index = sourceIndices[id] else { throw .noSuchSource(id, known: sources.map(\.id)) }
        return index
    }

    /// Checks that sums of cells and funding, and differences of such sums, still fit in 64 bits after `amount` has come
    /// in: their magnitudes together, with the newcomer counted on both sides, must fit.
    func checkRoom(for amount: Money) throws(PlanError) {
        var magnitude: UInt64 = 0
        let others = [totalPresumedFunding, amount.pence, amount.pence]
        for pence in [funding, spending, others].joined() {
            let (sum, overflow) = magnitude.addingReportingOverflow(pence.magnitude)
            guard !overflow, sum <= UInt64(Int64.max) else {
                throw .tooLarge("the plan's amounts together are too large to hold exactly")
            }
            magnitude = sum
        }
    }

    mutating func appendLine(_ line: SpendLine) throws(PlanError) {
        guard lineIndices[line.id] == nil else { throw .duplicateLine(line.id) }
        guard lines.count < Self.mostLines else { throw .tooMany("lines", Self.mostLines) }
        // "Theme 2" beside "Theme 1" is a theme of its own; "Urgent response" beside "Urgent Response" is a slip.
        if !lines.contains(where: { $0.theme == line.theme }) {
            let numbers = line.theme.filter(\.isNumber)
            // A plan has a handful of themes; among hundreds, a slip would not be told from a name.
            let known = themes
            let sameNumbers = known.count > 200 ? [] : known.filter { $0.filter(\.isNumber) == numbers }
            if let near = Suggestion.nearest(to: line.theme, in: sameNumbers) {
                throw .themeSlip(line.theme, near: near)
            }
        }
        lineIndices[line.id] = lines.count
        lines.append(line)
        spending.append(contentsOf: repeatElement(0, count: sources.count))
    }

    mutating func appendSource(_ source: FundingSource) throws(PlanError) {
        guard sourceIndices[source.id] == nil else { throw .duplicateSource(source.id) }
        guard sources.count < Self.mostSources else { throw .tooMany("sources", Self.mostSources) }
        assert(source.tranches.isEmpty, "money enters only by a contribution")
        let width = sources.count
        var wider: [Int64] = []
        wider.reserveCapacity(lines.count * (width + 1))
        for line in lines.indices {
            wider += spending[line * width..<(line + 1) * width]
            wider.append(0)
        }
        spending = wider
        sourceIndices[source.id] = width
        sources.append(source)
        funding.append(0)
    }
}

extension Plan {
    /// The word that scripts and tables use for money without a line; no line may have it as its id.
    package static let unallocatedWord = "unallocated"

    /// How many movements a scenario may make, and how far it may add to a plan: far beyond any plan that people read,
    /// and a bound on what a loop without end can fill.
    static let mostMovements = 10_000
    static let mostLines = 20_000
    static let mostSources = 500
    /// No budget looks further ahead.
    static let mostYears = 20
    /// How many cells the years of a plan may have together: all of them are kept.
    static let mostCellsOverYears = 2_000_000
}
