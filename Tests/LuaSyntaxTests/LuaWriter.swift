import TestSupport

/// Writes scripts by Lua's grammar, and spoils texts a little. The same seed writes the same texts.
struct LuaWriter {
    var chance: Chance
    private var depth = 0

    init(seed: UInt64) { chance = Chance(seed: seed) }

    private mutating func one(_ choices: [String]) -> String { choices[chance.below(choices.count)] }

    mutating func script() -> String {
        depth = 0
        return block()
    }

    private mutating func block() -> String {
        var text = (0..<chance.below(4)).map { _ in statement() }.joined(separator: one([" ", "\n", "; "]))
        if chance.below(5) == 0 { text += one([" return ", " return;", " break", " goto a", " ::a::"]) }
        return text
    }

    private mutating func name() -> String { one(["a", "b", "c", "plan", "x"]) }

    private mutating func statement() -> String {
        guard depth < 5 else { return "f()" }
        depth += 1
        defer { depth -= 1 }
        switch chance.below(16) {
        case 0: return "local \(name())\(one(["", " <const>", ", b", " <close>"])) = \(expression())"
        case 1: return "\(target()) = \(expression())"
        case 2: return "\(target()), \(target()) = \(expression()), \(expression())"
        case 3: return "do \(block()) end"
        case 4: return "while \(expression()) do \(block()) end"
        case 5: return "repeat \(block()) until \(expression())"
        case 6: return "if \(expression()) then \(block()) elseif \(expression()) then \(block()) else \(block()) end"
        case 7: return "for \(name()) = \(expression()), \(expression()) do \(block()) end"
        case 8: return "for _, \(name()) in ipairs(\(expression())) do \(block()) end"
        case 9: return "function \(name()).b\(one([":", "."]))c(\(one(["", "a", "a, ...", "..."]))) \(block()) end"
        case 10: return "local function \(name())(a) \(block()) end"
        case 11: return one(["goto a", "goto b", "::a::", "::b::", "break"])
        case 12: return "goto a; \(statement()) ::a::"
        case 13: return "while x do \(block()) goto a; \(block()) ::a:: end"
        default: return "\(name())\(one([".b", ":b", "", "[1]"]))(\(expression()))"
        }
    }

    private mutating func target() -> String { name() + one(["", ".b", "[1]", ".b.c", "().d"]) }

    private mutating func expression() -> String {
        guard depth < 5 else { return one(["1", "a", "'x'", "nil", "...", "{}"]) }
        depth += 1
        defer { depth -= 1 }
        switch chance.below(14) {
        case 0: return one(["1", "2.5", "0x1F", "1e3", ".5", "3.", "0xA.8p1"])
        case 1: return one(["'x'", "\"y\"", "[[z]]", "'\\n'", "'\\x41'", "[=[ ]] ]=]", "'\\u{41}'"])
        case 2: return one(["nil", "true", "false", "..."])
        case 3: return "{ \(expression()), a = \(expression()); [\(expression())] = \(expression()) }"
        case 4: return "function(\(one(["", "a", "...", "a, b"]))) \(block()) end"
        case 5, 6:
            let symbol = one(
                ["+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "..", "+"])
            return "\(expression()) \(symbol) \(expression())"
        case 7: return one(["not ", "-", "#", "- -"]) + expression()
        case 8: return "(\(expression()))" + one(["", ".b", "()", ":b 'x'", "[1]", "{}"])
        default: return name() + one(["", ".b", "()", ":b 'x'", "[1]", "{}", " -- a comment\n"])
        }
    }

    private static let pieces = [
        " end ", " local ", " = ", " ( ", " ) ", " { ", " } ", " , ", ".", "..", "...", " 1", " a ", "'", "\"", "[[",
        "]]",
        "\\", " do ", " then ", " if ", " return ", " :: ", ":", ";", "--", "--[[", " goto a ", " ::a:: ", " break ",
        " function ", " until ", " repeat ", "<const>", "=", "-", "0x", "e+", "é", "\n", "\r", " and ", " not ",
        " nil ",
        "[=[", "1.5.", " <close> ", "~", "£", "\u{FEFF}",
    ]

    /// A text with one to three pieces of it dropped, doubled, changed or put in.
    mutating func spoilt(_ text: String) -> String {
        var letters = Array(text.unicodeScalars)
        for _ in 0...chance.below(3) {
            let start = chance.below(letters.count + 1)
            let end = min(letters.count, start + chance.below(6))
            switch chance.below(4) {
            case 0: letters.removeSubrange(start..<end)
            case 1: letters.insert(contentsOf: letters[start..<end], at: chance.below(letters.count + 1))
            case 2: letters.insert(contentsOf: Self.pieces[chance.below(Self.pieces.count)].unicodeScalars, at: start)
            default:
                letters.replaceSubrange(start..<end, with: Self.pieces[chance.below(Self.pieces.count)].unicodeScalars)
            }
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: letters)
        return String(result)
    }
}
