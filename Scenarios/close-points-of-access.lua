-- What if the Integrated Points of Access programme closed, and the reserve money that was put in for it went back?
--
-- The plan gives EN04 £137,000, all of it an additional contribution from the Health and Social Care Integration
-- Reserve (BCF Plan 2016/17, sections 5.7.1 and 6.2). The plan develops the programme; closing it is this script's
-- question. Whose money the reserve is, the papers do not say.

return scenario {
  title = "Integrated Points of Access closes and its money returns to the reserve",
  about = "The programme's one line is paid by the reserve alone, so closing it makes the fund smaller.",
  plan = "leicestershire-2016-17",

  change = function(plan)
    local programme = plan:line "EN04.1"
    plan:withdraw {
      from = programme, amount = programme.total,
      reason = "the programme closes and the reserve gets its contribution back",
      authority = "Health and Wellbeing Board, on the Integration Executive's recommendation",
    }
    plan:close_line { line = programme, reason = "the programme has ended" }
  end,

  check = function(result)
    expect(result.after:sum { source = "reserve-ipoa" }:is_zero(), "nothing is left of the programme's contribution")
    expect(result:change { theme = "Enablers" } == gbp(-137000), "the Enablers theme falls by £137,000 and no more")
    expect(result:change { kind = "nhs-minimum" }:is_zero(), "no CCG minimum contribution moves")
    expect(result.balanced, "income equals expenditure")
  end,
}
