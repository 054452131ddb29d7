import LuaShim

/// The host functions of one machine by number, and the door through which C calls them.
///
/// A call from a script takes a few dozen nanoseconds, so what it reads lies in plain memory that C holds a pointer to:
/// a property of a class would cost a reference count and an access check on every call.
final class FunctionTable {
    typealias Body = (inout LuaCall) throws(LuaCallError) -> Void

    /// A closure in a structure of its own, so that it is stored as it is called.
    private struct Entry {
        let body: Body
    }

    private struct Context {
        var machine: OpaquePointer?
        var entries: UnsafeMutablePointer<Entry>
        let table: Unmanaged<FunctionTable>
    }

    private let door: UnsafeMutablePointer<Context>
    private var count = 0
    private var capacity = 64
    /// The last refusal of a host function, with all that the Lua error cannot carry.
    private(set) var refusal: LuaCallError?

    init() {
        door = .allocate(capacity: 1)
        door.initialize(
            to: Context(machine: nil, entries: .allocate(capacity: capacity), table: .passUnretained(self)))
    }

    deinit {
        door.pointee.entries.deinitialize(count: count)
        door.pointee.entries.deallocate()
        door.deallocate()
    }

    /// What C gives back on every call.
    var context: UnsafeMutableRawPointer { UnsafeMutableRawPointer(door) }

    /// Says which machine the functions belong to.
    func open(_ machine: OpaquePointer) { door.pointee.machine = machine }

    /// Adds a function and gives its number.
    func add(_ body: @escaping Body) -> Int32 {
        if count == capacity {
            let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: door.pointee.entries, count: count)
            door.pointee.entries.deallocate()
            door.pointee.entries = larger
            capacity *= 2
        }
        (door.pointee.entries + count).initialize(to: Entry(body: body))
        count += 1
        return Int32(count - 1)
    }

    /// Carries out a host function for C. All of Swift that a call runs is inside this function; C pushes the results
    /// or raises the error after it has returned.
    static let call: @convention(c) (UnsafeMutableRawPointer?, Int32, Int32) -> Int32 = { context, function, count in
        guard let context = context?.assumingMemoryBound(to: Context.self), let machine = context.pointee.machine else {
            return 1
        }
        var call = LuaCall(machine: machine, count: Int(count))
        do throws(LuaCallError) {
            try context.pointee.entries[Int(function)].body(&call)
            return 0
        } catch {
            context.pointee.table._withUnsafeGuaranteedRef { $0.refuse(error, machine) }
            return 1
        }
    }

    private func refuse(_ error: LuaCallError, _ machine: OpaquePointer) {
        refusal = error
        var message = error.message
        message.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { lsh_fail(machine, $0.baseAddress, $0.count) }
        }
    }
}
