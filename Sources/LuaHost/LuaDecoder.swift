import LuaShim

/// Reads values that C has laid out.
enum LuaDecoder {
    /// How deep tables may lie in tables. It also ends a table that contains itself.
    static let deepest: Int32 = 8
    /// How many entries a table may have, those of its tables included.
    static let mostEntries = 100_000
    /// The code of a table that could not be read for lack of memory.
    static let noMemory = "lua.memory"

    /// Any value but a table.
    static func value(_ value: lsh_value) throws(LuaCallError) -> LuaValue {
        switch value.kind {
        case LSH_INTEGER: return .integer(value.integer)
        case LSH_MONEY: return .money(pence: value.integer)
        case LSH_STRING: return .string(try string(value.bytes, value.length))
        case LSH_NUMBER: return .number(value.number)
        case LSH_BOOLEAN: return .boolean(value.integer != 0)
        case LSH_OBJECT:
            guard let pointer = value.object else { return .nil }
            let object = Unmanaged<AnyObject>.fromOpaque(pointer).takeUnretainedValue()
            return .object(LuaClassID(number: value.detail), object)
        case LSH_FUNCTION: return .function
        case LSH_TOO_LONG:
            throw LuaCallError(
                "lua.text.too-long", "the texts given here are longer than \(LSH_MOST_TEXT >> 20) MB together",
                reason: "names, reasons and messages are for people to read", help: "give shorter texts")
        case LSH_NIL, LSH_NONE: return .nil
        default: return .other(typeName: "a value of an unknown type")
        }
    }

    /// Text; Lua strings are bytes, and need not be UTF-8.
    static func string(_ bytes: UnsafePointer<CChar>?, _ length: Int) throws(LuaCallError) -> String {
        // Looked at in C: Swift's own validating initialiser takes some 100 ns for a short text.
        guard lsh_is_utf8(bytes, length) else {
            throw LuaCallError(
                "lua.not-utf-8", "a text in the script is not valid UTF-8",
                reason: "names and messages are text in UTF-8, and this text has bytes that are not",
                help: "`string.char`, `string.sub` and `string.reverse` work on bytes; a letter such as £ has several")
        }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }

    /// The table at an index, with all tables in it.
    static func table(_ handle: OpaquePointer, _ index: Int32, isArgument: Bool) throws(LuaCallError) -> LuaTable {
        var cursor = try flat(handle, index, isArgument: isArgument)
        return try table(&cursor)
    }

    /// Reads a table of arguments by name; see ``LuaCall/read(_:in:into:)``.
    static func read(
        _ keys: LuaKeys, _ handle: OpaquePointer, _ index: Int32, into values: inout [LuaValue]
    ) throws(LuaCallError) -> Bool {
        var cursor = try flat(handle, index, isArgument: true)
        for _ in 0..<cursor.removeFirst().length {
            let key = cursor.removeFirst()
            guard key.kind == LSH_STRING, let place = keys.place(key.bytes, key.length) else { return false }
            if cursor.first?.kind == LSH_TABLE {
                values[place] = .table(try table(&cursor))
            } else {
                values[place] = try value(cursor.removeFirst())
            }
        }
        return true
    }

    /// A table laid out as a list, with all tables in it.
    private static func flat(
        _ handle: OpaquePointer, _ index: Int32, isArgument: Bool
    ) throws(LuaCallError) -> Cursor {
        var values: UnsafePointer<lsh_value>?
        var count = 0
        switch lsh_flatten(handle, index, isArgument, deepest, mostEntries, &values, &count) {
        case LSH_TOO_DEEP:
            throw LuaCallError(
                "lua.table.too-deep", "a table has more than \(deepest) tables inside each other",
                help: "a table must not contain itself")
        case LSH_TOO_MANY:
            throw LuaCallError(
                "lua.table.too-many", "a table has more than \(Words.grouped(mostEntries)) entries")
        case LSH_NO_MEMORY:
            throw LuaCallError(noMemory, "there is no memory to read a table")
        default: break
        }
        return UnsafeBufferPointer(start: values, count: count)[...]
    }

    private typealias Cursor = Slice<UnsafeBufferPointer<lsh_value>>

    private static func table(_ cursor: inout Cursor) throws(LuaCallError) -> LuaTable {
        var numbered: [(key: Int64, value: LuaValue)] = []
        var named: [(key: String, value: LuaValue)] = []
        for _ in 0..<cursor.removeFirst().length {
            let key = cursor.removeFirst()
            let entry: LuaValue =
                if cursor.first?.kind == LSH_TABLE { .table(try table(&cursor)) } else {
                    try value(cursor.removeFirst())
                }
            switch key.kind {
            case LSH_INTEGER: numbered.append((key.integer, entry))
            case LSH_STRING: named.append((try string(key.bytes, key.length), entry))
            default:
                let given = try value(key).kindInWords
                throw LuaCallError(
                    "lua.table.key", "a key of a table is \(given)", reason: "a table is read by names and positions",
                    help: "use text or the positions 1, 2, 3… as keys")
            }
        }
        return LuaTable(positional: try inOrder(&numbered), named: named)
    }

    private static func inOrder(_ numbered: inout [(key: Int64, value: LuaValue)]) throws(LuaCallError) -> [LuaValue] {
        // Lua gives most lists in order already.
        let isInOrder = numbered.indices.allSatisfy { numbered[$0].key == Int64($0) + 1 }
        if !isInOrder {
            numbered.sort { $0.key < $1.key }
            if let gap = numbered.indices.first(where: { numbered[$0].key != Int64($0) + 1 }) {
                throw LuaCallError(
                    "lua.table.gap", "a list has an entry \(numbered[gap].key) but no entry \(gap + 1)",
                    reason: "the entries of a list are 1, 2, 3… without a gap",
                    help: "look for an entry that is nil")
            }
        }
        return numbered.map(\.value)
    }
}
