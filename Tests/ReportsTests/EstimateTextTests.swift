import Draws
import Testing

@testable import Reports

@Suite("Estimates in words") struct EstimateTextTests {
    @Test(
        "A chance of which all samples agree is not called more than certain",
        arguments: [
            (10, "above 72%"), (100, "above 96.3%"), (1000, "above 99.6%"), (10_000, "above 99.96%"),
            (1_000_000, "above 99.9996%"),
        ])
    func allAgree(count: Int, text: String) {
        #expect(EstimateText.chance(Chance(met: count, of: count)) == text)
    }

    @Test("A chance of which no sample says so is below a part") func noneAgrees() {
        #expect(EstimateText.chance(Chance(met: 0, of: 1000)) == "below 0.4%")
        #expect(EstimateText.chance(Chance(met: 650, of: 1000)) == "65% ±1.5")
    }
}
