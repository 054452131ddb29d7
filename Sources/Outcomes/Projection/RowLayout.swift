/// Where the counts of each metric stand: twelve rows a side, and of a metric that does not change one side alone.
struct RowLayout: Sendable {
    /// How many rows of counts there are.
    let countRows: Int
    /// How many rows of denominators there are.
    let ofRows: Int
    // By metric and side; -1 for none.
    private let counts: [Int]
    private let ofs: [Int]

    init(_ model: CompiledModel) {
        var (next, nextOf) = (0, 0)
        var (counts, ofs): ([Int], [Int]) = ([], [])
        for metric in model.metrics {
            for side in 0..<2 {
                let shift = metric.isUnchanged ? 0 : side * 12
                counts.append(next + shift)
                ofs.append(metric.isShare ? nextOf + shift : -1)
            }
            let rows = metric.isUnchanged ? 12 : 24
            next += rows
            if metric.isShare { nextOf += rows }
        }
        (countRows, ofRows, self.counts, self.ofs) = (next, nextOf, counts, ofs)
    }

    /// The first of a metric's rows, side 0 before and 1 after.
    func counts(_ metric: Int, _ side: Int) -> Int { counts[metric * 2 + side] }

    /// The first of the rows of a share's denominator; `nil` for what is no share.
    func ofs(_ metric: Int, _ side: Int) -> Int? {
        let row = ofs[metric * 2 + side]
        return row < 0 ? nil : row
    }
}
