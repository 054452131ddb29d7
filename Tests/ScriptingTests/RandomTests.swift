import Diagnostics
import Scripting
import Testing

@Suite struct RandomTests {
    private func printed(_ change: String) throws -> String { try SmallScenario.change(change).printed }

    @Test func `The draws of a run are the same on every machine`() throws {
        let script = """
            local draws = random "winter"
            print(draws:integer(1, 6), draws:fraction(), draws:choice { "a", "b", "c" })
            print(table.concat(draws:shuffled { 1, 2, 3, 4, 5 }, ","))
            print(draws:integer(math.mininteger, math.maxinteger), draws)
            """
        // From another program, after the definitions of Philox, FNV-1a and Lemire's method.
        #expect(try printed(script) == "6\t0.69672507277291\tb\n5,3,2,1,4\n3966167089439017484\tRandom winter\n")
        #expect(try printed(script) == printed(script))
    }

    @Test func `The same name goes on where it was, and another stream shifts nothing`() throws {
        let whole = try printed("local r = random 'a' print(r:integer(1, 1000000)) print(r:integer(1, 1000000))")
        let parted = try printed(
            """
            print(random 'a':integer(1, 1000000))
            random 'b':integer(1, 1000000)
            print(random 'a':integer(1, 1000000))
            """)
        #expect(whole == parted)
        let lines = whole.split(separator: "\n")
        #expect(lines[0] != lines[1])
        #expect(try printed("print(random 'b':integer(1, 1000000))").split(separator: "\n")[0] != lines[0])
    }

    @Test func `What is drawn from a list comes back as it was`() throws {
        let run = try SmallScenario.change(
            """
            local list = plan:lines()
            local shuffled = random "lines":shuffled(list)
            print(#shuffled, #list, list[1].id, type(shuffled[1]), type(random "x":choice { gbp(1) }))
            plan:move { from = random "lines":choice { plan:line "A.1" }, to = "B.1", amount = gbp(1), reason = "r" }
            """)
        #expect(run.printed == "3\t3\tA.1\tLine\tmoney\n")
        #expect(run.movements.count == 1)
        #expect(try printed("print(#random 'x':shuffled {})") == "0\n")
    }

    @Test func `A table in a list cannot be drawn`() throws {
        let refusal = try SmallScenario.refusal(SmallScenario.script(change: "random 'x':choice { {} }"))
        #expect(refusal.code == "script.argument.wrong-type")
    }
}
