/// A sum that a condition asks for, made ready for one plan: which columns count, and how much of each line.
///
/// Shares of joint lines are brought to one denominator, so that adding is plain integer arithmetic. A class, so that
/// taking it out of a test copies nothing.
package final class ConditionSum: Sendable {
    /// A line of which something might count.
    package struct Line: Sendable {
        /// Its place in the plan.
        package let index: Int
        /// What surely counts, in parts of ``ConditionSum/parts``.
        package let certain: Int64
        /// What might count.
        package let possible: Int64
    }

    /// What a sum gives, in parts of a penny.
    struct Bounds {
        var certain: Int128
        var possible: Int128
        let parts: Int128
        /// What of `possible` is money of a kind that nobody states.
        var open: Int128 = 0
    }

    /// Whether it is income and not spend.
    package let isFunding: Bool
    /// The columns that count.
    package let sources: [Int]
    /// The columns that might: nobody states what kind of money they are.
    package let openSources: [Int]
    /// Of an income, the sources that count or might, and of which nobody states what they bring.
    let unstatedIncome: [Int]
    /// The lines of which something might count.
    package let lines: [Line]
    /// Into how many parts a penny is divided.
    package let parts: Int64
    /// The attributes that decide and that some lines do not state.
    let unstated: [String]

    /// Makes a sum ready. `nil` when the shares have no common denominator that fits.
    init?(
        _ measure: Condition.Measure, lines all: [SpendLine], sources: [FundingSource], partners: [String: Partner.Kind]
    ) {
        let filter = measure.filter
        let mayCount = sources.indices.filter {
            filter.mayAdmit(sources[$0], contributor: partners[sources[$0].contributor])
        }
        let open = mayCount.filter { filter.sourceKind != nil && sources[$0].kind == .notStated }
        openSources = open
        self.sources = mayCount.filter { !open.contains($0) }
        let ofSources = open.isEmpty ? [] : ["source_kind"]
        guard case .spend = measure else {
            isFunding = true
            unstatedIncome = mayCount.filter { !sources[$0].isIncomeStated }
            lines = []
            parts = 1
            unstated = ofSources
            return
        }
        isFunding = false
        unstatedIncome = []
        if !filter.isAboutLines {
            lines = all.indices.map { Line(index: $0, certain: 1, possible: 1) }
            parts = 1
            unstated = ofSources
            return
        }
        var parts: Int64 = 1
        var weights: [(index: Int, weight: LineWeight)] = []
        var names: [String] = []
        for (index, line) in all.enumerated() {
            let weight = filter.weight(of: line)
            guard weight.possible.numerator > 0 else { continue }
            weights.append((index, weight))
            guard let common = Self.commonMultiple(parts, weight.possible.denominator) else { return nil }
            parts = common
            if weight.certain != weight.possible {
                for name in filter.unstated(of: line) where !names.contains(name) { names.append(name) }
            }
        }
        self.parts = parts
        unstated = names + ofSources
        lines = weights.map { index, weight in
            Line(
                index: index, certain: weight.certain.numerator * (parts / weight.certain.denominator),
                possible: weight.possible.numerator * (parts / weight.possible.denominator))
        }
    }

    /// The least common multiple, as long as it is small enough to multiply amounts with.
    private static func commonMultiple(_ a: Int64, _ b: Int64) -> Int64? {
        if a % b == 0 { return a }
        var (x, y) = (a, b)
        while y != 0 { (x, y) = (y, x % y) }
        let (product, overflow) = (a / x).multipliedReportingOverflow(by: b)
        return overflow || product > 1 << 60 ? nil : product
    }

    /// The sum over a plan.
    func bounds(of plan: Plan) -> Bounds {
        if isFunding {
            var pence: Int64 = 0
            for source in sources { pence += plan.funding[source] }
            let open = openSources.reduce(Int128(0)) { $0 + max(0, Int128(plan.funding[$1])) }
            return Bounds(certain: Int128(pence), possible: Int128(pence) + open, parts: 1, open: open)
        }
        let width = plan.sources.count
        return plan.spending.withUnsafeBufferPointer { cells in
            if parts == 1 {
                // Weights are 0 or 1: by the plan's invariant, no selection of cells can overflow.
                var certain: Int64 = 0
                var possible: Int64 = 0
                var open: Int64 = 0
                for line in lines {
                    let row = Self.row(cells, line.index * width, sources)
                    certain &+= row &* line.certain
                    possible &+= row &* line.possible
                    if !openSources.isEmpty {
                        open &+= Self.row(cells, line.index * width, openSources) &* line.possible
                    }
                }
                return Bounds(
                    certain: Int128(certain), possible: Int128(possible &+ open), parts: 1, open: Int128(open))
            }
            // Weights are at most the denominator, which is below 2^60: below 2^123 in all.
            var certain: Int128 = 0
            var possible: Int128 = 0
            var allOpen: Int128 = 0
            for line in lines {
                let row = Int128(Self.row(cells, line.index * width, sources))
                let open = openSources.isEmpty ? 0 : Int128(Self.row(cells, line.index * width, openSources))
                certain &+= row &* Int128(line.certain)
                possible &+= row &* Int128(line.possible)
                allOpen &+= open &* Int128(line.possible)
            }
            return Bounds(certain: certain, possible: possible &+ allOpen, parts: Int128(parts), open: allOpen)
        }
    }

    /// A document's own figure, and what changed since the plan was read. What cannot be told of a line goes both ways.
    func bounds(of plan: Plan, from stated: Money) -> Bounds {
        let parts = Int128(parts)
        let start = Int128(stated.pence) * parts
        var bounds = Bounds(certain: start, possible: start, parts: parts)
        if isFunding {
            var change: Int64 = 0
            for source in sources { change += plan.funding[source] - plan.openingFunding(source: source) }
            var open: Int128 = 0
            for source in openSources { open += Int128(plan.funding[source] - plan.openingFunding(source: source)) }
            bounds.certain += Int128(change) + min(open, 0)
            bounds.possible += Int128(change) + max(open, 0)
            bounds.open = max(open, 0)
            return bounds
        }
        let width = plan.sources.count
        let openingWidth = plan.openingSourceCount
        let opening = sources.filter { $0 < openingWidth }
        let openingOpen = openSources.filter { $0 < openingWidth }
        plan.openingSpending.withUnsafeBufferPointer { before in
            plan.spending.withUnsafeBufferPointer { now in
                for line in lines {
                    let start = line.index * openingWidth
                    let was = start < before.count ? Self.row(before, start, opening) : 0
                    let change = Int128(Self.row(now, line.index * width, sources) - was)
                    if !openSources.isEmpty {
                        let open = Int128(
                            Self.row(now, line.index * width, openSources)
                                - (start < before.count ? Self.row(before, start, openingOpen) : 0))
                        bounds.certain += min(open, 0) * Int128(line.possible)
                        bounds.possible += max(open, 0) * Int128(line.possible)
                        bounds.open += max(open, 0) * Int128(line.possible)
                    }
                    guard change != 0 else { continue }
                    let least = change > 0 ? line.certain : line.possible
                    let most = change > 0 ? line.possible : line.certain
                    bounds.certain += change * Int128(least)
                    bounds.possible += change * Int128(most)
                }
            }
        }
        return bounds
    }

    @inline(__always)
    private static func row(_ cells: UnsafeBufferPointer<Int64>, _ start: Int, _ sources: [Int]) -> Int64 {
        var pence: Int64 = 0
        for source in sources { pence &+= cells[start + source] }
        return pence
    }
}
