/// A Swift function that scripts can call.
package struct LuaFunction {
    /// What a function does: it reads the arguments from the call and pushes its results to it.
    package typealias Body = (inout LuaCall) throws(LuaCallError) -> Void

    /// The name under which scripts know it.
    package var name: String
    /// What it does.
    package var body: Body

    /// Makes a function.
    package init(_ name: String, _ body: @escaping Body) {
        self.name = name
        self.body = body
    }
}

/// Why a call from a script failed, in words for the person who wrote the script.
///
/// The script sees the message with its line before it; ``LuaError`` gets everything back.
package struct LuaCallError: Error {
    /// The code of a field that an object does not have.
    static let unknownField = "lua.unknown-field"

    /// A stable name for the rule behind the message, such as `plan.unknown-line`.
    package var code: String
    /// What is wrong, in one sentence, with the offending value in back quotes.
    package var message: String
    /// Why it matters.
    package var reason: String?
    /// How to mend it.
    package var help: String?
    /// The error of the core that caused this one.
    package var underlying: (any Error)?

    /// Makes an error; only the code and the message must be given.
    package init(
        _ code: String, _ message: String, reason: String? = nil, help: String? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.reason = reason
        self.help = help
        self.underlying = underlying
    }
}
