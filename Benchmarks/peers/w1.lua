-- Workload W1 in plain Lua 5.4, run by Debian's `lua5.4`: what a script would cost that did the whole model itself.
local SOURCES, SCHEMES, YEARS = 5, 40, 2
local opening = { 2431855417, 312045533, 1190422108, 250000000, 175000001 }
local weight, weight_sum, unit_cost, effect = {}, {}, {}, {}
for s = 1, SOURCES do
  weight[s], weight_sum[s] = {}, 0
  for k = 1, SCHEMES do
    weight[s][k] = ((s - 1) * 37 + (k - 1) * 17) % 23 + 1
    weight_sum[s] = weight_sum[s] + weight[s][k]
  end
end
for k = 1, SCHEMES do
  unit_cost[k] = 1500 + 97 * (((k - 1) * 7) % 31)
  effect[k] = 0.001 * (1 + ((k - 1) * 13) % 17)
end

local function apportion(amount, s, totals)
  local remainder, order, left = {}, {}, amount
  for k = 1, SCHEMES do
    local product = amount * weight[s][k]
    local share = product // weight_sum[s]
    remainder[k] = product % weight_sum[s]
    order[k] = k
    totals[k] = totals[k] + share
    left = left - share
  end
  table.sort(order, function(a, b)
    if remainder[a] ~= remainder[b] then return remainder[a] > remainder[b] end
    return a < b
  end)
  for n = 1, left do totals[order[n]] = totals[order[n]] + 1 end
end

local scenarios = tonumber(arg[1]) or 20000
local lottery, pence, outcome, met = 12345, 0, 0.0, 0
local start = os.clock()
for _ = 1, scenarios do
  local amount, factor = {}, {}
  for s = 1, SOURCES do
    lottery = (lottery * 1103515245 + 12345) % 2147483648
    factor[s] = 10000 + lottery % 900 - 300
    amount[s] = opening[s]
  end
  for _ = 1, YEARS do
    local totals, funded, spent, first_half = {}, 0, 0, 0
    for k = 1, SCHEMES do totals[k] = 0 end
    for s = 1, SOURCES do
      amount[s] = (amount[s] * factor[s] + 5000) // 10000
      funded = funded + amount[s]
      apportion(amount[s], s, totals)
    end
    for k = 1, SCHEMES do
      spent = spent + totals[k]
      if k <= SCHEMES // 2 then first_half = first_half + totals[k] end
      outcome = outcome + totals[k] / unit_cost[k] * effect[k]
    end
    pence = pence + spent
    if spent == funded and first_half * 100 >= spent * 40 and amount[2] * 1000 >= spent * 50 then met = met + 1 end
  end
end
print(string.format("%.0f %d %.3f %d", scenarios / (os.clock() - start), pence, outcome, met))
