-- How much could two NHS lines of reablement and community care give to home care before the year's minimum for NHS
-- services out of hospital is lost?
--
-- A question for `bcf seek` and `bcf optimise`, not a proposal: no document speaks of such a move. Both lines are
-- protected by the BCF Plan 2016/17, and the minimum of £10,240,556 is a national condition of the year (planning
-- template; see `bcf rules 2016-17`). With its levers as they stand the scenario moves nothing.

return scenario {
  title = "Home care within the out-of-hospital minimum",
  about = "Levers for a question: what the national condition leaves room for. No document proposes it.",
  plan = "leicestershire-2016-17",

  levers = {
    reablement = lever {
      default = gbp(0), from = gbp(0), to = gbp "4,132,000", step = gbp "50,000",
      about = "what NHS reablement gives",
    },
    community = lever {
      default = gbp(0), from = gbp(0), to = gbp "1,821,000", step = gbp "1,000",
      about = "what the intensive community service gives",
    },
  },

  change = function(plan, levers)
    local given = { ["HDR2.1"] = levers.reablement, ["HDR2.2"] = levers.community }
    for line, amount in pairs(given) do
      if not amount:is_zero() then
        plan:move {
          from = line, to = "LTC4.2", amount = amount,
          reason = "to see what the out-of-hospital minimum leaves room for", authority = "Health and Wellbeing Board",
        }
      end
    end
  end,

  check = function(result)
    expect(result:change {}:is_zero(), "a move spends no more and no less in all")
    expect(result.balanced, "income equals expenditure")
  end,
}
