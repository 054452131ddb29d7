// What Lua 5.4 has and scripts may not have.

extension ScriptLibrary {
    private static let order = "its order differs from run to run"
    private static let outside = "a script reaches no files, no network and no processes"
    private static let bypass = "it would reach behind what objects and libraries allow"
    private static let code = "a script is one text that was read and checked as a whole"
    private static let approximate = "processors and libraries differ in its last digits"

    /// Everything that may be absent; what the machine allows is taken out.
    static let allAbsences: [LibraryAbsence] = [
        .init("_G", "globals cannot be changed", instead: "`local` variables"),
        .init("_VERSION", "scripts are Lua 5.4, always"),
        .init("collectgarbage", "memory is looked after by the machine"),
        .init("coroutine", "a script is one straight line of calls"),
        .init("debug", bypass),
        .init("dofile", outside), .init("getmetatable", bypass),
        .init("io", outside, instead: "`print`, which the report shows"),
        .init("load", code), .init("loadfile", outside),
        .init("next", order, instead: "`ipairs` over a list"),
        .init("os", "a script knows no clock: the same input gives the same result"),
        .init("package", outside),
        .init("pairs", order, instead: "`ipairs` over a list"),
        .init(
            "pcall", "an error ends the script, so that nobody signs for half of it", instead: "ask first, with `if`"),
        .init("rawequal", bypass, instead: "`==`"), .init("rawget", bypass), .init("rawlen", bypass, instead: "`#`"),
        .init("rawset", bypass), .init("require", outside),
        .init("setmetatable", bypass, instead: "functions that take the table"),
        .init("utf8", "texts are passed on as they are", instead: "`fmt`"),
        .init("warn", "what a script says goes into its report", instead: "`print`"),
        .init(
            "xpcall", "an error ends the script, so that nobody signs for half of it", instead: "ask first, with `if`"),
        .init("math.acos", approximate), .init("math.asin", approximate), .init("math.atan", approximate),
        .init("math.cos", approximate), .init("math.deg", approximate), .init("math.exp", approximate),
        .init("math.fmod", "it has not been asked for", instead: "`%`"), .init("math.log", approximate),
        .init("math.modf", "it has not been asked for", instead: "`x // 1` and `x % 1`"),
        .init("math.pi", "it has not been asked for"), .init("math.rad", approximate),
        .init("math.random", "its draws differ from run to run", instead: "`random(\"name\"):integer(1, 6)`"),
        .init("math.randomseed", "the seed is that of the run", instead: "`random(\"name\")`"),
        .init("math.sin", approximate), .init("math.sqrt", "it has not been asked for", instead: "`x ^ 0.5`"),
        .init("math.tan", approximate), .init("math.ult", "it has not been asked for"),
        .init("string.dump", bypass),
        .init("string.find", "a pattern may run for ever", instead: "`string.sub`"),
        .init("string.format", "it would show addresses", instead: "`fmt`"),
        .init("string.gmatch", "a pattern may run for ever", instead: "`string.sub`"),
        .init("string.gsub", "a pattern may run for ever", instead: "`string.sub`"),
        .init("string.match", "a pattern may run for ever", instead: "`string.sub`"),
        .init("string.pack", "scripts have no use for bytes of binary data"),
        .init("string.packsize", "scripts have no use for bytes of binary data"),
        .init("string.rep", "one call could fill the memory", instead: "a loop and `..`"),
        .init("string.unpack", "scripts have no use for bytes of binary data"),
        .init("table.move", "it has not been asked for", instead: "a loop"),
        .init("table.pack", "it has not been asked for", instead: "`{ … }`"),
        .init("table.sort", "its order of equal entries differs from run to run"),
    ]
}
