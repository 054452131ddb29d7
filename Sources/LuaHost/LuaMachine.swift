import Diagnostics
import LuaShim

/// A script that a machine has compiled.
package struct LuaChunk: Sendable {
    let number: Int32
    let name: String
}

/// A Lua machine for one script: safe to give to a script of anybody, within the limits that are set.
///
/// A script sees an allow-list of Lua's library and what is defined here, and nothing else. Errors in either direction
/// keep what they know: a Swift error thrown in a function reaches the script with its line, and comes back as itself.
///
/// One machine is used on one thread; no call may be made to it while a script runs, also not from a function that the
/// script calls. The compiler needs a stack of 8 MB for the worst of scripts. A function that captures its machine
/// keeps it alive for ever: capture it unowned, or not at all.
package final class LuaMachine {
    let dispatcher = LuaDispatcher()
    let handle: OpaquePointer
    let limits: LuaLimits
    /// The scripts that were run; the last one is the one that ``returned`` comes from.
    var sources: [LuaSource] = []
    private var isRunning = false
    /// The first value that the script returned last; `nil` before.
    package private(set) var returned: LuaValue = .nil

    /// Opens a machine.
    package init(limits: LuaLimits = .standard) throws(LuaError) {
        self.limits = limits
        guard let handle = lsh_open(dispatcher.context, LuaDispatcher.answer, LuaDispatcher.release) else {
            throw LuaError(.internal, Diagnostic("lua.internal", "there is no memory to start a script"))
        }
        self.handle = handle
        dispatcher.context.pointee.handle = handle
        lsh_limit(
            handle, limits.instructions, UInt64(max(0, min(limits.seconds, 1e6)) * 1e9), max(0, limits.softBytes),
            max(0, limits.hardBytes), max(0, limits.printedBytes)
        )
    }

    deinit { lsh_close(handle) }

    // MARK: Definitions

    /// Makes a function that scripts find under its name.
    package func define(_ function: LuaFunction) {
        beforeDefinition(function.name)
        let number = dispatcher.add(function.name, function.body)
        dispatcher.addGlobal(function.name)
        require(lsh_define_function(handle, function.name, number))
    }

    /// Makes a value that scripts find under a name.
    package func define(_ value: LuaValue, as name: String) {
        beforeDefinition(name)
        dispatcher.add(value, handle)
        dispatcher.addGlobal(name)
        require(lsh_define_value(handle, name))
    }

    /// The number that the class with a name has, or will have: for classes whose methods give each other's objects.
    package func declare(_ className: String) -> LuaClassID {
        LuaClassID(number: dispatcher.declare(className))
    }

    /// Makes a class of objects.
    @discardableResult
    package func define(_ type: LuaClass) -> LuaClassID {
        let id = declare(type.name)
        precondition(id != .money, "money is defined with defineMoney")
        define(type, id)
        return id
    }

    /// Makes the methods and properties of money. Argument 1 of each is the amount.
    package func defineMoney(_ type: LuaClass) {
        precondition(type.name == "Money", "the class of money is called Money")
        define(type, .money)
    }

    private func define(_ type: LuaClass, _ id: LuaClassID) {
        beforeDefinition(type.name)
        dispatcher.define(id.number, type)
        require(lsh_define_class(handle, id.number, type.name))
        if type.isEqual != nil || type.isLess != nil {
            precondition(id != .money, "money has an order of its own")
            require(lsh_define_order(handle, id.number, type.isEqual != nil, type.isLess != nil))
        }
        for method in type.methods {
            let number = dispatcher.add(method.name, owner: id.number, method.body)
            require(lsh_define_method(handle, id.number, method.name, number))
        }
        for property in type.properties {
            let number = dispatcher.add(property.name, owner: id.number, property.body)
            require(lsh_define_property(handle, id.number, property.name, number))
        }
    }

    private func beforeDefinition(_ name: String) {
        precondition(!isRunning, "`\(name)` cannot be defined while a script runs")
    }

    /// Definitions know no limits, so only a process without memory fails here; Swift ends such a process too.
    private func require(_ defined: Bool) {
        precondition(defined, "there is no memory for the definitions of a script")
    }

    // MARK: Running

    /// Compiles and runs a script. What it returns first is kept in ``returned``.
    package func run(_ source: LuaSource) throws(LuaError) { try run(try compile(source)) }

    /// Compiles a script, to be run any number of times or to be offered to `use`.
    ///
    /// - Parameter shown: the script as the person wrote it, line by line the same, for errors.
    package func compile(_ source: LuaSource, shown: LuaSource? = nil) throws(LuaError) -> LuaChunk {
        try enter(source.name)
        defer { leave() }
        if let refusal = SourceScan.refusal(of: shown ?? source, most: limits.sourceBytes) { throw refusal }
        sources.removeAll { $0.name == source.name }
        sources.append(shown ?? source)
        var number: Int32 = 0
        var text = source.compiled
        let compiled = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                lsh_compile(handle, "@" + source.name, text.baseAddress, text.count, &number)
            }
        }
        guard compiled else { throw failure() }
        return LuaChunk(number: number, name: source.name)
    }

    /// Runs a compiled script. What it returns first is kept in ``returned``. No run can tell that another ran before:
    /// modules load afresh, and what objects kept is forgotten.
    package func run(_ chunk: LuaChunk) throws(LuaError) {
        try enter(chunk.name)
        defer { leave() }
        returned = .nil
        guard lsh_run(handle, chunk.number) else { throw failure() }
        do throws(LuaCallError) {
            returned = lsh_value_count(handle) > 0 ? try left(1) : .nil
        } catch {
            throw LuaErrorReport(sources: sources).conversion(error, of: "the value that the script returned")
        }
    }

    /// Makes `use "name"` a function of scripts; see ``offer(_:as:)``.
    package func defineUse() {
        beforeDefinition("use")
        dispatcher.addGlobal("use")
        require(lsh_define_use(handle))
    }

    /// Offers a compiled script to scripts as a module: `use "name"` gives what it returns. It runs once a run, when it
    /// is first used.
    package func offer(_ chunk: LuaChunk, as name: String) {
        dispatcher.modules.append(name)
        var name = name
        let offered = name.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { lsh_offer_module(handle, $0.baseAddress, $0.count, chunk.number) }
        }
        require(offered)
    }

    /// Calls a compiled script with arguments, which it finds as `...`, and gives what it returns. What ran before is
    /// not forgotten.
    package func call(_ chunk: LuaChunk, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
        try enter(chunk.name)
        defer { leave() }
        for argument in arguments { dispatcher.add(argument, handle) }
        guard lsh_call_chunk(handle, chunk.number) else { throw failure() }
        do throws(LuaCallError) {
            var results: [LuaValue] = []
            let count = lsh_value_count(handle)
            for index in 0..<count { results.append(try left(index + 1)) }
            return results
        } catch {
            throw LuaErrorReport(sources: sources).conversion(error, of: "what `\(chunk.name)` gives")
        }
    }

    /// Calls the function in a field of the table that an object was made from; see ``LuaCall/push(_:keeping:)``.
    package func call(
        _ field: String, of object: AnyObject, _ arguments: [LuaValue]
    ) throws(LuaError) -> [LuaValue] {
        try enter(field)
        defer { leave() }
        for argument in arguments { dispatcher.add(argument, handle) }
        let owner = UnsafeRawPointer(Unmanaged.passUnretained(object).toOpaque())
        var field = field
        var found = false
        let ran = field.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                lsh_call_field(handle, owner, name.baseAddress, name.count, &found)
            }
        }
        guard ran else { throw failure(in: field) }
        guard found else {
            let message = "the script gave no table with a function `\(field)`"
            throw LuaError(
                .runtime, Diagnostic("lua.no-function", message, at: sources.last.map { Place(file: $0.name) }))
        }
        do throws(LuaCallError) {
            var results: [LuaValue] = []
            let count = lsh_value_count(handle)
            for index in 0..<count { results.append(try left(index + 1)) }
            return results
        } catch {
            throw LuaErrorReport(sources: sources).conversion(error, of: "what `\(field)` returned")
        }
    }

    func enter(_ what: String) throws(LuaError) {
        guard !isRunning else {
            throw LuaError(
                .internal,
                Diagnostic("lua.busy", "`\(what)` cannot run, as a script is running in the same machine"))
        }
        isRunning = true
    }

    func leave() {
        lsh_clear(handle)
        isRunning = false
    }

    /// A value that the last entry left.
    func left(_ index: Int32) throws(LuaCallError) -> LuaValue {
        let value = lsh_value_at(handle, index)
        if value.kind == LSH_TABLE { return .table(try LuaDecoder.table(handle, index, isArgument: false)) }
        return try LuaDecoder.value(value)
    }

    func failure(in function: String? = nil) -> LuaError {
        let error = lsh_last_error(handle)
        return LuaErrorReport(sources: sources)
            .error(
                error, limits: limits, entry: function, failure: dispatcher.failure,
                isOfFunction: dispatcher.failureIsOfFunction)
    }

    // MARK: Looking back

    /// What the scripts have printed. Bytes that are not UTF-8 show as replacement characters.
    package var printed: String {
        var length = 0
        let bytes = lsh_printed(handle, &length)
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }

    /// Forgets what the scripts have printed.
    package func forgetPrinted() { lsh_forget_printed(handle) }

    /// What the machine has used so far: instructions in steps of 100, and bytes of Lua's memory.
    package var statistics: (instructions: UInt64, bytesInUse: Int, peakBytes: Int) {
        (lsh_instructions(handle), lsh_bytes_in_use(handle), lsh_peak_bytes(handle))
    }
}
