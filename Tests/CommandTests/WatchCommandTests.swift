import Foundation
import Testing

@Suite struct WatchCommandTests {
    private let folder: TemporaryFolder
    private let script: String

    init() throws {
        folder = try TemporaryFolder()
        let manager = FileManager.default
        try manager.copyItem(
            atPath: Command.root + "/Examples/leicestershire-2016-17", toPath: folder.path + "/leicestershire-2016-17")
        script = folder.path + "/s.lua"
        try manager.copyItem(
            atPath: Command.root + "/Scenarios/urgent-care-to-assistive-technology.lua", toPath: script)
    }

    /// Replaces a part of a file as an editor does: a new file in the place of the old one.
    private func edit(_ file: String, _ part: String, _ other: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try #require(text.contains(part))
        try Data(text.replacingOccurrences(of: part, with: other).utf8)
            .write(to: URL(fileURLWithPath: file), options: .atomic)
    }

    @Test("A save of the script or of the plan shows what changed, and an error does not end the watch")
    func saves() throws {
        let terminal = try PseudoTerminal(["watch", script])
        terminal.expect("Moves £390,000 in 1 movement")
        terminal.expect("Watching for changes")
        try edit(script, "default = gbp \"390,000\"", "default = gbp \"250,000\"")
        terminal.expect("Run 2: \(script) changed")
        terminal.expect("moved   £390,000  £250,000")
        terminal.expect("UPO5.1                      £1,340,200  £1,200,200  -£140,000")
        try edit(script, "return scenario", "retrun scenario")
        terminal.expect("Run 3")
        terminal.expect("error")
        try edit(script, "retrun scenario", "return scenario")
        terminal.expect("Compared with run 2:\r\nNo figure changed.")
        try edit(folder.path + "/leicestershire-2016-17/spending.csv", "950200", "950201")
        terminal.expect("spending.csv changed\r\nResult: failed\r\n  was passed")
        terminal.expect("income equals expenditure  met       NOT MET")
        terminal.press("\u{3}")
        #expect(terminal.end() == 0)
    }

    @Test("A module is watched before it is there, and each run watches what it reads")
    func modules() throws {
        let module = folder.path + "/shared.lua"
        let other = folder.path + "/other.lua"
        let whole = try String(contentsOfFile: script, encoding: .utf8)
        try Data(("local shared = use \"shared\"\nprint(shared.text)\n" + whole).utf8)
            .write(to: URL(fileURLWithPath: script), options: .atomic)
        let terminal = try PseudoTerminal(["watch", script, "--runs", "4"])
        terminal.expect("there is no module `shared`")
        terminal.expect("Watching for changes")
        try Data("return { text = \"one\" }\n".utf8).write(to: URL(fileURLWithPath: module), options: .atomic)
        terminal.expect("Run 2: \(module) changed\r\nShift urgent-care money")
        try Data("return { text = use \"other\" }\n".utf8).write(to: URL(fileURLWithPath: module), options: .atomic)
        terminal.expect("Run 3: \(module) changed")
        terminal.expect("there is no module `other`")
        try Data("return \"two\"\n".utf8).write(to: URL(fileURLWithPath: other), options: .atomic)
        terminal.expect("Run 4: \(other) changed\r\nCompared with run 2:\r\nWhat the script prints changed.")
        #expect(terminal.end() == 0)
    }

    @Test("--once and --runs end the watch by themselves")
    func bounded() throws {
        let run = try Command(["watch", script, "--once", "--set", "moved=100k"])
        #expect(run.status == 0)
        #expect(
            run.output == """
                Shift urgent-care money to assistive technology
                Moves £100,000 in 1 movement; planned spend stays £39,419,213; income equals expenditure for every source; \
                3 of 3 expectations met.
                Result: passed: income equals expenditure; no national condition is breached (3 of 15 open); \
                every expectation is met

                """)
        #expect(try Command(["watch", script, "--runs", "1"]).status == 0)
        #expect(try Command(["watch", script, "--runs", "0"]).status == 2)
        let absent = try Command(["watch", folder.path + "/none.lua"])
        #expect(absent.status == 2 && absent.errors.contains("none.lua"), "there is nothing to wait for")
    }
}
