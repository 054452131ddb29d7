import Diagnostics
import Glibc
import LuaHost
import LuaSyntax
import Testing
import TestSupport

/// The parser against Lua's own compiler: both accept the same texts, but for limits and refusals that are declared.
struct DifferentialTests {
    /// How many texts each test tries: `LUA_SYNTAX_INPUTS`, or as many as take a moment.
    static let count = getenv("LUA_SYNTAX_INPUTS").flatMap { Int(String(cString: $0)) } ?? 1000

    /// What our parser says.
    private func refusal(_ text: String) -> LuaSyntaxError? {
        do throws(LuaSyntaxError) {
            _ = try LuaParser.parse(SourceText(name: "s.lua", text: text))
            return nil
        } catch {
            return error
        }
    }

    /// What Lua says; the text is compiled and does not run.
    private func luaRefusal(_ text: String, _ machine: LuaMachine) -> LuaError? {
        do throws(LuaError) {
            try machine.run(LuaSource(name: "s.lua", text: "do return end " + text))
            return nil
        } catch {
            return error
        }
    }

    /// Whether both agree, or differ by a limit that is declared.
    private func check(_ script: String, _ machine: LuaMachine) {
        // Lua gets the text behind other words, where a byte order mark is no longer at the beginning.
        let text = " " + script
        let ours = refusal(text)
        let luas = luaRefusal(text, machine)
        switch (ours?.kind, luas?.diagnostic.code) {
        case (nil, nil), (.some, .some): break
        // What the fences of a script refuse, and what Lua has no room for, is no matter of syntax.
        case (nil, "lua.environment"), (nil, "lua.bits"), (nil, "lua.chain"), (nil, "lua.nesting"),
            (nil, "lua.syntax.too-much"):
            break
        // Our own limits.
        case (.nesting, nil), (.chain, nil): break
        default:
            Issue.record("ours: \(ours.debugDescription), Lua's: \(luas?.diagnostic.message ?? "accepted")\n\(text)")
        }
    }

    @Test("The rules of Lua, one by one", arguments: LuaCorpus.accepted)
    func accepted(text: String) throws {
        #expect(refusal(text) == nil)
        let refused = luaRefusal(text, try LuaMachine())
        #expect(refused == nil || refused?.diagnostic.code == "lua.bits")
    }

    @Test("What Lua refuses, one by one", arguments: LuaCorpus.refused)
    func refused(text: String) throws {
        let ours = try #require(refusal(text)).diagnostic(in: SourceText(name: "s.lua", text: text))
        let luas = try #require(luaRefusal(text, try LuaMachine())).diagnostic
        // Both are read by the person who wrote the script.
        for words in [ours, luas].map({ "\($0.message) \($0.reason ?? "") \($0.help ?? "")" }) {
            for jargon in ["<name>", "<eof>", " near ", "<\\", "chunk", "vararg", "(to close", "'='"] {
                #expect(!words.contains(jargon), "\(words)")
            }
        }
        #expect(ours.place?.line != nil && ours.code.hasPrefix("lua."))
    }

    @Test("The parser accepts what Lua accepts, in texts made by its grammar and spoilt a little")
    func generated() throws {
        let machine = try LuaMachine()
        var writer = LuaWriter(seed: 0xB0CF)
        for _ in 0..<Self.count {
            let text = writer.script()
            check(text, machine)
            check(writer.spoilt(text), machine)
        }
    }

    @Test("The parser accepts what Lua accepts, in known texts with tokens changed, dropped and swapped")
    func mutated() throws {
        let machine = try LuaMachine()
        var writer = LuaWriter(seed: 0xC0FFEE)
        let known = LuaCorpus.accepted + LuaCorpus.refused
        for _ in 0..<Self.count {
            let text = known[writer.chance.below(known.count)]
            check(writer.spoilt(text), machine)
            check(writer.spoilt(writer.spoilt(text + " " + known[writer.chance.below(known.count)])), machine)
        }
    }

    @Test("Any bytes are read or refused, and every place lies within them")
    func randomBytes() {
        var chance = Chance(seed: 0x5EED)
        let letters = Array("()[]{}<>=~.,;:'\"\\-+*/#%^&| \n\r\tendifthenlocalfunctionreturnxyz_0123456789eEpPxX".utf8)
        for _ in 0..<Self.count * 4 {
            let bytes = (0..<chance.below(60)).map { _ -> UInt8 in
                chance.below(4) == 0 ? UInt8(truncatingIfNeeded: chance.next()) : letters[chance.below(letters.count)]
            }
            let source = SourceText(name: "s.lua", bytes: bytes)
            do throws(LuaSyntaxError) {
                let tree = try LuaParser.parse(source)
                #expect(tree.block.range.upperBound <= bytes.count)
            } catch {
                #expect(error.range.upperBound <= bytes.count)
                let place = source.place(error.range)
                #expect((place.line ?? 0) >= 1 && (place.column ?? 0) >= 1)
            }
            _ = usedModules(in: source)
        }
    }

    @Test(
        "Depth has a limit in every direction, and no text exhausts the stack",
        arguments: [
            ("(", "1", ")"), ("{", "", "}"), ("f(", "", ")"), ("- ", "1", ""), ("not ", "1", ""), ("2^", "2", ""),
            ("'a'..", "'a'", ""), ("t[", "1", "]"), ("function() return ", "1", " end"), ("{{", "1", "},}"),
            ("(-", "1", ")"), ("#{", "", "}"),
        ])
    func depth(open: String, middle: String, close: String) {
        func nested(_ count: Int) -> String {
            "return " + String(repeating: open, count: count) + middle + String(repeating: close, count: count)
        }
        #expect(refusal(nested(30)) == nil)
        #expect(refusal(nested(5_000))?.kind == .nesting)
    }

    @Test("Statements within each other have a limit too", arguments: ["do ", "if x then ", "while x do ", "repeat "])
    func statementDepth(open: String) {
        #expect(refusal(String(repeating: open, count: 5_000))?.kind == .nesting)
    }

    @Test("Long texts that are not deep are read: sums, branches, labels, targets")
    func width() {
        #expect(refusal("return 1" + String(repeating: " + 1 * 2", count: 10_000)) == nil)
        #expect(refusal("if a then" + String(repeating: " elseif b then", count: 5_000) + " end") == nil)
        #expect(refusal((0..<5_000).map { "::l\($0)::" }.joined(separator: " ")) == nil)
        #expect(refusal("return {" + String(repeating: "{},", count: 20_000) + "}") == nil)
        #expect(refusal(String(repeating: "do end ", count: 15_000)) == nil)
        #expect(refusal("a" + String(repeating: ", a", count: 99) + " = 1") == nil)
        #expect(refusal("a" + String(repeating: ", a", count: 5_000) + " = 1")?.kind == .nesting)
        #expect(refusal(String(repeating: " ", count: (128 << 10) + 1))?.kind == .tooLarge)
    }

    @Test("A chain counts through parentheses")
    func chains() {
        let part = String(repeating: ".b", count: 100)
        #expect(refusal("return ((a\(part))\(part))") == nil)
        #expect(refusal("return ((a\(part))\(part)).b")?.kind == .chain)
        #expect(refusal("return a" + String(repeating: "()", count: 201))?.kind == .chain)
    }
}
