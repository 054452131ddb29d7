import Testing

@testable import Draws

struct DrawTests {
    // From the file of known answers of the authors' own library, Random123 (kat_vectors, philox4x32 10).
    @Test(
        arguments: [
            (
                [0, 0, 0, 0], [0, 0], [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]
            ),
            (
                [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [0xFFFF_FFFF, 0xFFFF_FFFF],
                [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
            ),
            (
                [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344], [0xA409_3822, 0x299F_31D0],
                [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
            ),
        ] as [([UInt32], [UInt32], [UInt32])])
    func `Philox gives the answers that its authors publish`(counter: [UInt32], key: [UInt32], answer: [UInt32]) {
        #expect(Philox.block(counter: .init(counter), key: (key[0], key[1])) == .init(answer))
    }

    // From the test vectors of the hash's authors.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)])
    func `Names are hashed as the hash's authors publish`(name: String, hash: UInt64) {
        #expect(NameHash.of(name) == hash)
    }

    @Test func `The first draws of a stream are these on every machine`() {
        let stream = DrawStream(seed: 2016, name: "winter")
        let draws: [Int64] = (0..<6).map { stream.integer(in: 1...100, at: UInt64($0)) }
        #expect(draws == [30, 83, 88, 25, 6, 78])
        #expect(stream.fraction(at: 0) == 0.29272431082207695)
    }

    @Test func `Another seed, another name and another index give other bits`() {
        let stream = DrawStream(seed: 1, name: "a")
        let bits = [
            stream.bits(at: 0), stream.bits(at: 1), stream.bits(at: 0, attempt: 1),
            DrawStream(seed: 2, name: "a").bits(at: 0), DrawStream(seed: 1, name: "b").bits(at: 0),
            DrawStream(seed: 1 << 32 | 1, name: "a").bits(at: 0), stream.bits(at: 1 << 32),
        ]
        #expect(Set(bits).count == bits.count)
    }

    @Test func `A draw is the same whatever was drawn before it`() {
        let stream = DrawStream(seed: 7, name: "same")
        var one = DrawSequence(stream)
        var other = DrawSequence(stream)
        // Half of all attempts are rejected for the first range, and none for the second.
        for _ in 0..<50 {
            _ = one.integer(in: 0...Int64.max - 1)
            _ = other.fraction()
        }
        #expect(one.position == 50)
        #expect(one.integer(in: 1...1_000_000) == other.integer(in: 1...1_000_000))
    }

    @Test(
        arguments: [
            0...0, -3...3, Int64.min...Int64.max, Int64.min...0, Int64.max - 1...Int64.max, -1...Int64.max,
        ] as [ClosedRange<Int64>])
    func `A whole number lies within its range, at any range`(range: ClosedRange<Int64>) {
        let stream = DrawStream(seed: 3, name: "range")
        for index in 0..<200 { #expect(range.contains(stream.integer(in: range, at: UInt64(index)))) }
    }

    /// A range of three quarters of 2^64: without rejection, the lower third of it would come twice as often.
    @Test func `No number of a range is likelier than another`() {
        let stream = DrawStream(seed: 11, name: "bias")
        let range = Int64.min...(Int64.max / 2)
        let third = (UInt64(1) << 62)
        var counts = [0, 0, 0]
        for index in 0..<30_000 {
            let offset = UInt64(bitPattern: stream.integer(in: range, at: UInt64(index))) &- UInt64(bitPattern: .min)
            counts[min(2, Int(offset / third))] += 1
        }
        // The draws are fixed, so this never fails by chance; four standard deviations of a fair count are 327.
        #expect(counts.allSatisfy { abs($0 - 10_000) < 327 }, "\(counts)")
        var dice = [0, 0, 0, 0, 0, 0]
        for index in 0..<60_000 { dice[Int(stream.integer(in: 0...5, at: UInt64(index)))] += 1 }
        #expect(dice.allSatisfy { abs($0 - 10_000) < 365 }, "\(dice)")
    }

    @Test func `A fraction is at least 0 and below 1, and its mean is a half`() {
        let stream = DrawStream(seed: 5, name: "fraction")
        let draws = (0..<20_000).map { stream.fraction(at: $0) }
        #expect(draws.allSatisfy { (0..<1).contains($0) })
        let mean = draws.reduce(0, +) / 20_000
        // Four standard deviations of the mean.
        #expect(abs(mean - 0.5) < 0.0082)
    }

    @Test func `Every order of a shuffle is equally likely, and nothing is lost`() {
        var sequence = DrawSequence(DrawStream(seed: 13, name: "order"))
        var counts: [[Int]: Int] = [:]
        for _ in 0..<24_000 { counts[sequence.shuffled([1, 2, 3, 4]), default: 0] += 1 }
        #expect(counts.count == 24)
        #expect(counts.keys.allSatisfy { $0.sorted() == [1, 2, 3, 4] })
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 130 })
        #expect(sequence.position == 24_000 * 3)
        #expect(sequence.shuffled([Int]()).isEmpty && sequence.shuffled([9]) == [9])
    }
}
