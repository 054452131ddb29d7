import LuaShim

/// One call of a host function: its arguments, and the results that it gives.
///
/// Only valid while the call runs. Nothing here can raise a Lua error: results wait in the machine's buffer until this
/// frame has gone, and C pushes them.
package struct LuaCall {
    let machine: OpaquePointer
    /// How many arguments were given.
    package let count: Int
    /// The function that called, when it is one of the script's own lines.
    package var caller: (source: String, line: Int)? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(LSH_NAME_MAX)) { name in
            let line = lsh_caller(machine, name.baseAddress)
            guard line > 0, let start = name.baseAddress else { return nil }
            return (String(cString: start), Int(line))
        }
    }

    /// An argument by its place, from 0; `nil` beyond the last. Throws when it cannot be read, as text that is not
    /// UTF-8.
    package func argument(_ place: Int) throws(LuaCallError) -> LuaValue {
        guard place < count else { return .nil }
        let index = Int32(truncatingIfNeeded: place) + 1
        var number: Int64 = 0
        switch lsh_read(machine, index, &number) {
        case LSH_INTEGER: return .integer(number)
        case LSH_MONEY: return .money(pence: number)
        default:
            var reader = LuaReader(machine: machine)
            return try reader.value(at: index)
        }
    }

    /// Gives a result.
    package func push(_ value: LuaValue) {
        switch value {
        case .integer(let number): lsh_give_integer(machine, number)
        case .money(let pence): lsh_give_money(machine, pence)
        default: LuaWriter(machine: machine).give(value)
        }
    }
}

/// Writes values into the machine's buffer.
struct LuaWriter {
    let machine: OpaquePointer

    func give(_ value: LuaValue) {
        switch value {
        case .nil, .function, .other, .table: lsh_give_nil(machine)
        case .boolean(let flag): lsh_give_boolean(machine, flag)
        case .integer(let number): lsh_give_integer(machine, number)
        case .number(let number): lsh_give_number(machine, number)
        case .money(let pence): lsh_give_money(machine, pence)
        case .string(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { lsh_give_string(machine, $0.baseAddress, $0.count) }
            }
        case .object(let id, let object):
            // The reference goes to the machine, which gives it back by `release`.
            lsh_give_object(machine, id.number, Unmanaged.passRetained(object).toOpaque())
        case .array(let elements):
            lsh_give_array(machine, Int32(elements.count))
            for element in elements { give(element) }
        case .argument(let place): lsh_give_argument(machine, Int32(place + 1))
        }
    }
}
