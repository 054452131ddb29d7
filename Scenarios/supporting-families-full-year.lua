-- What if Supporting Leicestershire Families went on from October to March, and somebody had to pay?
--
-- The plan gives UPO9 £100,000 for April to September 2016, from the two CCGs, and says nothing of the second half
-- (BCF Plan 2016/17, spending plan). That the second half costs as much as the first is this script's assumption.

return scenario {
  title = "Supporting Leicestershire Families runs for the full year",
  about = "The second half-year is not in the plan. The council pays it, unless the CCGs find part of it elsewhere.",
  plan = "leicestershire-2016-17",

  levers = {
    cost = lever {
      default = gbp "100,000", from = gbp "10,000", to = gbp "200,000", step = gbp "10,000",
      about = "what October to March costs",
    },
    from_ccgs = lever {
      default = percent(0), from = percent(0), to = percent(100),
      about = "the share that the CCGs find in their QIPP investments",
    },
  },

  change = function(plan, levers)
    local first_half = plan:line "UPO9.1"
    local second_half = plan:add_line {
      id = "UPO9.2", ref = first_half.ref, theme = first_half.theme, heading = first_half.heading,
      title = "Supporting Leicestershire Families (October 16 to March 17)", months = "oct-mar",
    }
    local from_ccgs = levers.from_ccgs:of(levers.cost)
    local from_council = levers.cost - from_ccgs
    if not from_ccgs:is_zero() then
      plan:move {
        from = "LTC6.1", to = second_half, amount = from_ccgs,
        reason = "families' support goes on instead of part of the QIPP investments",
        authority = "both CCGs' governing bodies", recurrent = false,
      }
    end
    if not from_council:is_zero() then
      plan:add_source {
        id = "lcc-families", title = "Additional LA contribution - Supporting Leicestershire Families",
        kind = "additional-la", contributor = "lcc", pool = "bcf",
      }
      plan:contribute {
        source = "lcc-families", to = second_half, amount = from_council,
        reason = "the programme runs from October to March",
        authority = "the county council's Cabinet", recurrent = false,
      }
    end
  end,

  check = function(result)
    expect(result:change { line = "UPO9.1" }:is_zero(), "the first half-year keeps its money")
    expect(result:line("LTC6.1").total >= gbp "300,000", "the QIPP investments keep at least £300,000")
    expect(result.balanced, "income equals expenditure")
  end,
}
