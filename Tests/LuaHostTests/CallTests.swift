import Diagnostics
import LuaHost
import Testing

/// Calls between a script and Swift, and the errors that cross with them.
struct CallTests {
    @Test func `A script calls a Swift function and prints its result`() throws {
        #expect(try printed("print(double(21), double(-3.0))") == "42\t-6")
    }

    @Test func `A function gives several results, none, or tables`() throws {
        let machine = try LuaMachine()
        machine.define(
            LuaFunction("several") { (call) throws(LuaCallError) in
                call.push(.integer(1))
                call.push(.string("two"))
                call.push(.array([.integer(3), .array([.string("four"), .nil]), .money(pence: 500)]))
                call.push(.table(LuaTable(positional: [.boolean(true)], named: [("name", .number(0.5))])))
            })
        machine.define(LuaFunction("none") { _ in })
        try machine.run(
            LuaSource(
                name: "a.lua",
                text: """
                    local one, two, three, four, five = several()
                    print(one, two, three[1], three[2][1], three[3], four[1], four.name, five)
                    print(select("#", none()), select("#", several()))
                    """))
        #expect(machine.printed == "1\ttwo\t3\tfour\t£5\ttrue\t0.5\tnil\n0\t4\n")
    }

    @Test func `A function reads every kind of argument`() throws {
        let machine = try makeMachine()
        nonisolated(unsafe) var seen: [String] = []
        machine.define(
            LuaFunction("see") { (call) throws(LuaCallError) in
                for index in 1...call.argumentCount { seen.append(try call[index].brief) }
                seen.append(try call[call.argumentCount + 1].brief)
            })
        try machine.run(
            LuaSource(
                name: "a.lua",
                text: "see(nil, true, 7, 7.5, 'seven', gbp(-7), line(7), print, { 1, { 2 }, three = { 'x' } })"))
        #expect(
            seen == [
                "nil", "true", "7", "7.5", "\"seven\"", "-7p", "object 7", "function", "{1, {2}, three={\"x\"}}", "nil",
            ])
    }

    @Test func `A function knows the line that called it`() throws {
        let machine = try LuaMachine()
        nonisolated(unsafe) var places: [String] = []
        machine.define(
            LuaFunction("here") { (call) throws(LuaCallError) in
                let caller = call.caller
                places.append("\(caller?.source ?? "?"):\(caller?.line ?? 0)")
            })
        try machine.run(
            LuaSource(name: "folder/a.lua", text: "here()\nlocal function f()\n  here()\nend\nf() return here()"))
        #expect(places == ["folder/a.lua:1", "folder/a.lua:3", "folder/a.lua:5"])
    }

    @Test func `A Swift error reaches the script with its line and comes back as itself`() throws {
        let text = """
            local function inner()
              fail("GLA")
            end
            local function outer()
              inner()
              return 1
            end
            outer()
            """
        let found = try error(of: text)
        #expect(found.kind == .callback)
        #expect(found.underlying as? UnknownFunder == UnknownFunder(name: "GLA"))
        #expect(found.diagnostic.code == "plan.unknown-funder")
        #expect(found.diagnostic.message == "there is no funder `GLA`")
        #expect(found.diagnostic.reason == "the plan names each funder")
        #expect(found.diagnostic.help == "add it to the plan")
        #expect(found.diagnostic.place?.description == "scenario.lua:2:9")
        #expect(found.marked == "GLA")
        #expect(
            found.diagnostic.trace == [
                Place(file: "scenario.lua", line: 5, name: "outer"), Place(file: "scenario.lua", line: 8),
            ])
    }

    @Test func `An error of a call without one beneath it comes back as the call's own`() throws {
        let machine = try LuaMachine()
        machine.define(
            LuaFunction("refuse") { (_) throws(LuaCallError) in throw LuaCallError("plan.no", "this cannot be") })
        let found = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "refuse()"))
        }
        #expect((found.underlying as? LuaCallError)?.code == "plan.no")
    }

    @Test func `An argument of the wrong kind is named in words`() throws {
        #expect(
            try error(of: "double('x')").diagnostic.message == "the number of `double` must be a whole number, not text"
        )
        #expect(
            try error(of: "double()").diagnostic.message
                == "`double` needs the number: argument 1 must be a whole number")
        #expect(
            try error(of: "double(0.5)").diagnostic.message
                == "the number of `double` must be a whole number, not a fraction")
        #expect(try error(of: "double(1e300)").diagnostic.code == "lua.argument")
        #expect(try error(of: "double(2^63)").diagnostic.code == "lua.argument")
        #expect(try error(of: "double(0/0)").diagnostic.code == "lua.argument")
        #expect(try printed("print(double(-2^53))") == "-18014398509481984")
    }

    @Test func `A function of a table that an object keeps is called with arguments and gives results`() throws {
        let machine = try makeMachine()
        let kept = try machine.keep(
            LuaSource(
                name: "a.lua",
                text: """
                    local sum = 0
                    return {
                      add = function(n, list) sum = sum + n + list[1] return sum, { sum = sum }, gbp(sum) end,
                      bad = function() local x = nil + 1 end,
                    }
                    """))
        #expect(
            try machine.call("add", of: kept, [.integer(2), .array([.integer(3)])]).map(\.brief) == [
                "5", "{sum=5}", "5p",
            ])
        #expect(try machine.call("add", of: kept, [.integer(2), .array([.integer(3)])]).first?.brief == "10")

        let absent = try #require(throws: LuaError.self) { _ = try machine.call("ad", of: kept, []) }
        #expect(absent.diagnostic.code == "lua.no-function")
        let bad = try #require(throws: LuaError.self) { _ = try machine.call("bad", of: kept, []) }
        #expect(bad.diagnostic.place?.line == 4)
        #expect(try machine.call("add", of: kept, [.integer(0), .array([.integer(0)])]).first?.brief == "10")
    }

    @Test func `A machine refuses to run a script inside a script`() throws {
        let machine = try LuaMachine()
        machine.define(
            LuaFunction("again") { [unowned machine] (_) throws(LuaCallError) in
                do throws(LuaError) { try machine.run(LuaSource(name: "b.lua", text: "return 1")) } catch {
                    throw LuaCallError(error.diagnostic.code, error.diagnostic.message, underlying: error)
                }
            })
        let found = try #require(throws: LuaError.self) { try machine.run(LuaSource(name: "a.lua", text: "again()")) }
        #expect(found.diagnostic.code == "lua.busy")
        #expect((found.underlying as? LuaError)?.kind == .internal)
    }

    @Test func `A machine can be used again after an error`() throws {
        let machine = try makeMachine()
        for _ in 1...3 {
            #expect(throws: LuaError.self) { try machine.run(LuaSource(name: "a.lua", text: "fail('x')")) }
            try machine.run(LuaSource(name: "b.lua", text: "return double(4)"))
            #expect(machine.returned.brief == "8")
        }
    }
}
