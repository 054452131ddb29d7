import Scripting
import Testing

@Suite struct HelpTests {
    @Test func `Help on a function tells how to call it, what it takes and gives, its units, errors and an example`() {
        let text = API.help(for: "plan:move")
        #expect(text.hasPrefix("plan:move { from = …, to = …, amount = …, reason = …, … }\n"))
        for part in [
            "Moves money between lines.", "amount ", "unit: pounds, exact to the penny", "source? ",
            "plan.line.not-enough", "The line holds less than the amount.", "from = \"IUR2.2\"", "Since 0.1.0",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(API.help(for: "plan:sum").contains("Gives\n  an amount of money (unit: pounds, exact to the penny)"))
    }

    @Test(arguments: API.functions.map(\.spelling) + API.properties.map(\.spelling))
    func `Every name has its help`(spelling: String) {
        let text = API.help(for: spelling)
        #expect(text.hasPrefix(spelling))
        #expect(text.contains("\nExample\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test(arguments: [
        ("move", "plan:move {"), ("Plan:move", "plan:move {"), ("plan.move()", "plan:move {"), (" gbp ", "gbp(amount)"),
        ("p:move", "plan:move {"), ("LINE", "Line\n"), ("floor", "math.floor"), ("line.total", "line.total"),
        ("percent(2.49)", "percent(percentage) -> Rate"), ("spend_from", "line:spend_from(source) -> Money"),
    ])
    func `A name is found as people write it`(name: String, start: String) {
        #expect(API.help(for: name).hasPrefix(start), "\(API.help(for: name))")
    }

    @Test(arguments: [
        ("plan:mvoe", "did you mean `plan:move`?"), ("gpb", "did you mean `gbp`?"),
        ("pecent", "did you mean `percent`?"),
        ("close_lin", "did you mean `plan:close_line`?"),
        ("xyzzy_plugh", "ask without a name for a list of everything"),
    ])
    func `A name that is not there is answered with the nearest`(name: String, advice: String) {
        #expect(API.help(for: name) == "there is no `\(name)`: \(advice)\n")
    }

    @Test func `A name of several things lists them`() {
        #expect(API.help(for: "unallocated").contains("plan.unallocated, source.unallocated, result.unallocated"))
    }

    @Test func `Help without a name lists everything there is`() {
        let text = API.help(for: nil)
        #expect(text == API.help(for: "  "))
        for name in API.functions.map(\.spelling) + API.properties.map(\.spelling) { #expect(text.contains(name)) }
    }

    @Test func `A name cannot forge lines`() {
        #expect(API.help(for: "a\nb\u{1B}[31m").split(separator: "\n").count == 1)
    }
}
