/// One dimension of the Sobol sequence, in the order of Antonov and Saleev, with the direction numbers of Joe and Kuo.
///
/// Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM Journal on Scientific
/// Computing 30(5), 2008. Points are whole numbers of 2^-32; the first 2^32 points of a dimension are its every number.
package struct SobolSequence: Sendable {
    /// How many dimensions there are.
    package static let dimensions = SobolDirections.text.count

    /// The bits that each bit of an index turns, from the lowest on.
    private let directions: [UInt32]

    /// The sequence of a dimension, counted from 0 and below ``dimensions``.
    package init(dimension: Int) {
        precondition((0..<Self.dimensions).contains(dimension), "the table has \(Self.dimensions) dimensions")
        directions = Self.directions(SobolDirections.text[dimension])
    }

    /// A point, before any scrambling; the first is 0.
    package subscript(index: UInt32) -> UInt32 {
        var gray = index ^ index >> 1
        var point: UInt32 = 0
        while gray != 0 {
            point ^= directions[gray.trailingZeroBitCount]
            gray &= gray - 1
        }
        return point
    }

    /// Writes points as fractions above 0 and below 1: each in the middle of its step of 2^-32, so that the first is not
    /// at 0. A scramble other than 0 moves the points and keeps them as even as they are.
    package func fill(
        _ fractions: UnsafeMutableBufferPointer<Double>, from first: UInt32 = 0, scramble: UInt32 = 0
    ) {
        guard !fractions.isEmpty else { return }
        var point = self[first]
        var index = first
        for place in fractions.indices {
            let moved = scramble == 0 ? point : Self.scrambled(point, scramble)
            fractions[place] = (Double(moved) + 0.5) * 0x1p-32
            index &+= 1
            // From one point to the next one bit of the index's Gray code turns.
            point ^= directions[min(31, index.trailingZeroBitCount)]
        }
    }

    /// Owen's nested scrambling by a hash: a bit is turned or not by what stands above it, so any two points that share
    /// their first bits still do. Burley, "Practical hash-based Owen scrambling", Journal of Computer Graphics
    /// Techniques 9(4), 2020, after Laine and Karras.
    private static func scrambled(_ point: UInt32, _ seed: UInt32) -> UInt32 {
        var bits = reversed(point)
        bits ^= bits &* 0x3D20_ADEA
        bits = bits &+ seed
        bits = bits &* (seed >> 16 | 1)
        bits ^= bits &* 0x0552_6C56
        bits ^= bits &* 0x53A2_2864
        return reversed(bits)
    }

    private static func reversed(_ bits: UInt32) -> UInt32 {
        var bits = (bits >> 1 & 0x5555_5555) | (bits & 0x5555_5555) << 1
        bits = (bits >> 2 & 0x3333_3333) | (bits & 0x3333_3333) << 2
        bits = (bits >> 4 & 0x0F0F_0F0F) | (bits & 0x0F0F_0F0F) << 4
        return bits.byteSwapped
    }

    /// The direction numbers of a line of the table: the degree of the polynomial, its inner coefficients as bits, and
    /// the first numbers.
    private static func directions(_ line: Substring) -> [UInt32] {
        let numbers = line.split(separator: " ").compactMap { UInt32($0) }
        let degree = Int(numbers[0])
        if degree == 0 { return (0..<32).map { 1 << (31 - $0) } }
        let inner = numbers[1]
        var directions = numbers[2...].enumerated().map { $1 << UInt32(31 - $0) }
        for index in degree..<32 {
            var next = directions[index - degree] ^ directions[index - degree] >> UInt32(degree)
            for step in 1..<degree where inner >> UInt32(degree - 1 - step) & 1 == 1 {
                next ^= directions[index - step]
            }
            directions.append(next)
        }
        return directions
    }
}
