import Foundation

// Pools, records, months and years used as they are not meant to be.

extension Attack {
    private static let uplifts =
        "{ ['nhs-minimum'] = percent(0), dfg = percent(0), ibcf = percent(0), ['council-extra'] = percent(0) }"

    /// Rolls the plan forward so many years.
    private static func roll(_ years: Int, lines: String = "'flat'", from first: Int = 2026) -> String {
        """
        for year = \(first), \(first + years - 1) do
          plan:roll_forward { to = year .. '-' .. string.format('%02d', (year + 1) % 100), lines = \(lines),
            not_stated = 'recurrent', uplift = \(uplifts), reason = 'r' }
        end
        """
    }

    static let years = AttackGroup("years") { group in
        group.change("rolled forward 19 times", .findings, .passed, roll(19))
        group.change("rolled forward for ever", .refused("plan.too-many"), roll(500))
        group.change("rolled backward", .refused("plan.roll.year"), roll(1, from: 2024))
        group.change(
            "lines that grow beyond every amount", anyOf: [.refused("plan.too-large")],
            roll(9, lines: "percent(99999999)"))
        group.change(
            "lines that shrink below nothing", .refused("plan.roll.below-zero"), roll(1, lines: "percent(-101)"))
        group.check(
            "each year's conditions after 19 years", .findings, .passed,
            "for _, c in ipairs(result:conditions()) do print(c.id, c.headroom, c.headroom_before) end")
        group.script(
            "a line, a pool and a condition kept over a year", anyOf: [.findings, .passed],
            scenario(
                change: """
                    local line, pool = plan:line 'HF1', plan:pool 'bcf'
                    \(roll(3))
                    print(line.total, line.full_year_effect, pool:account(), plan:by_month().total)
                    """))
        group.change(
            "movements of every month span, over years", anyOf: [.findings, .passed],
            """
            local names = { 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'jan', 'feb', 'mar' }
            for first = 1, 12 do for last = first, 12 do
              plan:move { from = 'HF1', to = 'HF2', amount = gbp '0.07', months = names[first] .. '-' .. names[last],
                reason = 'r', recurrent = (first + last) % 2 == 0 }
            end end
            \(roll(4))
            """)
        group.change(
            "months that no year has", .refused("script.argument.unknown-word"),
            "plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), months = 'mar-apr', reason = 'r' }")
    }

    static let pools = AttackGroup("pools") { group in
        group.change(
            "outturns beyond every amount", .refused("plan.too-large"),
            "plan:outturn { line = 'HF1', amount = gbp '90000000000000000', reason = 'r' }")
        group.script(
            "the largest outturn of every line", .passed,
            scenario(
                change: """
                    for _, line in ipairs(plan:lines {}) do
                      plan:outturn { line = line, amount = gbp '1000000000000', reason = 'r' }
                    end
                    """, check: "print(result:pool('bcf').unresolved, result:pool('bcf'):account())"))
        group.change(
            "10,001 outturns", anyOf: [.refused("plan.too-many"), .refused("lua.instructions")], slow: true,
            "for i = 1, 10001 do plan:outturn { line = 'HF1', amount = gbp(i), reason = 'r' } end")
        group.change(
            "a pool's year without end", .refused("lua.instructions"), slow: true,
            "while true do local x = plan:pool('bcf').unresolved end")
        group.change(
            "months without end", .refused("lua.instructions"), slow: true,
            "while true do local x = plan:by_month().total end")
        for (name, terms, code) in [
            ("no strategy", "{}", "pool.key.missing"),
            ("an unknown strategy", "{ strategy = 'x' }", "pool.strategy.unknown"),
            ("a strategy of a million letters", "{ strategy = string.rep('x', 1e6) }", "pool.strategy.unknown"),
            (
                "shares beyond the whole",
                "{ strategy = 'fixed-shares', shares = { council = percent(50), icb = percent(51) } }",
                "pool.shares.sum"
            ),
            (
                "shares below nothing",
                "{ strategy = 'fixed-shares', shares = { council = percent(-50), icb = percent(150) } }",
                "pool.percentage"
            ),
            ("a cap below nothing", "{ strategy = 'pro-rata-contribution', caps = { icb = gbp(-1) } }", "pool.amount"),
            (
                "a waterfall in a waterfall",
                "{ strategy = 'waterfall', steps = { { step = 'outside', by = { strategy = 'waterfall', steps = {} } } } }",
                "pool.strategy.unknown"
            ),
            ("a waterfall of no steps", "{ strategy = 'waterfall', steps = {} }", "pool.steps"),
        ] {
            group.change(
                name, .refused(code), "plan:agree { pool = 'bcf', overspend = \(terms), reason = 'r' }")
        }
        group.change(
            "a strategy that holds itself", anyOf: [.refused("lua.table.too-deep"), .refused("lua.table-too-deep")],
            """
            local rule = { strategy = 'waterfall' }
            rule.steps = { { step = 'outside', by = rule } }
            plan:agree { pool = 'bcf', overspend = rule, reason = 'r' }
            """)
        group.script(
            "one contingency, asked a hundred times", .passed,
            scenario(
                change: """
                    local steps = {}
                    for i = 1, 100 do steps[i] = { step = 'contingency', contingency = 'care-act' } end
                    plan:agree { pool = 'bcf', overspend = { strategy = 'waterfall', steps = steps }, reason = 'r' }
                    plan:outturn { line = 'HF1', amount = gbp '1000000000', reason = 'r' }
                    """,
                check: """
                    local pool = result:pool 'bcf'
                    expect(pool.overspend - pool.unresolved == gbp '120,000', 'it pays once')
                    """))
        group.script(
            "control characters in a clause, a reason and an authority", .passed,
            scenario(
                change: """
                    plan:agree { pool = 'bcf', reason = 'a\\27[2J\\u{202e}b',
                      overspend = { strategy = 'own-risk', clause = 'c\\27]0;x\\7\\n\\rd' } }
                    plan:outturn { line = 'HF1', amount = gbp(1), reason = '\\27c', authority = '\\u{2028}x' }
                    """))
    }
}
