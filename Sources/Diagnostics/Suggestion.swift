/// "Did you mean": the known name nearest to a mistyped one.
public enum Suggestion {
    /// The candidate nearest to `name`, or `nil` when none is near enough to be a likely slip.
    ///
    /// Nearness is the number of letters inserted, dropped, replaced or swapped with their neighbour (optimal string
    /// alignment distance), ignoring case. A third of the letters may be wrong, and at least one. The first of equally
    /// near candidates wins, so the same input always gives the same advice.
    public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        // A mistyped name is short; a long text is not a slip, and comparing it would cost its square.
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let tolerance = max(1, wanted.count / 3)
        let wantedTally = Tally(wanted)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            guard letters.count <= 96, abs(letters.count - wanted.count) <= tolerance else { continue }
            // Comparing costs the square of the length, and most names have quite other letters.
            guard wantedTally.leastDistance(to: Tally(letters)) <= tolerance else { continue }
            let distance = distance(wanted, letters)
            // With every letter replaced nothing is left of the name.
            let isLikely = distance <= tolerance && distance < max(wanted.count, letters.count)
            if isLikely, distance < (best?.distance ?? .max) {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// "did you mean `x`?", or `nil` when there is nothing near.
    public static func didYouMean(_ name: String, in candidates: some Sequence<String>) -> String? {
        nearest(to: name, in: candidates).map { "did you mean `\($0)`?" }
    }

    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in b.indices {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    /// How often letters occur, a few letters counted as one. A change of one letter alters at most one count up and one
    /// down, so tallies tell the least distance that there can be.
    private struct Tally {
        private var counts = SIMD32<Int8>(repeating: 0)

        /// - Parameter letters: at most 127 of them.
        init(_ letters: [Unicode.Scalar]) {
            for letter in letters { counts[Int(letter.value & 31)] += 1 }
        }

        func leastDistance(to other: Tally) -> Int {
            let difference = counts &- other.counts
            let more = difference.replacing(with: 0, where: difference .< 0).wrappedSum()
            let fewer = difference.replacing(with: 0, where: difference .> 0).wrappedSum()
            return max(Int(more), -Int(fewer))
        }
    }
}
