import Diagnostics
import Finance
import LuaSyntax

/// The levers of a session, which no script declares: what a person set says what kind each is.
enum ReplLevers {
    static func levers(_ settings: [LeverSetting]) throws(DiagnosticList) -> [Lever] {
        var problems: [Diagnostic] = []
        var levers: [Lever] = []
        for setting in settings {
            if levers.contains(where: { $0.name == setting.name }) {
                problems.append(Diagnostic("lever.set-twice", "lever `\(setting.name)` is set twice"))
            } else if !isName(setting.name) {
                problems.append(
                    Diagnostic(
                        "lever.not-a-name", "`\(setting.name)` cannot be the name of a lever",
                        help: "use letters, digits and _, as in --set moved=£250k"))
            } else if let value = value(setting.text) {
                let declaration = LeverDeclaration(defaultValue: value, from: nil, to: nil, step: nil, about: nil)
                levers.append(Lever(name: setting.name, declaration: declaration, value: value, isSet: true))
            } else {
                problems.append(
                    Diagnostic(
                        "lever.not-a-value", "`\(setting.text)` is no value for lever `\(setting.name)`",
                        help: "write an amount (£250,000 or 250k), a percentage (5%), a whole number, true or false"))
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return levers.sorted { $0.name < $1.name }
    }

    private static func isName(_ text: String) -> Bool {
        var lexer = LuaLexer(piece: Array(text.utf8))
        let word = lexer.next()
        return word.kind == .name && word.range == 0..<text.utf8.count
    }

    /// A bare number is a number; money has a sign, a unit or commas.
    private static func value(_ text: String) -> LeverValue? {
        for kind in [LeverValue.boolean(true), .integer(0), .money(.zero)] {
            if let value = kind.parsed(text) { return value }
        }
        return text.hasSuffix("%") ? Rate(percentage: text).map { .rate($0) } : nil
    }

    /// A value as a script writes it.
    static func literal(_ value: LeverValue) -> String {
        switch value {
        case .money(let amount):
            "gbp \"\(amount.formatted(symbol: false))\""
        case .rate(let rate): "percent \"\(rate.description.dropLast())\""
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        }
    }
}
