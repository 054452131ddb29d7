/// A value as it crosses between a script and the host.
package enum LuaValue: Equatable {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    /// An exact amount in pence.
    case money(pence: Int64)
    /// An object of a class that the host defined.
    case object(LuaClassID, AnyObject)
    /// A list, from the host to the script.
    case array([LuaValue])
    /// A table, from the script to the host.
    case table(LuaTable)
    /// A function of the script. It stays in the machine; see ``LuaMachine/callReturned(_:_:)``.
    case function
    /// Something that the host has no use for, by the name of its type.
    case other(String)
    /// The call's own argument at this place, from 0: how a function gives back a table that it was given.
    case argument(Int)

    package static func == (left: LuaValue, right: LuaValue) -> Bool {
        switch (left, right) {
        case (.nil, .nil), (.function, .function): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.money(let left), .money(let right)): left == right
        case (.object(_, let left), .object(_, let right)): left === right
        case (.array(let left), .array(let right)): left == right
        case (.table(let left), .table(let right)): left == right
        case (.other(let left), .other(let right)): left == right
        case (.argument(let left), .argument(let right)): left == right
        default: false
        }
    }
}

/// A table that a script gave, read whole: its list part and its named part.
package struct LuaTable: Equatable {
    /// One named entry.
    package struct Entry: Equatable {
        /// Its name.
        package let key: String
        /// Its value.
        package let value: LuaValue
    }

    /// The values at 1, 2, 3 and so on.
    package var positional: [LuaValue] = []
    /// The named values in the order of their names, bytewise: a Lua table keeps no order of its own.
    package var named: [Entry] = []

    /// An empty table.
    package init() {}

    /// The value under a name; `nil` when there is none.
    package subscript(name: String) -> LuaValue? { named.first { $0.key == name }?.value }
}

/// The number of a class of objects in one machine.
package struct LuaClassID: Hashable, Sendable {
    let number: Int32
}
