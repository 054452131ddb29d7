-- Saved from a session; it comes to the same figures as the session did.

local function show() end  -- only sessions have it

return scenario {
  title = "A session on leicestershire-2016-17",
  plan = "leicestershire-2016-17",
  levers = {
    moved = lever { default = gbp "250,000" },
  },
  change = function(plan, levers)
    local from = plan:line "IUR2.2"
    local x = levers.moved
    local function note(why)
      return { reason = why }
    end
    plan:move { from = from, to = "UPO5.1", amount = x, reason = note("first").reason }
    local new = plan:add_line { id = "UPO10.1", theme = "Unified Prevention Offer", title = "Falls" }
    for part = 1, 2 do plan:move { from = "UPO5.1", to = new, amount = gbp(part), reason = "p" } show(part) end
;(function(...) do return plan:move { from = new, to = "UPO5.1", amount = gbp(1), reason = [[two
  lines]] } end
end)()
    expect(new.total == gbp(2), "two pounds")
  end,
}
