import Diagnostics
import LuaHost
import Testing

/// Swift objects in scripts.
struct ClassTests {
    @Test func `Methods, properties, text and identity of an object`() throws {
        #expect(
            try printed(
                """
                local a = line(40)
                local b = a:plus(2)
                print(a.total, b.total, tostring(b), type(b), a == a:itself(), a == b, a ~= b, b)
                """) == "40\t42\tLine 42\tLine\ttrue\tfalse\ttrue\tLine 42")
    }

    @Test func `Objects are released when the script lets go of them, and when the machine closes`() throws {
        let census = Census()
        var limits = LuaLimits.standard
        limits.softBytes = 2 << 20
        do {
            let machine = try makeMachine(limits: limits, census: census)
            try machine.run(
                LuaSource(name: "a.lua", text: "for i = 1, 100000 do local l = line(i):plus(1) end return { line(1) }"))
            #expect(census.born == 200_001)
            #expect(census.living < 100_000)
            #expect(census.living > 0)
        }
        #expect(census.living == 0)
    }

    @Test func `A method called with a dot says so`() throws {
        let found = try error(of: "local l = line(1) l.plus(2)")
        #expect(found.diagnostic.code == "lua.wrong-self")
        #expect(found.diagnostic.message == "`plus` was called without a Line before it")
        #expect(found.diagnostic.help == "write `line:plus(…)`, with `:` instead of `.`")
        #expect(found.marked == "plus")
        #expect(try error(of: "local l = line(1) l.plus()").diagnostic.code == "lua.wrong-self")
    }

    @Test func `A method called on an object of another class says whose it is`() throws {
        let machine = try makeMachine()
        let pool = machine.define(LuaClass("Pool"))
        machine.define(.object(pool, Tracked(1, Census())), as: "pool")
        let found = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "line(1).plus(pool, 2)"))
        }
        #expect(found.diagnostic.message == "`plus` belongs to a Line, and was called on a Pool")
        #expect(try error(of: "line(1).plus(gbp(0), 2)").diagnostic.code == "lua.wrong-self")
        #expect(try error(of: "gbp(1).is_zero(line(1))").diagnostic.code == "lua.wrong-self")
        #expect(try error(of: "gbp(1).is_zero(1)").diagnostic.code == "lua.wrong-self")
    }

    @Test func `An unknown field suggests the nearest one`() throws {
        let found = try error(of: "print(line(1).totl)")
        #expect(found.diagnostic.message == "a Line has no `totl`")
        #expect(found.diagnostic.help == "did you mean `total`?")
        #expect(found.marked == "totl")
        #expect(found.kind == .runtime)
        #expect(try error(of: "print(line(1).x)").diagnostic.help == "it has `total`, `plus` and `itself`")
        #expect(try error(of: "print(line(1)[2])").diagnostic.message == "a Line has no entry 2")
        #expect(try error(of: "print(line(1)[{}])").diagnostic.code == "lua.unknown-field")
        #expect(try error(of: "print(gbp(1).penc)").diagnostic.help == "did you mean `pence`?")
    }

    @Test func `A field of an object cannot be assigned`() throws {
        let found = try error(of: "local l = line(1)\nl.total = 2")
        #expect(found.diagnostic.message == "the field `total` of a Line cannot be changed by assignment")
        #expect(found.diagnostic.help == "use plan:move")
        #expect(found.diagnostic.place?.line == 2)
        #expect(try error(of: "gbp(1).pence = 2").diagnostic.code == "lua.field-assigned")
    }

    @Test func `Dynamic fields are found by name, and suggested`() throws {
        let machine = try LuaMachine()
        let levers = machine.define(
            LuaClass(
                "Levers",
                dynamicFields: LuaClass.DynamicFields(
                    value: { _, name in name == "moved" ? .money(pence: 100) : nil }, names: { _ in ["moved"] },
                    missing: { name in ("the levers have no `\(name)`", "declare `\(name)`") })))
        machine.define(.object(levers, Tracked(1, Census())), as: "levers")
        try machine.run(LuaSource(name: "a.lua", text: "return levers.moved"))
        #expect(machine.returned.brief == "100p")
        let found = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "return levers.movd"))
        }
        #expect(found.diagnostic.message == "the levers have no `movd`")
        #expect(found.diagnostic.help == "did you mean `moved`?")
    }

    @Test func `An error of a dynamic field is the function's own`() throws {
        let machine = try LuaMachine()
        let levers = machine.define(
            LuaClass(
                "Levers",
                dynamicFields: LuaClass.DynamicFields(
                    value: { (_, name) throws(LuaCallError) in
                        throw LuaCallError("lever.bad", "the lever is stuck", underlying: UnknownFunder(name: name))
                    }, names: { _ in [] })))
        machine.define(.object(levers, Tracked(1, Census())), as: "levers")
        let found = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "return levers.moved"))
        }
        #expect(found.kind == .callback)
        #expect(found.underlying as? UnknownFunder == UnknownFunder(name: "moved"))
    }

    @Test func `Objects have no arithmetic, order, length or concatenation`() throws {
        for expression in ["line(1) + 1", "line(1) < line(2)", "#line(1)", "line(1) .. 'x'", "line(1)()", "-line(1)"] {
            let found = try error(of: "local x = \(expression)")
            #expect(found.kind == .runtime, "\(expression)")
            #expect(found.diagnostic.message.contains("a Line"), "\(expression): \(found.diagnostic.message)")
        }
    }
}
