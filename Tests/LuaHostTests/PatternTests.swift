import Diagnostics
import LuaHost
import Testing

/// Patterns: their errors, their bounds, and what calls back from below them. `StockTests` says what they find.
struct PatternTests {
    @Test(arguments: [
        ("('x'):find('%')", "the pattern ends with '%'"), ("('x'):find('[x')", "the pattern has a '[' without its ']'"),
        ("('x'):find('%bx')", "the pattern has '%b' without two letters after it"),
        ("('x'):find('%fx')", "the pattern has '%f' without a '[' after it"),
        ("('x'):match('x)')", "the pattern has a ')' without its '('"),
        ("('x'):find('(x')", "the pattern has a '(' without its ')'"),
        ("('x'):find('%1')", "the pattern refers to a capture that is not closed before it: '%1'"),
        ("('x'):find(('()'):rep(33))", "the pattern has more than 32 captures"),
        ("('x'):rep(300):find(('x?'):rep(300))", "the pattern has too many parts that depend on each other"),
        ("('x'):gsub('x', '%')", "the replacement has a '%' without a digit or another '%' after it"),
        ("('x'):gsub('x', '%2')", "the replacement refers to a capture that the pattern does not have: '%2'"),
        ("('x'):gsub('x', function() return {} end)", "the replacement must be text or a number, not table"),
        ("('x'):gsub('x', { x = gbp(1) })", "the replacement must be text or a number, not money"),
        ("('x'):gsub('x')", "argument 2 of `gsub` is missing: it must be text, a function or a table"),
    ])
    func `A fault of a pattern is named`(text: String, message: String) throws {
        let found = try error(of: "local x = 1\nlocal y = " + text)
        #expect(found.diagnostic.message == message)
        #expect(found.diagnostic.place?.line == 2)
    }

    @Test func `A fault that is never reached does no harm`() throws {
        #expect(try printed("print(('abc'):find('x['), ('abc'):match('x%'))") == "nil\tnil")
    }

    @Test func `One pass over a long text is within the steps`() throws {
        #expect(
            try printed(
                """
                local text = ("some words "):rep(100000)
                print(select(2, text:gsub("%s+", " ")), text:find("[xyz]"), #text:match(".*"), text:find("z", 1, true))
                """) == "200000\tnil\t1100000\tnil")
    }

    @Test func `Steps count as instructions`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 1_000_000
        let one = try error(of: "local x = (('a'):rep(800)):find('.-.-.-.-b')", limits: limits)
        #expect(one.kind == .instructions)
        let many = try error(of: "while true do local x = (('a'):rep(300)):find('.-b') end", limits: limits)
        #expect(many.kind == .instructions)
    }

    @Test func `An error below gsub passes, with its line, and leaves nothing behind`() throws {
        let census = Census()
        do {
            let machine = try makeMachine(census: census)
            try machine.run(
                LuaSource(
                    name: "a.lua",
                    text: """
                        for i = 1, 300 do
                          local fine, e = pcall(string.gsub, ("word "):rep(300), "%a+", function(word)
                            local kept = line(i)
                            if i % 3 == 0 then fail(word) end
                            if i % 3 == 1 then error("no", 0) end
                            return word:rep(i)
                          end)
                          assert(fine == (i % 3 == 2))
                        end
                        """))
        }
        #expect(census.living == 0)
        let found = try error(of: "('x'):gsub('x', function(x)\n  fail(x)\nend)")
        #expect(found.kind == .callback)
        #expect(found.diagnostic.place?.line == 2)
        #expect(found.diagnostic.trace.map(\.line) == [1])
    }

    @Test func `Letters are those of ASCII`() throws {
        #expect(
            try printed("print(('é'):find('%a'), ('É'):lower() == 'É', ('ÿ'):match('%W+') == 'ÿ')") == "nil\ttrue\ttrue"
        )
    }
}
