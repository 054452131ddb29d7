// Lua's global functions, and its tables of numbers.

extension ScriptLibrary {
    static let globals: [LibraryFunction] = [
        .init(
            "assert", ["value: T", "message?: any", "...: any"], ["T", "any"], generics: "T",
            "Gives its values back, or ends the script with the message when the first is nil or false."),
        .init(
            "empty", ["value: table"], ["boolean"], "Whether a table has no entries at all.",
            differs: "Not in Lua 5.4: it stands for `next(value) == nil`."),
        .init("error", ["message: any", "level?: integer"], [], "Ends the script with a message."),
        .init(
            "ipairs", ["list: T[]"], ["fun(list: T[], i?: integer): integer, T", "T[]", "integer"], generics: "T",
            "Walks a list from 1 to the first nil: `for i, value in ipairs(list) do … end`."),
        .init(
            "pairs", ["value: table<K, V>"], ["fun(value: table<K, V>, key?: K): K, V", "table<K, V>"],
            generics: "K, V", "Walks all entries of a table: `for key, value in pairs(value) do … end`.",
            differs: """
                The order is fixed: numbers first, from the least, then texts by their bytes. The loop may change the \
                table: it visits the keys that were there when it began.
                """),
        .init(
            "pcall", ["action: fun(...): any", "...: any"], ["boolean", "any"],
            "Runs a function; gives true and its results, or false and its error.",
            differs: "The end of a script that has used up its limits cannot be caught."),
        .init(
            "print", ["...: any"], [], "Prints values, with tabs between them, into the run's report.",
            differs: "What is printed is kept for the report, at most 64 KB of it."),
        .init(
            "select", [##"index: integer|"#""##, "...: any"], ["any"],
            "The values from a position on, or their number for \"#\"."),
        .init(
            "tonumber", ["value: any", "base?: integer"], ["number?"],
            "The number that a value is or a text holds; nil when there is none."),
        .init(
            "tostring", ["value: any"], ["string"], "A value as text.",
            differs: "Tables and functions show no address, which would differ from run to run."),
        .init(
            "type", ["value: any"], ["string"], "The name of a value's type.",
            differs: "An amount of money is \"money\", and an object has the name of its class, such as \"Line\"."),
        .init(
            "xpcall", ["action: fun(...): any", "handler: fun(message: any): any", "...: any"], ["boolean", "any"],
            "Like pcall, and gives the error to a function first.",
            differs: "The handler is called when the functions that failed have ended."),
    ]

    static let mathematics: [LibraryFunction] = [
        .init("math.abs", ["x: Number"], ["Number"], generics: "Number: number", "A number without its sign."),
        .init("math.ceil", ["x: number"], ["integer"], "The least whole number that is not below a number."),
        .init("math.floor", ["x: number"], ["integer"], "The greatest whole number that is not above a number."),
        .init("math.fmod", ["x: number", "y: number"], ["number"], "The rest of a division, with the sign of `x`."),
        .init("math.huge", nil, ["number"], "Infinity."),
        .init("math.max", ["x: number", "...: number"], ["number"], "The greatest of the numbers."),
        .init("math.maxinteger", nil, ["integer"], "The greatest whole number, 2^63 - 1."),
        .init("math.min", ["x: number", "...: number"], ["number"], "The least of the numbers."),
        .init("math.mininteger", nil, ["integer"], "The least whole number, -2^63."),
        .init("math.modf", ["x: number"], ["number", "number"], "The whole part of a number, and the rest."),
        .init("math.pi", nil, ["number"], "The ratio of a circle's circumference to its diameter."),
        .init("math.sqrt", ["x: number"], ["number"], "The square root."),
        .init(
            "math.tointeger", ["x: any"], ["integer?"], "The value as a whole number; nil when it is none."),
        .init(
            "math.type", ["x: any"], [#""integer"|"float"|nil"#],
            "Whether a number is whole or has a fraction; nil for no number."),
        .init("math.ult", ["m: integer", "n: integer"], ["boolean"], "Whether `m` is below `n`, both without sign."),
    ]
}
