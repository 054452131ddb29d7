import LuaShim

/// Reads values from the machine's stack with calls that never raise.
struct LuaReader {
    let machine: OpaquePointer
    private var entriesLeft = 100_000
    private static let deepest = 8

    init(machine: OpaquePointer) { self.machine = machine }

    /// The value at an absolute place of the stack.
    mutating func value(at index: Int32, depth: Int = 0) throws(LuaCallError) -> LuaValue {
        switch lsh_kind_at(machine, index) {
        case LSH_NIL: return .nil
        case LSH_BOOLEAN: return .boolean(lsh_boolean_at(machine, index))
        case LSH_INTEGER: return .integer(lsh_integer_at(machine, index))
        case LSH_NUMBER: return .number(lsh_number_at(machine, index))
        case LSH_MONEY: return .money(pence: lsh_money_at(machine, index))
        case LSH_STRING: return .string(try text(at: index))
        case LSH_OBJECT: return object(at: index)
        case LSH_TABLE: return .table(try table(at: index, depth: depth))
        case LSH_FUNCTION: return .function
        default: return .other(String(cString: lsh_type_name_at(machine, index)))
        }
    }

    private func text(at index: Int32) throws(LuaCallError) -> String {
        var length = 0
        guard let start = lsh_string_at(machine, index, &length) else { return "" }
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LuaCallError(
                code: "lua.text-not-utf8", message: "a text that the script gives is not UTF-8",
                help: "build texts from whole characters")
        }
        return text
    }

    private func object(at index: Int32) -> LuaValue {
        var number: Int32 = 0
        guard let pointer = lsh_object_at(machine, index, &number) else { return .other("object") }
        let object = Unmanaged<AnyObject>.fromOpaque(pointer).takeUnretainedValue()
        return .object(LuaClassID(number: number), object)
    }

    private mutating func table(at index: Int32, depth: Int) throws(LuaCallError) -> LuaTable {
        guard depth < Self.deepest else {
            throw LuaCallError(
                code: "lua.table-too-deep", message: "a table holds tables more than \(Self.deepest) deep",
                help: "check whether a table holds itself")
        }
        let top = lsh_top(machine)
        guard lsh_table_begin(machine) else {
            throw LuaCallError(code: "lua.memory", message: "there is no room to read a table")
        }
        defer { lsh_set_top(machine, top) }
        var table = LuaTable()
        var places: [(place: Int64, value: LuaValue)] = []
        while lsh_table_next(machine, index) {
            entriesLeft -= 1
            guard entriesLeft >= 0 else {
                throw LuaCallError(code: "lua.table-too-large", message: "a table holds more entries than can be read")
            }
            let value = try value(at: top + 2, depth: depth + 1)
            switch lsh_kind_at(machine, top + 1) {
            case LSH_STRING: table.named.append(.init(key: try text(at: top + 1), value: value))
            case LSH_INTEGER: places.append((lsh_integer_at(machine, top + 1), value))
            default:
                throw LuaCallError(
                    code: "lua.table-key", message: "a table has a key that is neither a name nor a place in a list",
                    help: "name the entries, or list them without keys")
            }
            lsh_set_top(machine, top + 1)
        }
        places.sort { $0.place < $1.place }
        guard places.enumerated().allSatisfy({ $0.element.place == $0.offset + 1 }) else {
            throw LuaCallError(
                code: "lua.list-with-holes", message: "a list has a hole: one of its values is nil",
                help: "check the names in the list for a slip")
        }
        table.positional = places.map(\.value)
        table.named.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return table
    }
}
