import Foundation
import Testing

/// `bcf repl` as a person at a terminal meets it.
@Suite struct ReplTerminalTests {
    private let state: TemporaryFolder

    init() throws { state = try TemporaryFolder() }

    private func start(_ options: [String] = []) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ["repl", ReplCommandTests.plan] + options, environment: ["XDG_STATE_HOME": state.path])
        terminal.expect("help() says what there is; ctrl-D ends.")
        terminal.expect("> ")
        return terminal
    }

    @Test("An entry is read, and its value shown")
    func value() throws {
        let terminal = try start()
        terminal.type("gbp \"£390,000\" * 2\n", expecting: "\r\n£780,000\r\n> ")
        terminal.type("\u{4}")
        #expect(terminal.end() == 0)
        #expect(terminal.isAsBefore)
    }

    @Test("Tab completes methods, arguments and ids, and lists what could follow")
    func completion() throws {
        let terminal = try start()
        terminal.type("plan:mo\t", expecting: "ve")
        terminal.type(" { fr\t", expecting: "om = ")
        terminal.type("\"IUR2\t", expecting: ".")
        terminal.type("\t", expecting: "IUR2.1  IUR2.2  IUR2.3")
        terminal.type("2\", to = \"UPO5\t", expecting: ".1")
        terminal.type("\", amount = gbp(1), reason = \"typed\" }\n", expecting: "Moved £1 from IUR2.2 to UPO5.1")
    }

    @Test("The arrow up brings back an entry, also one of the session before")
    func history() throws {
        let first = try start()
        first.type("gbp(41) + gbp(1)\n", expecting: "£42\r\n> ")
        first.type("\u{1B}[A\n", expecting: "£42\r\n> ")
        first.type("quit()\n")
        #expect(first.end() == 0)
        let file = state.path + "/bcf/history"
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "gbp(41) + gbp(1)\nquit()\n")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        let second = try start()
        second.type("\u{1B}[A\u{1B}[A\n", expecting: "£42\r\n> ")

        let third = try start(["--no-history"])
        third.type("\u{1B}[A\n")
        third.type("gbp(7)\n", expecting: "£7")
        #expect(!third.shown.contains("£42"))
        #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("gbp(7)"))
    }

    @Test("An entry of several lines comes back whole, also in the next session")
    func historyOfSeveralLines() throws {
        let first = try start()
        first.type("if plan.balanced then\n", expecting: "\r\n.. ")
        first.type("  print 'it is'\n", expecting: "\r\n.. ")
        first.type("end\n", expecting: "\r\nit is\r\n> ")
        first.type("\u{1B}[A\n", expecting: "\r\nit is\r\n> ")
        first.type("gbp(3)\n", expecting: "\r\n£3\r\n> ")
        first.type("quit()\n")
        #expect(first.end() == 0)

        let second = try start()
        second.type("\u{1B}[A\u{1B}[A\u{1B}[A\n", expecting: "\r\nit is\r\n> ")
        // It can be edited before it runs again: here its last word but one, at its end.
        second.type("\u{1B}[A print 'and more'\n", expecting: "\r\nit is\r\nand more\r\n> ")
    }

    @Test("ctrl-C gives up a line and an entry, and stops what runs")
    func interrupt() throws {
        let terminal = try start()
        terminal.type("nonsense", expecting: "nonsense")
        terminal.type("\u{3}", expecting: "^C\r\n> ")
        terminal.type("for i = 1, 10 do\n", expecting: ".. ")
        terminal.type("\u{3}", expecting: "^C\r\n> ")
        // Each round is large work for few instructions, so only the key ends it soon.
        terminal.type("while true do plan:lines() plan:sources() end\n")
        terminal.press("\u{3}")
        terminal.expect("stopped before its end, as you asked")
        terminal.type("gbp(6)\n", expecting: "\r\n£6\r\n> ")
        terminal.type("\u{4}")
        #expect(terminal.end() == 0)
        #expect(terminal.isAsBefore)
    }

    @Test("An entry may have several lines; an empty one gives it up")
    func severalLines() throws {
        let terminal = try start()
        terminal.type("if plan.balanced then\n", expecting: "\r\n.. ")
        terminal.type("  print 'it is'\n", expecting: "\r\n.. ")
        terminal.type("end\n", expecting: "\r\nit is\r\n> ")
        terminal.type("if true then\n", expecting: "\r\n.. ")
        terminal.type("\n", expecting: "> ")
        terminal.type("gbp(8)\n", expecting: "\r\n£8\r\n> ")
    }
}
