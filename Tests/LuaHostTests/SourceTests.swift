import Diagnostics
import LuaHost
import Testing

/// The text of a script before it is compiled.
struct SourceTests {
    @Test func `A text that is too long is refused before it is compiled`() throws {
        let found = try error(of: String(repeating: "-", count: 128 << 10) + "-")
        #expect(found.kind == .sourceTooLarge)
        #expect(found.diagnostic.message == "the script has 131,073 bytes, and may have 131,072")
        _ = try printed(String(repeating: "-", count: 128 << 10))
    }

    @Test func `Bytes that are not UTF-8 are refused with their line`() throws {
        let found = try #require(throws: LuaError.self) {
            _ = try LuaSource(name: "a.lua", bytes: Array("-- é\n-- ".utf8) + [0xE9, 0x0A])
        }
        #expect(found.kind == .notUTF8)
        #expect(found.diagnostic.place == Place(file: "a.lua", line: 2))
        #expect(try LuaSource(name: "a.lua", bytes: Array("-- é".utf8)).text == "-- é")
    }

    @Test func `A byte 0 is refused`() throws {
        let found = try error(of: "local x = 1\nlocal y = '\0'")
        #expect(found.diagnostic.code == "lua.source.nul")
        #expect(found.diagnostic.place?.line == 2)
    }

    @Test func `Compiled Lua is refused`() throws {
        let found = try error(of: "\u{1B}Lua\u{54} and so on")
        #expect(found.kind == .syntax)
        #expect(found.diagnostic.code == "lua.source.binary")
    }

    @Test func `A byte order mark and a line for the shell are passed over`() throws {
        #expect(try printed("\u{FEFF}print('x')") == "x")
        #expect(try printed("#!/usr/bin/env bcf\nprint('x')") == "x")
        #expect(try printed("\u{FEFF}#!/usr/bin/env bcf") == "")
        #expect(try error(of: "#!/usr/bin/env bcf\nfail('x')").diagnostic.place?.line == 2)
    }

    @Test func `Lines are counted with every line ending`() throws {
        for ending in ["\n", "\r\n", "\r"] {
            let found = try error(of: ["local a = 1", "-- é", "fail('GLA')"].joined(separator: ending))
            #expect(found.diagnostic.place?.line == 3)
            #expect(found.diagnostic.place?.excerpt == "fail('GLA')")
            #expect(found.marked == "GLA")
        }
    }

    @Test func `A long name is shown whole`() throws {
        let name = String(repeating: "a/", count: 60) + "scenario.lua"
        for text in ["fail('x')", "local x = nil + 1", "local x =", "error('x')"] {
            let machine = try makeMachine()
            let found = try #require(throws: LuaError.self) { try machine.run(LuaSource(name: name, text: text)) }
            #expect(found.diagnostic.place?.file == name)
            #expect(found.diagnostic.place?.line == 1)
            #expect(!found.diagnostic.message.contains("a/"), "\(found.diagnostic.message)")
        }
    }
}
