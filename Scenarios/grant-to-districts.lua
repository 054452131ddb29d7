-- What if all of the Disabled Facilities Grant went to the district councils, and the three lines that part of it pays
-- for had to find other money?
--
-- Of the grant of £3,067,448 (BCF Plan 2016/17, section 6.2) the plan passes £1,739,307 to the districts and keeps
-- £1,328,141 in the pool (5.5 and 6.1): in the spending plan, £263,941 for Local Area Co-ordination, £950,200 for
-- assistive technology and £114,000 for housing enablers. Section 6.1 says that the districts agreed; no agreement is
-- printed. Section 5.5 says that the position will be reviewed.

local lines = { "UPO3.1", "UPO5.1", "UPO6.2" }

-- Gives each of the three lines its part of an amount, in proportion to the grant that it loses.
local function replace(plan, source, amount, lost, note)
  if amount:is_zero() then return end
  for number, share in ipairs(apportion(amount, lost)) do
    if not share:is_zero() then
      plan:contribute {
        source = source, to = lines[number], amount = share,
        reason = note.reason, authority = note.authority, recurrent = false,
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
        authority = "Health and Wellbeing Board, with the district councils",
      }
    end
    replace(plan, "reserve-funding", levers.from_reserve, lost, {
      reason = "the reserve carries the service for a year", authority = "Health and Wellbeing Board",
    })
    if not levers.from_council:is_zero() then
      plan:add_source {
        id = "lcc-housing", title = "Additional LA contribution - housing and assistive technology",
        kind = "additional-la", contributor = "lcc",
      }
      replace(plan, "lcc-housing", levers.from_council, lost, {
        reason = "the council carries the service for a year", authority = "the county council's Cabinet",
      })
    end
  end,

  check = function(result)
    expect(result.after:sum { line = "UPO6.1", source = "dfg" } == gbp "3,067,448", "the districts get the whole grant")
    for _, id in ipairs(lines) do
      local title = result:line(id).title
      expect(result:change { line = id }:is_zero(), fmt("{} spends what it spent before, no more and no less", title))
    end
    expect(
      result.after:sum { contributor = "reserve" } <= gbp "2,374,000",
      "the reserve of £4,374,000 still covers a risk pool and a contingency of £1m each, if both are held there")
    expect(result.balanced, "income equals expenditure")
  end,
}
