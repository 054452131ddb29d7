import Diagnostics
import Finance
import Questions
import Scripting
import Testing

struct SeekTests {
    private func asked(
        _ lever: String = #"lever { default = gbp(0), from = gbp(0), to = gbp "3,000", step = gbp "100" }"#,
        change: String = #"move("C", "A", levers.moved)"#
    ) throws -> Asked { try Asked(levers: "moved = \(lever)", change: change) }

    @Test(
        "The first value that does it is found, in steps of the lever",
        arguments: [
            ("result:line('A').total >= gbp '1,250'", 30_000, 20_000),
            ("result:line('A').total > gbp '1,300'", 40_000, 30_000),
            ("result:line('A').total == gbp '1,300'", 30_000, 20_000),
            ("result:line('C').total <= gbp(1)", 300_000, 290_000),
            ("not result:condition('least-urgent').met", 210_000, 200_000),
            ("result:line('A').total >= gbp '1,250' and result:line('C').total <= gbp '2,000'", 100_000, 90_000),
        ] as [(String, Int64, Int64)])
    func found(text: String, answer: Int64, before: Int64) throws {
        let seek = try asked().seek("moved", until: text)
        #expect(seek.found?.value == .pence(answer))
        #expect(seek.before?.value == .pence(before))
        #expect(seek.before?.state.holds == false)
    }

    @Test(
        "The penny is found, as trying every penny finds it",
        arguments: [0, 7, 99, 100, 101, 12_345, 199_999] as [Int64])
    func penny(over: Int64) throws {
        let asked = try asked()
        let text = "result:line('A').total > gbp '1,000' + gbp '\(Money(pence: over).formatted(symbol: false))'"
        let seek = try asked.seek("moved", until: text, .init(isExact: true))
        #expect(seek.found?.value == .pence(over + 1))
        // By hand, on the pennies around it.
        for pence in max(0, over - 3)...over + 3 {
            let values = try asked.values(text, ["moved": Money(pence: pence).formatted(symbol: false)])
            #expect((values[0].pence > values[1].pence) == (pence > over))
        }
        #expect(seek.evaluations < 120)
    }

    @Test("Rates and whole numbers are searched in their own steps")
    func kinds() throws {
        let rate = try asked(
            "lever { default = percent(0), from = percent(0), to = percent(100), step = percent(5) }",
            change: #"move("C", "A", levers.moved:of(gbp "3,000"))"#)
        let text = "result:line('A').total >= gbp '2,000'"
        #expect(try rate.seek("moved", until: text).found?.text == "35%")
        #expect(try rate.seek("moved", until: text, .init(isExact: true)).found?.text == "33.34%")
        let number = try asked(
            "lever { default = 0, from = 0, to = 30 }", change: #"move("C", "A", gbp(100) * levers.moved)"#)
        let found = try number.seek("moved", until: text)
        #expect(found.found?.value == .integer(10))
        #expect(found.before?.value == .integer(9))
        let flag = try asked(
            "lever { default = false }", change: #"if levers.moved then move("C", "A", gbp(2000)) end"#)
        #expect(try flag.seek("moved", until: text).found?.value == .boolean(true))
    }

    @Test("A range that is given narrows the search, and the greater end first turns it round")
    func range() throws {
        let text = "result:line('A').total >= gbp '1,250'"
        #expect(try asked().seek("moved", until: text, .init(from: "1000")).found?.value == .pounds(1_000))
        #expect(try asked().seek("moved", until: text, .init(from: "1000")).before == nil)
        let down = try asked().seek(
            "moved", until: "result:line('A').total < gbp '1,250'", .init(from: "3000", to: "0"))
        #expect(down.found?.value == .pounds(200))
        #expect(down.before?.value == .pounds(300))
        #expect(try asked().seek("moved", until: text, .init(to: "250")).found?.value == .pounds(250))
    }

    @Test("Where no value does it, the closest is told with what it is short of")
    func never() throws {
        let seek = try asked().seek("moved", until: "result:line('A').total >= gbp '4,001'")
        #expect(seek.found == nil)
        #expect(seek.closest?.value == .pounds(3_000))
        #expect(seek.closest?.parts.first?.margin?.description == "-£1")
        // A peak between the values that are tried first.
        let peak = try asked(
            "lever { default = 0, from = 0, to = 100000 }",
            change: """
                local off = math.abs(levers.moved - 54321)
                if off < 2000 then move("C", "A", gbp(2000 - off)) end
                """)
        let near = try peak.seek("moved", until: "result:line('A').total > gbp '3,000'")
        #expect(near.closest?.value == .integer(54_321))
        #expect(near.closest?.parts.first?.margin?.description == "£0")
    }

    @Test("What holds, stops holding and holds again is told as such")
    func notMonotone() throws {
        let asked = try asked(
            "lever { default = 0, from = 0, to = 1000 }",
            change: """
                local n = levers.moved
                if (n >= 203 and n < 517) or n >= 801 then move("C", "A", gbp(5)) end
                """)
        let seek = try asked.seek("moved", until: "result:line('A').total > gbp '1,000'")
        #expect(seek.found?.value == .integer(203))
        #expect(seek.changes == 3)
        #expect(
            seek.stretches.map { "\($0.first)-\($0.last) \($0.state.holds)" }
                == ["0-202 false", "203-516 true", "517-800 false", "801-1000 true"])
    }

    @Test("From where on the plan refuses is part of the answer")
    func refused() throws {
        let asked = try asked(#"lever { default = gbp(0), from = gbp(0), to = gbp "9,000", step = gbp "100" }"#)
        let seek = try asked.seek("moved", until: "result:line('A').total >= gbp '4,100'")
        #expect(seek.found == nil)
        #expect(seek.closest?.value == .pounds(3_000))
        let last = try #require(seek.stretches.last)
        #expect(last.first == .pounds(3_100) && last.last == .pounds(9_000))
        guard case .refused(let reason) = last.state else {
            Issue.record("\(last)")
            return
        }
        #expect(reason.contains("C"))
    }

    @Test("A search is the same as trying every value", arguments: 0..<12)
    func bruteForce(seed: Int) throws {
        let (a, b, c) = (7 + seed * 13 % 40, 3 + seed * 7 % 30, seed * 11 % 50)
        let asked = try asked(
            "lever { default = 0, from = 0, to = 60 }",
            change: """
                local n = levers.moved
                local x = (n * \(a) + \(c)) // \(b)
                if x > 0 then move("C", "A", gbp(x)) end
                """)
        let text = "result:line('A').total >= gbp(\(1_000 + 60 * a / b / 2))"
        let seek = try asked.seek("moved", until: text)
        let all = try (0...60).first { try asked.values(text, ["moved": String($0)]).holds }
        #expect(seek.found?.value == all.map { .integer(Int64($0)) })
    }

    @Test(
        "A lever that cannot be searched is refused with its code",
        arguments: [
            ("lever { default = gbp(0) }", LeverGrid.Choice(), "lever.no-range"),
            ("lever { default = gbp(0), from = gbp(0), to = gbp(9) }", .init(from: "x"), "lever.not-a-value"),
            ("lever { default = gbp(0), from = gbp(0), to = gbp(9) }", .init(to: "10"), "lever.out-of-range"),
            ("lever { default = gbp(0), from = gbp(0), to = gbp(9) }", .init(from: "3", to: "3"), "lever.one-value"),
            ("lever { default = gbp(0), from = gbp(0), to = gbp(9), step = gbp(0) }", .init(), "lever.no-grid"),
        ] as [(String, LeverGrid.Choice, String)])
    func unsearchable(lever: String, choice: LeverGrid.Choice, code: String) throws {
        let asked = try asked(lever)
        #expect(try Asked.refusal { _ = try asked.seek("moved", until: "result.balanced", choice) }.code == code)
    }

    @Test("A figure is no condition")
    func figure() throws {
        let asked = try asked()
        #expect(
            try Asked.refusal { _ = try asked.seek("moved", until: "result:line('A').total") }.code
                == "expression.not-a-condition")
    }
}

extension QuestionValue {
    fileprivate var pence: Int64 { if case .money(let money) = self { money.pence } else { 0 } }
}

extension [QuestionValue] {
    fileprivate var holds: Bool { self[0].pence >= self[1].pence }
}
