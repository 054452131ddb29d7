-- Can the fund go on protecting social care while the council saves £78m?
--
-- The plan protects six social care lines with £17m, after £16m the year before, while the council has to save £78m
-- from 2016 to 2020 and sets £23m aside for demographic growth (BCF Plan 2016/17, section 5.1; the table there gives
-- £16.056m and £17.026m). If the protection grows every year as it did to 2016/17, how much of that can the CCGs' money
-- pay for, and what is left for the council to add, beside its savings? The other lines stay as they are. The growth of
-- the CCGs' money is unconfirmed. The reserve held £4,374,000 when 2016/17 began, of which the plan draws £265,248.

local protected = { "UPO7.2", "LTC4.1", "LTC4.2", "LTC4.3", "LTC4.4", "HDR5.4" }
local minimums = { "wlccg-minimum", "elrccg-minimum" }

--- What the six lines spend.
local function protection(plan)
  local total = gbp(0)
  for _, id in ipairs(protected) do total = total + plan:line(id).total end
  return total
end

--- Gives the six lines an amount, pro rata to what each spends.
local function share(plan, amount, give)
  local weights = {}
  for place, id in ipairs(protected) do weights[place] = plan:line(id).total end
  for place, part in ipairs(apportion(amount, weights)) do
    if not part:is_zero() then give(protected[place], part) end
  end
end

return scenario {
  title = "Four years of savings against protected social care",
  about = "What the CCGs' growth cannot pay, the council would have to add, year by year, while it saves £78m.",
  plan = "leicestershire-2016-17",

  levers = {
    growth = lever {
      default = gbp "970,000", from = gbp(0), to = gbp "2,000,000", step = gbp "10,000",
      about = "growth of the protection a year, as from £16.056m to £17.026m",
    },
    savings = lever {
      default = gbp "78m", from = gbp(0), to = gbp "100m", step = gbp "1m",
      about = "what the council saves from 2016/17 to 2019/20",
    },
  },

  change = function(plan, levers)
    local years = {
      { to = "2017-18", uplift = percent(1.79), stated = "1.79%: national uplift for 2017/18, unconfirmed" },
      { to = "2018-19", uplift = percent(1.90), stated = "1.90%: national uplift for 2018/19, unconfirmed" },
      { to = "2019-20", uplift = percent(5.3), stated = "5.3%: lower end of the uplifts for 2019/20, unconfirmed" },
    }
    assume {
      what = "growth of the protection a year", value = levers.growth, owner = "director of adult social care",
      source = "as from 2015/16 to 2016/17: BCF Plan 2016/17, section 5.1", date = "2016-10-11",
      quality = "judgement",
    }
    assume {
      what = "growth of the CCG minimum contributions", value = "1.79%, 1.90% and 5.3%", owner = "planning lead",
      source = "national uplifts of the minimum from the NHS to social care: unconfirmed", date = "2016-10-11",
      quality = "placeholder",
    }
    local wanted = protection(plan)
    for place, year in ipairs(years) do
      plan:roll_forward {
        to = year.to, lines = "flat", not_stated = "recurrent",
        recurrent = { "reserve-funding" },
        non_recurrent = place == 1 and { "UPO9.1", "HDR6.1", "EN04.1" } or {},
        uplift = {
          ["nhs-minimum"] = year.uplift, ["disabled-facilities-grant"] = percent(0), ["additional-la"] = percent(0),
          reserve = percent(0),
        },
        cite = year.stated,
        reason = "to set the council's savings against the protection of social care",
      }
      if place == 1 then
        plan:add_source {
          id = "lcc-protection", title = "Additional LA contribution - protection of social care",
          kind = "additional-la", contributor = "lcc", pool = "bcf",
        }
      end
      wanted = wanted + levers.growth
      for _, id in ipairs(minimums) do
        local missing = wanted - protection(plan)
        local free = plan:sources({ source = id })[1].unallocated
        local paid = free < missing and free or missing
        if paid > gbp(0) then
          share(plan, paid, function(line, part)
            plan:move {
              from = "unallocated", to = line, source = id, amount = part, recurrent = true,
              reason = "the protection grows with the CCG's minimum", authority = "Health and Wellbeing Board",
            }
          end)
        end
      end
      local missing = wanted - protection(plan)
      if missing > gbp(0) then
        share(plan, missing, function(line, part)
          plan:contribute {
            source = "lcc-protection", to = line, amount = part, recurrent = false,
            reason = "what the CCGs' growth does not pay of the protection", authority = "the county council's Cabinet",
          }
        end)
      end
      print(
        fmt(
          "{}: protected {}, of which the council adds {}; it saves {} a year if evenly over four",
          year.to, protection(plan), missing, apportion(levers.savings, { 1, 1, 1, 1 })[1]))
    end
  end,

  check = function(result)
    for _, year in ipairs { "2016-17", "2017-18", "2018-19", "2019-20" } do
      local plan = result:year(year)
      expect(protection(plan) >= gbp "17,025,776", fmt("{}: the protection is never less than in 2016/17", year))
      expect(plan.unallocated >= gbp(0), fmt("{}: no more is spent than comes in", year))
    end
    local opening = result:year("2017-18"):reserve("integration-reserve").opening
    expect(opening == gbp "4,108,752", "of the reserve, £4,374,000 less £265,248 is carried on")
    expect(result:reserve("integration-reserve").closing >= gbp(0), "the reserve is never overdrawn")
  end,
}
