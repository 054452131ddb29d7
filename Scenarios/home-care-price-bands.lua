-- How many hours of home care do the additional £1.38m buy, at prices that differ from band to band?
--
-- The narrative plan of 2021/22 gives Home Care for Leicestershire £16.7m, with additional funding of £1.38m, and
-- introduces four price bands: Urban, Fringe, Rural and Isolated (integration section). It prints no price and no
-- hours, and does not say whether the £1.38m is within the £16.7m. So everything but the amount and the bands is an
-- assumption, and the report lists each. A price in the plan's prices.csv takes the place of the one assumed here.

local service = "Home Care for Leicestershire"
local bands = { "Urban", "Fringe", "Rural", "Isolated" }
local ids = { Urban = "INT-HC-U", Fringe = "INT-HC-F", Rural = "INT-HC-R", Isolated = "INT-HC-I" }

-- Hours of each band in a hundred: a placeholder, as the plan has none.
local usual_mix = { Urban = 60, Fringe = 20, Rural = 15, Isolated = 5 }

local function supposed_prices(levers)
  local urban = assume {
    what = "price of an hour of home care in the Urban band", value = levers.urban_hour, owner = "the bcf maintainers",
    source = "UKHCA, Minimum Price for Homecare April 2021 to March 2022, 16 December 2020: £21.43; no local price",
    date = "2026-11-21", quality = "published",
  }
  local step = assume {
    what = "what each band costs more than the one before, as a share of the Urban price", value = levers.step,
    owner = "the bcf maintainers", source = "a supposition: the plan says only that bands follow providers' costs",
    date = "2026-11-21", quality = "placeholder",
  }
  local prices = {}
  for number, band in ipairs(bands) do prices[band] = urban + step:of(urban) * (number - 1) end
  return prices
end

-- Hours in ten thousand by band, when some of each hundred are priced one band further out.
local function mix_after(moved)
  local mix = {}
  for number, band in ipairs(bands) do
    local stays = band == "Isolated" and 100 or 100 - moved
    local comes = number > 1 and usual_mix[bands[number - 1]] * moved or 0
    mix[band] = usual_mix[band] * stays + comes
  end
  return mix
end

-- What an amount buys in a mix of bands: the money and the whole hours of each, and the hours in all.
local function bought(amount, mix, prices)
  local weights, hours, all = {}, {}, 0
  for number, band in ipairs(bands) do weights[number] = mix[band] * prices[band].pence end
  local money = apportion(amount, weights)
  for number, band in ipairs(bands) do
    hours[band] = money[number].pence // prices[band].pence
    all = all + hours[band]
  end
  return money, hours, all
end

-- A whole number as people write it: 61,220.
local function grouped(number)
  local digits = fmt("{}", number)
  local head = #digits % 3
  local text = digits:sub(1, head)
  for place = head + 1, #digits, 3 do
    text = text .. (text == "" and "" or ",") .. digits:sub(place, place + 2)
  end
  return text
end

return scenario {
  title = "What the additional £1.38m of Home Care buys, by price band",
  about = "The plan names four price bands and prints no price. The hours rest on assumptions, and on the levers.",
  plan = "leicestershire-2021-22",

  levers = {
    additional = lever {
      default = gbp "1.38m", from = gbp "10,000", to = gbp "1.38m", step = gbp "10,000",
      about = "additional funding for Home Care in 2021/22, taken to be on top of the £16.7m",
    },
    urban_hour = lever {
      default = gbp "21.43", from = gbp(10), to = gbp(60), about = "price of an hour in the Urban band",
    },
    step = lever {
      default = percent(8), from = percent(0), to = percent(50),
      about = "what each band costs more than the one before, as a share of the Urban price",
    },
    moved_out = lever {
      default = 0, from = 0, to = 100, step = 5,
      about = "of each hundred hours of a band, how many are priced one band further out",
    },
  },

  change = function(plan, levers)
    local supposed = supposed_prices(levers)
    assume {
      what = "hours of home care in a hundred: Urban, Fringe, Rural, Isolated", value = "60, 20, 15, 5",
      owner = "the bcf maintainers", source = "a supposition: the plan states no hours", date = "2026-11-21",
      quality = "placeholder",
    }
    assume {
      what = "the additional £1.38m is on top of the £16.7m, and buys hours at these prices for as long as it lasts",
      owner = "the bcf maintainers", source = "a supposition: the plan says neither", date = "2026-11-21",
      quality = "placeholder",
    }
    local prices = {}
    for _, band in ipairs(bands) do
      prices[band] = plan:price { service = service, band = band, otherwise = supposed[band] }
    end

    plan:add_source {
      id = "home-care-additional", title = "Additional funding for Home Care for Leicestershire, 2021/22",
      kind = "not stated", contributor = "not-stated",
    }
    local home_care = plan:line "INT-HC"
    local money, hours, all = bought(levers.additional, mix_after(levers.moved_out), prices)
    for number, band in ipairs(bands) do
      plan:add_line {
        id = ids[band], theme = home_care.theme, heading = home_care.heading,
        title = fmt("{}, {} hours", service, band), scheme_type = home_care.scheme_type,
      }
      if not money[number]:is_zero() then
        plan:contribute {
          source = "home-care-additional", to = ids[band], amount = money[number],
          reason = fmt("{} hours at {} in the {} band", grouped(hours[band]), prices[band], band),
        }
      end
      print(fmt("{}: {} hours at {}", band, grouped(hours[band]), prices[band]))
    end
    print(fmt("In all: {} hours for {}", grouped(all), levers.additional))

    if levers.moved_out > 0 then
      local _, _, before = bought(levers.additional, mix_after(0), prices)
      local lost = grouped(before - all)
      print(fmt("Without hours priced further out: {} hours, so the change costs {}", grouped(before), lost))
    end
  end,

  check = function(result)
    local got = gbp(0)
    for _, band in ipairs(bands) do got = got + result:line(ids[band]).total end
    expect(got == result:change {}, "the four bands get all of the additional funding, to the penny")
    expect(result:change { line = "INT-HC" }:is_zero(), "the £16.7m stay as the plan prints them")
    expect(result:change { source = "ibcf" }:is_zero(), "no iBCF money moves")
    expect(result.balanced, "income equals expenditure for every source that states its income")
  end,
}
