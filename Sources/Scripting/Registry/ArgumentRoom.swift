import LuaHost

/// Room for the arguments of one call, used again for the next: making a list of them for each call would take longer
/// than many a call. Functions of the API call no other and no script, so there is one call at a time.
final class ArgumentRoom {
    /// The values of the running call, and room for more; every one is `nil` (of Lua) between calls.
    ///
    /// Nothing that reads or writes a value asks for another, so no access can come upon another.
    @exclusivity(unchecked) private(set) var values: [LuaValue] = []
    private var taken: Int?

    /// Takes the room for a call of so many values.
    func take(_ count: Int) {
        precondition(taken == nil, "the arguments of one call are still in use")
        taken = count
        while values.count < count { values.append(.nil) }
    }

    /// Gives it back after the call, also after one that failed.
    func giveBack() {
        for index in 0..<(taken ?? 0) { values[index] = .nil }
        taken = nil
    }

    /// Puts a value in its place.
    func set(_ index: Int, to value: LuaValue) { values[index] = value }

    /// Reads a table of named arguments: see `LuaCall.read`.
    func read(_ keys: LuaKeys, in index: Int, of call: inout LuaCall) throws(LuaCallError) -> Bool {
        try call.read(keys, in: index, into: &values)
    }
}
