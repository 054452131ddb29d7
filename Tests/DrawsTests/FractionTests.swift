import Testing

@testable import Draws

struct FractionTests {
    private func fill(_ stream: DrawStream, _ count: Int, from first: UInt64 = 0) -> [Double] {
        var values = [Double](repeating: -1, count: count)
        values.withUnsafeMutableBufferPointer { stream.fill($0, from: first) }
        return values
    }

    @Test func `Fractions in bulk are the blocks that Philox gives, two from each`() {
        let stream = DrawStream(seed: 0x1234_5678_9ABC_DEF0, name: "bulk")
        let values = fill(stream, 20)
        for block in 0..<10 {
            let words = Philox.block(
                counter: [
                    UInt32(block), 0xFFFF_0000, UInt32(truncatingIfNeeded: stream.nameHash),
                    UInt32(truncatingIfNeeded: stream.nameHash >> 32),
                ], key: (0x9ABC_DEF0, 0x1234_5678))
            let halves = [UInt64(words[0]) | UInt64(words[1]) << 32, UInt64(words[2]) | UInt64(words[3]) << 32]
            for (half, bits) in halves.enumerated() {
                #expect(values[2 * block + half] == (Double(bits >> 12) + 0.5) * 0x1p-52)
            }
        }
    }

    @Test func `The first fractions of a stream are these on every machine`() {
        #expect(
            fill(DrawStream(seed: 2016, name: "winter"), 3) == [
                0.15043917458515, 0.44387219730566974, 0.6298064175493471,
            ])
    }

    @Test(arguments: [0, 1, 2, 7, 1 << 32 - 3, 1 << 40] as [UInt64], [0, 1, 2, 5, 8, 33])
    func `A fraction is the same whatever is asked for with it`(first: UInt64, count: Int) {
        let stream = DrawStream(seed: 3, name: "parts")
        #expect(fill(stream, count, from: first) == (0..<count).map { stream.openFraction(at: first + UInt64($0)) })
    }

    @Test func `Fractions lie within 0 and 1, and are spread evenly`() {
        let values = fill(DrawStream(seed: 17, name: "even"), 40_000)
        #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
        var cells = [Int](repeating: 0, count: 100)
        for value in values { cells[Int(value * 100)] += 1 }
        let chiSquare = cells.reduce(0.0) { $0 + (Double($1) - 400) * (Double($1) - 400) / 400 }
        // 99 degrees of freedom: between the percentiles 0.05 and 99.95.
        #expect((58...152).contains(chiSquare), "\(chiSquare)")
        // Neighbours, and so the two halves of a block, have nothing to do with each other.
        let product = zip(values, values.dropFirst()).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) }
        #expect((product / 40_000 * 12).magnitude < 0.02)
    }

    @Test func `Streams with other names or seeds have nothing to do with each other`() {
        let one = fill(DrawStream(seed: 5, name: "A/count"), 10_000)
        for other in [DrawStream(seed: 5, name: "B/count"), DrawStream(seed: 6, name: "A/count")] {
            let product = zip(one, fill(other, 10_000)).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) }
            #expect((product / 10_000 * 12).magnitude < 0.04)
        }
    }
}
