import Diagnostics

/// What a plan holds. Only ``Plan`` sees it, and changes it only where it is the only one that does: so it is as
/// immutable as the value that it belongs to.
final class PlanContent: @unchecked Sendable {
    /// What no scenario changes.
    let opening: PlanOpening
    var sources: [FundingSource]
    var lines: [SpendLine]
    var movements: [Movement] = []
    var closures: [Closure] = []
    var records: [PlanRecord] = []
    var spending: [Int64]
    var funding: [Int64] = []
    var lineIndices: [String: Int] = [:]
    var sourceIndices: [String: Int] = [:]

    /// The content of a plan as it was read, or as it was rolled forward.
    init(
        identity: PlanIdentity, partners: [Partner], pools: [Pool], memoranda: [Memorandum],
        arrangements: PlanArrangements, sources: [FundingSource], lines: [SpendLine], spending: [Int64],
        origins: [Place?], priorYear: PriorYear?
    ) {
        opening = PlanOpening(
            identity: identity, partners: partners, pools: pools, memoranda: memoranda, arrangements: arrangements,
            sources: sources, lines: lines, spending: spending, origins: origins, priorYear: priorYear)
        self.sources = sources
        self.lines = lines
        self.spending = spending
    }

    /// A copy, for a plan that is about to change.
    init(_ other: PlanContent) {
        opening = other.opening
        sources = other.sources
        lines = other.lines
        movements = other.movements
        closures = other.closures
        records = other.records
        spending = other.spending
        funding = other.funding
        lineIndices = other.lineIndices
        sourceIndices = other.sourceIndices
    }
}

/// What a plan was when it was read, of which a scenario changes nothing: shared by all that become of it.
final class PlanOpening: Sendable {
    let identity: PlanIdentity
    let partners: [Partner]
    let pools: [Pool]
    let memoranda: [Memorandum]
    let arrangements: PlanArrangements
    let spending: [Int64]
    let origins: [Place?]
    let sourceCount: Int
    /// How many lines there were.
    let lineCount: Int
    /// The year before, of a plan that was rolled forward.
    let priorYear: PriorYear?
    /// What came in from each source.
    let sources: [FundingSource]
    /// The same in one sum each; as large as 64 bits hold when the plan's amounts are too large for a plan.
    let funding: [Int64]
    /// What lines spent from each source that does not state its income; zero for those that do.
    let presumedFunding: [Int64]
    /// The same together; as large as 64 bits hold when the plan's amounts are too large for a plan.
    let totalPresumedFunding: Int64
    /// The rulebook's conditions, ready for the plan; `nil` without a rulebook.
    let conditions: CompiledConditions?
    /// What the grant's terms point to; `nil` when the plan does not say how it is passed down.
    let grantPlaces: GrantPlaces?
    /// What the pools' terms point to, in the order of ``pools``.
    let poolPlaces: [PoolPlaces]

    init(
        identity: PlanIdentity, partners: [Partner], pools: [Pool], memoranda: [Memorandum],
        arrangements: PlanArrangements, sources: [FundingSource], lines: [SpendLine], spending: [Int64],
        origins: [Place?], priorYear: PriorYear?
    ) {
        self.identity = identity
        self.partners = partners
        self.pools = pools
        self.memoranda = memoranda
        self.arrangements = arrangements
        self.spending = spending
        self.origins = origins
        self.sources = sources
        sourceCount = sources.count
        lineCount = lines.count
        self.priorYear = priorYear
        funding = sources.map { $0.tranches.reduce(0) { $0.addingClamped($1.amount.pence) } }
        presumedFunding = sources.indices.map { source in
            if sources[source].isIncomeStated { return 0 }
            return stride(from: source, to: spending.count, by: sources.count).reduce(0) {
                $0.addingClamped(spending[$1])
            }
        }
        totalPresumedFunding = presumedFunding.reduce(0) { $0.addingClamped($1) }
        conditions = arrangements.rulebook.map {
            CompiledConditions($0, arrangements: arrangements, partners: partners, lines: lines, sources: sources)
        }
        grantPlaces = arrangements.disabledFacilitiesGrant.map {
            GrantPlaces($0, rulebook: arrangements.rulebook, lines: lines, sources: sources)
        }
        poolPlaces = pools.map { PoolPlaces($0, partners: partners, sources: sources) }
    }
}

extension Int64 {
    /// The sum, or the largest number there is: for what is only checked to be small enough later.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
