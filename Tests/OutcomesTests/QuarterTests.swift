import Draws
import Kernels
import Testing

@testable import Outcomes

@Suite("Quarters of a block") struct QuarterTests {
    private static let width = BlockEvaluator.width

    private func quarters(_ totals: [Double], worth: Double) -> [Double]? {
        var found = [Double](repeating: 0, count: 4 * Self.width)
        return kernel_quarters(totals, worth, &found) ? found : nil
    }

    // A 128th is 7,812.5 millionths.
    @Test("They are rounded one by one as any estimate is, halves away from zero", arguments: [1.0, -1])
    func rounding(worth: Double) throws {
        let chance = DrawStream(seed: 4, name: "quarters")
        var totals: [Double] = []
        for place in 0..<12 * Self.width {
            let any: Double = (chance.openFraction(at: UInt64(place)) - 0.5) * 1000
            let half = Double(place % 41 - 20) / 128
            totals.append(place % 3 == 0 ? any : half)
        }
        let found = try #require(quarters(totals, worth: worth))
        for quarter in 0..<4 {
            for sample in 0..<Self.width {
                let first = quarter * 3 * Self.width + sample
                let credit: Double = totals[first] + totals[first + Self.width] + totals[first + 2 * Self.width]
                let exact: Double = worth * credit * 1_000_000
                #expect(Int64(found[quarter * Self.width + sample]) == Estimate.whole(exact))
            }
        }
        var halves = [Double](repeating: 0, count: 12 * Self.width)
        for sample in 0..<Self.width { halves[sample] = Double(2 * sample - 63) / 128 }
        let rounded = try #require(quarters(halves, worth: worth))
        #expect(rounded[0] == -worth * 492_188 && rounded[32] == worth * 7813)
    }

    @Test("What is too large for it is left to the exact way", arguments: [1e10, -.infinity, .nan])
    func beyond(total: Double) {
        #expect(quarters([Double](repeating: total, count: 12 * Self.width), worth: 1) == nil)
    }
}
