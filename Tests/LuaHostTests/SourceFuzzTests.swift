import Diagnostics
import Foundation
import LuaHost
import TestSupport
import Testing

/// Scripts that nobody would write, through the whole machine. `BCF_FUZZ` says how many of each kind.
struct SourceFuzzTests {
    private static let count = ProcessInfo.processInfo.environment["BCF_FUZZ"].flatMap { Int($0) } ?? 400

    /// Runs a script in two machines: it ends, with an error that can be shown or none, the same in both, and leaves no
    /// object behind.
    private func runTwice(_ text: String, _ ends: inout [String: Int]) throws {
        let census = Census()
        var outcomes: [String] = []
        var machines: [LuaMachine] = []  // alive, so that the second one is at another address, and has another seed
        for _ in 0..<2 {
            let limits = LuaLimits(
                instructions: 30_000, softBytes: 3 << 20, hardBytes: 4 << 20, printedBytes: 4000, seconds: 0)
            let machine = try makeMachine(limits: limits, census: census)
            machines.append(machine)
            do throws(LuaError) {
                try machine.run(LuaSource(name: "fuzz.lua", text: text))
                outcomes.append("\(machine.returned.brief) \(machine.statistics.instructions) \(machine.printed)")
                ends["ran", default: 0] += 1
            } catch {
                let diagnostic = error.diagnostic
                #expect(!diagnostic.message.isEmpty && diagnostic.code.contains("."), "\(text)")
                #expect(error.kind != .internal, "\(text)")
                // What memory a table takes hangs on the seed of Lua's hashes.
                outcomes.append(
                    error.kind == .memory
                        ? "memory" : "\(diagnostic) \(machine.statistics.instructions) \(machine.printed)")
                ends[error.kind.rawValue, default: 0] += 1
            }
        }
        machines = []
        #expect(census.living == 0)
        if !outcomes.contains("memory") { #expect(outcomes[0] == outcomes[1], "\(text)") }
    }

    // MARK: Scenarios with slips

    /// Something in the place of each function that scenarios call.
    private static let api = """
        local function pass(...) return ... end
        local lever, apportion, expect, fmt, percent = pass, function(a, t) return t end, pass, string.format, line
        local function scenario(t)
          local plan = { move = pass, contribute = pass, withdraw = pass, scale = pass, line = function() return line(1) end,
            lines = function() return { line(1), line(2) } end }
          return pcall(t.change, plan, t.levers) and t.check and pcall(t.check, t) or t
        end

        """

    private static let scenarios: [[String]] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Scenarios")
        let files = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "lua" }.sorted { $0.path < $1.path }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }.map(tokens)
    }()

    /// Words, numbers and single signs; spaces stay with what they follow.
    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var isWord = false
        for letter in text {
            let continues = letter.isLetter || letter.isNumber || letter == "_"
            if letter == " " || (continues && isWord), !tokens.isEmpty {
                tokens[tokens.count - 1].append(letter)
            } else {
                tokens.append(String(letter))
            }
            isWord = continues
        }
        return tokens
    }

    private static let pieces = [
        "end ", "function ", "local ", "nil ", "( ", ") ", "{ ", "} ", "[[ ", "]] ", "--[[ ", "\"", "'", "\\", "..",
        "...", "= ",
        "== ", "for ", "in ", "do ", "while true do ", "goto ", "::x:: ", "return ", "<close> ", "<const> ", "_ENV ",
        "1e999 ",
        "0x", "~= ", "# ", "- ", "not ", "and ", "\0", "\u{FEFF}", "é", "pcall( ", "pairs( ", "string.rep( ",
        "line(1) ",
        "gbp(1) ", "9223372036854775807 ", "; ", ":", ".", ",", "until ", "repeat ", "error( ", "fail('x') ",
    ]

    @Test func `A scenario with slips ends, the same each time`() throws {
        var chance = Chance(seed: 2026)
        var ends: [String: Int] = [:]
        #expect(Self.scenarios.count >= 3)
        for _ in 0..<Self.count {
            let whole = Self.scenarios[chance.below(Self.scenarios.count)]
            var text = whole
            for _ in 0..<(1 + chance.below(3)) {
                let place = chance.below(text.count)
                switch chance.below(4) {
                case 0: text[place] = ""
                case 1: text.insert(text[chance.below(text.count)], at: place)
                case 2: text.swapAt(place, chance.below(text.count))
                default: text.insert(Self.pieces[chance.below(Self.pieces.count)], at: place)
                }
            }
            try runTwice(Self.api + text.joined(), &ends)
        }
        #expect(ends["syntax", default: 0] > 0 && ends["runtime", default: 0] > 0, "\(ends)")
    }

    // MARK: Programs by chance

    /// Programs that are well formed and make no sense.
    private struct Writer {
        var chance: Chance
        private static let names = ["a", "b", "c", "t", "s", "f"]
        private static let functions = [
            "string.find", "string.match", "string.gmatch", "string.gsub", "string.format", "string.rep", "string.sub",
            "string.byte", "string.char", "string.upper", "string.len", "string.reverse", "table.insert",
            "table.remove",
            "table.concat", "table.sort", "table.unpack", "table.move", "table.pack", "utf8.len", "utf8.char",
            "utf8.offset",
            "utf8.codepoint", "utf8.codes", "math.floor", "math.max", "math.fmod", "math.tointeger", "pcall", "xpcall",
            "error",
            "assert", "select", "tonumber", "tostring", "type", "pairs", "ipairs", "empty", "print", "gbp", "double",
            "line",
            "fail", "a", "f", "c",
        ]
        private static let literals = [
            "nil", "true", "false", "0", "1", "-1", "2", "3.5", "1e308", "0/0", "math.maxinteger", "math.mininteger",
            "''",
            "'a'", "'%d %s'", "'(%w+)'", "'.-'", "'[a-'", "'%b()'", "'é\\0x'", "('ab'):rep(40)", "{}", "{ 3, 1, 2 }",
            "{ x = 1, y = 'b', [false] = 2 }", "{ line(1), gbp(5) }", "gbp(100)", "line(2)", "print", "string", "...",
            "function(x, y) return x end", "function(...) return ... end", "function() error({}) end",
        ]

        private mutating func pick(_ list: [String]) -> String { list[chance.below(list.count)] }

        mutating func expression(_ depth: Int) -> String {
            guard depth > 0 else { return chance.below(2) == 0 ? pick(Self.names) : pick(Self.literals) }
            switch chance.below(9) {
            case 0, 1: return pick(Self.names)
            case 2: return pick(Self.literals)
            case 3:
                let sign = pick(["+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", "and", "or"])
                return "(\(expression(depth - 1)) \(sign) \(expression(depth - 1)))"
            case 4: return "\(pick(["-", "#", "not "]))(\(expression(depth - 1)))"
            case 5: return "t[\(expression(depth - 1))]"
            case 6: return "(\(expression(depth - 1))).\(pick(["x", "total", "pence", "n"]))"
            default: return call(depth - 1)
            }
        }

        private mutating func call(_ depth: Int) -> String {
            let count = chance.below(5)
            return "\(pick(Self.functions))(\((0..<count).map { _ in expression(depth) }.joined(separator: ", ")))"
        }

        mutating func statement(_ depth: Int) -> String {
            switch chance.below(depth > 0 ? 12 : 6) {
            case 0, 1: return "\(pick(Self.names)) = \(expression(2))"
            case 2: return "t[\(expression(1))] = \(expression(2))"
            case 3: return call(2)
            case 4: return "print(\(expression(2)))"
            case 5: return "pcall(\(pick(Self.functions)), \(expression(1)), \(expression(1)), \(expression(1)))"
            case 6: return "if \(expression(2)) then \(block(depth - 1)) else \(block(depth - 1)) end"
            case 7: return "for a, b in pairs(\(expression(1))) do \(block(depth - 1)) end"
            case 8: return "for i = 1, \(1 + chance.below(200)) do \(block(depth - 1)) end"
            case 9: return "f = function(a, ...) \(block(depth - 1)) return \(expression(2)) end"
            case 10: return "pcall(function(...) \(block(depth - 1)) end, \(expression(1)))"
            default: return "while \(expression(1)) do \(block(depth - 1)) end"
            }
        }

        mutating func block(_ depth: Int) -> String {
            (0...chance.below(4)).map { _ in statement(depth) }.joined(separator: "; ")
        }
    }

    @Test func `A program by chance ends, the same each time`() throws {
        var writer = Writer(chance: Chance(seed: 5_4))
        var ends: [String: Int] = [:]
        for _ in 0..<Self.count {
            // Most statements are guarded, or the first slip would end every program.
            let statements = (0...writer.chance.below(12)).map { _ in
                writer.chance.below(4) == 0
                    ? writer.statement(2) : "pcall(function(...) \(writer.statement(3)) end, a, b)"
            }
            let text = """
                local a, b, c, t, s, f = 1, "two", nil, { 1, 2, 3, x = "y" }, "some text", function(...) return ... end
                \(statements.joined(separator: "\n"))
                """
            try runTwice(text, &ends)
        }
        #expect(ends["ran", default: 0] > Self.count / 10, "\(ends)")
        #expect(ends["runtime", default: 0] > Self.count / 10, "\(ends)")
    }
}
