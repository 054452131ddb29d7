/// Figures that are believed to rise and fall together: a Gaussian copula with given rank correlations.
///
/// Every member keeps its own stream and its own distribution. A member's fractions are mixed from its own stream and
/// those of the members before it, so a member added at the end, and any stream outside, changes no other's draws. The
/// first member, and one without correlation to those before it, keeps its fractions to the last bit.
package struct CorrelationGroup: Sendable {
    /// The streams' names, in the order in which they build on each other.
    package let members: [String]
    /// The lower triangle that turns independent bell curves into correlated ones.
    private let rows: [[Double]]

    /// Why there can be no such group.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        /// The reason in words.
        package let description: String
    }

    /// Makes a group from its members' rank correlations (Spearman's): a row and a column for each member.
    package init(_ members: [String], ranks: [[Double]]) throws(Problem) {
        if let problem = Self.problem(members, ranks) { throw Problem(description: problem) }
        self.members = members
        var rows: [[Double]] = []
        for (place, ranks) in ranks.enumerated() {
            guard let row = Self.row(place, ranks, after: rows) else {
                throw Problem(description: Self.contradiction(members, place))
            }
            rows.append(row)
        }
        self.rows = rows
    }

    /// Makes a group in which every two members have the same rank correlation.
    package init(_ members: [String], rank: Double) throws(Problem) {
        let places = members.indices
        try self.init(members, ranks: places.map { row in places.map { $0 == row ? 1 : rank } })
    }

    private static func problem(_ members: [String], _ ranks: [[Double]]) -> String? {
        if Set(members).count < members.count { return "a figure stands in the group twice" }
        let size = members.count
        guard ranks.count == size, ranks.allSatisfy({ $0.count == size }) else {
            return "\(size) figures need \(size) rows of \(size) correlations"
        }
        for row in 0..<size {
            for column in 0..<size where !(ranks[row][column].magnitude <= 1) {
                return "the correlation of \(members[row]) and \(members[column]) is not between -1 and 1"
            }
            if ranks[row][row] != 1 { return "the correlation of \(members[row]) with itself is not 1" }
            for column in 0..<row where ranks[row][column] != ranks[column][row] {
                return "the correlation of \(members[row]) and \(members[column]) is given as two figures"
            }
        }
        return nil
    }

    private static func contradiction(_ members: [String], _ place: Int) -> String {
        let names = members[..<place].joined(separator: ", ") + " and " + members[place]
        return "the correlations contradict each other: no figures can be correlated as is stated of \(names)"
    }

    /// One more row of Cholesky's triangle; `nil` where the correlations so far contradict each other.
    private static func row(_ place: Int, _ ranks: [Double], after rows: [[Double]]) -> [Double]? {
        let tolerance = 1e-9
        var row: [Double] = []
        var rest = 1.0
        for column in 0..<place {
            var left = ranks[column] == 0 ? 0 : ofBellCurves(ranks[column])
            for earlier in 0..<column { left -= row[earlier] * rows[column][earlier] }
            let pivot = rows[column][column]
            // A member that follows wholly from those before it adds nothing for others to share.
            if pivot == 0, left.magnitude > 1e-6 { return nil }
            let share = pivot == 0 ? 0 : left / pivot
            row.append(share)
            rest -= share * share
        }
        if rest < -tolerance { return nil }
        return row + [rest < tolerance ? 0 : rest.squareRoot()]
    }

    /// Which correlation of two bell curves gives a rank correlation (Pearson, 1907).
    static func ofBellCurves(_ rank: Double) -> Double {
        2 * Elementary.sine(rank * (Double.pi / 6))
    }

    /// Mixes the members' independent fractions, a list for each member, into correlated ones.
    ///
    /// Each list stays uniform between 0 and 1. Under a stratified design the first member keeps its strata exactly.
    package func correlate(_ fractions: inout [[Double]]) {
        precondition(fractions.count == members.count, "a list for each member")
        guard members.count > 1 else { return }
        let bells = fractions.map { list in
            var list = list
            list.withUnsafeMutableBufferPointer { Normal.replaceByQuantiles($0) }
            return list
        }
        for (place, row) in rows.enumerated() where row.dropLast().contains(where: { $0 != 0 }) {
            for index in fractions[place].indices {
                var sum = 0.0
                for (column, share) in row.enumerated() { sum += share * bells[column][index] }
                let fraction = Normal.cumulative(sum)
                fractions[place][index] = min(max(fraction, DrawStream.leastFraction), 1 - DrawStream.leastFraction)
            }
        }
    }
}
