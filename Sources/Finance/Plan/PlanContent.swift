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
    var reserveOpening: Money?
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
            spending: spending, origins: origins, sourceCount: sources.count, lineCount: lines.count,
            priorYear: priorYear)
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
        reserveOpening = other.reserveOpening
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
    let lineCount: Int
    /// The year before, of a plan that was rolled forward.
    let priorYear: PriorYear?

    init(
        identity: PlanIdentity, partners: [Partner], pools: [Pool], memoranda: [Memorandum],
        arrangements: PlanArrangements, spending: [Int64], origins: [Place?], sourceCount: Int, lineCount: Int,
        priorYear: PriorYear?
    ) {
        self.identity = identity
        self.partners = partners
        self.pools = pools
        self.memoranda = memoranda
        self.arrangements = arrangements
        self.spending = spending
        self.origins = origins
        self.sourceCount = sourceCount
        self.lineCount = lineCount
        self.priorYear = priorYear
    }
}
