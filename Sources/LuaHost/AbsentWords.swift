/// A name that Lua elsewhere has and scripts here do not.
package struct AbsentName: Sendable {
    /// The name as a script would write it: `string.dump`, or `os` for a whole library.
    package let spelling: String
    /// Why scripts do not have it.
    package let reason: String
    /// What to do instead, as an instruction; `nil` where there is nothing.
    package let help: String?

    fileprivate init(_ spelling: String, _ reason: String, _ help: String? = nil) {
        self.spelling = spelling
        self.reason = reason
        self.help = help
    }
}

/// What Lua elsewhere has and scripts here do not, for errors and for the reference page: why not, and what to do
/// instead.
///
/// A name that is not in these tables gets "did you mean".
package enum AbsentWords {
    /// All of them: globals, then functions of libraries, each in the order of the letters.
    package static let all: [AbsentName] = [globals, members].flatMap { $0.sorted { $0.spelling < $1.spelling } }

    /// What to say of a name, by its spelling.
    package static let byName: [String: AbsentName] = Dictionary(uniqueKeysWithValues: all.map { ($0.spelling, $0) })

    private static let older = "that is its name in older versions of Lua"
    private static let compiling = "scripts cannot make code from text or from files"
    private static let around = "tables of scripts have no metatables to go round"
    private static let modules = "the scripts that a script uses are found before it runs, and lie beside it"

    private static let globals: [AbsentName] = [
        .init("_VERSION", "scripts are written in Lua 5.4"),
        .init("_G", "scripts have no table of their globals", "keep values in a local table"),
        .init(
            "next", "Lua's own order of the entries of a table differs from run to run",
            "use `pairs(t)`, which has a fixed order, or `empty(t)` to see whether there is any entry"),
        .init("coroutine", "a coroutine would escape the limits of the script", "use a function and a loop"),
        .init(
            "setmetatable", "a metatable can change what every other line of the script means",
            "use plain tables and functions"),
        .init("getmetatable", "scripts cannot look inside the values that they are given", "use `type(value)`"),
        .init(
            "collectgarbage", "memory is looked after for scripts, within their limit",
            "let go of a value with `value = nil`"),
        .init(
            "os", "a scenario hangs on its plan alone: the clock and the computer that it runs on would change it",
            "take dates and years from the plan, or write them into the script"),
        .init(
            "io", "scripts cannot read or write files",
            "take figures from the plan's folder, and show text in the report with `print(…)`"),
        .init("warn", "scripts have one place to write to", "use `print(…)`"),
        .init("debug", "it reaches into the inside of Lua", "use `print(…)`: an error shows its line by itself"),
        .init("bit", "figures of a plan are not bits"), .init("bit32", "figures of a plan are not bits"),
        .init("load", compiling, "use a function"), .init("loadstring", compiling, "use a function"),
        .init("loadfile", compiling, "write `use \"name\"` for the script name.lua beside this one"),
        .init("dofile", compiling, "write `use \"name\"` for the script name.lua beside this one"),
        .init("require", modules, "write `use \"name\"` for the script name.lua beside this one"),
        .init("module", modules, "end the script with `return` and the table that it offers"),
        .init("package", modules, "write `use \"name\"` for the script name.lua beside this one"),
        .init("rawequal", around, "use `a == b`"), .init("rawget", around, "use `t[key]`"),
        .init("rawlen", around, "use `#t`"), .init("rawset", around, "use `t[key] = value`"),
        .init("unpack", older, "use `table.unpack(t)`"),
    ]

    private static let exact =
        "its last digit differs between computers, and a scenario must give the same result on each"
    private static let binary = "scripts have no files of bytes to read or write"

    /// Functions of libraries.
    private static let members: [AbsentName] =
        [
            .init("string.dump", "scripts cannot see compiled code"),
            .init("string.gfind", older, "use `string.gmatch`"),
            .init("string.pack", binary, "use `string.format`"),
            .init("string.packsize", binary, "use `string.format`"),
            .init("string.unpack", binary, "use `string.format`"),
            .init("math.deg", "scripts have no angles"), .init("math.rad", "scripts have no angles"),
            .init("math.mod", older, "use `a % b`, or `math.fmod`"), .init("math.pow", older, "use `x ^ y`"),
            .init(
                "math.random", "its figures differ from run to run",
                "use `random(\"name\"):integer(1, 6)`, which can be repeated"),
            .init(
                "math.randomseed", "chance in a scenario has a name instead of a seed", "use `random \"name\"`"),
            .init("table.foreach", older, "use `for key, value in pairs(t) do`"),
            .init("table.foreachi", older, "use `for position, value in ipairs(t) do`"),
            .init("table.getn", older, "use `#t`"), .init("table.maxn", older, "use `#t`"),
        ]
        + [
            "acos", "asin", "atan", "atan2", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "tan", "tanh",
        ].map { AbsentName("math.\($0)", exact) }
}
