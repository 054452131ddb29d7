import Diagnostics
import Scripting

/// How the measures go with one lever, the others held: straight lines between the values where one of them bends.
struct LeverCurve {
    /// Where the lines meet, from the least value that the plan allows to the most.
    let bends: [Int]
    /// The values of the measures there.
    let values: [[Double]]

    /// The values of the measures at a place between the ends.
    func values(at place: Int) -> [Double] {
        guard let next = bends.firstIndex(where: { $0 >= place }), next > 0, bends[next] != place else {
            return values[bends.firstIndex { $0 >= place } ?? values.count - 1]
        }
        let part = Double(place - bends[next - 1]) / Double(bends[next] - bends[next - 1])
        return zip(values[next - 1], values[next]).map { $0 + ($1 - $0) * part }
    }
}

/// Why a question cannot be put as a linear program.
struct NotLinear: Error {
    let why: String
}

/// Finds how the measures go with each lever and whether the levers act without regard to each other. It tries values,
/// so what lies between them unseen is unseen; an answer is run again whatever it finds.
struct CurveFinder {
    let question: OptimiseQuestion
    let asker: Asker
    let base: [Int]
    private(set) var measures: Measures
    private(set) var isRounded = false

    /// The most values of one lever that are tried.
    private static let mostValues = 160
    /// More bends than that are a curve and no line.
    private static let mostBends = 24
    /// How many settings by chance show whether the levers act apart.
    private static let chances = 32

    init(_ question: OptimiseQuestion, _ asker: Asker, base: [Int], measures: Measures) {
        self.question = question
        self.asker = asker
        self.base = base
        self.measures = measures
    }

    /// By how much a figure may be off a line. Whole pence that lie on a line lie on it exactly; what is rounded to the
    /// penny is off by less than two.
    private func slack(_ measure: Int, _ scale: Double) -> Double {
        switch units[measure] {
        case .money: isRounded ? 2 : 0.001
        case .rate, .number: max(scale, 1) * 1e-9
        }
    }

    private var units: [Quantity.Unit] = []

    /// The curve of every lever; throws why there is none.
    mutating func curves() throws -> [LeverCurve] {
        let start = question.assessed(base, try asker.points([base])[0])
        guard start.figures != nil else {
            throw NotLinear(why: "the plan refuses the levers as they stand, so there is nothing to compare with")
        }
        while true {
            units = measures.all.map { measures.unit($0, start) }
            do {
                let curves = try question.grids.indices.map { try curve($0) }
                if try !takeSources() {
                    try checkApart(curves)
                    // Settings by chance may bring another source out of balance.
                    if try !takeSources() { return curves }
                }
            } catch let problem as NotLinear {
                // Once more with room for the rounding of pennies.
                guard !isRounded else { throw problem }
                isRounded = true
            }
        }
    }

    private mutating func takeSources() throws -> Bool {
        var sources: [String] = []
        for (_, point) in asker.allKnown {
            guard case .figures(let figures) = point else { continue }
            sources += figures.gaps.map(\.source)
        }
        return measures.take(sources: sources)
    }

    // MARK: One lever

    private func look(_ lever: Int, _ values: [Int]) throws -> [[Double]?] {
        let places = values.map { value in
            var place = base
            place[lever] = value
            return place
        }
        return zip(places, try asker.points(places)).map { measures.values(question.assessed($0, $1)) }
    }

    private func curve(_ lever: Int) throws -> LeverCurve {
        let grid = question.grids[lever]
        let name = grid.lever.name
        var known: [Int: [Double]] = [:]
        var refused: Set<Int> = []
        func look(_ values: [Int]) throws {
            for (value, found) in zip(values, try self.look(lever, values)) {
                if let found { known[value] = found } else { refused.insert(value) }
            }
            guard known.count + refused.count <= Self.mostValues else {
                throw NotLinear(why: bendsEverywhere(name, known))
            }
        }
        let spread = min(8, grid.count)
        var first: Set<Int> = [grid.count, base[lever]]
        for number in 0...spread { first.insert(number * (grid.count / spread)) }
        try look(first.sorted())
        let (least, most) = (
            try border(from: base[lever], towards: 0, look, { known[$0] != nil }, refused),
            try border(from: base[lever], towards: grid.count, look, { known[$0] != nil }, refused)
        )
        guard least < most else {
            return LeverCurve(bends: [base[lever]], values: [known[base[lever]] ?? []])
        }
        // Between two neighbours that a line joins, nothing more is tried; others are halved.
        var joined: Set<Int> = []
        while true {
            let sorted = known.keys.filter { $0 >= least && $0 <= most }.sorted()
            let open = zip(sorted, sorted.dropFirst()).filter { $1 - $0 > 1 && !joined.contains($0) }
            if open.isEmpty { break }
            var probes: [Int] = []
            for (low, high) in open { probes += Self.probes(low, high) }
            try look(probes)
            for (low, high) in open {
                let middles = known.keys.filter { $0 > low && $0 < high }
                guard middles.count == Self.probes(low, high).count else {
                    throw NotLinear(why: "the plan refuses values of `\(name)` between others that it allows")
                }
                if middles.allSatisfy({ isOnLine($0, low, high, known) }) {
                    joined.insert(low)
                    for middle in middles { known[middle] = nil }
                }
            }
        }
        var bends: [Int] = []
        for value in known.keys.filter({ $0 >= least && $0 <= most }).sorted() {
            while bends.count > 1, isOnLine(bends[bends.count - 1], bends[bends.count - 2], value, known) {
                bends.removeLast()
            }
            bends.append(value)
        }
        guard bends.count <= Self.mostBends else { throw NotLinear(why: bendsEverywhere(name, known)) }
        return LeverCurve(bends: bends, values: bends.compactMap { known[$0] })
    }

    /// The values between two that show whether a line joins them: not only the middle, which a bend may meet.
    private static func probes(_ low: Int, _ high: Int) -> [Int] {
        let (middle, third) = (low + (high - low) / 2, low + (high - low + 2) / 3)
        return middle == third ? [middle] : [min(middle, third), max(middle, third)]
    }

    /// The last value that the plan allows from one that it does, on the way to an end.
    private func border(
        from start: Int, towards end: Int, _ look: ([Int]) throws -> Void, _ isKnown: (Int) -> Bool, _ refused: Set<Int>
    ) throws -> Int {
        guard start != end else { return end }
        let way = refused.filter { end < start ? $0 < start : $0 > start }
        guard var bad = end < start ? way.max() : way.min() else { return end }
        var good = start
        while (bad - good).magnitude > 1 {
            let middle = good + (bad - good) / 2
            try look([middle])
            if isKnown(middle) { good = middle } else { bad = middle }
        }
        return good
    }

    private func isOnLine(_ value: Int, _ low: Int, _ high: Int, _ known: [Int: [Double]]) -> Bool {
        bent(value, low, high, known) == nil
    }

    /// The first measure that is off the line between two values.
    private func bent(_ value: Int, _ low: Int, _ high: Int, _ known: [Int: [Double]]) -> Int? {
        guard let one = known[low], let other = known[high], let found = known[value] else { return 0 }
        let part = Double(value - low) / Double(high - low)
        return found.indices.first { measure in
            let expected = one[measure] + (other[measure] - one[measure]) * part
            let scale = max(one[measure].magnitude, other[measure].magnitude)
            return (found[measure] - expected).magnitude > slack(measure, scale)
        }
    }

    private func bendsEverywhere(_ lever: String, _ known: [Int: [Double]]) -> String {
        let sorted = known.keys.sorted()
        var counts = [Int](repeating: 0, count: measures.all.count)
        for ((low, value), high) in zip(zip(sorted, sorted.dropFirst()), sorted.dropFirst(2)) {
            if let measure = bent(value, low, high, known) { counts[measure] += 1 }
        }
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        return "\(measures.name(measures.all[most])) does not go in straight lines with `\(lever)`"
    }

    // MARK: All together

    /// What the curves say of a setting.
    static func predicted(_ place: [Int], _ base: [Double], _ curves: [LeverCurve]) -> [Double] {
        var sum = base
        for (lever, curve) in curves.enumerated() {
            for (measure, value) in curve.values(at: place[lever]).enumerated() {
                sum[measure] += value - base[measure]
            }
        }
        return sum
    }

    /// Whether settings by chance come to what the levers come to one by one.
    private func checkApart(_ curves: [LeverCurve]) throws {
        guard curves.count > 1, let start = measures.values(question.assessed(base, try asker.points([base])[0]))
        else { return }
        let draws = PlaceDraws(seed: question.seed, name: "optimise/apart")
        let places = (0..<Self.chances).map { number in
            draws.place(number, in: curves.map { $0.bends[0]...$0.bends[$0.bends.count - 1] })
        }
        for (place, point) in zip(places, try asker.points(places)) {
            guard let found = measures.values(question.assessed(place, point)) else { continue }
            guard let measure = off(found, Self.predicted(place, start, curves)) else { continue }
            throw NotLinear(why: try whatActsTogether(place, measure, start, curves))
        }
    }

    private func off(_ found: [Double], _ expected: [Double]) -> Int? {
        found.indices.first { measure in
            (found[measure] - expected[measure]).magnitude
                > slack(measure, max(found[measure].magnitude, expected[measure].magnitude))
                * Double(question.grids.count + 1)
        }
    }

    /// Which two levers do together something else than one by one.
    private func whatActsTogether(
        _ place: [Int], _ measure: Int, _ start: [Double], _ curves: [LeverCurve]
    ) throws -> String {
        let names = question.grids.map(\.lever.name)
        for one in names.indices {
            for other in names.indices where other > one {
                var pair = base
                (pair[one], pair[other]) = (place[one], place[other])
                guard let found = measures.values(question.assessed(pair, try asker.points([pair])[0])),
                    let bent = off(found, Self.predicted(pair, start, curves))
                else { continue }
                return """
                    `\(names[one])` and `\(names[other])` act on each other: what one does to \
                    \(measures.name(measures.all[bent])) hangs on the other
                    """
            }
        }
        return "several levers act on each other in \(measures.name(measures.all[measure]))"
    }
}
