import Testing

@testable import Draws

struct CorrelationGroupTests {
    private func fractions(_ names: [String], _ count: Int = 4000) -> [[Double]] {
        names.map {
            SamplingDesign.independent.fractions(of: DrawStream(seed: 21, name: $0), dimension: 0, count: count).all()
        }
    }

    private func rankCorrelation(_ one: [Double], _ other: [Double]) -> Double {
        func ranks(_ values: [Double]) -> [Double] {
            var ranks = [Double](repeating: 0, count: values.count)
            for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
                ranks[index] = Double(rank)
            }
            return ranks
        }
        let middle = Double(one.count - 1) / 2
        let (first, second) = (ranks(one), ranks(other))
        let product = zip(first, second).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
        return product / first.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    }

    @Test func `Rank correlations are those that were asked for, and each figure stays uniform`() throws {
        let names = ["a", "b", "c"]
        let wanted = [[1, 0.7, -0.3], [0.7, 1, 0.2], [-0.3, 0.2, 1]]
        var lists = fractions(names)
        try CorrelationGroup(names, ranks: wanted).correlate(&lists)
        for row in 0..<3 {
            for column in 0..<row {
                #expect((rankCorrelation(lists[row], lists[column]) - wanted[row][column]).magnitude < 0.05)
            }
            let sorted = lists[row].sorted()
            let distance = sorted.enumerated().map { ($1 - Double($0) / 4000).magnitude }.max() ?? 1
            #expect(distance * 4000.0.squareRoot() < 1.95 && sorted.first ?? 0 > 0 && sorted.last ?? 1 < 1)
        }
    }

    @Test func `The correlation survives each figure's own distribution`() throws {
        var lists = fractions(["a", "b"])
        try CorrelationGroup(["a", "b"], rank: 0.6).correlate(&lists)
        let samplers = [Sampler(.lognormal(logMean: 1, logDeviation: 2)), Sampler(.pert(low: 0, mode: 1, high: 5))]
        for place in 0..<2 { lists[place].withUnsafeMutableBufferPointer { samplers[place].replaceByQuantiles($0) } }
        #expect((rankCorrelation(lists[0], lists[1]) - 0.6).magnitude < 0.04)
    }

    @Test func `A member added at the end changes no other's draws, and one without correlation keeps its own`() throws
    {
        let names = ["a", "b", "alone", "late"]
        let own = fractions(names, 300)
        var three = Array(own.prefix(3))
        var four = own
        let ranks = [[1, 0.5, 0, 0.2], [0.5, 1, 0, -0.4], [0, 0, 1, 0.3], [0.2, -0.4, 0.3, 1]]
        try CorrelationGroup(Array(names.prefix(3)), ranks: ranks.prefix(3).map { Array($0.prefix(3)) }).correlate(
            &three)
        try CorrelationGroup(names, ranks: ranks).correlate(&four)
        #expect(Array(four.prefix(3)) == three && four[0] == own[0] && four[2] == own[2])
        #expect(four[1] != own[1] && four[3] != own[3])
    }

    @Test func `Figures that wholly agree or disagree follow the first`() throws {
        var lists = fractions(["a", "b", "c"], 200)
        try CorrelationGroup(["a", "b", "c"], ranks: [[1, 1, -1], [1, 1, -1], [-1, -1, 1]]).correlate(&lists)
        #expect(zip(lists[0], lists[1]).allSatisfy { ($0 - $1).magnitude < 1e-14 })
        #expect(zip(lists[0], lists[2]).allSatisfy { ($0 - (1 - $1)).magnitude < 1e-14 })
    }

    @Test(arguments: [(0, 0), (1, 1), (-1, -1), (0.5, 0.5176380902050415), (0.6, 0.6180339887498949)])
    func `A rank correlation is turned into that of bell curves`(rank: Double, correlation: Double) {
        #expect((CorrelationGroup.ofBellCurves(rank) - correlation).magnitude < 1e-15)
    }

    @Test(
        arguments: [
            (
                ["a", "b", "c"], [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]],
                "the correlations contradict each other: no figures can be correlated as is stated of a, b and c"
            ),
            (
                ["a", "b", "c"], [[1, 1, 0.5], [1, 1, 0.2], [0.5, 0.2, 1]],
                "the correlations contradict each other: no figures can be correlated as is stated of a, b and c"
            ),
            (["a", "b"], [[1, 1.2], [1.2, 1]], "the correlation of a and b is not between -1 and 1"),
            (["a", "b"], [[1, .nan], [.nan, 1]], "the correlation of a and b is not between -1 and 1"),
            (["a", "b"], [[1, 0.2], [0.3, 1]], "the correlation of b and a is given as two figures"),
            (["a", "b"], [[0.5, 0.2], [0.2, 1]], "the correlation of a with itself is not 1"),
            (["a", "b"], [[1, 0.2]], "2 figures need 2 rows of 2 correlations"),
            (["a", "a"], [[1, 0.2], [0.2, 1]], "a figure stands in the group twice"),
        ] as [([String], [[Double]], String)])
    func `Correlations that cannot be say why`(members: [String], ranks: [[Double]], problem: String) {
        #expect { try CorrelationGroup(members, ranks: ranks) } throws: { "\($0)" == problem }
    }
}
