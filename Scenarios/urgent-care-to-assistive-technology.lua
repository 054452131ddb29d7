-- What if money moved from the Loughborough urgent care centre to assistive technology?
--
-- A question, not a finding. The four schemes that were evaluated in 2015 reached 70% of the emergency admissions that
-- they were to avoid (BCF Plan 2016/17, section 5.6; section 3.2 gives 1,581 of 2,041, which is 77%). The urgent care
-- centre was not one of the four, and the plan gives no activity for either line.
--
-- So what either line does to emergency admissions is a placeholder of this scenario, wide enough to hold that it does
-- nothing or harm. Replace it before anybody reads the result as more than the size of what is not known.

return scenario {
  title = "Shift urgent-care money to assistive technology",
  about = "A prevention-first option for discussion. The plan evaluates neither line.",
  plan = "leicestershire-2016-17",

  levers = {
    moved = lever {
      default = gbp "390,000", from = gbp(0), to = gbp "390,000", step = gbp "10,000",
      about = "amount moved out of the urgent care centre",
    },
  },

  change = function(plan, levers)
    assume {
      what = "the 60,353 admissions without the six schemes already count what these two lines do as planned",
      owner = "whoever runs this scenario",
      source = "supposed; the plan's figure was made with both at work",
      date = "2016-04-01", quality = "placeholder",
    }
    plan:add_effect {
      id = "urgent-care-centre", line = "IUR2.2", metric = "non-elective-admissions", unit = "patient seen",
      unit_cost = between(gbp(40), gbp(120)), per_unit = triangular { low = -0.04, mode = -0.01, high = 0 },
      established = true, in_basis = true, cash_releasing = percent(0),
      reason = "the plan gives no activity of the centre, and money taken from it may cost admissions",
      source = "placeholder of this scenario: no document states it",
    }
    plan:add_effect {
      id = "assistive-technology", line = "UPO5.1", metric = "non-elective-admissions", unit = "person equipped",
      unit_cost = between(gbp(300), gbp(1200)), per_unit = between(-0.2, 0.05), established = true,
      in_basis = true, cash_releasing = percent(0),
      reason = "the plan gives no activity of the line; it may do nothing, or lead to more admissions",
      source = "placeholder of this scenario: no document states it",
    }
    if levers.moved:is_zero() then return end
    plan:move {
      from = "IUR2.2", to = "UPO5.1", amount = levers.moved,
      reason = "to see the plan with prevention first",
      authority = "Health and Wellbeing Board, on the Integration Executive's recommendation",
    }
  end,

  check = function(result)
    expect(result.after.total_spend == result.before.total_spend, "a move spends no more and no less in all")
    expect(
      result:change { theme = "Unified Prevention Offer" } == -result:change { theme = "Urgent Response" },
      "what urgent response loses, prevention gains")
    expect(result.balanced, "income equals expenditure")
  end,
}
