import Diagnostics
import LuaHost
import Testing

@Suite struct MoneyInScriptsTests {
    @Test(arguments: [
        "pence(5) + pence(7) == pence(12)", "pence(5) - pence(7) == pence(-2)", "-pence(5) == pence(-5)",
        "pence(5) * 3 == pence(15)", "3 * pence(5) == pence(15)", "pence(5) < pence(6)", "pence(-1) < pence(0)",
        "pence(5) <= pence(5)", "pence(7) > pence(6)", "not (pence(5) == pence(6))", "pence(0) == pence(0)",
        "pence(0) ~= nil", "({ [pence(5)] = 'x' })[pence(2) + pence(3)] == 'x'", "pence(-3).pence == -3",
        "tostring(pence(12)) == '12p'", "pence(0) ~= 0", "pence(9223372036854775807).pence == math.maxinteger",
        "type(pence(0)) == 'money'", "pence(math.mininteger) + pence(math.maxinteger) == pence(-1)",
    ])
    func `Money computes exactly and compares by value`(expression: String) throws {
        let test = try TestMachine()
        #expect(try test.returned("return \(expression)") == .boolean(true))
    }

    @Test(arguments: [
        "pence(1) + 1", "1 + pence(1)", "pence(1) - 1.5", "pence(1) * pence(1)", "pence(1) * 1.5", "pence(1) * 2.0",
        "pence(1) / 2", "pence(1) // 2", "pence(1) % 2", "pence(1) ^ 2", "2 / pence(1)", "pence(1) < 1",
        "1 <= pence(1)",
        "pence(1) + '1'", "pence(1) + nil", "'x' .. pence(1)", "pence(1) .. 'x'", "#pence(1)", "pence(1)()",
        "pence(1) & 1",
        "pence(math.maxinteger) + pence(1)", "pence(math.mininteger) - pence(1)", "-pence(math.mininteger)",
        "pence(math.maxinteger) * 2", "pence(1).penny",
    ])
    func `What has no meaning for money is an error that never rounds or wraps`(expression: String) throws {
        let test = try TestMachine()
        let error = try test.failure("local x = \(expression)")
        #expect([.runtime, .refusal].contains(error.kind))
        #expect(!error.diagnostic.message.contains("userdata"), "\(error.diagnostic.message)")
    }
}
