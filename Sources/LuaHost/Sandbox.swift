/// Which of Lua's own functions a script may use. Everything that is not on this list is absent, as are all functions
/// that reach files, processes, other code, hooks, metatables or the order of a table in memory.
///
/// Left out on purpose, though many scripts know them:
/// - `pairs` and `next`: the order of their keys differs from run to run;
/// - `pcall`, `coroutine`, `setmetatable`: ways round the budgets, and to known crashes of Lua 5.4.4;
/// - `string.format`, `rep` and the pattern functions, `table.sort`: addresses, memory, stalls, results that vary.
enum Sandbox {
    static let libraries: [(name: String, functions: [String])] = [
        ("", ["assert", "error", "ipairs", "print", "select", "tonumber", "tostring", "type"]),
        ("math", ["abs", "ceil", "floor", "huge", "max", "maxinteger", "min", "mininteger", "tointeger", "type"]),
        ("string", ["byte", "char", "len", "lower", "reverse", "sub", "upper"]),
        ("table", ["concat", "insert", "remove", "unpack"]),
    ]
}
