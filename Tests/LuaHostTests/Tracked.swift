import Diagnostics
import LuaHost
import Synchronization

/// An object that counts how many of its kind are alive in one test.
final class Tracked {
    /// The count of one test.
    final class Counter: Sendable {
        private let living = Atomic<Int>(0)
        private let made = Atomic<Int>(0)

        /// How many are alive.
        var alive: Int { living.load(ordering: .relaxed) }
        /// How many were ever made.
        var total: Int { made.load(ordering: .relaxed) }

        fileprivate func add(_ number: Int) {
            living.add(number, ordering: .relaxed)
            if number > 0 { made.add(number, ordering: .relaxed) }
        }
    }

    private let counter: Counter
    let name: String

    init(_ name: String, _ counter: Counter) {
        self.name = name
        self.counter = counter
        counter.add(1)
    }

    deinit { counter.add(-1) }
}

/// What a host function of the tests throws.
struct HostFailure: Error, Equatable {
    let number: Int64
}

/// A machine with functions that make objects, lists and errors.
struct TestMachine {
    let machine: LuaMachine
    let counter = Tracked.Counter()

    init(limits: LuaLimits = .standard) throws {
        machine = try LuaMachine(limits: limits)
        let counter = counter
        let methods = [
            LuaFunction(name: "name") { (call: inout LuaCall) throws(LuaCallError) in
                guard case .object(_, let object) = try call.argument(0), let tracked = object as? Tracked else {
                    return
                }
                call.push(.string(tracked.name))
            }
        ]
        let properties = [
            LuaFunction(name: "length") { (call: inout LuaCall) throws(LuaCallError) in
                guard case .object(_, let object) = try call.argument(0), let tracked = object as? Tracked else {
                    return
                }
                call.push(.integer(Int64(tracked.name.utf8.count)))
            }
        ]
        let thing = machine.define(
            LuaClass(name: "Thing", methods: methods, properties: properties) { _ in "a thing" })
        let other = machine.define(LuaClass(name: "Other", methods: methods, properties: []) { _ in "another" })
        machine.defineMoney(
            LuaClass(
                name: "Money", methods: [],
                properties: [
                    LuaFunction(name: "pence") { (call: inout LuaCall) throws(LuaCallError) in
                        if case .money(let pence) = try call.argument(0) { call.push(.integer(pence)) }
                    }
                ]
            ) { value in
                if case .money(let pence) = value { "\(pence)p" } else { "?" }
            })
        machine.define(
            LuaFunction(name: "thing") { (call: inout LuaCall) throws(LuaCallError) in
                guard case .string(let name) = try call.argument(0) else {
                    throw LuaCallError(code: "test.name", message: "`name` is missing", help: "thing \"x\"")
                }
                call.push(.object(thing, Tracked(name, counter)))
            })
        machine.define(
            LuaFunction(name: "other") { (call: inout LuaCall) throws(LuaCallError) in
                call.push(.object(other, Tracked("other", counter)))
            })
        machine.define(
            LuaFunction(name: "things") { (call: inout LuaCall) throws(LuaCallError) in
                guard case .integer(let count) = try call.argument(0) else { return }
                call.push(
                    .array(
                        (0..<count).map { number in
                            .array([
                                .object(thing, Tracked("thing number \(number)", counter)), .string("text \(number)"),
                            ])
                        }))
            })
        machine.define(
            LuaFunction(name: "pence") { (call: inout LuaCall) throws(LuaCallError) in
                if case .integer(let number) = try call.argument(0) { call.push(.money(pence: number)) }
            })
        machine.define(
            LuaFunction(name: "fail") { (call: inout LuaCall) throws(LuaCallError) in
                let held = Tracked("held across a throw", counter)
                guard case .integer(let number) = try call.argument(0) else { return }
                throw LuaCallError(
                    code: "test.fail", message: "failure \(number) of \(held.name)",
                    underlying: HostFailure(number: number))
            })
        machine.define(
            LuaFunction(name: "echo") { (call: inout LuaCall) throws(LuaCallError) in
                for place in 0..<call.count {
                    let value = try call.argument(place)
                    if case .table = value { call.push(.argument(place)) } else { call.push(value) }
                }
            })
    }

    /// Runs a script and gives back what it returns.
    func returned(_ text: String) throws -> LuaValue {
        try machine.run(LuaSource(name: "test.lua", text: text))
        return try machine.returned()
    }

    /// The error that a script ends in.
    func failure(_ text: String) throws -> LuaError {
        do throws(LuaError) {
            try machine.run(LuaSource(name: "test.lua", text: text))
        } catch {
            return error
        }
        throw Unfailed()
    }

    struct Unfailed: Error {}
}
