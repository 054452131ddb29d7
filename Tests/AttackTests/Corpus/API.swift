import Foundation

// The API used as it is not meant to be.

extension Attack {
    static let calls = AttackGroup("calls") { group in
        let wrong: [End] = [
            .refused("lua.wrong-self"), .refused("script.argument.missing"), .refused("script.argument.wrong-type"),
            .refused("script.arguments.too-many"), .refused("script.arguments.not-a-table"), .refused("lua.index"),
            .refused("lua.unknown-field"), .refused("lua.call"),
        ]
        for call in [
            "plan.move({})", "plan.move(1, {})", "plan.line(gbp(1), 'HF1')", "plan.line(plan:line 'HF1', 'x')",
            "gbp(1).is_zero('x')", "gbp(1).is_zero()", "percent(1).of(plan, 1)", "plan.lines(string)",
            "random('x').integer(plan, 1, 2)", "plan:line()", "plan:move()", "plan:move(1)", "plan:move('x')",
            "plan:move(print)", "plan:move(plan)", "plan:line(plan)", "plan:line({})", "gbp(plan)", "gbp({})", "gbp()",
            "gbp(nil)", "gbp(1, 2)", "percent(gbp(1))", "fmt()", "fmt(1)", "apportion()", "apportion(1, { 1 })",
            "expect()", "lever()", "lever(1)", "use()", "use(1)", "scenario()", "random()", "random(1)", "assume()",
            "levers.x.y()", "plan.x()", "plan:x()",
        ] {
            group.change(
                call,
                anyOf: wrong + [
                    .refused("lua.module.not-named"), .refused("lua.unknown-lever"), .refused("scenario.second"),
                    .refused("lua.unknown-global"),
                ], "local x = \(call)")
        }
        group.change(
            "a scenario within change", .refused("scenario.second"),
            "scenario { title = 'x', plan = 'y', change = function() end }")
        group.script(
            "the plan changed in check", .refused("scenario.plan-sealed"),
            "local kept "
                + scenario(
                    change: "kept = plan",
                    check: "kept:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r' }"))
        group.script(
            "the plan read in check", .passed,
            "local kept " + scenario(change: "kept = plan", check: "print(kept:line('HF1').total)"))
        group.script(
            "a line kept over a movement", .passed,
            scenario(
                change:
                    "local l = plan:line 'HF1' plan:move { from = l, to = 'HF2', amount = l.total, reason = 'r' } print(l.total)"
            ))
        group.check("the result changed", .refused("lua.field-assigned"), "result.balanced = true")
        group.check(
            "the plan after changed", .refused("scenario.plan-sealed"),
            "result.after:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r' }")
        group.change("the plan assigned to", .refused("lua.field-assigned"), "plan.total = gbp(1)")
        group.change("the levers assigned to", .refused("lua.field-assigned"), "levers.x = 1")
        group.change(
            "an argument table that holds itself",
            anyOf: [
                .refused("script.argument.unknown"), .refused("lua.table.circle"),
                .refused("lua.table-too-deep"), .refused("lua.table.too-deep"),
            ],
            "local t = { from = 'HF1' } t.t = t plan:move(t)")
        group.change(
            "an argument table a million deep",
            anyOf: [
                .refused("script.argument.unknown"), .refused("lua.table.too-deep"),
                .refused("lua.table-too-deep"), .refused("lua.memory"),
            ],
            "local t = {} for i = 1, 200000 do t = { t = t } end plan:move(t)")
        group.change(
            "an argument table of a million entries",
            anyOf: [
                .refused("script.argument.unknown"), .refused("lua.table.too-large"), .refused("lua.table.too-many"),
                .refused("lua.memory"), .refused("script.argument.unnamed"),
            ], slow: true, "local t = {} for i = 1, 1e6 do t['k' .. i] = i end plan:move(t)")
        group.change(
            "an argument table with numbers as keys", .refused("lua.table.key"),
            "plan:move { [1] = 1, [2.5] = 2, [-1] = 3 }")
        group.change(
            "an argument table with tables as keys",
            anyOf: [
                .refused("script.argument.unknown"), .refused("lua.key"), .refused("script.argument.unnamed"),
                .refused("lua.table.key"),
            ], "plan:move { [{}] = 1 }")
        group.change(
            "an argument table with functions as keys",
            anyOf: [
                .refused("script.argument.unknown"), .refused("lua.key"), .refused("script.argument.unnamed"),
                .refused("lua.table.key"),
            ], "plan:move { [print] = 1, [true] = 2 }")
        group.change(
            "a list that holds itself", anyOf: wrong + [.refused("lua.table.circle"), .refused("lua.table.too-deep")],
            "local t = { 1 } t[2] = t apportion(gbp(1), t)")
        group.change(
            "a list with gaps", anyOf: wrong + [.refused("lua.table.gap")],
            "apportion(gbp(1), { 1, nil, 3 })")
        group.change(
            "a list with a far entry", anyOf: wrong + [.refused("lua.table.gap")],
            "apportion(gbp(1), { [1] = 1, [math.maxinteger] = 1 })")
        group.change(
            "a list that is a map", anyOf: wrong + [.refused("lua.table.gap")],
            "apportion(gbp(1), { a = 1 })")
        group.change(
            "a movement to the same line", .refused("plan.movement.same-line"),
            "plan:move { from = 'HF1', to = 'HF1', amount = gbp(1), reason = 'r' }")
        group.change(
            "a movement of a line of another scenario", anyOf: wrong + [.passed],
            "local l = plan:line 'HF1' plan:close_line { line = l, to = 'HF2', reason = 'r' } print(l.total)")
        group.change(
            "a movement from a closed line", .refused("plan.line.not-enough"),
            "plan:close_line { line = 'HF1', to = 'HF2', reason = 'r' } plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r' }"
        )
        group.change(
            "a line closed twice", .refused("plan.line.closed"),
            "for i = 1, 2 do plan:close_line { line = 'HF1', to = 'HF2', reason = 'r' } end")
        group.change(
            "a line added twice", .refused("plan.line.duplicate"),
            "for i = 1, 2 do plan:add_line { id = 'N', theme = 'Prevention', title = 'x' } end")
        group.change(
            "money without a line", .findings, "plan:contribute { source = 'dfg', amount = gbp(1), reason = 'r' }")
        group.change(
            "movements caught half way", .passed,
            "for i = 1, 100 do pcall(function() plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r' } plan:move { from = 'HF1', to = 'HF1', amount = gbp(1), reason = 'r' } end) end"
        )
        group.change(
            "a function called back", .passed, .refused("script.argument.unknown"),
            "pcall(plan.move, plan, { from = function() return 'HF1' end })")
        group.script(
            "change that is a library function",
            anyOf: wrong + [.refused("lua.argument"), .passed, .refused("lua.index")],
            "return scenario { title = 'T', plan = '\(AttackRun.plan)', change = string.rep }")
        group.script(
            "change that is print", .passed,
            "return scenario { title = 'T', plan = '\(AttackRun.plan)', change = print, check = print }")
        group.script(
            "change that is scenario", anyOf: wrong + [.refused("scenario.second")],
            "return scenario { title = 'T', plan = '\(AttackRun.plan)', change = scenario }")
        group.script(
            "change set anew after", .refused("lua.error"),
            "local t = { title = 'T', plan = '\(AttackRun.plan)', change = function() end } local s = scenario(t) t.change = function() error('anew') end return s"
        )
        group.script(
            "change taken away after", anyOf: [.passed, .refused("lua.no-function")],
            "local t = { title = 'T', plan = '\(AttackRun.plan)', change = function() end } local s = scenario(t) t.change = nil return s"
        )
        group.script(
            "change that becomes a number", anyOf: [.passed, .refused("lua.no-function"), .refused("lua.call")],
            "local t = { title = 'T', plan = '\(AttackRun.plan)', change = function() end } local s = scenario(t) t.change = 1 return s"
        )
        group.script("no scenario", .refused("scenario.none"), "return 1")
        group.script(
            "a scenario not returned", .refused("scenario.not-returned"),
            scenario().replacingOccurrences(of: "return ", with: "local s = "))
        group.script(
            "two scenarios", .refused("scenario.second"),
            "scenario { title = 'a', plan = 'p', change = print } " + scenario())
        group.script(
            "a scenario that is a table", .refused("scenario.none"),
            "return { title = 'T', plan = 'p', change = print }")
        group.script(
            "a scenario for another plan", .refused("run.other-plan"),
            "return scenario { title = 'T', plan = 'other', change = print }")
        group.script(
            "a scenario for a path", .refused("run.other-plan"),
            "return scenario { title = 'T', plan = '../../etc', change = print }")
        group.script(
            "20,000 scenarios", .refused("scenario.second"), .refused("lua.instructions"),
            "for i = 1, 20000 do pcall(scenario, { title = 'T', plan = 'p', change = print }) end " + scenario())
    }

    static let figures = AttackGroup("figures") { group in
        let amounts: [End] = [
            .refused("lua.money.fraction"), .refused("lua.money.product"), .refused("lua.money.too-large"),
            .refused("lua.money.quotient"), .refused("lua.money.power"), .refused("lua.money.mixed"),
            .refused("money.text"), .refused("number.not-decimal"), .refused("money.overflow"),
            .refused("plan.movement.not-positive"), .refused("lua.money"), .refused("script.argument.wrong-type"),
            .refused("plan.line.not-enough"), .refused("plan.too-large"), .refused("lua.money.overflow"),
            .refused("lua.arithmetic"), .refused("lua.whole-number"),
        ]
        for amount in [
            "gbp(0/0)", "gbp(1/0)", "gbp(-1/0)", "gbp(-0.0)", "gbp(0)", "gbp(1e308)", "gbp(1e-300)", "gbp(0.001)",
            "gbp(2^53)", "gbp(math.maxinteger)", "gbp(math.mininteger)", "gbp '92,233,720,368,547,758.08'",
            "gbp '-92,233,720,368,547,758.08'", "gbp '1e9'", "gbp '0x10'", "gbp ''", "gbp '£'", "gbp '1,2,3'",
            "gbp '1.234'", "gbp(('9'):rep(100000))", "gbp '--1'", "gbp '(-1)'", "gbp(-1)", "gbp '1 000'",
            "gbp(1) * 1.5", "gbp(1) * gbp(1)", "gbp '90,000,000,000,000,000' * 1000",
            "gbp '90,000,000,000,000,000' + gbp '90,000,000,000,000,000'", "-gbp(1)", "gbp(1) / 2", "gbp(1) ^ 2",
            "gbp(1) % 2", "gbp(1) // 2", "1", "'1'", "1/0", "gbp(1) + 1", "2 ^ 63 * gbp(1)",
        ] {
            group.change(
                "an amount of \(amount.prefix(60))", anyOf: amounts,
                "plan:move { from = 'HF1', to = 'HF2', amount = \(amount), reason = 'r' }")
        }
        for rate in [
            "percent(0/0)", "percent(1/0)", "percent(-101)", "percent(1e308)", "percent '92233720368547758.07'",
            "percent '0.0000000000001'", "percent ''", "percent '1e5'", "percent(math.maxinteger)",
            "percent(math.mininteger)", "percent '1/0'", "percent(('9'):rep(1000))",
        ] {
            group.change(
                "a rate of \(rate)",
                anyOf: amounts + [
                    .refused("rate.text"), .refused("rate.overflow"), .refused("plan.scale.negative"),
                    .refused("plan.unallocated.not-enough"),
                ], "plan:scale { line = 'HF1', by = \(rate), reason = 'r' }")
        }
        for weights in [
            "{}", "{ 0 }", "{ -1, 2 }", "{ 1/0 }", "{ 0/0 }", "{ 1.5 }", "{ math.maxinteger, math.maxinteger }",
            "{ math.mininteger }", "{ gbp(1), 1 }", "{ 'x' }", "{ {} }", "1", "nil",
        ] {
            group.change(
                "shares of weights \(weights)",
                anyOf: amounts + [
                    .refused("money.apportion"), .refused("script.argument.missing"), .refused("script.argument.empty"),
                    .passed,
                ], "apportion(gbp(1), \(weights))")
        }
        group.change(
            "shares of the most there is", .passed, .refused("money.apportion"),
            "local s = apportion(gbp '92,233,720,368,547,758.07', { math.maxinteger, 1 }) print(s[1], s[2])")
        group.change(
            "shares of less than nothing", .passed, .refused("money.apportion"),
            "print(apportion(-gbp(1), { 1, 1, 1 })[1])")
        group.change(
            "shares of 50,000 weights",
            anyOf: [.passed, .refused("lua.table.too-many"), .refused("lua.table.too-large")],
            "local w = {} for i = 1, 50000 do w[i] = i end local s = apportion(gbp(1), w)")
        for call in [
            "random('x'):integer(2, 1)", "random('x'):integer(math.mininteger, math.maxinteger)",
            "random('x'):integer(0/0, 1)", "random('x'):choice({})", "random('x'):choice({ nil, 1 })",
            "random('x'):shuffled({ {}, {} })", "random('x'):fraction(1)", "random('')", "random(('x'):rep(500000))",
        ] {
            group.script(call, anyOf: amounts + wrongDraws, before("local x = \(call)"))
        }
        group.script(
            "a lever outside its bounds",
            anyOf: [
                .refused("lever.default-out-of-range"), .refused("lever.default"), .refused("lever.out-of-range"),
                .refused("lever.bounds"),
            ],
            scenario(more: "levers = { a = lever { default = 5, from = 6, to = 4 } },"))
        group.script(
            "a lever of mixed kinds",
            anyOf: [
                .refused("lever.mixed-kinds"), .refused("lever.kinds"), .refused("lever.type"), .refused("lever.mixed"),
            ],
            scenario(more: "levers = { a = lever { default = 5, from = gbp(1) } },"))
        group.script(
            "a lever with a point in its name", .refused("lever.name"),
            scenario(more: "levers = { ['a.b'] = lever { default = 5 } },"))
        group.script(
            "a lever that is no lever", anyOf: [.refused("script.argument.wrong-type")],
            scenario(more: "levers = { a = 5 },"))
        group.script(
            "levers in a list", anyOf: [.refused("script.argument.wrong-type"), .refused("lever.name"), .passed],
            scenario(more: "levers = { lever { default = 5 } },"))
        for format in [
            "%", "%z", "%1000d", "%.1000f", "%5.100s", "%-+ #0d", "%c%c%c", "%q", "%n", "%*d", "%a", "%s%s%s", "%d",
            "%i",
        ] {
            group.script(
                "a format \(format)",
                anyOf: [.passed, .refused("lua.format"), .refused("lua.argument"), .refused("lua.whole-number")],
                before("print(('\(format)'):format(1.5))"))
        }
        group.script(
            "a format of the largest", .passed,
            before("print(('%.14f %g %e'):format(1.7976931348623157e308, 5e-324, -1.7976931348623157e308))"))
        group.script(
            "a number of each odd kind", .passed,
            before("print(0/0, -(0/0), 1/0, -1/0, -0.0, 2^63, math.mininteger, 5e-324, 1e308 * 10)"))
    }

    private static let wrongDraws: [End] = [
        .refused("lua.table.gap"), .refused("random.stream"),
        .passed, .refused("random.range"), .refused("random.empty"), .refused("random.bounds"),
        .refused("random.choice"), .refused("lua.holes"), .refused("script.arguments.too-many"), .refused("lua.key"),
        .refused("script.argument.holes"),
    ]

    static let layers = AttackGroup("layers") { group in
        let base =
            "return scenario { title = 'B', plan = '\(AttackRun.plan)', change = function(plan) plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r' } end }"
        @Sendable func on(_ basedOn: String) -> String {
            "return scenario { title = 'T', plan = '\(AttackRun.plan)', based_on = \(basedOn) }"
        }
        for value in [
            "1", "'base'", "{ 1 }", "{ {} }", "{ print }", "{ gbp(1) }", "{ plan }", "{ a = 1 }", "{ 'base' }", "print",
        ] {
            group.script(
                "based on \(value)",
                anyOf: [
                    .refused("script.argument.wrong-type"), .refused("lua.unknown-global"),
                    .refused("script.argument.not-a-list"), .refused("lua.holes"),
                ], on(value))
        }
        group.script("based on nothing", .refused("scenario.no-change"), on("{}"))
        group.script("based on itself", .refused("script.module.itself"), on("{ use 'script' }"))
        group.script(
            "based on a module that is no scenario", .refused("script.argument.wrong-type"),
            files: ["m.lua": .text { "return { x = 1 }" }], on("{ use 'm' }"))
        group.script(
            "based on the same 10,000 times", .passed, files: ["b.lua": .text { base }],
            "local l = {} for i = 1, 10000 do l[i] = use 'b' end " + on("l"))
        group.script(
            "based on 99 layers", .passed,
            files: Dictionary(uniqueKeysWithValues: (1...99).map { ("b\($0).lua", .text { base }) }),
            on("{ \(numbered(99) { "use 'b\($0)', " }) }"))
        group.script(
            "based on a chain of 99", .passed,
            files: Dictionary(
                uniqueKeysWithValues: (1...99).map { number in
                    ("b\(number).lua", .text { number == 99 ? base : on("{ use 'b\(number + 1)' }") })
                }), on("{ use 'b1' }"))
        group.script(
            "based on layers that double", .passed,
            files: Dictionary(
                uniqueKeysWithValues: (1...60).map { number in
                    (
                        "b\(number).lua",
                        .text { number == 60 ? base : on("{ use 'b\(number + 1)', use 'b\(number + 1)' }") }
                    )
                }), on("{ use 'b1', use 'b1' }"))
        group.script(
            "based on a scenario for another plan", .refused("scenario.other-plan"),
            files: ["b.lua": .text { "return scenario { title = 'B', plan = 'other', change = print }" }],
            on("{ use 'b' }"))
        group.script(
            "based on a layer that fails", .refused("lua.error"),
            files: ["b.lua": .text { scenario(change: "error('no')") }], on("{ use 'b' }"))
        group.script(
            "based on a layer that runs for ever", .refused("lua.instructions"), slow: true,
            files: ["b.lua": .text { scenario(change: "while true do end") }], on("{ use 'b' }"))
        group.script(
            "based on 50 layers that each run for long", .refused("worker.stalled"), .refused("lua.instructions"),
            .passed, slow: true,
            files: Dictionary(
                uniqueKeysWithValues: (1...50).map {
                    ("b\($0).lua", .text { scenario(change: "for i = 1, 3e7 do end") })
                }), on("{ \(numbered(50) { "use 'b\($0)', " }) }"))
        group.script(
            "based on 99 layers of 5,000 movements", anyOf: [.refused("plan.too-many"), .passed], slow: true,
            files: Dictionary(
                uniqueKeysWithValues: (1...99).map {
                    (
                        "b\($0).lua",
                        .text {
                            scenario(
                                change:
                                    "for i = 1, 5000 do plan:move { from = 'HF1', to = 'HF2', amount = gbp '0.01', reason = 'r' } end"
                            )
                        }
                    )
                }), on("{ \(numbered(99) { "use 'b\($0)', " }) }"))
        group.script(
            "based on 99 layers of 200 lines",
            anyOf: [.refused("plan.too-many"), .passed, .refused("worker.too-much-output"), .refused("worker.memory")],
            slow: true,
            files: Dictionary(
                uniqueKeysWithValues: (1...99).map { number in
                    (
                        "b\(number).lua",
                        .text {
                            scenario(
                                change:
                                    "for i = 1, 200 do plan:add_line { id = 'N\(number)-' .. i, theme = 'Prevention', title = 'x' } end"
                            )
                        }
                    )
                }), on("{ \(numbered(99) { "use 'b\($0)', " }) }"))
        group.script(
            "a layer that keeps another's plan", anyOf: [.refused("scenario.plan-sealed"), .passed],
            files: [
                "m.lua": .text { "return {}" },
                "b.lua": .text { "local m = use 'm' " + scenario(change: "m.plan = plan") },
            ],
            "local m = use 'm' return scenario { title = 'T', plan = '\(AttackRun.plan)', based_on = { use 'b' }, change = function(plan) m.plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r' } end }"
        )
        group.script(
            "a list of layers changed after", .passed, files: ["b.lua": .text { base }],
            "local l = { use 'b' } local s = scenario { title = 'T', plan = '\(AttackRun.plan)', based_on = l } l[1] = 5 l[2] = print return s"
        )
    }
}
