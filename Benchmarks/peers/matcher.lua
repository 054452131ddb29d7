-- Patterns, pairs and sort: the same functions under bcf's machine, which calls and times them, and under Debian's
-- `lua5.4`, which does both itself: lua5.4 matcher.lua peer
local field, number = "UPO5.1,Local Area Co-ordination,Leicestershire,263941,not stated", "line of text 263941 more"
local words = ("the quick brown fox jumps over it "):rep(765)  -- 26 KB
local haystack, mixed, list = ("a"):rep(50000) .. "needle", {}, {}
for i = 1, 60 do mixed["line" .. i * 37 % 61] = i end
for i = 1, 1000 do list[i] = i * 7919 % 1009 end

local cases = {
  csv = function(rounds)
    for _ = 1, rounds do
      local id, title, place, amount = field:match("^([^,]*),([^,]*),([^,]*),(%d+)")
      assert(id and title and place and amount)
    end
  end,
  digits = function(rounds)
    for _ = 1, rounds do assert(number:find("%d+") == 14) end
  end,
  gsub = function(rounds)
    for _ = 1, rounds do assert(#words:gsub("%w+", "<%0>") > 26000) end
  end,
  plain = function(rounds)
    for _ = 1, rounds do assert(haystack:find("needle", 1, true) == 50001) end
  end,
  pairs = function(rounds)
    for _ = 1, rounds do
      local sum = 0
      for _, value in pairs(mixed) do sum = sum + value end
      assert(sum == 1830)
    end
  end,
  sort = function(rounds)
    for _ = 1, rounds do
      local copy = table.move(list, 1, #list, 1, {})
      table.sort(copy)
      assert(copy[1] <= copy[2])
    end
  end,
}

if ... == "peer" then
  local rounds = { csv = 20000, digits = 100000, gsub = 100, plain = 5000, pairs = 5000, sort = 200 }
  for name, count in pairs(rounds) do
    local best = math.huge
    for _ = 1, 7 do
      local start = os.clock()
      cases[name](count)
      best = math.min(best, os.clock() - start)
    end
    print(name .. " " .. math.floor(best * 1e9 / count + 0.5))
  end
end
return cases
