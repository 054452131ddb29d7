-- What if part of the night nursing money paid for more of the frail older people's unit instead?
--
-- By the figures of 2015 (BCF Plan 2016/17, section 3.2) night nursing avoided 437 admissions with 470 referrals, and
-- the unit 377 with 540. At their spend of 2016/17 an admission avoided costs £2,489 by night nursing and £1,326 by the
-- unit. That is an average. Whether the next patients of the unit are as frail as the first, nobody says; this scenario
-- supposes that they are not, and that staff set an upper limit. The range of the result holds that nothing is gained.

local units = "frail-older-people"

return scenario {
  title = "More of the frail older people's unit, less night nursing",
  about = "From the scheme that avoided fewer admissions for its money in 2015 to the one that avoided more.",
  plan = "leicestershire-2016-17",

  levers = {
    moved = lever {
      default = gbp "200,000", from = gbp(0), to = gbp "500,000", step = gbp "25,000",
      about = "amount moved out of night nursing",
    },
  },

  change = function(plan, levers)
    plan:suppose_effect {
      id = units, curve = { { 540, 540 }, { 1080, 800 } },
      capacity = pert { low = 540, mode = 700, high = 1080 },
      reason = "beyond the referrals of 2015, the next patients gain less and staff are short",
      source = "placeholder of this scenario: no document states it",
    }
    plan:suppose_effect {
      id = "night-nursing", per_unit = triangular { low = -0.93, mode = -0.8, high = -0.4 },
      reason = "that 437 of 470 people would all have been admitted is the service's own count",
      source = "BCF Plan 2016/17, section 3.2, for the upper end; the rest is a placeholder of this scenario",
    }
    if levers.moved:is_zero() then return end
    plan:move {
      from = "IUR1.1", to = "IUR2.1", amount = levers.moved,
      reason = "to see what the money avoids where an admission avoided cost less",
      authority = "Health and Wellbeing Board, on the Integration Executive's recommendation",
    }
  end,

  check = function(result)
    local admissions = result:metric "non-elective-admissions"
    expect(result.balanced, "income equals expenditure")
    expect(
      admissions.by_effect["night-nursing"] >= 0, "less night nursing avoids no more admissions by itself",
      { admissions = admissions.by_effect["night-nursing"] })
    expect(admissions.by_effect[units] <= 0, "more of the unit avoids no fewer admissions by itself")
  end,
}
