-- What if the first quarter's schemes avoid 70% of the emergency admissions that they are to avoid, and what the risk
-- pool then releases pays for a next joint priority?
--
-- The BCF Plan 2016/17 sets a risk pool of £1m "based on 70% performance" (5.6), after a year in which the schemes
-- achieved 70% by 5.6 and 1,581 of 2,041 admissions, 77.5%, by 3.2. By section 6.3 the pool is released into the fund
-- or retained by the CCGs, quarter by quarter, on performance and forecast outturn; the Integration Finance and
-- Performance Group recommends, the Integration Executive and the Health and Wellbeing Board approve.
--
-- The papers print no formula, no division into quarters, no split between the CCGs, no list of the next joint
-- priorities and no place where the money sits. All five are suppositions of this scenario: it says so, and so does its
-- report. The split is that of the 32 spend lines that follow one: 56.8% West Leicestershire, 43.2% East Leicestershire
-- and Rutland. The priority stands for any: the plan's own line for falls, carers or another service may be set.

local pool = "emergency-admissions"

return scenario {
  title = "A quarter delivered at 70%, and its release",
  about = "The risk pool's first quarter by a formula that the papers leave open; the release enters by the reserve.",
  plan = "leicestershire-2016-17",

  levers = {
    delivery = lever {
      default = percent(70), from = percent(0), to = percent(100), step = percent(5),
      about = "admissions avoided in the quarter, as a share of those planned",
    },
  },

  change = function(plan, levers)
    assume {
      what = "the risk pool is released quarter by quarter, an equal part each, in proportion to delivery",
      owner = "whoever runs this scenario", source = "supposed; BCF Plan 2016/17, section 6.3, prints no formula",
      date = "2016-04-01", quality = "placeholder",
    }
    assume {
      what = "the risk pool's money sits in the Integration Reserve",
      owner = "whoever runs this scenario", source = "supposed; section 6.3 does not say where it sits",
      date = "2016-04-01", quality = "placeholder",
    }
    plan:suppose_risk_terms {
      risk_pool = pool, formula = "proportional", quarters = "equal",
      retained_by = { wlccg = percent "56.8", elrccg = percent "43.2" },
      reason = "the papers print no formula, and the money has to follow some",
    }
    plan:deliver {
      risk_pool = pool, quarter = 1, delivery = levers.delivery,
      reason = "supposed: 70% is what section 5.6 says of 2015",
    }
    plan:decide { risk_pool = pool, quarter = 1, stage = "recommended", on = "2016-07-20" }
    plan:decide { risk_pool = pool, quarter = 1, stage = "agreed", on = "2016-07-26" }
    plan:decide { risk_pool = pool, quarter = 1, stage = "approved", on = "2016-09-15" }
    if not plan:risk_pool(pool):quarter(1).released:is_zero() then
      plan:release {
        risk_pool = pool, quarter = 1, source = "reserve-funding", to = "UPO1.1",
        reason = "supposed: the pool's money sits in the reserve, and prevention is the next joint priority",
        authority = "Health and Wellbeing Board",
      }
    end
  end,

  check = function(result)
    local found = result:risk_pool(pool)
    expect(found.released + found.retained + found.remaining == found.amount, "every pound of it is accounted for")
    expect(found.remaining == gbp "750,000", "three quarters are still to be decided")
    expect(
      found:retained_by "wlccg" + found:retained_by "elrccg" == found.retained,
      "the two CCGs keep what is not released, to the penny")
    expect(result:change { line = "UPO1.1" } == found.released, "what is released reaches its line")
    expect(result:reserve("integration-reserve").closing >= gbp(0), "the reserve can pay for it")
    expect(result.balanced, "income equals expenditure")
  end,
}
