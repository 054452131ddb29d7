/// A value of a script, as Swift sees it.
///
/// Tables are decoded as a whole: a script cannot change what Swift holds.
package enum LuaValue {
    /// No value.
    case `nil`
    /// True or false.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction, or one that was computed as such.
    case number(Double)
    /// Text.
    case string(String)
    /// An amount of money.
    case money(pence: Int64)
    /// A Swift object with the class under which scripts know it.
    case object(LuaClassID, AnyObject)
    /// A list for the script. What comes from a script is always a ``table(_:)``, as an empty list and an empty table
    /// look the same there.
    case array([LuaValue])
    /// A table.
    case table(LuaTable)
    /// A function of the script. Swift can only call it by ``LuaMachine/call(_:of:_:)``.
    case function
    /// Anything else, by the name of its type.
    case other(typeName: String)

    /// The kind of value in words that fit after "must be … , not": `text`, `a table`, `an amount of money`.
    package var kindInWords: String {
        switch self {
        case .nil: "nil"
        case .boolean: "a boolean"
        case .integer: "a whole number"
        case .number(let number): Int64(exactly: number) == nil && number.magnitude < 1e15 ? "a fraction" : "a number"
        case .string: "text"
        case .money: "an amount of money"
        case .object: "an object"
        case .array, .table: "a table"
        case .function: "a function"
        case .other(let typeName): typeName
        }
    }
}

/// A table of a script: values by position and values by name.
package struct LuaTable {
    /// The values at 1, 2, 3 and so on.
    package var positional: [LuaValue]
    /// The values with names, in the order of the bytes of the names: Lua's own order differs from run to run.
    package private(set) var named: [(key: String, value: LuaValue)]

    /// Makes a table; the named values may come in any order, each name once.
    package init(positional: [LuaValue] = [], named: [(key: String, value: LuaValue)] = []) {
        self.positional = positional
        self.named = named.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// The value with a name, or `nil` when the table has none.
    package subscript(name: String) -> LuaValue? {
        var low = 0
        var high = named.count
        while low < high {
            let middle = (low + high) / 2
            if named[middle].key.utf8.lexicographicallyPrecedes(name.utf8) { low = middle + 1 } else { high = middle }
        }
        // Names are compared by their bytes, as Lua does: Swift holds differently composed letters for equal.
        guard low < named.count, named[low].key.utf8.elementsEqual(name.utf8) else { return nil }
        return named[low].value
    }

    /// Whether the table has nothing in it.
    package var isEmpty: Bool { positional.isEmpty && named.isEmpty }
}
