import Draws

/// Places of the levers' grids by chance, the same for a seed on every machine.
struct PlaceDraws {
    private let stream: DrawStream

    init(seed: UInt64, name: String) { stream = DrawStream(seed: seed, name: name) }

    /// The place with a number.
    func place(_ number: Int, in ranges: [ClosedRange<Int>]) -> [Int] {
        ranges.enumerated().map { lever, range in
            Int(
                stream.integer(
                    in: Int64(range.lowerBound)...Int64(range.upperBound),
                    at: UInt64(number * ranges.count + lever)))
        }
    }
}
