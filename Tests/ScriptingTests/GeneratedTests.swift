import Diagnostics
import Foundation
import LuaHost
import Scripting
import Testing

/// What is made from the registry, held against what is kept of it in the repository.
@Suite struct GeneratedTests {
    /// Holds a text against a file of the repository; `UPDATE_GOLDEN=1` writes it anew.
    private func expect(_ text: String, isFile path: String) throws {
        let file = APITests.root.appendingPathComponent(path)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == text, "\(path): run UPDATE_GOLDEN=1 make test and read the difference")
    }

    @Test func `The reference page is what the registry says`() throws {
        try expect(APIReference.markdown, isFile: "docs/scripting.md")
    }

    @Test func `The repository's stubs and settings for editors are what the registry says`() throws {
        try expect(APIStubs.text, isFile: "\(APISettings.stubsFolder)/\(APISettings.stubsFile)")
        try expect(APISettings.luarc, isFile: ".luarc.json")
    }

    @Test func `The repository's list for luacheck is what the registry says`() throws {
        // The peer of the benchmark runs under plain Lua.
        try expect(
            APISettings.luacheck + "files[\"Benchmarks/peers\"] = { std = \"lua54\" }\n", isFile: ".luacheckrc")
    }

    @Test func `Every link of the page's contents leads to a heading, and every entry is linked`() {
        let page = APIReference.markdown
        let links = page.matches(of: /\]\(#([a-z0-9_-]+)\)/).map { String($0.1) }
        var seen: [String: Int] = [:]
        var anchors: [String] = []
        for line in page.split(separator: "\n") where line.hasPrefix("#") {
            let heading = line.drop { $0 == "#" || $0 == " " }.lowercased()
            let plain = String(heading.filter { $0.isLetter || $0.isNumber || "_- ".contains($0) })
                .replacingOccurrences(of: " ", with: "-")
            anchors.append(seen[plain].map { "\(plain)-\($0)" } ?? plain)
            seen[plain, default: 0] += 1
        }
        #expect(Set(anchors).subtracting(links) == ["what-a-scenario-script-can-use", "contents"])
        #expect(Set(links).isSubset(of: anchors))
        #expect(Set(links).count == links.count)
    }

    @Test(arguments: API.functions.map(\.spelling))
    func `The stubs declare every function with its parameters`(spelling: String) throws {
        let function = try #require(API.functions.first { $0.spelling == spelling })
        let owner = function.owner?.rawValue
        let start = "function \(owner.map { "\($0):" } ?? "")\(function.name)("
        let end = try #require(APIStubs.text.range(of: start))
        // The declaration and what stands before it, back to the function before.
        let head = APIStubs.text[..<end.lowerBound]
        let from = head.range(of: " end\n\n", options: .backwards)?.upperBound ?? head.startIndex
        let block = String(head[from...])
        for parameter in function.parameters {
            let name = parameter.name + (parameter.isRequired ? "" : "?")
            switch function.style {
            case .named: #expect(block.contains("---@field \(name) "), "\(name)")
            case .positional: #expect(block.contains("---@param \(name) "), "\(name)")
            case .variadic: #expect(block.contains("---@param \(name) ") || block.contains("---@param ... "))
            }
        }
        #expect(block.contains("---@return ") == (function.returns != nil))
        for error in function.errors { #expect(block.contains(error.code)) }
        if case .named = function.style {
            #expect(block.contains("---@class (exact) \(owner.map { "\($0)." } ?? "")\(function.name).Arguments\n"))
        }
    }

    @Test func `The stubs declare every field, the operators of money, and the library`() {
        for property in API.properties {
            #expect(APIStubs.text.contains("---@field \(property.name) \(property.type.name) \(property.doc)"))
        }
        for operation in ["add(Money)", "sub(Money)", "unm", "mul(integer)"] {
            #expect(APIStubs.text.contains("---@operator \(operation): Money\n"))
        }
        for function in ScriptLibrary.functions {
            let isThere =
                function.parameters == nil
                ? APIStubs.text.contains("---@field \(function.name) ")
                : APIStubs.text.contains("function \(function.spelling)(")
            #expect(isThere, "\(function.spelling)")
        }
    }

    @Test func `The stubs are Lua`() throws {
        // The machine compiles them; running them would assign globals, which scripts cannot.
        let machine = try LuaMachine()
        try machine.run(LuaSource(name: "bcf.lua", text: "local function unused()\n\(APIStubs.text)\nend"))
    }

    @Test func `The settings for editors are JSON, and switch off what the stubs describe`() throws {
        let data = Data(APISettings.luarc.utf8)
        let settings = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let builtin = try #require(settings["runtime.builtin"] as? [String: String])
        for entry in LuaLibrary.entries {
            #expect(builtin[entry.library.isEmpty ? "basic" : entry.library] == "disable")
        }
        #expect(settings["workspace.library"] as? [String] == [APISettings.stubsFolder])
    }

    @Test func `luacheck's list holds exactly the globals and fields that scripts have`() {
        let words = APISettings.luacheck.matches(of: /"([a-z0-9_]+)",/).map { String($0.1) }
        let globals = API.functions(of: nil).map(\.name)
        #expect(words.sorted() == (globals + LuaLibrary.entries.map(\.name)).sorted())
    }

    // MARK: Lua's library

    /// Lua 5.4's names, from the index of its reference manual.
    private static let stock = """
        _G _VERSION assert collectgarbage coroutine debug dofile error getmetatable io ipairs load loadfile next os package
        pairs pcall print rawequal rawget rawlen rawset require select setmetatable tonumber tostring type warn xpcall
        math.abs math.acos math.asin math.atan math.ceil math.cos math.deg math.exp math.floor math.fmod math.huge math.log
        math.max math.maxinteger math.min math.mininteger math.modf math.pi math.rad math.random math.randomseed math.sin
        math.sqrt math.tan math.tointeger math.type math.ult string.byte string.char string.dump string.find string.format
        string.gmatch string.gsub string.len string.lower string.match string.pack string.packsize string.rep
        string.reverse string.sub string.unpack string.upper table.concat table.insert table.move table.pack table.remove
        table.sort table.unpack
        """
        .split(whereSeparator: \.isWhitespace).map(String.init)

    @Test func `Every name of Lua's library is either described or said to be absent, and why`() {
        #expect(ScriptLibrary.undescribed.isEmpty, "describe \(ScriptLibrary.undescribed)")
        let told = Set(ScriptLibrary.functions.map(\.spelling) + ScriptLibrary.absences.map(\.spelling))
        #expect(Set(Self.stock).subtracting(told).isEmpty, "\(Set(Self.stock).subtracting(told))")
        #expect(ScriptLibrary.functions.map(\.spelling) == LuaLibrary.entries.map(\.spelling))
        for absence in ScriptLibrary.absences { #expect(!absence.reason.isEmpty) }
    }

    @Test func `What is said to be absent is absent, and the error says what the page says`() {
        for absence in ScriptLibrary.absences {
            let error = #expect(throws: LuaError.self, "\(absence.spelling)") {
                try LuaMachine().run(LuaSource(name: "a.lua", text: "local x = \(absence.spelling)"))
            }
            #expect(error?.diagnostic.reason == absence.reason, "\(absence.spelling)")
            #expect(error?.diagnostic.help == absence.instead, "\(absence.spelling)")
        }
    }
}
