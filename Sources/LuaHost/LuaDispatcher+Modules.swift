import Diagnostics
import LuaShim

// The words of what `use` refuses.
extension LuaDispatcher {
    /// Why `use` does not give a module.
    func moduleRefused(_ reason: Int32, _ call: borrowing LuaCall) -> LuaCallError {
        let argument = lsh_argument(call.handle, 1)
        guard reason != LSH_MODULE_NOT_NAMED.rawValue, argument.kind == LSH_STRING,
            let name = try? LuaDecoder.string(argument.bytes, argument.length)
        else {
            return LuaCallError(
                "lua.module.not-named", "`use` takes the name of a script of this folder",
                help: "for example: local shared = use \"shared\", for the file shared.lua")
        }
        switch lsh_module_refusal(reason) {
        case LSH_MODULE_USES_ITSELF:
            return LuaCallError(
                "lua.module.circle", "the module `\(name)` is used before it is complete",
                reason: "it uses itself, directly or through a module that it uses, or an error ended it before",
                help: "move what both need into a module of its own")
        case LSH_MODULE_GIVES_NOTHING:
            return LuaCallError(
                "lua.module.nothing", "the module `\(name)` returns nothing",
                help: "end \(name).lua with `return scenario { … }`, or with `return` and the table that it offers")
        default:
            return LuaCallError(
                "lua.module.unknown", "the name of a module must stand in quotes after `use`: `\(name)` was not found",
                reason: "modules are found before a script runs, by the names that stand in quotes after `use`",
                help: Suggestion.didYouMean(name, in: modules)
                    ?? "write use \"\(name.prefix(40).description.onOneLine)\"")
        }
    }
}
