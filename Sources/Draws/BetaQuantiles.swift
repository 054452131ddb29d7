/// The quantiles of one beta distribution, for many draws.
///
/// The exact inverse takes microseconds. So the distribution is tabled once over the logit of its values, where it is
/// smooth up to its ends, as polynomials that meet its value, slope and curvature at 1,025 nodes; a draw solves one of
/// them. The table is kept only where trials between its nodes are right to 1 part in 10^11 of the smaller side; beyond
/// its ends, and without it, the exact inverse answers.
struct BetaQuantiles: Sendable {
    private let alpha: Double
    private let beta: Double
    private let table: Table?

    /// The quantiles of the distribution with these shapes.
    init(_ alpha: Double, _ beta: Double) {
        self.alpha = alpha
        self.beta = beta
        let table = Table(alpha, beta)
        self.table = table.isExact(alpha, beta) ? table : nil
    }

    /// The value below which a fraction lies.
    subscript(fraction: Double) -> Double {
        if let table, fraction > table.least, fraction < table.most { return table[fraction] }
        return BetaFunction.quantile(fraction, alpha, beta)
    }

    private struct Table {
        private static let cells = 1024
        /// The part of the distribution that is left to the exact inverse at either end.
        private static let end = 1e-5

        private let start: Double
        private let step: Double
        private let nodes: [Node]
        /// For equal steps of the fraction: the last node at or below.
        private let guide: [Int]

        private struct Node {
            /// The fraction below the node, and its first two derivatives, for a step of one cell.
            let value: Double
            let slope: Double
            let curvature: Double
        }

        var least: Double { nodes[0].value }
        var most: Double { nodes[Self.cells].value }

        init(_ alpha: Double, _ beta: Double) {
            func logit(_ below: Double, _ above: Double) -> Double { Elementary.log(below) - Elementary.log(above) }
            let low = BetaFunction.quantile(Self.end, alpha, beta)
            let high = BetaFunction.quantile(Self.end, beta, alpha)
            let start = max(logit(low, 1 - low), -600)
            let step = (min(logit(1 - high, high), 600) - start) / Double(Self.cells)
            let nodes = (0...Self.cells).map { place in
                let value = Self.value(start + Double(place) * step)
                let slope = BetaFunction.density(value, alpha, beta) * value * (1 - value) * step
                return Node(
                    value: BetaFunction.cumulative(value, alpha, beta), slope: slope,
                    curvature: slope * (alpha * (1 - value) - beta * value) * step)
            }
            var guide: [Int] = []
            var place = 0
            for bucket in 0...Self.cells {
                let fraction = Double(bucket) / Double(Self.cells)
                while place < Self.cells, nodes[place + 1].value <= fraction { place += 1 }
                guide.append(place)
            }
            (self.start, self.step, self.nodes, self.guide) = (start, step, nodes, guide)
        }

        /// Whether trials in the middle of cells from end to end meet the distribution.
        func isExact(_ alpha: Double, _ beta: Double) -> Bool {
            guard step > 0, nodes.allSatisfy({ $0.value.isFinite && $0.slope > 0 && $0.curvature.isFinite }),
                zip(nodes, nodes.dropFirst()).allSatisfy({ $0.value < $1.value })
            else { return false }
            return stride(from: 0, to: Self.cells, by: 31).allSatisfy { cell in
                let middle = polynomial(cell).at(0.5).value
                let exact = BetaFunction.cumulative(
                    Self.value(start + (Double(cell) + 0.5) * step), alpha, beta)
                return (middle - exact).magnitude <= 1e-11 * min(exact, 1 - exact)
            }
        }

        subscript(fraction: Double) -> Double {
            let bucket = Int(fraction * Double(Self.cells))
            var (low, high) = (guide[bucket], guide[min(bucket + 1, Self.cells)])
            while low < high {
                let middle = (low + high + 1) / 2
                if nodes[middle].value <= fraction { low = middle } else { high = middle - 1 }
            }
            let cell = min(low, Self.cells - 1)
            let polynomial = polynomial(cell)
            let (from, to) = (nodes[cell].value, nodes[cell + 1].value)
            var part = (fraction - from) / (to - from)
            // Newton's steps double the right digits: the line is right to two of them.
            for _ in 0..<4 {
                let (value, slope) = polynomial.at(part)
                part -= (value - fraction) / slope
            }
            return Self.value(start + (Double(cell) + min(max(part, 0), 1)) * step)
        }

        @inline(__always)
        private static func value(_ logit: Double) -> Double { 1 / (1 + Elementary.exp(-logit)) }

        /// A polynomial of the fifth degree over a cell, by its coefficients.
        private struct Quintic {
            let c0: Double
            let c1: Double
            let c2: Double
            let c3: Double
            let c4: Double
            let c5: Double

            @inline(__always)
            func at(_ s: Double) -> (value: Double, slope: Double) {
                let value = ((((c5 * s + c4) * s + c3) * s + c2) * s + c1) * s + c0
                let slope = (((5 * c5 * s + 4 * c4) * s + 3 * c3) * s + 2 * c2) * s + c1
                return (value, slope)
            }
        }

        /// Hermite's polynomial between a node and the next.
        @inline(__always)
        private func polynomial(_ cell: Int) -> Quintic {
            let (one, other) = (nodes[cell], nodes[cell + 1])
            let half = one.curvature / 2
            let rise = other.value - one.value - one.slope - half
            let turn = other.slope - one.slope - one.curvature
            let bend = (other.curvature - one.curvature) / 2
            return Quintic(
                c0: one.value, c1: one.slope, c2: half, c3: 10 * rise - 4 * turn + bend,
                c4: -15 * rise + 7 * turn - 2 * bend, c5: 6 * rise - 3 * turn + bend)
        }
    }
}
