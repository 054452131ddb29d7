import Diagnostics
import LuaShim

/// What a machine knows of Swift: the functions and classes that scripts can use. Answers the requests of C.
final class LuaDispatcher {
    /// A closure in a structure of its own. In plain generic memory it would be kept in a general form that costs
    /// another call.
    struct StoredBody {
        let body: LuaFunction.Body
    }

    /// What a call needs, in plain memory: C holds a pointer to it, and a call reads it without counting references
    /// or checking accesses, which would take longer than the rest of the call.
    struct Context {
        /// The machine, once it is open.
        var handle: OpaquePointer?
        /// What functions do, by number: global functions, methods and properties alike.
        var bodies: UnsafeMutablePointer<StoredBody>
        var bodyCount: Int
        var bodyCapacity: Int
        let dispatcher: Unmanaged<LuaDispatcher>
    }

    /// Where the context lies as long as the dispatcher lives.
    private(set) var context: UnsafeMutablePointer<Context>
    /// What functions are called, by number.
    private(set) var names: [String] = []
    /// The class that a method or property belongs to, by number of the function.
    private var owners: [Int32?] = []
    /// The classes by number; `nil` for one that was declared but is not yet defined.
    private(set) var classes: [LuaClass?] = []
    private var classNames: [String] = []
    /// What of the classes is asked for at every read of such a field: a copy of the whole class would take longer.
    private var dynamicFields: [LuaClass.DynamicFields?] = [nil]
    /// Which classes objects can be of.
    private var isDefined: [Bool] = [false]
    /// The names of all globals, for "did you mean".
    private(set) var globals: [String] = []
    /// The names of the modules that `use` gives.
    var modules: [String] = []
    /// The error that Swift raised last; what the script did with it decides whether it is the one that ends the entry.
    private(set) var failure: LuaCallError?
    /// Whether that error came from a function, and not from a refusal of the machine itself.
    private(set) var failureIsOfFunction = false

    init() {
        context = .allocate(capacity: 1)
        classes = [LuaClass("Money")]
        classNames = ["Money"]
        context.initialize(
            to: Context(
                handle: nil, bodies: .allocate(capacity: 64), bodyCount: 0, bodyCapacity: 64,
                dispatcher: .passUnretained(self)))
        globals = LuaLibrary.libraries.map(\.name) + LuaLibrary.functions
    }

    deinit {
        context.pointee.bodies.deinitialize(count: context.pointee.bodyCount)
        context.pointee.bodies.deallocate()
        context.deallocate()
    }

    // MARK: Definitions

    /// Takes in a function and gives it a number.
    func add(_ name: String, owner: Int32? = nil, _ body: @escaping LuaFunction.Body) -> Int32 {
        let count = context.pointee.bodyCount
        if count == context.pointee.bodyCapacity {
            let larger = UnsafeMutablePointer<StoredBody>.allocate(capacity: 2 * count)
            larger.moveInitialize(from: context.pointee.bodies, count: count)
            context.pointee.bodies.deallocate()
            context.pointee.bodies = larger
            context.pointee.bodyCapacity = 2 * count
        }
        (context.pointee.bodies + count).initialize(to: StoredBody(body: body))
        context.pointee.bodyCount = count + 1
        names.append(name)
        owners.append(owner)
        return Int32(count)
    }

    /// Takes in the name of a global.
    func addGlobal(_ name: String) {
        if !globals.contains(name) { globals.append(name) }
    }

    /// The number of the class with a name, made when it is new.
    func declare(_ name: String) -> Int32 {
        if let number = classNames.firstIndex(of: name) { return Int32(number) }
        classNames.append(name)
        classes.append(nil)
        dynamicFields.append(nil)
        isDefined.append(false)
        return Int32(classNames.count - 1)
    }

    /// Gives a declared class its members.
    func define(_ number: Int32, _ type: LuaClass) {
        classes[Int(number)] = type
        dynamicFields[Int(number)] = type.dynamicFields
        isDefined[Int(number)] = number != LuaClassID.money.number
    }

    /// The name of a class.
    func className(_ number: Int32) -> String { classNames[Int(number)] }

    /// The class that a function belongs to.
    func owner(of function: Int32) -> Int32? { owners[Int(function)] }

    // MARK: Answers

    /// Answers a request: 0 when the results are in the buffer, -1 when the request failed.
    static let answer: lsh_dispatch = { host, request, id in
        guard let context = host?.assumingMemoryBound(to: Context.self), let handle = context.pointee.handle else {
            return -1
        }
        var call = LuaCall(handle: handle, context: context, function: id)
        do throws(LuaCallError) {
            if request == LSH_CALL {
                try context.pointee.bodies[Int(id)].body(&call)
            } else {
                try call.dispatcher.answer(request, id, &call)
            }
            return 0
        } catch {
            call.dispatcher.fail(error, handle, isOfFunction: request == LSH_CALL || request == LSH_FIELD_UNKNOWN)
            return -1
        }
    }

    /// Releases an object that a script no longer holds.
    static let release: lsh_release = { object in
        guard let object else { return }
        Unmanaged<AnyObject>.fromOpaque(object).release()
    }

    private func fail(_ error: LuaCallError, _ handle: OpaquePointer, isOfFunction: Bool) {
        failure = error
        failureIsOfFunction = isOfFunction && error.code != LuaCallError.unknownField
        var message = error.message
        message.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { lsh_fail(handle, $0.baseAddress, $0.count) }
        }
    }

    /// The rarer requests.
    private func answer(_ request: lsh_request, _ id: Int32, _ call: inout LuaCall) throws(LuaCallError) {
        switch request {
        case LSH_FIELD_UNKNOWN: try readField(id, &call)
        case LSH_TEXT:
            guard case .object(_, let object) = try call[1], let type = classes[Int(id)] else { return }
            call.push(.string(type.text(object)))
        case LSH_OBJECTS_EQUAL: try compare(classes[Int(id)]?.isEqual, &call)
        case LSH_OBJECT_LESS: try compare(classes[Int(id)]?.isLess, &call)
        case LSH_WRONG_SELF: throw wrongSelf(id, call)
        case LSH_FIELD_ASSIGNED: throw fieldAssigned(id, call)
        case LSH_GLOBAL_UNKNOWN: throw unknownGlobal(call)
        case LSH_GLOBAL_ASSIGNED: throw globalAssigned(call)
        case LSH_LIBRARY_UNKNOWN: throw unknownMember(of: LuaLibrary.libraries[Int(id)], call)
        case LSH_LIBRARY_ASSIGNED:
            throw LuaCallError(
                "lua.library-assigned", "the library `\(LuaLibrary.libraries[Int(id)].name)` cannot be changed",
                help: "keep functions of your own in a local table")
        case LSH_MONEY_REFUSED: throw moneyRefused(id, call)
        case LSH_MODULE_REFUSED: throw moduleRefused(id, call)
        default:
            throw LuaCallError(
                "lua.printed-too-much", "the script prints more than it may",
                help: "print sums, not every step")
        }
    }

    private func readField(_ id: Int32, _ call: inout LuaCall) throws(LuaCallError) {
        var dynamic: [String] = []
        if let fields = dynamicFields[Int(id)], case .object(_, let object) = try call[1] {
            if case .string(let name) = try call[2], let value = try fields.value(object, name) {
                call.push(value)
                return
            }
            dynamic = fields.names(object)
        }
        throw unknownField(id, call, dynamic: dynamic)
    }

    /// C asks only for two objects of a class that can compare them.
    private func compare(
        _ comparison: ((AnyObject, AnyObject) -> Bool)?, _ call: inout LuaCall
    ) throws(LuaCallError) {
        guard let comparison, case .object(_, let left) = try call[1], case .object(_, let right) = try call[2] else {
            return
        }
        call.push(.boolean(comparison(left, right)))
    }

    // MARK: Results

    /// Puts a value of any kind into the results buffer.
    func add(_ value: LuaValue, _ handle: OpaquePointer) {
        switch value {
        case .nil: lsh_add_nil(handle)
        case .boolean(let boolean): lsh_add_boolean(handle, boolean)
        case .integer(let integer): lsh_add_integer(handle, integer)
        case .number(let number): lsh_add_number(handle, number)
        case .money(let pence): lsh_add_money(handle, pence)
        case .string(let string): add(string, handle)
        case .object(let type, let object):
            precondition(
                isDefined.indices.contains(Int(type.number)) && isDefined[Int(type.number)],
                "an object needs a class that this machine has defined")
            lsh_add_object(handle, type.number, Unmanaged.passRetained(object).toOpaque(), 0)
        case .array(let values):
            lsh_add_array(handle, values.count)
            for value in values { add(value, handle) }
        case .table(let table):
            lsh_add_table(handle, table.positional.count + table.named.count)
            for (index, value) in table.positional.enumerated() {
                lsh_add_integer(handle, Int64(index) + 1)
                add(value, handle)
            }
            for (key, value) in table.named {
                add(key, handle)
                add(value, handle)
            }
        case .function, .other:
            preconditionFailure("a function of a script cannot be given back")
        }
    }

    private func add(_ string: String, _ handle: OpaquePointer) {
        var string = string
        string.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { lsh_add_string(handle, $0.baseAddress, $0.count) }
        }
    }
}
