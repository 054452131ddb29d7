import Diagnostics

// What is said of names that are not there and of assignments that are not allowed.

extension LuaCallError {
    static func noSuchGlobal(_ name: String, known: [String]) -> LuaCallError {
        LuaCallError(
            code: "script.name.unknown", message: "there is no `\(name)`",
            reason: "a name must be a local variable of the script or a function of bcf",
            help: absentAdvice[name] ?? Suggestion.didYouMean(name, in: known) ?? "declare it first: local \(name) = …")
    }

    static func noSuchField(_ name: String, of owner: String, known: [String]) -> LuaCallError {
        LuaCallError(
            code: "script.field.unknown", message: "\(owner) has no `\(name)`",
            help: absentAdvice["\(owner).\(name)"] ?? Suggestion.didYouMean(name, in: known)
                ?? "it has \(known.sorted().joined(separator: ", "))")
    }

    static func globalAssignment(_ name: String) -> LuaCallError {
        LuaCallError(
            code: "script.assignment.global", message: "`\(name)` is assigned but was never declared",
            reason: "a slip in a name would otherwise go unnoticed",
            help: "write local \(name) = … where it is first used")
    }

    static func libraryAssignment(_ library: String, _ name: String) -> LuaCallError {
        LuaCallError(
            code: "script.assignment.library", message: "`\(library).\(name)` cannot be changed",
            help: "write a local function of your own")
    }

    static func fieldAssignment(_ owner: String, _ name: String) -> LuaCallError {
        LuaCallError(
            code: "script.assignment.field", message: "`\(name)` of a \(owner) cannot be changed by assignment",
            reason: "money changes only by movements, each with a reason",
            help: "use plan:move, plan:contribute, plan:withdraw, plan:scale or plan:close_line")
    }

    static func wrongReceiver(_ method: String, of owner: String) -> LuaCallError {
        let object = owner.lowercased()
        return LuaCallError(
            code: "script.method.receiver", message: "\(method) was called without the \(owner) that it belongs to",
            help: "write a colon, not a full stop: \(object):\(method)")
    }

    /// What to use instead of well-known names that scripts do not have.
    private static let absentAdvice = [
        "pairs": "use ipairs on a list: the order of pairs differs from run to run",
        "next": "use ipairs on a list, or # to see whether it is empty",
        "string.format": "use fmt(\"{} of {}\", a, b)",
        "os": "scripts reach no clock, files or processes", "io": "scripts reach no files",
        "require": "a script stands on its own",
    ]
}
