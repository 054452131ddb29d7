import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
    @Test func `A diagnostic shows what, where, why and how to mend it`() {
        let diagnostic = Diagnostic(
            "csv.money.not-an-amount", "`twelve` is not an amount of money",
            at: Place(
                file: "spending.csv", line: 14, column: 4, name: "nhs [gbp]", excerpt: "A.1,UPO2,Carers,twelve,100",
                marked: 16..<22),
            reason: "a money column holds amounts", help: "write 12")
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                error: `twelve` is not an amount of money
                  --> spending.csv:14:4, column "nhs [gbp]"
                   |
                14 | A.1,UPO2,Carers,twelve,100
                   |                 ^^^^^^
                  why: a money column holds amounts
                  fix: write 12

                """)
    }

    @Test func `A line too long to show is cut around the marked part`() {
        let excerpt = String(repeating: "a", count: 5_000) + "!" + String(repeating: "b", count: 5_000)
        let place = Place(file: "x", line: 1, column: 1, excerpt: excerpt, marked: 5_000..<5_001)
        let text = DiagnosticRenderer().render(Diagnostic("x", "message", at: place))
        #expect(text.utf8.count < 1_000)
        #expect(text.contains("!") && text.contains("^"))
    }

    @Test func `A mark outside the excerpt does no harm`() {
        let place = Place(file: "x", line: 1, excerpt: "abc", marked: 90..<95)
        #expect(DiagnosticRenderer().render(Diagnostic("x", "message", at: place)).contains("1 | abc"))
    }

    @Test func `Several diagnostics are counted at the end`() {
        let error = Diagnostic("a", "one")
        let warning = Diagnostic("b", "two", severity: .warning)
        #expect(DiagnosticRenderer().render([error, error, warning]).hasSuffix("\n2 errors, 1 warning\n"))
    }

    @Test func `No text of a file or script can command the terminal or flood it`() {
        let hostile = "\u{1B}[2J\u{7}\r" + String(repeating: "x", count: 100_000)
        let place = Place(file: "x", line: 1, excerpt: "a\u{1B}[31mb")
        let text = DiagnosticRenderer().render(Diagnostic("a", hostile, at: place, reason: hostile, help: hostile))
        #expect(!text.contains("\u{1B}") && !text.contains("\u{7}") && !text.contains("\r"))
        #expect(text.utf8.count < 5_000)
    }

    @Test func `Colour is only ever beside the word that says the same`() {
        #expect(DiagnosticRenderer(colour: true).render(Diagnostic("a", "one")) == "\u{1B}[1;31merror\u{1B}[0m: one\n")
    }
}

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("ammount", "amount"), ("UPO51", "UPO5.1"), ("form", "from"), ("totl", "total"), ("MOVE", "move"),
    ])
    func `The nearest name to a slip is suggested`(slip: String, meant: String) {
        #expect(Suggestion.nearest(to: slip, in: ["amount", "from", "UPO5.1", "total", "move"]) == meant)
    }

    @Test(arguments: ["zzz", "", "completely different"])
    func `A name that is near nothing gets no advice`(name: String) {
        #expect(Suggestion.nearest(to: name, in: ["amount", "from", "total"]) == nil)
    }

    @Test func `Of equally near names the first is suggested`() {
        #expect(Suggestion.nearest(to: "ab", in: ["ax", "ay"]) == "ax")
    }

    @Test func `A huge name costs nothing`() {
        #expect(Suggestion.nearest(to: String(repeating: "x", count: 1_000_000), in: ["amount"]) == nil)
    }
}
