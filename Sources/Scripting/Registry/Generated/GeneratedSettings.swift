import LuaHost

/// What an editor and a linter are told beside the stubs.
package enum APISettings {
    /// Where the stubs stand, seen from the folder of the scripts.
    package static let stubsFolder = ".bcf"
    /// The name of the stub file.
    package static let stubsFile = "bcf.lua"

    /// The settings of the Lua language server (`.luarc.json`). Its own description of Lua's library is switched off, as
    /// scripts have a part of it and the stubs describe that part.
    package static let luarc: String = {
        let libraries = [
            "basic", "bit", "bit32", "coroutine", "debug", "ffi", "io", "jit", "jit.profile", "jit.util", "math", "os",
            "package", "string", "string.buffer", "table", "table.clear", "table.new", "utf8",
        ]
        let switches = ["    \"builtin\": \"enable\""] + libraries.map { "    \"\($0)\": \"disable\"" }
        return """
            {
              "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
              "runtime.version": "Lua 5.4",
              "runtime.builtin": {
            \(switches.joined(separator: ",\n"))
              },
              "workspace.library": ["\(stubsFolder)"],
              "workspace.checkThirdParty": false
            }

            """
    }()

    /// The list of luacheck (`.luacheckrc`): the globals that scripts have, with exactly their fields.
    package static let luacheck: String = {
        var text = """
            -- What a scenario script sees: the API of bcf and the parts of Lua that scripts have.
            -- Made by `bcf api --format luacheck`.
            std = {
              read_globals = {
                -- bcf
            \(names(API.functions(of: nil).map(\.name).sorted(), indent: 4))
                -- Lua
            \(names(LuaLibrary.functions, indent: 4))

            """
        for library in LuaLibrary.libraries {
            let fields = names(library.members, indent: 8)
            text += "    \(library.name) = {\n      fields = {\n\(fields)\n      },\n    },\n"
        }
        return text + "  },\n}\nmax_line_length = 120\nexclude_files = { \"\(stubsFolder)/**\" }\n"
    }()

    /// Names in quotes, each with a comma, in lines of at most 120 characters.
    private static func names(_ names: [String], indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines = [margin]
        for name in names {
            let word = "\"\(name)\","
            if lines[lines.count - 1].count + word.count + 1 > 120 { lines.append(margin) }
            lines[lines.count - 1] += (lines[lines.count - 1].count == indent ? "" : " ") + word
        }
        return lines.joined(separator: "\n")
    }
}
