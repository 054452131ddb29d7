import Diagnostics
import Finance
import Questions
import Scripting
import TestSupport
import Testing

struct OptimiseTests {
    private static func lever(_ name: String, to: Int, step: Int) -> String {
        "\(name) = lever { default = gbp(0), from = gbp(0), to = gbp(\(to)), step = gbp(\(step)) },"
    }

    private func two(change: String = #"move("C", "A", levers.a) move("D", "B", levers.b)"#, check: String = "") throws
        -> Asked
    {
        try Asked(
            levers: Self.lever("a", to: 3_000, step: 100) + Self.lever("b", to: 2_000, step: 100), change: change,
            check: check)
    }

    private func found(_ answer: OptimiseAnswer) throws -> OptimiseAnswer.Found {
        guard case .found(let found) = answer.outcome else {
            Issue.record("\(answer.outcome)")
            throw DiagnosticList(Diagnostic("test", "no answer"))
        }
        return found
    }

    private func conflict(_ answer: OptimiseAnswer) throws -> OptimiseAnswer.Conflict {
        guard case .none(let conflict) = answer.outcome else {
            Issue.record("\(answer.outcome)")
            throw DiagnosticList(Diagnostic("test", "an answer"))
        }
        return conflict
    }

    @Test("A condition that is met stays met, binds, and has a price")
    func linear() throws {
        // £7,000 of urgent care may fall to £5,000.
        let answer = try two().optimise(
            .maximise, "3 * (result:line('A').total - gbp '1,000').pence // 100 + result:line('B').total.pence // 100",
            ["a", "b"])
        let found = try found(answer)
        guard case .solved(let bends, _) = found.method else {
            Issue.record("\(found.method)")
            return
        }
        #expect(bends.isEmpty)
        #expect(found.choices.map(\.text) == ["2,000", "0"])
        #expect(found.before?.amount == 2_000)
        #expect(found.after.amount == 8_000)
        #expect(found.solved == found.after)
        let standing = try #require(found.standings.first)
        #expect(standing.after?.description == "£0")
        #expect(standing.worth?.by.description == "£10,000")
        // The rest of the two ranges.
        #expect(standing.worth?.objective.description == "13,000")
        let free = try self.found(
            try two().optimise(.maximise, "result.after:sum { theme = 'Prevention' }", ["a", "b"], keeping: false))
        #expect(free.choices.map(\.text) == ["3,000", "2,000"])
        #expect(free.after.description == "£8,000")
    }

    @Test("An answer is as good as the best of all settings: straight lines", arguments: 0..<8 as Range<UInt64>)
    func linearByChance(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let (p, q) = (Int.random(in: -5...5, using: &chance), Int.random(in: -5...5, using: &chance))
        let most = 100 * Int.random(in: 2...30, using: &chance)
        let asked = try two()
        let text = "gbp(\(p)) * (levers.a.pence // 100) + gbp(\(q)) * (levers.b.pence // 100) + gbp(7)"
        let limits = ["levers.a + levers.b <= gbp(\(most))", "result:line('C').total > gbp '\(700 + most / 2)'"]
        try expectBest(asked, text, ["a", "b"], limits, isSolved: true)
    }

    @Test("An answer is as good as the best of all settings: lines that bend", arguments: 0..<6 as Range<UInt64>)
    func bendingByChance(seed: UInt64) throws {
        var chance = Chance(seed: seed &+ 100)
        let (p, q) = (Int.random(in: 1...9, using: &chance), Int.random(in: 1...9, using: &chance))
        let (bend, fall) = (100 * Int.random(in: 3...25, using: &chance), Int.random(in: -6...6, using: &chance))
        let asked = try two()
        let text =
            "\(p) * (levers.a.pence // 100) + \(fall) * math.max(0, levers.a.pence // 100 - \(bend))"
            + " - \(q) * math.abs(levers.b.pence // 100 - 700)"
        let answer = try expectBest(asked, text, ["a", "b"], ["levers.a + levers.b <= gbp '2,600'"], isSolved: true)
        guard case .solved(let bends, _) = try found(answer).method else { return }
        #expect(bends.contains { $0.lever == "b" && $0.values.contains(.pounds(700)) })
    }

    @Test("An answer is as good as the best of all settings: no lines", arguments: 0..<4 as Range<UInt64>)
    func curvedByChance(seed: UInt64) throws {
        var chance = Chance(seed: seed &+ 200)
        let (p, q) = (Int.random(in: 200...2_800, using: &chance), Int.random(in: 200...1_800, using: &chance))
        let text =
            "-((levers.a.pence // 100 - \(p)) ^ 2) - (levers.b.pence // 100 - \(q)) ^ 2 + (levers.a.pence // 100) * (levers.b.pence // 100) / 3"
        let asked = try two()
        let answer = try expectBest(asked, text, ["a", "b"], [], isSolved: false)
        guard case .triedAll(let why) = try found(answer).method else {
            Issue.record("not tried all")
            return
        }
        #expect(why.contains("`a`"), "\(why)")
        // A search of a third of the settings.
        let searched = try found(try asked.optimise(.maximise, text, ["a", "b"], keeping: false, budget: 250))
        guard case .searched(_, let bound) = searched.method else {
            Issue.record("not searched")
            return
        }
        #expect(bound == nil)
        #expect(searched.after == (try found(answer)).after)
    }

    /// Holds an answer against every setting.
    @discardableResult
    private func expectBest(
        _ asked: Asked, _ text: String, _ names: [String], _ limits: [String], isSolved: Bool
    ) throws -> OptimiseAnswer {
        let answer = try asked.optimise(.maximise, text, names, subjectTo: limits, keeping: false)
        let expressions = try ([text] + limits).map { try ScenarioExpression("--x", $0) }
        let settings = (0...30).flatMap { a in
            (0...20).map { b in
                [LeverSetting(name: "a", text: "\(a * 100)"), LeverSetting(name: "b", text: "\(b * 100)")]
            }
        }
        var best = -Double.infinity
        for point in try asked.ask(expressions, settings) {
            guard case .figures(let figures) = point, let objective = Quantity(figures.values[0]) else { continue }
            let sides = figures.values.dropFirst().compactMap { Quantity($0)?.amount }
            var fine = true
            for number in stride(from: 0, to: sides.count, by: 2) {
                switch expressions[1 + number / 2].parts[0].comparison {
                case .atMost?: fine = fine && sides[number] <= sides[number + 1]
                case .above?: fine = fine && sides[number] > sides[number + 1]
                default: Issue.record("not looked at")
                }
            }
            if fine { best = max(best, objective.amount) }
        }
        let found = try found(answer)
        #expect((found.after.amount - best).magnitude < 1e-6, "\(text)")
        if case .solved = found.method { #expect(isSolved) } else { #expect(!isSolved, "\(found.method)") }
        return answer
    }

    @Test("Levers that act on each other are named")
    func together() throws {
        let asked = try two()
        let answer = try asked.optimise(
            .maximise, "(levers.a.pence // 100) * (levers.b.pence // 100)", ["a", "b"], budget: 100)
        guard case .searched(let why, _) = try found(answer).method else {
            Issue.record("not searched")
            return
        }
        #expect(why.contains("`a` and `b` act on each other"))
        #expect(answer.evaluations < 250)
    }

    @Test("What the rounding of pennies does to a line is no bend")
    func rounding() throws {
        let asked = try Asked(
            levers: "p = lever { default = percent(0), from = percent(0), to = percent(50), step = percent(1) }",
            change: #"move("C", "A", levers.p:of(gbp "3,000.37"))"#)
        let found = try found(try asked.optimise(.maximise, "result:line('A').total", ["p"]))
        guard case .solved(let bends, let isRounded) = found.method else {
            Issue.record("\(found.method)")
            return
        }
        #expect(bends.isEmpty && isRounded)
        #expect(found.choices.map(\.text) == ["50%"])
    }

    @Test("A lever without a step is set to the penny")
    func penny() throws {
        let asked = try Asked(
            levers: "a = lever { default = gbp(0), from = gbp(0), to = gbp(3000) }",
            change: #"move("C", "A", levers.a)"#)
        let found = try found(
            try asked.optimise(
                .maximise, "levers.a", ["a"], subjectTo: ["gbp '1,234.57' >= result:line('A').total - gbp(17)"]))
        #expect(found.choices.map(\.text) == ["251.57"])
        #expect(found.solved == found.after)
    }

    @Test("Income must equal expenditure, source by source")
    func balance() throws {
        let asked = try Asked(
            levers: Self.lever("freed", to: 2_000, step: 100) + Self.lever("used", to: 2_000, step: 100),
            change: """
                if not levers.freed:is_zero() then plan:withdraw { from = "C", amount = levers.freed, reason = "r" } end
                if not levers.used:is_zero() then
                  plan:contribute { source = "nhs", to = "A", amount = levers.used, reason = "r" }
                end
                """)
        let found = try found(
            try asked.optimise(.maximise, "result:line('A').total", ["freed", "used"], keeping: false))
        #expect(found.figures.isBalanced)
    }

    @Test("What the solver cannot see, such as an expectation, is met all the same")
    func expectation() throws {
        let asked = try two(check: "expect(result:line('A').total <= gbp '1,700', 'A is no more than £1,700')")
        let answer = try asked.optimise(.maximise, "result:line('A').total", ["a"])
        let found = try found(answer)
        #expect(found.after.description == "£1,700")
        guard case .triedAll(let why) = found.method else {
            Issue.record("\(found.method)")
            return
        }
        #expect(why.contains("A is no more than £1,700"))
    }

    @Test("Settings that the plan refuses are kept out of")
    func refusals() throws {
        // Both draw on C, which has £3,000.
        let asked = try Asked(
            levers: Self.lever("a", to: 3_000, step: 100) + Self.lever("b", to: 3_000, step: 100),
            change: #"move("C", "A", levers.a) move("C", "B", levers.b)"#)
        let found = try found(
            try asked.optimise(
                .maximise, "2 * (levers.a.pence // 100) + 3 * (levers.b.pence // 100)", ["a", "b"], keeping: false))
        #expect(found.choices.map(\.text) == ["0", "3,000"])
    }

    @Test("What the plan refuses only while the other levers stand as they do is not ruled out")
    func refusedAlone() throws {
        // B has £2,000 of its own; more of it can go only when `a` has brought it.
        let asked = try Asked(
            levers: Self.lever("a", to: 3_000, step: 100) + Self.lever("b", to: 4_000, step: 100),
            change: #"move("C", "B", levers.a) move("B", "A", levers.b)"#)
        let found = try found(
            try asked.optimise(.maximise, "result:line('A').total", ["a", "b"], keeping: false))
        #expect(found.after.description == "£5,000")
        guard case .triedAll(let why) = found.method else {
            Issue.record("\(found.method)")
            return
        }
        #expect(why.contains("allows `b` only from £0 to £2,000"))
    }

    @Test("Without an answer, what stands in the way is told with by how much")
    func infeasible() throws {
        let asked = try two()
        let one = try conflict(
            try asked.optimise(.maximise, "levers.a", ["a", "b"], subjectTo: ["levers.a + levers.b >= gbp '2,500'"]))
        #expect(one.isCertain)
        #expect(
            one.loosenings.map { "\($0.requirement.name) \($0.by?.description ?? "")" }
                == ["condition `least-urgent` £500", "`levers.a + levers.b >= gbp '2,500'` £500"])
        // No single one: two contradictions of their own.
        let many = try conflict(
            try asked.optimise(
                .maximise, "levers.a", ["a", "b"],
                subjectTo: [
                    "levers.a >= gbp(500)", "levers.a <= gbp(400)", "levers.b >= gbp(500)", "levers.b <= gbp(400)",
                ], keeping: false))
        #expect(many.loosenings.isEmpty)
        #expect(many.together.count == 2)
        #expect(many.isCertain)
    }

    @Test("Without lines, all settings show that there is no answer, or a search that none was found")
    func infeasibleSearch() throws {
        let asked = try two()
        let text = "(levers.a.pence // 100) ^ 2"
        let limits = ["levers.a + levers.b >= gbp '2,500'"]
        let all = try conflict(try asked.optimise(.maximise, text, ["a", "b"], subjectTo: limits))
        #expect(all.isCertain)
        #expect(all.loosenings.map { $0.by?.description } == ["£500", "£500"])
        let some = try conflict(try asked.optimise(.maximise, text, ["a", "b"], subjectTo: limits, budget: 200))
        #expect(!some.isCertain)
        #expect(some.unmet.count == 1)
    }

    @Test("The same question has the same answer, from the same runs")
    func deterministic() throws {
        let asked = try two()
        let text = "-((levers.a.pence // 100 - 1234) ^ 2) - (levers.b.pence // 100) * (levers.a.pence // 100)"
        let answers = try (0..<2).map { _ in
            try asked.optimise(.maximise, text, ["a", "b"], budget: 150, seed: 7)
        }
        #expect(try found(answers[0]).choices.map(\.text) == (try found(answers[1]).choices.map(\.text)))
        #expect(answers[0].evaluations == answers[1].evaluations)
        #expect(answers[0].evaluations < 250)
    }

    @Test("What has no size cannot be the goal")
    func goal() throws {
        #expect(
            try Asked.refusal { _ = try ScenarioExpression("--maximise", "1 < 2").asFigure() }.code
                == "expression.not-a-figure")
        let asked = try two()
        #expect(
            try Asked.refusal { _ = try asked.optimise(.maximise, "result.balanced", ["a"]) }.code
                == "expression.not-a-figure")
        #expect(
            try Asked.refusal { _ = try asked.optimise(.maximise, "levers.a", ["a"], subjectTo: ["levers.a"]) }.code
                == "expression.not-a-condition")
    }
}
