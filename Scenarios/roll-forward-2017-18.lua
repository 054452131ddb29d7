-- What does 2017/18 look like before anybody decides anything?
--
-- The plan of 2016/17 is rolled forward: what is over goes back, what goes on costs a full year, and income grows.
-- The lines that end are those that the spending plan dates (BCF Plan 2016/17, spending plan): Supporting
-- Leicestershire Families to September 2016, the hospital discharge review team to October 2016, whose work the
-- community based team goes on with from November, and the programme for points of access, which the reserve paid for
-- one year. Which other lines go on, the plan does not say: this script takes them to. The growth of the CCGs' money
-- is not in the plan either.

return scenario {
  title = "Roll forward to 2017/18",
  about = "The plan says little of what goes on. The growth of 1.79% is unconfirmed; set `growth` to try another.",
  plan = "leicestershire-2016-17",

  levers = {
    growth = lever {
      default = percent(1.79), from = percent(0), to = percent(5), step = percent(0.1),
      about = "growth of the CCGs' minimum contributions",
    },
    cost_growth = lever {
      default = percent(0), from = percent(0), to = percent(5), step = percent(0.5),
      about = "growth of what the lines cost",
    },
  },

  change = function(plan, levers)
    assume {
      what = "growth of the CCG minimum contributions to 2017/18", value = levers.growth,
      owner = "planning lead", source = "national uplift of the minimum from the NHS to social care: unconfirmed",
      date = "2016-10-11", quality = "placeholder",
    }
    assume {
      what = "lines that do not say whether they go on", value = "they go on",
      owner = "planning lead", source = "the plan does not say; this script's own", date = "2016-10-11",
      quality = "judgement",
    }
    plan:roll_forward {
      to = "2017-18", lines = levers.cost_growth, not_stated = "recurrent",
      non_recurrent = { "UPO9.1", "HDR6.1", "EN04.1" },
      uplift = {
        ["nhs-minimum"] = levers.growth, ["disabled-facilities-grant"] = percent(0), ["additional-la"] = percent(0),
      },
      cite = "1.79%: national uplift for 2017/18, unconfirmed; the grant and the council's money are taken as flat",
      reason = "to see 2017/18 before anybody decides", authority = "none yet: for the Integration Executive",
    }
    -- The reserve paid £128,248 of social care assessments for one year. The growth pays for them first.
    local reviews = plan:line "HDR5.4"
    local from_reserve = reviews:spend_from "reserve-funding"
    local free = plan:sources({ source = "wlccg-minimum" })[1].unallocated
    local paid = free < from_reserve and free or from_reserve
    if paid > gbp(0) then
      plan:move {
        from = reviews, to = "unallocated", source = "reserve-funding", amount = paid, recurrent = true,
        reason = "the reserve paid for one year", authority = "Integration Executive",
      }
      plan:move {
        from = "unallocated", to = reviews, source = "wlccg-minimum", amount = paid, recurrent = true,
        reason = "the assessments go on, out of the growth of the CCG's minimum", authority = "Integration Executive",
      }
    end
  end,

  check = function(result)
    expect(result:year("2016-17").balanced, "2016/17 closes with income equal to expenditure")
    expect(result:line("HDR6.2").total == gbp "412,800", "the community based team costs a full year")
    expect(
      result:year("2016-17"):line("HDR6.1").total == gbp "240,800",
      "the review team to October costs what the community based team's full year adds")
    expect(result:reserve("integration-reserve").opening == gbp "4,108,752", "the reserve opens with what 2016/17 left")
  end,
}
