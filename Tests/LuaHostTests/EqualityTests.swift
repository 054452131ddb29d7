import Diagnostics
import LuaHost
import Testing

/// Objects that are compared by their value.
struct EqualityTests {
    /// A rate in tenths of a per cent.
    private final class Tenths {
        let count: Int64
        init(_ count: Int64) { self.count = count }
    }

    private func makeMachine() throws -> LuaMachine {
        let machine = try LuaHostTests.makeMachine()
        for name in ["Rate", "Share", "Name"] {
            let isOrdered = name == "Rate"
            let type = machine.define(
                LuaClass(
                    name,
                    isEqual: name == "Name" ? nil : { ($0 as? Tenths)?.count == ($1 as? Tenths)?.count },
                    isLess: isOrdered ? { ($0 as? Tenths)?.count ?? 0 < ($1 as? Tenths)?.count ?? 0 } : nil,
                    text: { "\(name) \(($0 as? Tenths)?.count ?? -1)" }))
            machine.define(
                LuaFunction(name.lowercased()) { (call) throws(LuaCallError) in
                    call.push(.object(type, Tenths(try call.integer(1, "the tenths"))))
                })
        }
        return machine
    }

    @Test(arguments: [
        ("rate(5) == rate(5)", "true"), ("rate(5) == rate(6)", "false"), ("rate(5) ~= rate(5)", "false"),
        ("rate(5) == share(5)", "false"), ("share(5) == rate(5)", "false"), ("share(5) == share(5)", "true"),
        ("rate(5) == 5", "false"), ("rate(5) == nil", "false"), ("name(5) == name(5)", "false"),
        ("rate(5) < rate(6)", "true"), ("rate(6) < rate(6)", "false"), ("rate(6) <= rate(6)", "true"),
        ("rate(7) <= rate(6)", "false"), ("rate(7) > rate(6)", "true"), ("rate(7) >= rate(8)", "false"),
        ("line(1) == line(1)", "false"), ("rate(1) == line(1)", "false"),
    ])
    func `Objects of a class that says so are compared by value`(expression: String, result: String) throws {
        let machine = try makeMachine()
        try machine.run(LuaSource(name: "a.lua", text: "print(\(expression))"))
        #expect(machine.printed == result + "\n")
    }

    @Test(arguments: [
        ("rate(5) < share(5)", "a Rate and a Share cannot be compared by size"),
        ("rate(5) < 5", "a Rate and a number cannot be compared by size"),
        ("5 <= rate(5)", "a number and a Rate cannot be compared by size"),
        ("'x' < rate(5)", "text and a Rate cannot be compared by size"),
        ("share(5) < share(6)", "two values of which each is a Share cannot be compared by size"),
    ])
    func `Others are refused in the words of the operator`(expression: String, message: String) throws {
        let machine = try makeMachine()
        let error = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "local x = \(expression)"))
        }
        #expect(error.diagnostic.message == message)
    }

    @Test func `A list of ordered objects is sorted`() throws {
        let machine = try makeMachine()
        try machine.run(
            LuaSource(
                name: "a.lua",
                text: "local t = { rate(5), rate(3), rate(9), rate(3) } table.sort(t) print(table.unpack(t))"))
        #expect(machine.printed == "Rate 3\tRate 3\tRate 5\tRate 9\n")
    }
}
