import Draws
import Finance
import Testing

@Suite("Effects") struct EffectTests {
    @Test("An effect without a capacity, a curve or an overlap has none") func defaults() {
        let cost = Evidence(.certain(100), quality: .stated)
        let effect = Effect(
            id: "a", title: "A", line: "L1", metric: "m", unit: "visit", unitCost: cost,
            perUnit: Evidence(.certain(-1), quality: .assumed))
        #expect(effect.capacity == nil && effect.curve == nil && effect.overlap == nil && effect.rampMonths == 0)
    }
}
