-- What if a partner left the pool half-way through the year, and the services that it helps to pay for went on?
--
-- The partner is East Leicestershire and Rutland CCG, and its leaving is this script's question: nothing in the papers
-- of the Leicestershire plan 2016/17 speaks of it. That a contribution is paid evenly over the year, that the services
-- go on at their full cost, and the rule by which the others pay are hypothetical. The papers print no such rule.

local leaver = "elrccg"

return scenario {
  title = "A CCG withdraws from the pool in mid-year",
  about = "Its contribution for the months that are left goes back; the lines go on, and the others bear the gap.",
  plan = "leicestershire-2016-17",

  levers = {
    months_left = lever {
      default = 6, from = 1, to = 12, step = 1, about = "the months of the year that it no longer pays for",
    },
    most_of_council = lever {
      default = gbp "3,000,000", from = gbp(0), to = gbp "10,000,000", step = gbp "100,000",
      about = "the most that the council bears",
    },
  },

  change = function(plan, levers)
    local full = {}
    for _, line in ipairs(plan:lines()) do full[line.id] = line.total end

    for _, source in ipairs(plan:sources { contributor = leaver }) do
      for _, line in ipairs(plan:lines()) do
        local held = line:spend_from(source)
        if not held:is_zero() then
          local months = { levers.months_left, 12 - levers.months_left }
          local leaves = apportion(held, months)[1]
          if not leaves:is_zero() then
            plan:withdraw {
              from = line, source = source, amount = leaves,
              reason = "the CCG leaves the pool and pays for the months before only",
              authority = "the CCG's governing body, by notice under the section 75 agreement", recurrent = true,
            }
          end
        end
      end
    end

    for _, line in ipairs(plan:lines()) do
      if line.total ~= full[line.id] then
        plan:outturn { line = line, amount = full[line.id], reason = "hypothetical: the service goes on as planned" }
      end
    end
    plan:agree {
      pool = "bcf", reason = "hypothetical: the partners that stay share the gap, the council up to a cap",
      authority = "both chief finance officers",
      overspend = {
        strategy = "waterfall",
        steps = {
          { step = "contingency", contingency = "contingency" },
          {
            step = "outside",
            by = { strategy = "pro-rata-contribution", caps = { lcc = levers.most_of_council, [leaver] = gbp(0) } },
          },
        },
      },
    }
  end,

  check = function(result)
    local pool = result:pool "bcf"
    expect(pool:share(leaver):is_zero(), "the partner that left bears nothing more")
    expect(pool.unresolved:is_zero(), "somebody bears every penny of the gap")
    expect(pool.closing_balance:is_zero(), "the pool ends the year without a deficit")
    expect(result.balanced, "every line's budget is what its sources still bring")
    print(fmt("Of a gap of {}, {} is the council's and {} West CCG's.",
      pool.overspend, pool:share "lcc", pool:share "wlccg"))
  end,
}
