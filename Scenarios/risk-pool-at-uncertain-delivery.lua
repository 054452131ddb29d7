-- What would the risk pool release if nobody knew how much the schemes deliver?
--
-- The BCF Plan 2016/17 sets a risk pool of £1m "based on 70% performance" (5.6). It counts on 1,517 admissions avoided
-- (5.5) and prints neither a formula nor a trajectory; both are suppositions of this scenario, as in
-- quarter-delivered-at-70-percent.lua. Of the year before it gives two readings: 70% delivered (5.6), and 1,581 of
-- 2,041 admissions, 77.5% (3.2). Over the country, plans for 2015/16 counted on 106,000 fewer emergency admissions than
-- the year before, and there were 87,000 more: so the schemes may deliver far less than either.

local pool = "emergency-admissions"
local schemes = {
  "frail-older-people", "night-nursing", "weekend-working", "acute-visiting", "seven-day-care", "ambulatory-care",
}

return scenario {
  title = "The risk pool at uncertain delivery",
  about = "What is released and retained when delivery is a range; no money moves.",
  plan = "leicestershire-2016-17",

  levers = {
    likeliest = lever {
      default = percent(70), from = percent(40), to = percent(95), step = percent(5),
      about = "the likeliest share that the schemes deliver",
    },
  },

  change = function(plan, levers)
    local delivery = assume {
      what = "what the six schemes deliver, as a share of what is planned",
      value = pert { low = percent(20), mode = levers.likeliest, high = percent(100) },
      owner = "whoever runs this scenario", source = "70% by section 5.6; the lower end from the country in 2015/16",
      date = "2016-04-01", quality = "judgement",
    }
    for _, id in ipairs(schemes) do
      plan:suppose_effect {
        id = id, delivery = delivery, reason = "delivery of 2015 is known by two readings, and of 2016 by none",
        source = "BCF Plan 2016/17, sections 3.2 and 5.6; the lower end is a placeholder of this scenario",
      }
    end
    plan:suppose_risk_terms {
      risk_pool = pool, formula = "proportional", quarters = "equal", planned = { 380, 379, 379, 379 },
      retained_by = { wlccg = percent "56.8", elrccg = percent "43.2" },
      reason = "the papers print no formula and no trajectory; 1,517 admissions are spread evenly",
    }
  end,

  check = function(result)
    local found = result:risk_pool(pool)
    local middle = found:expected_release()
    expect(middle <= found.amount, "no more is released than there is", { released = middle })
    expect(
      found:expected_release(10) <= middle and middle <= found:expected_release(90),
      "the median lies within the range")
    expect(result.balanced, "income equals expenditure")
  end,
}
