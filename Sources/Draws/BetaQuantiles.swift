import Kernels

/// The quantiles of one beta distribution, for many draws.
///
/// The exact inverse takes microseconds. So the distribution is tabled once over the logit of its values, where it is
/// smooth up to its ends, as polynomials that meet its value, slope and curvature at 1,025 nodes; a draw solves one of
/// them. The table is kept only where trials between its nodes are right to 1 part in 10^11 of the smaller side, or to
/// the last bits of a fraction; beyond its ends, and without it, the exact inverse answers.
struct BetaQuantiles: Sendable {
    private let alpha: Double
    private let beta: Double
    private let table: Table?
    /// Whether there is a table; draws of a shape without one take some twenty times as long.
    var isTabled: Bool { table != nil }

    /// The quantiles of the distribution with these shapes.
    init(_ alpha: Double, _ beta: Double) {
        self.alpha = alpha
        self.beta = beta
        let table = Table(alpha, beta)
        self.table = table.isExact(alpha, beta) ? table : nil
    }

    /// Replaces fractions by `low + width x`, where x is the value below which the fraction lies.
    func replace(_ fractions: UnsafeMutableBufferPointer<Double>, low: Double, width: Double) {
        guard let base = fractions.baseAddress else { return }
        func exact(_ place: Int) {
            base[place] = low + width * BetaFunction.quantile(base[place], alpha, beta)
        }
        guard let table else {
            for place in fractions.indices { exact(place) }
            return
        }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: fractions.count + 1) { outside in
            guard let outside = outside.baseAddress else { return }
            let count = table.replace(base, fractions.count, low: low, width: width, outside: outside)
            for index in 0..<count { exact(Int(outside[index])) }
        }
    }

    private struct Table {
        private static let size = 1024
        /// The part of the distribution that is left to the exact inverse at either end.
        private static let end = 1e-5

        private let start: Double
        private let step: Double
        private let nodes: [Node]
        private let cells: [kernel_cell]
        /// For equal steps of the fraction: the last cell that starts at or below.
        private let guide: [Int32]

        private struct Node {
            /// The fraction below the node, and its first two derivatives, for a step of one cell.
            let value: Double
            let slope: Double
            let curvature: Double
        }

        init(_ alpha: Double, _ beta: Double) {
            func logit(_ below: Double, _ above: Double) -> Double { Elementary.log(below) - Elementary.log(above) }
            let low = BetaFunction.quantile(Self.end, alpha, beta)
            let high = BetaFunction.quantile(Self.end, beta, alpha)
            let start = max(logit(low, 1 - low), -600)
            let step = (min(logit(1 - high, high), 600) - start) / Double(Self.size)
            let nodes = (0...Self.size).map { place in
                let value = Self.value(start + Double(place) * step)
                let slope = BetaFunction.density(value, alpha, beta) * value * (1 - value) * step
                return Node(
                    value: BetaFunction.cumulative(value, alpha, beta), slope: slope,
                    curvature: slope * (alpha * (1 - value) - beta * value) * step)
            }
            var guide: [Int32] = []
            var place = 0
            for bucket in 0...4 * Self.size {
                let fraction = Double(bucket) / Double(4 * Self.size)
                while place < Self.size - 1, nodes[place + 1].value <= fraction { place += 1 }
                guide.append(Int32(place))
            }
            (self.start, self.step, self.nodes, self.guide) = (start, step, nodes, guide)
            cells = zip(nodes, nodes.dropFirst()).map(Self.cell)
        }

        /// Whether trials in the middle of cells from end to end meet the distribution.
        func isExact(_ alpha: Double, _ beta: Double) -> Bool {
            guard step > 0, nodes.allSatisfy({ $0.value.isFinite && $0.slope > 0 && $0.curvature.isFinite }),
                zip(nodes, nodes.dropFirst()).allSatisfy({ $0.value < $1.value })
            else { return false }
            return stride(from: 0, to: Self.size, by: 31).allSatisfy { cell in
                let middle = Self.value(cells[cell], at: 0.5)
                let exact = BetaFunction.cumulative(
                    Self.value(start + (Double(cell) + 0.5) * step), alpha, beta)
                // Beside 1 a fraction is itself known to half a step of the numbers there, and no better.
                return (middle - exact).magnitude <= 1e-11 * min(exact, 1 - exact) + 0x1p-51
            }
        }

        func replace(
            _ fractions: UnsafeMutablePointer<Double>, _ count: Int, low: Double, width: Double,
            outside: UnsafeMutablePointer<Int32>
        ) -> Int {
            kernel_beta(
                fractions, count, cells, guide, Self.size, start, step, nodes[Self.size].value, low, width, outside)
        }

        private static func value(_ logit: Double) -> Double { 1 / (1 + Elementary.exp(-logit)) }

        private static func value(_ cell: kernel_cell, at s: Double) -> Double {
            ((((cell.c5 * s + cell.c4) * s + cell.c3) * s + cell.c2) * s + cell.c1) * s + cell.c0
        }

        /// Hermite's polynomial of the fifth degree between a node and the next.
        private static func cell(_ one: Node, _ other: Node) -> kernel_cell {
            let half = one.curvature / 2
            let rise = other.value - one.value - one.slope - half
            let turn = other.slope - one.slope - one.curvature
            let bend = (other.curvature - one.curvature) / 2
            return kernel_cell(
                c0: one.value, c1: one.slope, c2: half, c3: 10 * rise - 4 * turn + bend,
                c4: -15 * rise + 7 * turn - 2 * bend, c5: 6 * rise - 3 * turn + bend, rise: other.value - one.value)
        }
    }
}
