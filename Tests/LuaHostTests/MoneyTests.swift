import Diagnostics
import LuaHost
import Testing

/// Money in scripts: exact, checked, and never mixed with plain numbers.
struct MoneyTests {
    @Test func `Money is added, subtracted, negated, multiplied and compared`() throws {
        #expect(
            try printed(
                """
                local a, b = gbp(123456700), gbp(50)
                print(a, b, a + b, b - a, -b, a * 2, 3 * b, gbp(0))
                print(a > b, a >= a, b < a, b <= b, a == b, gbp(50) == b, a ~= b)
                print(a.pence, b:is_zero(), gbp(0):is_zero(), type(a), tostring(-a))
                """) == """
                    £1,234,567\t£0.50\t£1,234,567.50\t-£1,234,566.50\t-£0.50\t£2,469,134\t£1.50\t£0
                    true\ttrue\ttrue\ttrue\tfalse\ttrue\ttrue
                    123456700\tfalse\ttrue\tmoney\t-£1,234,567
                    """)
    }

    @Test func `Equal amounts are one key of a table`() throws {
        #expect(
            try printed("local t = {} t[gbp(5)] = 'a' t[gbp(0)] = 'z' print(t[gbp(2) + gbp(3)], t[gbp(1) - gbp(1)])")
                == "a\tz")
    }

    @Test func `The greatest amounts are exact, and nothing wraps around`() throws {
        #expect(
            try printed("print(gbp(math.maxinteger), gbp(math.mininteger), (gbp(math.mininteger) + gbp(0)).pence)")
                == "£92,233,720,368,547,758.07\t-£92,233,720,368,547,758.08\t-9223372036854775808")
        for expression in [
            "gbp(math.maxinteger) + gbp(1)", "gbp(math.mininteger) - gbp(1)", "-gbp(math.mininteger)",
            "gbp(math.maxinteger) * 2", "math.mininteger * gbp(-1)", "gbp(math.mininteger) * -1",
        ] {
            let found = try error(of: "local x = \(expression)")
            #expect(found.diagnostic.code == "lua.money.too-large", "\(expression)")
            #expect(found.diagnostic.message.contains("too large"), "\(expression)")
        }
    }

    @Test func `Money and a plain number are not added or compared`() throws {
        let found = try error(of: "local x = gbp(100) + 5")
        #expect(found.diagnostic.message == "an amount of money and a whole number cannot be added")
        #expect(found.diagnostic.help == "write the number as an amount: gbp(5)")
        for expression in ["5 + gbp(1)", "gbp(1) - 0.5", "gbp(1) < 5", "5 <= gbp(1)", "gbp(1) > 5", "gbp(1) + '5'"] {
            #expect(try error(of: "local x = \(expression)").diagnostic.code == "lua.money.mixed", "\(expression)")
        }
        #expect(try error(of: "local x = gbp(1) + nil").diagnostic.code == "lua.money.mixed")
        #expect(try error(of: "local x = gbp(1) + line(1)").diagnostic.message.contains("a Line"))
        #expect(try printed("print(gbp(0) == 0)") == "false")
    }

    @Test func `Money is multiplied by whole numbers only`() throws {
        #expect(try error(of: "local x = gbp(1) * gbp(1)").diagnostic.message == "money times money has no meaning")
        for factor in ["0.5", "2.0", "'2'", "{}"] {
            let found = try error(of: "local x = gbp(1) * \(factor)")
            #expect(found.diagnostic.code == "lua.money.fraction")
            #expect(found.diagnostic.help == "multiply by a whole number, or use percent(…):of(amount)")
        }
    }

    @Test func `Money is not divided`() throws {
        for operation in ["gbp(1) / 2", "gbp(1) // 2", "gbp(1) % 2", "gbp(1) / gbp(2)", "2 / gbp(1)"] {
            #expect(try error(of: "local x = \(operation)").diagnostic.code == "lua.money.quotient", "\(operation)")
        }
        #expect(try error(of: "local x = gbp(1) ^ 2").diagnostic.code == "lua.money.power")
    }

    @Test func `Money joined to text gives the way to do it`() throws {
        let found = try error(of: "local moved = gbp(1)\nlocal text = 'moved ' .. moved")
        #expect(found.diagnostic.message == "`moved` is an amount of money, and cannot be joined to text with `..`")
        #expect(found.diagnostic.help == "use fmt(\"… {}\", amount)")
        #expect(found.marked == "moved")
        #expect(try error(of: "local m = gbp(0) return m .. m").kind == .runtime)
    }

    @Test func `Money has no length, is no function and no number`() throws {
        for use in ["#gbp(1)", "gbp(1)()", "math.floor(gbp(1))", "table.concat({ gbp(1) })", "math.max(gbp(1), 2)"] {
            let message = try error(of: "local x = \(use)").diagnostic.message
            #expect(!message.contains("userdata"), "\(use): \(message)")
        }
        #expect(try printed("print(tonumber(gbp(1)))") == "nil")
    }

    @Test func `Money passes to Swift and back`() throws {
        let machine = try makeMachine()
        let kept = try machine.keep(
            LuaSource(name: "a.lua", text: "return { f = function(a) return a + gbp(1), a == gbp(0) end }"))
        #expect(try machine.call("f", of: kept, [.money(pence: 0)]).map(\.brief) == ["1p", "true"])
        #expect(try machine.call("f", of: kept, [.money(pence: .max - 1)]).map(\.brief) == ["\(Int64.max)p", "false"])
    }
}
