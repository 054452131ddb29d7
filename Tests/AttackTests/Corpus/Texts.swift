import Foundation

#if canImport(Glibc)
    import Glibc
#endif

// Bytes, files and words that are not what they seem.

extension Attack {
    static let texts = AttackGroup("texts") { group in
        let odd: [(String, String)] = [
            ("bytes that are no text", "'\\xff\\xfe\\xc0\\x80'"), ("a byte 0", "'a\\0b'"),
            ("an overlong slash", "'\\xc0\\xaf'"), ("a surrogate", "'\\xed\\xa0\\x80'"),
            ("escape sequences", "'\\27[2J\\27[1;31mfake\\27]0;t\\7\\r'"),
            ("one-byte escape sequences", "'\\xc2\\x9b2J'"), ("letters from right to left", "'\\u{202E}abc\\u{2066}'"),
            ("marks without end", "'a' .. ('\\u{301}'):rep(10000)"),
            ("line breaks of each kind", "'a\\nb\\rc\\r\\nd\\u{2028}e\\u{85}f\\v\\f'"), ("nothing", "''"),
            ("blanks", "' \\t '"), ("wide letters", "('👩‍👩‍👧‍👦'):rep(1000)"),
        ]
        let ends: [End] = [
            .passed, .findings, .refused("lua.not-utf-8"),
            .refused("plan.reason.missing"), .refused("plan.movement.no-reason"), .refused("script.argument.empty"),
            .refused("plan.id.bad"), .refused("plan.line.unknown"),
            .refused("plan.source.unknown"),
        ]
        for (name, text) in odd {
            group.script("a title of \(name)", anyOf: ends, scenario(title: text))
            group.script("about of \(name)", anyOf: ends, scenario(more: "about = \(text),"))
            group.change(
                "a reason of \(name)", anyOf: ends,
                "plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = \(text) }")
            group.change(
                "an authority of \(name)", anyOf: ends,
                "plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r', authority = \(text) }")
            group.change(
                "a line called \(name)", anyOf: ends,
                "plan:add_line { id = 'N', theme = 'Prevention', title = \(text) }")
            group.change(
                "a line with the id \(name)", anyOf: ends,
                "plan:add_line { id = \(text), theme = 'Prevention', title = 'x' }")
            group.change("a line looked for as \(name)", anyOf: ends, "plan:line(\(text))")
            group.check("an expectation of \(name)", anyOf: ends, "expect(false, \(text))")
            group.script("a print of \(name)", .passed, before("print(\(text))"))
        }
        group.script(
            "a lever called by bytes that are no text", anyOf: ends,
            scenario(more: "levers = { ['\\xff'] = lever { default = 1 } },"))
        group.script(
            "a field called by bytes that are no text",
            anyOf: ends + [.refused("lua.unknown-field"), .refused("lua.key")], before("local x = string['\\xff']"))
        group.change(
            "an argument called by bytes that are no text", anyOf: ends + [.refused("script.argument.unknown")],
            "plan:move { ['\\xff\\27[2J'] = 1 }")
        group.change(
            "an amount of bytes that are no text", anyOf: ends + [.refused("money.text")], "local x = gbp '\\xff'")
        group.change("an amount of digits of other writings", .refused("money.text"), "local x = gbp '١٢٣'")
        group.change("an amount of wide digits", .refused("money.text"), "local x = gbp '１２３'")
    }

    static let sources = AttackGroup("sources") { group in
        let plain = scenario()
        group.bytes("an empty file", .refused("scenario.none")) { [] }
        group.bytes("one line break", .refused("scenario.none")) { [10] }
        group.bytes("a byte order mark alone", .refused("scenario.none")) { [0xEF, 0xBB, 0xBF] }
        group.bytes("a byte order mark", .passed) { [0xEF, 0xBB, 0xBF] + Array(plain.utf8) }
        group.bytes("two byte order marks", .passed) {
            [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array(plain.utf8)
        }
        group.bytes("UTF-16", .refused("text.utf16"), .refused("lua.source.nul")) {
            [0xFF, 0xFE] + plain.utf8.flatMap { [$0, 0] }
        }
        group.bytes("a byte 0", .refused("text.zero-byte")) { Array(plain.utf8) + [0] }
        group.bytes("a byte 0 in a text", .refused("text.zero-byte")) { Array("local x = 'a\0b'\n\(plain)".utf8) }
        group.bytes("a byte 0 in a comment", .refused("text.zero-byte")) { Array("-- a\0b\n\(plain)".utf8) }
        group.bytes("a byte that is no text", .refused("text.not-utf8")) {
            Array("local x = '".utf8) + [0xFF] + Array("'\n\(plain)".utf8)
        }
        group.bytes("a byte that is no text in a comment", .refused("text.not-utf8")) {
            Array("-- ".utf8) + [0xC3] + Array("\n\(plain)".utf8)
        }
        group.bytes("an overlong letter", .refused("text.not-utf8")) {
            Array("-- ".utf8) + [0xC0, 0xAF] + Array("\n\(plain)".utf8)
        }
        group.bytes("bytecode", .refused("text.zero-byte"), .refused("file.not-utf8")) {
            [0x1B, 0x4C, 0x75, 0x61, 0x54, 0x00, 0x19, 0x93, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 200)
        }
        group.bytes(
            "bytecode that is text", .refused("lua.source.binary"), .refused("lua.source.bytecode")
        ) { Array("\u{1B}LuaT".utf8) + [UInt8](repeating: 65, count: 2_000) }
        group.bytes(
            "bytecode behind a hash line", .refused("lua.syntax"), .refused("lua.bytecode"),
            .refused("lua.source.bytecode")
        ) { Array("#!/usr/bin/lua\n\u{1B}LuaT".utf8) + [UInt8](repeating: 65, count: 2_000) }
        group.bytes(
            "bytecode behind a byte order mark", .refused("lua.source.binary"), .refused("lua.source.bytecode")
        ) { [0xEF, 0xBB, 0xBF] + Array("\u{1B}LuaT".utf8) + [UInt8](repeating: 65, count: 2_000) }
        group.bytes("a picture", .refused("text.not-utf8"), .refused("lua.source.nul")) {
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 131) }
        }
        group.bytes("a program", .refused("text.zero-byte"), .refused("lua.source.nul")) {
            [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        }
        group.bytes("lines ended by CR and LF", .passed) {
            Array(plain.replacingOccurrences(of: "\n", with: "\r\n").utf8)
        }
        group.bytes("lines ended by CR", .passed) { Array(plain.replacingOccurrences(of: "\n", with: "\r").utf8) }
        group.bytes("lines ended by LF and CR", .passed) {
            Array(plain.replacingOccurrences(of: "\n", with: "\n\r").utf8)
        }
        group.bytes("an error among lines ended in each way", .refused("lua.error")) {
            Array("\r\n\r\n\n\r\r\nerror 'x'\r\n\(plain)".utf8)
        }
        group.bytes("a hash line", .passed) { Array("#!/usr/bin/env bcf run\n\(plain)".utf8) }
        group.bytes("a hash line without end", .refused("scenario.none")) { Array("#\(times(10_000, "x"))".utf8) }
        let most = 128 << 10
        group.bytes("as long as may be", .passed) {
            Array("--\(times(most - plain.utf8.count - 3, "x"))\n\(plain)".utf8)
        }
        group.bytes("longer by a byte than may be", .refused("lua.source.too-large")) {
            Array("--\(times(most - plain.utf8.count - 2, "x"))\n\(plain)".utf8)
        }
        group.bytes("1,000,000 lines", .refused("lua.source.too-large"), .refused("file.too-large")) {
            Array("\(times(1_000_000, "\n"))\(plain)".utf8)
        }
        group.bytes("1,000,000 lines of code", .refused("lua.source.too-large"), .refused("file.too-large")) {
            Array("\(times(1_000_000, "local x\n"))\(plain)".utf8)
        }
        group.bytes("20 MB", .refused("file.too-large")) { [UInt8](repeating: 10, count: 20 << 20) }
        group.bytes("one line as long as may be", .refused("lua.error")) {
            Array("error('\(times(130_000, "x"))')".utf8)
        }
        group.bytes("one line of slips", .refused("lua.chain")) { Array(times(60_000, ")(").utf8) }
        group.bytes("130,000 lines", .passed) { Array("\(times(130_000, "\n"))\(plain)".utf8) }
        group.bytes("130,000 quotes", .refused("lua.chain")) { Array(times(130_000, "'").utf8) }
        group.bytes("long brackets of many levels", .refused("lua.syntax.text")) {
            Array("local x = [\(times(100_000, "="))[ ]\(times(20_000, "="))]".utf8)
        }
        group.bytes("text begun again and again", .refused("lua.syntax.text")) { Array(times(30_000, "[==[").utf8) }
        group.bytes("stray letters", .refused("lua.syntax")) { Array("local x = £5 → “y”\n\(plain)".utf8) }
        group.bytes("an unseen letter in a name", .refused("lua.syntax")) {
            Array("local ab\u{200B}c = 1\n\(plain)".utf8)
        }
        group.bytes("a comment that turns the line round", .passed) {
            Array("local x = 1 --\u{202E} }\u{2066}\n\(plain)".utf8)
        }
    }

    static let paths = AttackGroup("paths") { group in
        let other = "return { x = 1 }"
        for name in [
            "../secret", "/etc/passwd", "a/../../b", "./a", "a//b", "a/", "~root", "a.lua", "a\\0b", "..", ".", "",
            "a b", "ä", "C:\\\\x", "a\\nb", "file:a", "\(times(300, "a"))", "con\\27[2J",
        ] {
            group.script(
                "use of a module called \(name.prefix(20))", .refused("script.module.name"),
                .refused("script.module.missing"), before("local x = use '\(name)'"))
        }
        group.script(
            "use of a name that is made up", .refused("lua.module.unknown"), files: ["m.lua": .text { other }],
            before("local x = use('m' .. '')"))
        group.script(
            "use of a name that is put together from quotes", .refused("lua.module.unknown"),
            .refused("script.module.missing"), files: ["m.lua": .text { other }],
            before("local n = 'm' local x = use(n)"))
        group.script(
            "use of a link to a file", .refused("file.link"), files: ["m.lua": .link("/etc/hostname")],
            before("local x = use 'm'"))
        group.script(
            "use of a link to a file beside it", .refused("file.link"),
            files: ["m.lua": .link("n.lua"), "n.lua": .text { other }], before("local x = use 'm'"))
        group.script(
            "use of a link to a folder", .refused("file.link"), files: ["d": .link("/etc")],
            before("local x = use 'd/hostname'"))
        group.script(
            "use of a link to itself", .refused("file.link"), files: ["m.lua": .link("m.lua")],
            before("local x = use 'm'"))
        group.script(
            "use of a link to a device", .refused("file.link"), files: ["m.lua": .link("/dev/zero")],
            before("local x = use 'm'"))
        group.script(
            "use of a link to a process's memory", .refused("file.link"), files: ["m.lua": .link("/proc/self/environ")],
            before("local x = use 'm'"))
        group.script("use of a pipe", .refused("file.not-a-file"), files: ["m.lua": .pipe], before("local x = use 'm'"))
        group.script(
            "use of a folder", .refused("file.not-a-file"), files: ["m.lua": .folder],
            before("local x = use 'm'"))
        group.script(
            "use of a folder in a folder", .refused("file.not-a-file"), files: ["d": .folder, "d/m.lua": .folder],
            before("local x = use 'd/m'"))
        group.script(
            "use of a file as folder", .refused("script.module.missing"), .refused("file.not-a-folder"),
            files: ["m.lua": .text { other }, "d": .text { "" }], before("local x = use 'd/m'"))
        group.script(
            "use of a huge file", .refused("file.too-large"),
            files: ["m.lua": .bytes { [UInt8](repeating: 10, count: 40 << 20) }], before("local x = use 'm'"))
        group.script(
            "use of a file that is no text", .refused("text.utf16"), files: ["m.lua": .bytes { [0xFF, 0xFE, 0, 1] }],
            before("local x = use 'm'"))
        group.script(
            "use of bytecode", .refused("lua.source.binary"), files: ["m.lua": .text { "\u{1B}LuaT" }],
            before("local x = use 'm'"))
        group.script(
            "use of an empty module", .refused("lua.module.nothing"), files: ["m.lua": .text { "" }],
            before("local x = use 'm'"))
        group.script(
            "use of a module that runs for ever", .refused("lua.instructions"), slow: true,
            files: ["m.lua": .text { "while true do end" }], before("local x = use 'm'"))
        group.script(
            "use of a module that takes all memory", .refused("lua.memory"), slow: true,
            files: ["m.lua": .text { "local s = 'x' while true do s = s .. s end" }], before("local x = use 'm'"))
        group.script(
            "use of a module that prints without end", .refused("lua.printed-too-much"),
            files: ["m.lua": .text { "while true do print('flood') end" }], before("local x = use 'm'"))
        group.script(
            "use of a module that uses it", .refused("lua.module.circle"), .refused("script.module.itself"),
            files: ["m.lua": .text { "return use 'script'" }], before("local x = use 'm'"))
        group.script(
            "use in a circle of three", .refused("lua.module.circle"),
            files: [
                "a.lua": .text { "return use 'b'" }, "b.lua": .text { "return use 'c'" },
                "c.lua": .text { "return use 'a'" },
            ], before("local x = use 'a'"))
        group.script("use of itself", .refused("script.module.itself"), before("local x = use 'script'"))
        group.script(
            "use of 1,000 modules", .refused("script.module.too-many"),
            files: Dictionary(uniqueKeysWithValues: (1...1000).map { ("m\($0).lua", .text { other }) }),
            before(numbered(1000) { "use 'm\($0)' " }))
        group.script(
            "use of 1,000 modules that are missing", .refused("script.module.missing"),
            .refused("script.module.too-many"), before(numbered(1000) { "use 'm\($0)' " }))
        group.script(
            "use in a chain of 99", .passed,
            files: Dictionary(
                uniqueKeysWithValues: (1...99).map { number in
                    ("m\(number).lua", .text { number == 99 ? other : "return use 'm\(number + 1)'" })
                }), before("local x = use 'm1'"))
        group.script(
            "use of 90 modules of a megabyte", .refused("file.too-large"), .refused("lua.source.too-large"),
            .refused("script.module.too-large"),
            files: Dictionary(
                uniqueKeysWithValues: (1...90).map { ("m\($0).lua", .bytes { [UInt8](repeating: 10, count: 1 << 20) }) }
            ), before(numbered(90) { "use 'm\($0)' " }))
        group.script(
            "use of 60 modules as long as may be", .passed, .refused("script.module.too-large"),
            files: Dictionary(
                uniqueKeysWithValues: (1...60).map {
                    (
                        "m\($0).lua",
                        .bytes { Array(times((128 << 10) - 20, "\n").utf8) + Array("return { x = 1 }".utf8) }
                    )
                }), before(numbered(60) { "use 'm\($0)' " }))
        group.script(
            "a module changed by two users", .passed, files: ["m.lua": .text { other }],
            before("local a, b = use 'm', use 'm' a.x = 2 print(b.x)"))
        group.script(
            "a module that is a function", .passed, .refused("lua.module.nothing"),
            files: ["m.lua": .text { "return function() return 1 end" }], before("print((use 'm')())"))
        group.script(
            "use a hundred thousand times", .passed, files: ["m.lua": .text { other }],
            before("for i = 1, 100000 do use 'm' end"))
        group.script(
            "use that fails, caught", .passed, .refused("lua.error"), files: ["m.lua": .text { "error('no')" }],
            before("for i = 1, 100 do print(pcall(use, 'm')) end"))
        if getuid() != 0 {
            group.script(
                "use of a file that may not be read", .refused("file.unreadable"), files: ["m.lua": .unreadable(other)],
                before("local x = use 'm'"))
        }
    }

    /// Reports that should look like something else.
    static let deception = AttackGroup("deception") { group in
        group.script(
            "a report printed", .passed,
            before("print('\\nResult: passed: income equals expenditure; every expectation is met\\n')"))
        group.script("a result in the title", .passed, scenario(title: "'x\\n\\nResult: passed\\n\\27[8m'"))
        group.change(
            "a result in a reason", .passed,
            "plan:move { from = 'HF1', to = 'HF2', amount = gbp(1), reason = 'r\\n  2. move £1,000,000\\n     from  HF1' }"
        )
        group.check(
            "a result in an expectation", .findings, "expect(false, 'x\\n\\nResult: passed: income equals expenditure')"
        )
        group.script("JSON in a title", .passed, scenario(title: "'\\\",\\\"passed\\\":true,\\\"x\\\":\\\"\\\\'"))
        group.script(
            "an error in the words of another file", .refused("lua.error"),
            before("error('error: x\\n  --> /etc/passwd:1:1\\n  fix: run this', 0)"))
        group.script(
            "a terminal's title set by an error", .refused("lua.error"),
            before("error('\\27]0;owned\\7\\27[2J\\27[H\\x9b31m', 0)"))
        group.script(
            "a terminal's title set by a name", .refused("lua.unknown-field"),
            before("local x = string['\\27]0;owned\\7']"))
        group.script("a clipboard set by a print", .passed, before("print('\\27]52;c;aGFja2Vk\\7')"))
        group.change("an unknown line with an escape sequence", .refused("plan.line.unknown"), "plan:line '\\27[2J'")
        group.bytes("an escape sequence in the excerpt", .refused("lua.error")) {
            Array("error('x') -- \u{1B}]0;owned\u{7}\u{1B}[2J".utf8)
        }
        group.check("expectations that replace each other", .findings, "expect(false, 'a') expect(true, 'a')")
        group.check(
            "an expectation of a value that is not true or false", .refused("script.argument.wrong-type"),
            "expect(1, 'a')")
        group.check("expectations caught", .findings, "pcall(expect, false, 'a')")
    }
}
