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
        let totals = (0..<12 * Self.width).map { place in
            place % 3 == 0
                ? (chance.openFraction(at: UInt64(place)) - 0.5) * 1000 : Double(place % 41 - 20) / 128
        }
        let found = try #require(quarters(totals, worth: worth))
        for quarter in 0..<4 {
            for sample in 0..<Self.width {
                let months = (0..<3).map { totals[(quarter * 3 + $0) * Self.width + sample] }
                let exact = worth * (months[0] + months[1] + months[2]) * 1_000_000
                #expect(Int64(found[quarter * Self.width + sample]) == Estimate.whole(exact))
            }
        }
        let halves = (0..<Self.width).map { Double(2 * $0 - 63) / 128 } + [Double](repeating: 0, count: 11 * Self.width)
        let rounded = try #require(quarters(halves, worth: worth))
        #expect(rounded[0] == -worth * 492_188 && rounded[32] == worth * 7813)
    }

    @Test("What is too large for it is left to the exact way", arguments: [1e10, -.infinity, .nan])
    func beyond(total: Double) {
        #expect(quarters([Double](repeating: total, count: 12 * Self.width), worth: 1) == nil)
    }
}
