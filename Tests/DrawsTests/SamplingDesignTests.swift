import Testing

@testable import Draws

struct SamplingDesignTests {
    private let stream = DrawStream(seed: 12, name: "admissions/count")

    @Test(arguments: SamplingDesign.allCases)
    func `A fraction of a design is a function of seed, stream, count and index`(design: SamplingDesign) {
        let fractions = design.fractions(of: stream, dimension: 3, count: 1000)
        let all = fractions.all()
        #expect(all.allSatisfy { $0 > 0 && $0 < 1 } && Set(all).count == 1000)
        var part = [Double](repeating: 0, count: 333)
        part.withUnsafeMutableBufferPointer { fractions.fill($0, from: 101) }
        #expect(part == Array(all[101..<434]))
        #expect(design.fractions(of: stream, dimension: 3, count: 1000).all() == all)
        let other = DrawStream(seed: 13, name: stream.name)
        #expect(design.fractions(of: other, dimension: 3, count: 1000).all() != all)
        let mean = Sums.sum(all) / 1000
        #expect((mean - 0.5).magnitude < (design == .independent ? 0.037 : 0.001))
    }

    @Test(arguments: [1, 2, 7, 1000, 4096])
    func `A Latin hypercube has one draw in each stratum`(count: Int) {
        let fractions = SamplingDesign.latinHypercube.fractions(of: stream, dimension: 0, count: count).all()
        #expect(Set(fractions.map { Int($0 * Double(count)) }) == Set(0..<count))
    }

    @Test func `Two streams of a Latin hypercube have orders of their own`() {
        let lists = ["a", "b"].map {
            SamplingDesign.latinHypercube.fractions(of: DrawStream(seed: 1, name: $0), dimension: 0, count: 4000).all()
        }
        let product = zip(lists[0], lists[1]).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) }
        #expect((product / 4000 * 12).magnitude < 0.063)
    }

    // From scipy 1.17 (qmc.Sobol, 32 bits, no scrambling), which reads the authors' file.
    @Test(
        arguments: [
            (0, [2147483648, 3221225472, 1073741824, 3758096384, 4026531840, 3590324224, 943718400, 1048576]),
            (1, [2147483648, 1073741824, 3221225472, 3758096384, 268435456, 3590324224, 415236096, 4042260480]),
            (2, [2147483648, 1073741824, 3221225472, 536870912, 2952790016, 33554432, 2227175424, 1435500544]),
            (9, [2147483648, 3221225472, 1073741824, 536870912, 2415919104, 1845493760, 297795584, 1058013184]),
            (49, [2147483648, 3221225472, 1073741824, 3758096384, 3489660928, 771751936, 2059403264, 2609905664]),
            (255, [2147483648, 3221225472, 1073741824, 3758096384, 2952790016, 4127195136, 1069547520, 2632974336]),
            (511, [2147483648, 3221225472, 1073741824, 3758096384, 4026531840, 3657433088, 1698693120, 3929014272]),
        ] as [(Int, [UInt32])])
    func `Sobol points are those that are published`(dimension: Int, points: [UInt32]) {
        let sequence = SobolSequence(dimension: dimension)
        #expect(([1, 2, 3, 5, 10, 77, 1000, 4095] as [UInt32]).map { sequence[$0] } == points)
        #expect(sequence[0] == 0)
    }

    // The first ten points in three dimensions, as the authors' page prints them.
    @Test func `The first Sobol points in three dimensions are the printed ones`() {
        let printed: [[Double]] = [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375],
            [0.6875, 0.8125, 0.4375],
        ]
        let sequences = (0..<3).map { SobolSequence(dimension: $0) }
        let points = (0..<10).map { index in sequences.map { Double($0[index]) * 0x1p-32 } }
        #expect(points == printed)
    }

    @Test func `Every direction number of the table is odd and fits its place, and no two dimensions are the same`() {
        #expect(SobolSequence.dimensions == 512)
        var seen: Set<[UInt32]> = []
        for line in SobolDirections.text.dropFirst() {
            let numbers = line.split(separator: " ").compactMap { UInt32($0) }
            #expect(numbers.count == Int(numbers[0]) + 2)
            for (place, number) in numbers.dropFirst(2).enumerated() {
                #expect(number % 2 == 1 && number < 2 << UInt32(place), "\(line)")
            }
            seen.insert(numbers)
        }
        #expect(seen.count == 511)
    }

    @Test(arguments: [0, 7, 100, 511])
    func `Sobol points stay balanced when they are scrambled`(dimension: Int) {
        let fractions = SamplingDesign.sobol.fractions(of: stream, dimension: dimension, count: 1024).all()
        // Any 2^k points from a multiple of 2^k on have one in each of 2^k strata.
        for (first, size) in [(0, 1024), (512, 512), (64, 64), (960, 32)] {
            let strata = fractions[first..<first + size].map { Int($0 * Double(size)) }
            #expect(Set(strata).count == size)
        }
    }

    @Test func `The first two dimensions of a scrambled sequence fill boxes of any form evenly`() {
        let lists = (0..<2).map {
            SamplingDesign.sobol.fractions(of: DrawStream(seed: 8, name: "d\($0)"), dimension: $0, count: 256).all()
        }
        for split in [1, 2, 16, 64, 128] {
            let boxes = Set(
                (0..<256).map { index in
                    [Int(lists[0][index] * Double(split)), Int(lists[1][index] * Double(256 / split))]
                })
            #expect(boxes.count == 256)
        }
    }
}
