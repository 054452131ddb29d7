-- What would each district council get of the £1,739,307 of Disabled Facilities Grant that the plan passes down?
--
-- The BCF Plan 2016/17 (5.5 and 6.1) prints one sum for the seven districts together and no district's own; what each
-- is entitled to was not to hand. This scenario divides the sum by a key: it is an illustration of the division, to the
-- penny, and no statement about any district. Put the numbers of a key that the districts know in its place, such as
-- mandatory adaptations completed in the year before.

return scenario {
  title = "The passported grant, divided between the districts by a key",
  about = "Equal weights stand in for a key that nobody has printed.",
  plan = "leicestershire-2016-17",

  change = function(plan)
    plan:split_dfg {
      by = {
        blaby = 1, charnwood = 1, harborough = 1, ["hinckley-and-bosworth"] = 1, melton = 1,
        ["north-west-leicestershire"] = 1, ["oadby-and-wigston"] = 1,
      },
      key = "one seventh each, for want of a printed key",
      reason = "to see what a division by a key looks like",
    }
  end,

  check = function(result)
    local grant = result:dfg()
    local sum = gbp(0)
    for _, district in ipairs {
      "blaby", "charnwood", "harborough", "hinckley-and-bosworth", "melton", "north-west-leicestershire",
      "oadby-and-wigston",
    } do
      sum = sum + grant:passed_to(district)
    end
    expect(sum == grant.passed_down, "the districts' parts add up to what is passed down, to the penny")
    expect(grant.unaccounted:is_zero(), "the whole grant is passed down or retained")
    expect(result.balanced, "income equals expenditure")
  end,
}
