import Diagnostics
import LuaShim

/// A Lua machine for one script: an empty, locked world in which the host has defined what the script may use.
///
/// It knows nothing of budgets for money; its own budgets are instructions, memory and output. It is used on one thread
/// and thrown away after the run, so that no script can leave anything behind for the next.
package final class LuaMachine {
    private let limits: LuaLimits
    private let pointer: OpaquePointer
    private let functions: FunctionTable
    private let globalNames = GlobalNames()
    private var classCount: Int32 = 0
    private var isSealed = false
    private var source: LuaSource?

    /// The names of all globals, shared with the function that answers for absent ones.
    private final class GlobalNames {
        var names: [String] = []
    }

    /// Opens a machine in which nothing but the allowed part of Lua is defined.
    package init(limits: LuaLimits = .standard) throws(LuaError) {
        self.limits = limits
        functions = FunctionTable()
        let door = lsh_host(
            context: functions.context, call: FunctionTable.call,
            release: { _, object in
                if let object { Unmanaged<AnyObject>.fromOpaque(object).release() }
            })
        let cLimits = lsh_limits(
            instructions: limits.instructions, soft_bytes: limits.softBytes, hard_bytes: limits.hardBytes,
            printed_bytes: limits.printedBytes)
        guard let pointer = lsh_machine_new(door, cLimits) else { throw LuaError.noMemory(file: nil) }
        self.pointer = pointer
        functions.open(pointer)
        defineSandbox()
    }

    deinit { lsh_machine_free(pointer) }

    private func defineSandbox() {
        for library in Sandbox.libraries {
            for function in library.functions { must(lsh_allow(pointer, library.name, function)) }
            let isGlobal = library.name.isEmpty
            let globalNames = globalNames
            if isGlobal { globalNames.names += library.functions } else { globalNames.names.append(library.name) }
            let names = library.functions
            let missing = functions.add { (call: inout LuaCall) throws(LuaCallError) in
                let name = try call.name(1)
                throw isGlobal
                    ? .noSuchGlobal(name, known: globalNames.names) : .noSuchField(name, of: library.name, known: names)
            }
            let assigned = functions.add { (call: inout LuaCall) throws(LuaCallError) in
                let name = try call.name(1)
                throw isGlobal ? .globalAssignment(name) : .libraryAssignment(library.name, name)
            }
            must(lsh_define_fallbacks(pointer, library.name, missing, assigned))
        }
    }

    /// Before the script runs there is no limit and nothing that could refuse, so only the system's own memory could
    /// run out.
    private func must(_ isDone: Bool) { precondition(isDone, "the machine could not be set up") }

    /// Defines a global function.
    package func define(_ function: LuaFunction) {
        precondition(!isSealed, "functions are defined before the script runs")
        globalNames.names.append(function.name)
        must(lsh_define_function(pointer, function.name, functions.add(function.body)))
    }

    /// Defines a class of objects.
    package func define(_ description: LuaClass) -> LuaClassID {
        precondition(!isSealed, "classes are defined before the script runs")
        let number = classCount
        classCount += 1
        define(description, number: number)
        return LuaClassID(number: number)
    }

    /// Defines the methods and properties of money.
    package func defineMoney(_ description: LuaClass) { define(description, number: LSH_MONEY_CLASS) }

    private func define(_ description: LuaClass, number: Int32) {
        let names = description.methods.map(\.name) + description.properties.map(\.name)
        let missing = functions.add { (call: inout LuaCall) throws(LuaCallError) in
            let name = try call.name(1)
            var known = names
            if let fields = description.dynamicFields, case .object(_, let object) = try call.argument(0) {
                if let value = fields.value(object, name) {
                    call.push(value)
                    return
                }
                known += fields.names(object)
            }
            throw .noSuchField(name, of: description.name, known: known)
        }
        let assigned = functions.add { (call: inout LuaCall) throws(LuaCallError) in
            throw .fieldAssignment(description.name, try call.name(1))
        }
        let text = functions.add { (call: inout LuaCall) throws(LuaCallError) in
            call.push(.string(description.text(try call.argument(0))))
        }
        must(lsh_define_class(pointer, number, description.name, missing, assigned, text))
        for method in description.methods {
            let checked = functions.add { (call: inout LuaCall) throws(LuaCallError) in
                guard call.isReceiver(number) else { throw .wrongReceiver(method.name, of: description.name) }
                try method.body(&call)
            }
            must(lsh_define_member(pointer, number, method.name, checked, false))
        }
        for property in description.properties {
            must(lsh_define_member(pointer, number, property.name, functions.add(property.body), true))
        }
    }

    /// Compiles a script and runs its body; what it returns is kept.
    package func run(_ source: LuaSource) throws(LuaError) {
        if !isSealed {
            lsh_machine_seal(pointer)
            isSealed = true
        }
        self.source = source
        if let refusal = source.refusal(limits) { throw refusal }
        var text = source.text
        let status = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                // A plain name, so that the position in Lua's own messages has one known form.
                lsh_run(pointer, $0.baseAddress, $0.count, "=\(LuaSource.chunkName)")
            }
        }
        try check(status)
    }

    /// What the script returned, read whole.
    package func returned() throws(LuaError) -> LuaValue {
        let top = lsh_top(pointer)
        guard lsh_push_returned(pointer) else { throw LuaError.noMemory(file: source?.name) }
        defer { lsh_set_top(pointer, top) }
        var reader = LuaReader(machine: pointer)
        do throws(LuaCallError) {
            return try reader.value(at: top + 1)
        } catch {
            throw LuaError(error, file: source?.name)
        }
    }

    /// Calls a function in the table that the script returned.
    package func callReturned(_ field: String, _ arguments: [LuaValue]) throws(LuaError) {
        let writer = LuaWriter(machine: pointer)
        for argument in arguments { writer.give(argument) }
        try check(lsh_call_returned(pointer, field))
    }

    /// What the script printed.
    package var printed: String {
        var length = 0
        guard let start = lsh_printed(pointer, &length) else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// How many instructions the script has used, counted by the hundred.
    package var instructions: UInt64 { lsh_instructions(pointer) }
    /// The most memory that was in use, in bytes, the machine itself included.
    package var peakBytes: UInt64 { lsh_peak_bytes(pointer) }

    private func check(_ status: lsh_status) throws(LuaError) {
        guard status != LSH_OK else { return }
        let raw = LuaFailure(status: status, error: lsh_last_error(pointer).pointee)
        throw LuaError(raw, refusal: functions.refusal, source: source)
    }
}

extension LuaCall {
    /// An argument that is a name.
    func name(_ place: Int) throws(LuaCallError) -> String {
        switch try argument(place) {
        case .string(let text): text
        case .integer(let number): String(number)
        default: "?"
        }
    }

    /// Whether argument 0 is an object of a class, or money.
    func isReceiver(_ number: Int32) -> Bool {
        guard count > 0 else { return false }
        if number == LSH_MONEY_CLASS { return lsh_kind_at(machine, 1) == LSH_MONEY }
        var actual: Int32 = 0
        return lsh_object_at(machine, 1, &actual) != nil && actual == number
    }
}
