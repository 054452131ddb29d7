import LuaHost

/// What keeps the functions of a script, so that they can be called.
private final class Kept {}

extension LuaMachine {
    /// Runs a script that returns a table of functions; gives the object of which they are called, as with a scenario.
    func keep(_ source: LuaSource) throws -> AnyObject {
        let kept = Kept()
        let type = define(LuaClass("Kept"))
        define(LuaFunction("keep") { (call) throws(LuaCallError) in call.push(type, kept, keeping: 1) })
        defineUse()
        offer(try compile(source), as: "kept")
        try run(LuaSource(name: "keep.lua", text: "return keep(use \"kept\")"))
        return kept
    }
}
