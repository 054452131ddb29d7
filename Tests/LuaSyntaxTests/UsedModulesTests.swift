import Diagnostics
import LuaSyntax
import Testing

/// The names that a script asks for with `use`, before it runs.
struct UsedModulesTests {
    @Test(
        "A name in plain text is found, however it is written",
        arguments: [
            ("use \"close-ipoa\"", "close-ipoa", 1, 5),
            ("use 'close-ipoa'", "close-ipoa", 1, 5),
            ("use(\"close-ipoa\")", "close-ipoa", 1, 5),
            ("local m = use ( 'close-ipoa' ) -- once", "close-ipoa", 1, 17),
            ("use [[close-ipoa]]", "close-ipoa", 1, 5),
            ("use [==[\nclose-ipoa]==]", "close-ipoa", 1, 5),
            ("use\n\n  -- which?\n  'close-ipoa'", "close-ipoa", 4, 3),
            ("use 'clo\\115e\\x2Dipo\\u{61}'", "close-ipoa", 1, 5),
            ("use 'close\\z   \n   -ipoa'", "close-ipoa", 1, 5),
            ("local t = 'é£😀'; return use 'x'", "x", 1, 29),
            ("#!/usr/bin/env bcf\nuse 'x'", "x", 2, 5),
            ("\u{FEFF}use 'x'", "x", 1, 5),
            ("-- a\r\n-- b\rreturn use 'x'", "x", 3, 12),
            ("return { based_on = { use 'x', }, }", "x", 1, 27),
        ])
    func found(text: String, name: String, line: Int, column: Int) {
        let modules = usedModules(in: text)
        #expect(modules.map(\.name) == [name])
        #expect(modules.first?.line == line)
        #expect(modules.first?.column == column)
    }

    @Test(
        "What only looks like a name is not found",
        arguments: [
            "-- use 'x'", "--[[ use 'x' ]]", "local s = \"use 'x'\"", "plan:use 'x'", "tools.use 'x'", "reuse 'x'",
            "use(name)", "use('x' .. y)", "use('x', 'y')", "use", "use(", "use('x'", "use 'x", "use [[x", "use '\\q'",
            "local function use(x) end", "local use = 'x'", "use = 'x'", "",
        ])
    func notFound(text: String) {
        #expect(usedModules(in: text) == [])
    }

    @Test("Several names come in the order of the script, with their ranges")
    func several() {
        let text = "return { use \"a\", use(\"b\"),\n use [[c]] }"
        let modules = usedModules(in: text)
        #expect(modules.map(\.name) == ["a", "b", "c"])
        let source = SourceText(name: "s.lua", text: text)
        #expect(modules.map { source.text($0.range) } == ["\"a\"", "\"b\"", "[[c]]"])
        let place = source.place(modules[2].range)
        #expect(place.description == "s.lua:2:6")
        #expect(place.marked == 5..<10)
        #expect(place.excerpt == " use [[c]] }")
    }
}
