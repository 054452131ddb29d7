import Finance
import Scripting
import Testing

@Suite struct ArgumentTests {
    @Test func `A call does not see the arguments of the call before it`() throws {
        let run = try SmallScenario.change(
            """
            plan:move { from = "A.1", to = "B.1", source = "dfg", amount = gbp(10), reason = "first",
              authority = "the board", recurrent = true }
            plan:move { from = "A.1", to = "B.1", amount = gbp(100), reason = "second" }
            """)
        let movement = try #require(run.movements.last)
        #expect(movement.parts.count == 2)
        #expect(movement.note.authority == nil && movement.note.isRecurrent == nil)
    }

    @Test func `A call does not see the arguments of a call that was refused`() throws {
        let run = try SmallScenario.change(
            """
            local held = pcall(plan.move, plan, { from = "A.1", to = "B.1", source = "dfg", authority = "the board",
              amount = 5, reason = "an amount must be money" })
            expect(not held, "refused")
            plan:move { from = "A.1", to = "B.1", amount = gbp(100), reason = "second" }
            local sum = plan:sum { source = "dfg" }
            expect(plan:sum() == plan.total_spend and sum < plan:sum(), "a call without filters has none")
            """)
        let movement = try #require(run.movements.last)
        #expect(run.movements.count == 1)
        #expect(movement.parts.count == 2 && movement.note.authority == nil)
        #expect(run.isPassed)
    }

    @Test func `Many arguments leave none behind for a call with few`() throws {
        let run = try SmallScenario.change(
            """
            local many = {}
            for i = 1, 50 do many[i] = i end
            expect(#fmt(string.rep("{}", 50), table.unpack(many)) == 91, "fifty values")
            expect(fmt("{} and {}", 1, 2) == "1 and 2", "two values")
            expect(not pcall(fmt, "{} and {}", 1), "one value is too few")
            """)
        #expect(run.isPassed)
    }
}
