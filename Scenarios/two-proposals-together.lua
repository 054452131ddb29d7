-- Puts two proposals into one plan. The report shows what each changes, and whether they get in each other's way.

return scenario {
  title = "Close the points of access, and shift urgent-care money to assistive technology",
  about = "Two questions of the same paper, answered together.",
  plan = "leicestershire-2016-17",
  based_on = { use "close-points-of-access", use "urgent-care-to-assistive-technology" },

  check = function(result)
    expect(result:change {} == gbp(-137000), "together they spend what the reserve gets back less")
    expect(result.balanced, "income equals expenditure")
  end,
}
