-- All of the Disabled Facilities Grant goes to the district councils, and the three lines that part of it paid for must
-- find other money.
--
-- Of the grant of £3,067,448 the plan passes £1,739,307 to the districts and keeps £1,328,141 in the pool: £263,941 for
-- Local Area Co-ordination, £950,200 for assistive technology and £114,000 for housing enablers (BCF Plan 2016/17,
-- sections 5.5, 6.1 and 6.2). The plan says that the districts agreed, and prints no agreement.

local lines = { "UPO3.1", "UPO5.1", "UPO6.2" }

-- Gives each of the three lines its part of an amount, in proportion to the grant that it loses.
local function replace(plan, source, amount, lost, reason)
  if amount:is_zero() then return end
  for number, share in ipairs(apportion(amount, lost)) do
    if not share:is_zero() then
      plan:contribute {
        source = source, to = lines[number], amount = share,
        reason = reason, authority = "Health and Wellbeing Board", recurrent = false,
      }
    end
  end
end

return scenario {
  title = "The whole Disabled Facilities Grant goes to the districts",
  about = "What the pool kept of the grant is passed on; levers say who pays for the services that it paid for.",
  plan = "leicestershire-2016-17",

  levers = {
    from_reserve = lever {
      default = gbp "1,328,141", from = gbp(0), to = gbp "1,328,141", step = gbp "1,000",
      about = "what the Integration Reserve finds; what nobody finds, the three lines lose",
    },
    from_council = lever {
      default = gbp(0), from = gbp(0), to = gbp "1,328,141", step = gbp "1,000",
      about = "what the county council finds",
    },
  },

  change = function(plan, levers)
    local lost = {}
    for number, id in ipairs(lines) do
      local line = plan:line(id)
      lost[number] = line:spend_from "dfg"
      plan:move {
        from = line, to = "UPO6.1", source = "dfg", amount = lost[number],
        reason = "the grant is passed to the housing authorities, whose duty it serves",
        authority = "Health and Wellbeing Board",
      }
    end
    replace(plan, "reserve-funding", levers.from_reserve, lost, "the reserve carries the service for a year")
    replace(plan, "lcc-programme-management", levers.from_council, lost, "the council carries the service")
  end,

  check = function(result)
    local retained = gbp "1,328,141"
    expect(result.after:sum { line = "UPO6.1", source = "dfg" } == gbp "3,067,448", "the districts get the whole grant")
    expect(
      result:change { source = "reserve-funding" } + result:change { source = "lcc-programme-management" } <= retained,
      "no more is found than the lines lose")
    expect(
      result.after:sum { contributor = "reserve" } <= gbp "2,374,000",
      "the reserve of £4,374,000 still covers a risk pool and a contingency of £1m each")
    expect(result.balanced, "income equals expenditure")
  end,
}
