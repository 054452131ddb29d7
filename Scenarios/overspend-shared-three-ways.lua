-- What if two lines overspent: who would pay, by which agreement?
--
-- The papers of the Leicestershire plan 2016/17 do not print the risk-share rule of its section 75 agreement. The three
-- agreements here are hypothetical: forms that published section 75 agreements use. So are the two overspends: they are
-- questions, and nobody's forecast.

local agreements = {
  -- 1: whoever leads a line bears it.
  function(plan)
    plan:agree {
      pool = "bcf", reason = "hypothetical: each partner carries the lines that it leads",
      overspend = { strategy = "own-risk" },
    }
    plan:agree {
      pool = "bcf", line = "IUR2.2", lead = "wlccg", reason = "hypothetical: the centre is in West Leicestershire",
    }
    plan:agree { pool = "bcf", line = "UPO5.1", lead = "lcc", reason = "hypothetical: the council buys the equipment" }
  end,
  -- 2: in proportion to what each partner puts into the pool.
  function(plan)
    plan:agree {
      pool = "bcf", reason = "hypothetical: in proportion to contributions",
      overspend = { strategy = "pro-rata-contribution" },
    }
  end,
  -- 3: underspends first, then in equal parts between council and CCGs.
  function(plan)
    plan:agree {
      pool = "bcf", reason = "hypothetical: underspends first, then half council, half CCGs",
      overspend = {
        strategy = "waterfall",
        steps = {
          "underspends",
          {
            step = "outside",
            by = {
              strategy = "fixed-shares",
              shares = { lcc = percent(50), wlccg = percent(28), elrccg = percent(22) },
            },
          },
        },
      },
    }
  end,
}

return scenario {
  title = "Two lines overspend, and three agreements share it",
  about = "The agreement is a lever: run it with --set agreement=1, 2 and 3, and compare who bears what.",
  plan = "leicestershire-2016-17",

  levers = {
    agreement = lever {
      default = 2, from = 1, to = 3, step = 1,
      about = "1 own risk, 2 pro rata to contributions, 3 underspends first and then fixed shares; all hypothetical",
    },
    urgent_care = lever {
      default = gbp "60,000", from = gbp(0), to = gbp "390,000", step = gbp "10,000",
      about = "what the urgent care centre overspends",
    },
    equipment = lever {
      default = gbp "45,000.01", from = gbp(0), to = gbp "500,000",
      about = "what assistive technology overspends",
    },
    training = lever {
      default = gbp "20,000", from = gbp(0), to = gbp "58,000", step = gbp "1,000",
      about = "what line LTC5.1 underspends",
    },
  },

  change = function(plan, levers)
    agreements[levers.agreement](plan)
    plan:agree {
      pool = "bcf", reason = "hypothetical: what nobody needs stays in the pool",
      underspend = { strategy = "stays" },
    }
    local function forecast(id, difference, reason)
      plan:outturn { line = id, amount = plan:line(id).total + difference, reason = reason }
    end
    forecast("IUR2.2", levers.urgent_care, "hypothetical: more attendances than planned")
    forecast("UPO5.1", levers.equipment, "hypothetical: more equipment than planned")
    forecast("LTC5.1", gbp(0) - levers.training, "hypothetical: fewer days than planned")
  end,

  check = function(result)
    local pool = result:pool "bcf"
    expect(pool.unresolved:is_zero(), "the agreement says of every penny of the overspend who bears it")
    local borne = pool:share "lcc" + pool:share "wlccg" + pool:share "elrccg"
    expect(borne <= pool.overspend, "the partners bear no more than the overspend")
    expect(result.balanced, "the plan itself does not change: income equals expenditure")
    print(fmt("Of an overspend of {} the partners bear {}:", pool.overspend, borne))
    print(fmt("  council {}, West CCG {}, East CCG {}", pool:share "lcc", pool:share "wlccg", pool:share "elrccg"))
  end,
}
