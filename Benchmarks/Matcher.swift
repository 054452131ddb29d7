import LuaHost

/// The pattern matcher against that of Lua's own library: `peers/matcher.lua` runs the same script under `lua5.4`.
enum Matcher {
    /// Prints nanoseconds for each case: those that the script itself cannot measure, as it has no clock.
    static func measure(script: String) throws {
        for (name, rounds) in cases {
            var limits = LuaLimits.standard
            limits.instructions = .max
            limits.seconds = 0
            let machine = try LuaMachine(limits: limits)
            let kept = try machine.keep(LuaSource(name: "matcher.lua", text: script))
            var best = Double.infinity
            for _ in 0..<7 {
                let time = try ContinuousClock().measure { _ = try machine.call(name, of: kept, [.integer(rounds)]) }
                best = min(best, time.seconds)
            }
            print(name, Int((best * 1e9 / Double(rounds)).rounded()))
        }
    }

    private static let cases: [(name: String, rounds: Int64)] = [
        ("csv", 20_000), ("digits", 100_000), ("gsub", 100), ("plain", 5_000), ("pairs", 5_000), ("sort", 200),
    ]
}
