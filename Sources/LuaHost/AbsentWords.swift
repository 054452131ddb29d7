/// What Lua elsewhere has and scripts here do not: why not, and what to use instead.
///
/// A name that is not in these tables gets "did you mean".
enum AbsentWords {
    /// What to say of a name.
    struct Words: Sendable {
        /// Why it is not there.
        var reason: String
        /// What to use instead.
        var help: String?
    }

    /// Globals by name.
    static let globals: [String: Words] = {
        var words: [String: Words] = [
            "_VERSION": Words(reason: "scripts are written in Lua 5.4", help: nil),
            "_G": Words(reason: "scripts have no table of their globals", help: "keep values in a local table"),
            "next": Words(
                reason: "Lua's own order of the entries of a table differs from run to run",
                help: "use pairs(t), which has a fixed order, or empty(t) to see whether there is any entry"),
            "coroutine": Words(
                reason: "a coroutine would escape the limits of the script", help: "use a function and a loop"),
            "setmetatable": Words(
                reason: "a metatable can change what every other line of the script means",
                help: "use plain tables and functions"),
            "getmetatable": Words(
                reason: "scripts cannot look inside the values that they are given", help: "use type(value)"),
            "collectgarbage": Words(
                reason: "memory is looked after for scripts, within their limit",
                help: "let go of a value with `value = nil`"),
            "os": Words(
                reason:
                    "a scenario hangs on its plan alone: the clock and the computer that it runs on would change it",
                help: "take dates and years from the plan, or write them into the script"),
            "io": Words(
                reason: "scripts cannot read or write files",
                help: "figures come from the plan's folder, and print(…) shows text in the report"),
            "random": Words(reason: "scripts have no chance unless they name it", help: "use random \"name\""),
            "warn": Words(reason: "scripts have one place to write to", help: "use print(…)"),
            "unpack": Words(reason: "that is its name in older versions of Lua", help: "use table.unpack(t)"),
            "loadstring": Words(reason: "scripts cannot make code from text", help: "use a function"),
            "debug": Words(
                reason: "it reaches into the inside of Lua", help: "use print(…): an error shows its line by itself"),
            "package": Words(reason: "a script is one file", help: "write the functions into the script"),
        ]
        for name in ["bit", "bit32"] {
            words[name] = Words(reason: "figures of a plan are not bits", help: nil)
        }
        for name in ["load", "dofile", "loadfile"] {
            words[name] = Words(reason: "scripts cannot make code from text or from files", help: "use a function")
        }
        for name in ["require", "module"] {
            words[name] = Words(reason: "a script is one file", help: "write the functions into the script")
        }
        for (name, operation) in [
            ("rawget", "t[key]"), ("rawset", "t[key] = value"), ("rawequal", "a == b"), ("rawlen", "#t"),
        ] {
            words[name] = Words(reason: "tables of scripts have no metatables to go round", help: "use \(operation)")
        }
        return words
    }()

    /// Functions of libraries by their full name.
    static let members: [String: Words] = {
        let exact = "its last digit differs between computers, and a scenario must give the same result on each"
        var words: [String: Words] = [
            "string.dump": Words(reason: "scripts cannot see compiled code", help: nil),
            "math.random": Words(
                reason: "its figures differ from run to run", help: "use random \"name\", which can be repeated"),
            "math.randomseed": Words(
                reason: "chance in a scenario has a name instead of a seed", help: "use random \"name\""),
            "math.pow": Words(reason: "that is its name in older versions of Lua", help: "use x ^ y"),
            "math.mod": Words(reason: "that is its name in older versions of Lua", help: "use a % b, or math.fmod"),
            "table.getn": Words(reason: "that is its name in older versions of Lua", help: "use #t"),
            "table.foreach": Words(
                reason: "that is its name in older versions of Lua", help: "use for key, value in pairs(t) do"),
            "table.foreachi": Words(
                reason: "that is its name in older versions of Lua", help: "use for position, value in ipairs(t) do"),
            "table.maxn": Words(reason: "that is its name in older versions of Lua", help: "use #t"),
            "string.gfind": Words(reason: "that is its name in older versions of Lua", help: "use string.gmatch"),
        ]
        for name in ["pack", "packsize", "unpack"] {
            words["string.\(name)"] = Words(
                reason: "scripts have no files of bytes to read or write", help: "use string.format")
        }
        for name in [
            "exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
        ] {
            words["math.\(name)"] = Words(reason: exact, help: nil)
        }
        for name in ["deg", "rad"] { words["math.\(name)"] = Words(reason: "scripts have no angles", help: nil) }
        return words
    }()
}
