import PlanFiles
import Scripting

/// How many scenario evaluations a second one script gives when its levers are swept: each starts the script afresh,
/// calls the API 20 times, changes the real Leicestershire plan and takes the totals.
enum Sweep {
    /// Two levers are declared, and `change` and `check` make 20 calls: 2 lines looked up, 6 fields read, 4 amounts
    /// worked out, 3 movements, 2 sums, 3 expectations. Reading a lever is not counted.
    static let script = """
        return scenario {
          title = "Sweep", plan = "leicestershire-2016-17",
          levers = { moved = lever { default = gbp(0), from = gbp(0), to = gbp(390000), step = gbp(1) } },
          change = function(plan, levers)
            local urgent, prevention = plan:line "IUR2.2", plan:line "UPO5.1"
            local half = levers.moved:at_most(urgent.total)
            if not levers.moved:is_zero() then
              plan:move { from = urgent, to = prevention, amount = half, reason = "sweep" }
              plan:move { from = prevention, to = "UPO9.1", amount = half, source = "wlccg-minimum", reason = "sweep" }
              plan:move { from = "UPO9.1", to = prevention, amount = half, source = "wlccg-minimum", reason = "sweep" }
            end
            expect(prevention.total >= half, "prevention holds what it was given")
            expect(urgent.total:at_most(half) <= half, "urgent")
          end,
          check = function(result)
            local urgent = result:change { line = "IUR2.2" }
            local prevention = result:change { line = "UPO5.1" }
            expect(urgent == -prevention, "what one loses, the other gains")
          end,
        }
        """
}
