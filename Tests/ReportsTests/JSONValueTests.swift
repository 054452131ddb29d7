import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct JSONValueTests {
    @Test func `Any text survives the way through JSON`() throws {
        let texts = [
            "", "plain", "£ – “x”", "a\"b\\c\n\r\t\u{0}\u{1F}\u{7F}", "👩‍⚕️", String(repeating: "x", count: 5_000),
        ]
        let json = JSONValue.array(texts.map { .string($0) }).rendered()
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String] == texts)
    }

    @Test func `Members keep their order and whole numbers their digits`() {
        let json = JSONValue.object([
            ("b", .integer(.min)), ("a", .array([])), ("c", .object([])), ("d", .null), ("e", .boolean(true)),
        ]).rendered()
        #expect(
            json == """
                {
                  "b": -9223372036854775808,
                  "a": [],
                  "c": {},
                  "d": null,
                  "e": true
                }

                """)
    }
}

@Suite struct TextTableTests {
    @Test func `Words line up on the left and figures on the right`() {
        var table = TextTable([.words("Source"), .figures("Spend")])
        table.add(["dfg", "£1"])
        table.addRule()
        table.add(["Total", "£1,000"])
        #expect(
            table.rendered() == """
                  Source   Spend
                  ──────  ──────
                  dfg         £1
                  ──────  ──────
                  Total   £1,000

                """)
    }
}

@Suite struct ProvenanceTests {
    @Test func `The command can be pasted into a shell`() {
        let provenance = Provenance(planHash: "x", command: ["bcf", "run", "my plan's.lua", "--set", "a=£5", ""])
        #expect(provenance.commandLine == #"bcf run 'my plan'\''s.lua' --set 'a=£5' ''"#)
    }

    @Test func `A file whose name would command a terminal is shown harmlessly, and the command still names it`() {
        let name = "a\u{1B}[31m'b\\\u{202E}.lua"
        #expect(Provenance.quoted(name) == #"$'a\x1b[31m\'b\\\xe2\x80\xae.lua'"#)
        #expect(Place(file: name, line: 3).description == "a\u{FFFD}[31m'b\\\u{FFFD}.lua:3")
    }
}
