import Diagnostics
import Draws
import Finance
import Outcomes
import Scripting
import Testing

/// What scripts believe, suppose and read of what money does.
@Suite struct OutcomeScriptTests {
    private static func run(_ change: String, check: String = "", samples: Int = 1000, seed: UInt64 = 0) throws
        -> ScenarioRun
    {
        try ScenarioScript(ScriptText(name: "test.lua", text: SmallScenario.script(change: change, check: check)))
            .run(on: try SmallScenario.plan(), seed: seed, samples: samples)
    }

    private static func diagnostic(_ change: String, check: String = "", samples: Int = 1000) throws -> Diagnostic {
        do throws(DiagnosticList) {
            _ = try ScenarioScript(
                ScriptText(name: "test.lua", text: SmallScenario.script(change: change, check: check))
            )
            .run(on: plan(), samples: samples)
        } catch {
            return error.diagnostics[0]
        }
        throw SmallScenario.Unrefused()
    }

    private static func plan() -> Plan {
        guard let plan = try? SmallScenario.plan() else { preconditionFailure("the plan can be made") }
        return plan
    }

    @Test(arguments: [
        ("between(gbp(400), gbp(900))", "between £400 and £900 (nine times in ten)", "£600"),
        ("uniform(percent(0), percent(50))", "anywhere between 0% and 50%, equally likely", "25%"),
        ("triangular { low = 0, mode = 1, high = 4 }", "between 0 and 4, likeliest 1 (triangular)", nil),
        ("discrete { { value = 2, weight = 1 } }", "1 weighted value", "2.0"),
        ("empirical { gbp(1), gbp(2), gbp(3) }", "one of the 3 values seen", "£2"),
        (
            "lognormal { median = gbp(600), high = gbp(1500) }",
            "between £240 and £1,500 (nine times in ten, lognormal)", "£600"
        ),
        ("beta { successes = 9, of = 9 }", nil, nil),
    ])
    func `An uncertain figure says what it is in its own unit`(call: String, text: String?, median: String?) throws {
        let run = try Self.run("local figure = \(call) print(figure.text) print(figure.median) print(figure)")
        let lines = run.printed.split(separator: "\n").map(String.init)
        #expect(lines[0] == lines[2])
        if let text { #expect(lines[0] == text) }
        if let median { #expect(lines[1] == median) }
    }

    @Test func `Nothing is calculated with an uncertain figure, and the error says what it is for`() throws {
        let diagnostic = try Self.diagnostic("local figure = between(1, 2) print(figure + 1)")
        #expect(diagnostic.code == "lua.arithmetic")
        #expect(diagnostic.help?.contains("plan:suppose_effect") == true)
        #expect(try Self.diagnostic("print(between(1, 2) < uniform(1, 2))").code == "lua.compare")
    }

    @Test func `An assumption may be an uncertain figure, and the log shows it`() throws {
        let run = try Self.run(
            """
            local figure = assume { what = "w", value = uniform(gbp(1), gbp(2)), owner = "o", source = "s",
              date = "2016-04-01", quality = "estimate" }
            print(figure.mean)
            """)
        #expect(run.assumptions[0].value == "anywhere between £1 and £2, equally likely")
        #expect(run.printed == "£1.50\n")
    }

    @Test func `What is supposed is assumed, holds for both plans, and only what is given changes`() throws {
        let run = try Self.run(
            """
            plan:suppose_effect { id = "visits", per_unit = -0.5, lag_months = 2, reason = "r", source = "a guess" }
            plan:suppose_metric { id = "admissions", growth = percent(10), reason = "r", source = "a guess" }
            """)
        let after = run.evaluation.after
        #expect(after.effects[0].perUnit == Evidence(.certain(-0.5), quality: .assumed, reference: "a guess"))
        #expect(after.effects[0].unitCost == after.arrangements.effects[0].unitCost)
        #expect(after.effects[0].lagMonths == 2 && after.effects[0].marks.map(\.figure) == ["lag-months"])
        #expect(run.evaluation.before.effects == run.evaluation.before.arrangements.effects)
        let outcome = try #require(
            ResultOutcomes(before: run.evaluation.before, after: after).central.metric("admissions"))
        // £1,000 buy 100 visits, each of which takes away half an admission, before and after.
        let count = try #require(outcome.period(.year)?.count)
        let base = Distribution.between(low: 900, high: 1100).quantile(0.5) * 1.1
        #expect(abs(count.before - (base - 50)) < 0.01 && count.change == 0)
    }

    @Test func `A later supposition counts over an earlier one, also of an effect that the scenario added`() throws {
        let run = try Self.run(
            """
            plan:add_effect { id = "new", line = "B.1", metric = "admissions", unit = "u", unit_cost = gbp(10),
              per_unit = -1, reason = "r", source = "s" }
            plan:suppose_effect { id = "new", per_unit = -2, reason = "r", source = "s" }
            plan:suppose_effect { id = "new", delivery = percent(50), reason = "r", source = "s" }
            """)
        let effect = try #require(run.evaluation.after.effects.last)
        #expect(effect.id == "new" && effect.title == "Third")
        #expect(effect.perUnit.figure == .certain(-2) && effect.delivery?.figure == .certain(0.5))
    }

    @Test func `A result's metric has figures before and after, a target, its chance and what each effect does`() throws
    {
        let run = try Self.run(
            #"plan:move { from = "B.1", to = "A.1", amount = gbp(300), reason = "r" }"#,
            check: """
                local found = result:metric "admissions"
                expect(#result:metrics() == 1, "one")
                expect(math.abs(found.change - found.by_effect.visits) < 1e-9, "by effect")
                expect(math.abs(found.before + found.change - found.after) < 1e-9, "change")
                expect(found.target == 950 and found.meets_target == (found.after <= 950), "target")
                expect(found.chance > percent(0) and found.chance < percent(100), "chance")
                expect(found:percentile(10) < found:percentile(90), "percentiles")
                expect(found:change_percentile(5) < 0 and found:change_percentile(95) > 0, "sign of the change")
                local quarters = 0
                for quarter = 1, 4 do quarters = quarters + found:quarter(quarter).count_after end
                expect(math.abs(quarters - found.count_after) < 1e-9, "quarters")
                expect(found:quarter(1).target == nil and found:quarter(1).chance == nil, "no target of a quarter")
                expect(found.value > gbp(0), "fewer admissions are worth something")
                expect(found.cash_releasing:is_zero(), "nobody says that it releases cash")
                """)
        for expectation in run.expectations { #expect(expectation.isMet, "\(expectation.message)") }
    }

    @Test func `Draws are those of the seed, and of it alone`() throws {
        let check = #"print(result:metric("admissions"):percentile(90))"#
        let first = try Self.run("", check: check).printed
        #expect(try Self.run("", check: check).printed == first)
        #expect(try Self.run("", check: check, seed: 1).printed != first)
        // An effect more on another line with no doubt about it shifts no draw: the figure moves by what it counts.
        let more = try Self.run(
            """
            plan:add_effect { id = "new", line = "B.1", metric = "admissions", unit = "u", unit_cost = gbp(10),
              per_unit = -1, delivery = percent(50), reason = "r", source = "s", established = true }
            """, check: check
        ).printed
        let figures = try [first, more].map { try #require(Double($0.dropLast())) }
        #expect(abs(figures[0] - figures[1] - 15) < 1e-6)
    }

    @Test func `A scenario that adds an uncertain effect shares every other draw with one that does not`() throws {
        func model(_ change: String) throws -> OutcomeModel {
            let run = try Self.run(change)
            return try ResultOutcomes(before: run.evaluation.before, after: run.evaluation.after).model
        }
        let move = #"plan:move { from = "B.1", to = "A.1", amount = gbp(300), reason = "r" } "#
        let added = """
            plan:add_effect { id = "aa", line = "A.2", metric = "admissions", unit = "u", unit_cost = uniform(gbp(5), gbp(9)),
              per_unit = between(-1, 1), reason = "r", source = "s" }
            """
        let output = OutcomeOutput.figure(metric: "admissions", .year, .change)
        let (plain, other) = (try model(move), try model(move + added))
        #expect(other.uncertainParameters.count == plain.uncertainParameters.count + 2)
        // The line of the added effect does not change, so the change of each sample is that of the other effect alone.
        let one = try #require(try plain.sample(count: 500, seed: 7).values(of: output))
        let two = try #require(try other.sample(count: 500, seed: 7).values(of: output))
        #expect(zip(one, two).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(Set(one).count > 400)
    }

    @Test func `A run without samples says so where a script asks how sure something is`() throws {
        for call in [
            "result:metric('admissions'):percentile(90)", "result:metric('admissions'):change_percentile(90)",
            "print(result:metric('admissions').chance)",
        ] {
            let diagnostic = try Self.diagnostic("", check: call, samples: 0)
            #expect(diagnostic.code == "result.no-samples", "\(call)")
        }
        let noted = (1...4).map {
            "plan:deliver { risk_pool = 'stated', quarter = \($0), delivery = percent(70), reason = 'r' } "
        }.joined()
        let release = try Self.diagnostic(
            noted, check: "result:risk_pool('stated'):expected_release(10)", samples: 0)
        #expect(release.code == "result.no-samples")
    }

    @Test func `A plan whose effects contradict it cannot be projected, and the script is told why`() throws {
        let plan = try SmallScenario.plan()
        var arrangements = plan.arrangements
        arrangements.effects += arrangements.effects
        let twice = try Plan(
            identity: plan.identity, partners: plan.partners, pools: plan.pools, arrangements: arrangements,
            sources: plan.sources, lines: plan.lines, cells: plan.lines.indices.flatMap { plan.cells(line: $0) })
        for call in [
            "result:metric('admissions')", "result:metrics()", "result:risk_pool('stated'):expected_release()",
        ] {
            let script = SmallScenario.script(check: call)
            do throws(DiagnosticList) {
                _ = try ScenarioScript(ScriptText(name: "test.lua", text: script)).run(on: twice)
                Issue.record("\(call) is not refused")
            } catch {
                #expect(error.diagnostics[0].code == "result.outcomes", "\(call)")
                #expect(error.diagnostics[0].message.contains("two effects"))
            }
        }
    }
}
