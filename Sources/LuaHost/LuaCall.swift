import LuaShim

/// One call from a script: its arguments, and the results on their way back.
///
/// It lives as long as the call and cannot be kept. Arguments count from 1; argument 1 of a method is the object.
package struct LuaCall: ~Copyable {
    let handle: OpaquePointer
    let context: UnsafeMutablePointer<LuaDispatcher.Context>
    let function: Int32
    /// How many arguments the script gave.
    package var argumentCount: Int { Int(lsh_argument_count(handle)) }

    /// What the machine knows.
    var dispatcher: LuaDispatcher { context.pointee.dispatcher.takeUnretainedValue() }

    /// The name of the called function.
    package var functionName: String { dispatcher.names[Int(function)] }

    /// An argument, `nil` when the script gave fewer. Tables are decoded whole; text must be UTF-8.
    package subscript(index: Int) -> LuaValue {
        get throws(LuaCallError) {
            let value = lsh_argument(handle, Int32(index))
            switch value.kind {
            case LSH_INTEGER: return .integer(value.integer)
            case LSH_MONEY: return .money(pence: value.integer)
            case LSH_TABLE: return .table(try LuaDecoder.table(handle, Int32(index), isArgument: true))
            default: return try LuaDecoder.value(value)
            }
        }
    }

    /// Pushes a result. Several pushes give several results.
    package mutating func push(_ value: LuaValue) {
        switch value {
        case .integer(let integer): lsh_add_integer(handle, integer)
        case .money(let pence): lsh_add_money(handle, pence)
        default: dispatcher.add(value, handle)
        }
    }

    /// Pushes an object that keeps one of the arguments, a table, until the next run: ``LuaMachine/call(_:of:_:)`` finds
    /// the functions in it. Whoever runs the machine holds the object as long.
    package mutating func push(_ type: LuaClassID, _ object: AnyObject, keeping argument: Int) {
        precondition(argument >= 1 && argument <= argumentCount, "there is no argument \(argument)")
        lsh_add_object(handle, type.number, Unmanaged.passRetained(object).toOpaque(), Int32(argument))
    }

    /// Says how much work the call does that neither its arguments nor its results show, such as adding up cells: it
    /// counts as so many instructions.
    package func charge(_ work: Int) { lsh_charge(handle, UInt64(clamping: work)) }

    /// Where the script called: the name of its source, and the line.
    package var caller: (source: String, line: Int)? { whereabouts.caller }

    /// Finds out later where the script called, as long as the call lasts.
    package var whereabouts: LuaWhereabouts { LuaWhereabouts(handle: handle) }
}

/// Where a script called: found out when it is asked for, and only while the call lasts.
package struct LuaWhereabouts {
    let handle: OpaquePointer

    /// The name of the script's source, and the line; `nil` when no script function led to the call.
    package var caller: (source: String, line: Int)? {
        var source: UnsafePointer<CChar>?
        var line: Int32 = 0
        guard lsh_caller(handle, &source, &line), let source else { return nil }
        return (String(cString: source), Int(line))
    }
}

// Reading an argument that must be of one kind. `what` says what the argument is for: "an amount", "the id of a line".
extension LuaCall {
    /// The object that a method or a property was called on.
    package func receiver<Object: AnyObject>(as type: Object.Type) -> Object {
        var pointer: UnsafeMutableRawPointer?
        var number: Int32 = 0
        guard lsh_argument_object(handle, 1, &number, &pointer), let pointer else {
            preconditionFailure("`\(functionName)` has no receiver: only methods and properties have one")
        }
        let object = Unmanaged<AnyObject>.fromOpaque(pointer).takeUnretainedValue()
        // A cast walks the class hierarchy; objects are nearly always of the very class.
        if Swift.type(of: object) == type { return unsafeDowncast(object, to: type) }
        guard let receiver = object as? Object else {
            preconditionFailure("`\(functionName)` is a member of a class whose objects are not \(type)")
        }
        return receiver
    }

    /// Text.
    package func string(_ index: Int, _ what: String) throws(LuaCallError) -> String {
        var bytes: UnsafePointer<CChar>?
        var length = 0
        guard lsh_argument_string(handle, Int32(index), &bytes, &length), let bytes else {
            throw mismatch(index, what, "text")
        }
        return try LuaDecoder.string(bytes, length)
    }

    /// A whole number; a number such as 3.0 counts as one.
    package func integer(_ index: Int, _ what: String) throws(LuaCallError) -> Int64 {
        var integer: Int64 = 0
        if lsh_argument_integer(handle, Int32(index), &integer) { return integer }
        let value = lsh_argument(handle, Int32(index))
        if value.kind == LSH_NUMBER, let integer = Int64(exactly: value.number) { return integer }
        throw mismatch(index, what, "a whole number")
    }

    /// A number of any kind.
    package func number(_ index: Int, _ what: String) throws(LuaCallError) -> Double {
        let value = lsh_argument(handle, Int32(index))
        if value.kind == LSH_NUMBER { return value.number }
        if value.kind == LSH_INTEGER { return Double(value.integer) }
        throw mismatch(index, what, "a number")
    }

    /// True or false.
    package func boolean(_ index: Int, _ what: String) throws(LuaCallError) -> Bool {
        let value = lsh_argument(handle, Int32(index))
        guard value.kind == LSH_BOOLEAN else { throw mismatch(index, what, "true or false") }
        return value.integer != 0
    }

    /// An amount of money, in pence.
    package func pence(_ index: Int, _ what: String) throws(LuaCallError) -> Int64 {
        var pence: Int64 = 0
        if lsh_argument_money(handle, Int32(index), &pence) { return pence }
        let value = lsh_argument(handle, Int32(index))
        let isNumber = value.kind == LSH_INTEGER || value.kind == LSH_NUMBER
        throw mismatch(index, what, "an amount of money", help: isNumber ? "write the number as gbp(…)" : nil)
    }

    /// A table.
    package func table(_ index: Int, _ what: String) throws(LuaCallError) -> LuaTable {
        guard lsh_argument(handle, Int32(index)).kind == LSH_TABLE else { throw mismatch(index, what, "a table") }
        return try LuaDecoder.table(handle, Int32(index), isArgument: true)
    }

    /// An object of a class.
    package func object(_ index: Int, _ what: String, _ wanted: LuaClassID) throws(LuaCallError) -> AnyObject {
        var pointer: UnsafeMutableRawPointer?
        var number: Int32 = 0
        guard lsh_argument_object(handle, Int32(index), &number, &pointer), number == wanted.number, let pointer else {
            throw mismatch(index, what, Words.withArticle(dispatcher.className(wanted.number)))
        }
        return Unmanaged<AnyObject>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// The error that an argument is of the wrong kind.
    package func mismatch(_ index: Int, _ what: String, _ wanted: String, help: String? = nil) -> LuaCallError {
        let given = lsh_argument(handle, Int32(index))
        if given.kind == LSH_NONE || given.kind == LSH_NIL {
            return LuaCallError(
                "lua.argument", "`\(functionName)` needs \(what): argument \(index) must be \(wanted)", help: help)
        }
        return LuaCallError(
            "lua.argument",
            "\(what) of `\(functionName)` must be \(wanted), not \(dispatcher.describe(given))", help: help)
    }
}
