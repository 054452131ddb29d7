import Diagnostics
import LuaHost

/// A function that only sessions have.
struct ReplFunction: Sendable {
    /// Its name.
    let name: String
    /// How it is written.
    let usage: String
    /// What it does.
    let summary: String
    let body: @Sendable (ReplSession, inout LuaCall) throws(LuaCallError) -> Void

    static let all: [ReplFunction] = [
        ReplFunction(
            name: "help", usage: "help(), help \"plan:move\"", summary: "What there is, and how to use it."
        ) { session, call throws(LuaCallError) in
            try session.show(.plain(try help(call)))
        },
        ReplFunction(
            name: "show", usage: "show(value)", summary: "Shows a value, as from inside a loop."
        ) { session, call throws(LuaCallError) in
            guard call.argumentCount > 0 else {
                throw call.mismatch(1, "something to show", "a value", help: "for example: show(plan)")
            }
            for index in 1...call.argumentCount { try session.show(ReplValue(try call[index])) }
        },
        ReplFunction(
            name: "movements", usage: "movements()", summary: "Every movement of money so far."
        ) { session, _ throws(LuaCallError) in
            try session.show(.movements(of: session.plan))
        },
        ReplFunction(
            name: "undo", usage: "undo()", summary: "Takes back the last entry that changed the plan."
        ) { session, _ throws(LuaCallError) in
            try session.ask(.undo)
        },
        ReplFunction(
            name: "save", usage: "save \"file.lua\"",
            summary: "Writes the session as a scenario for `bcf run`; never over a file that is there."
        ) { session, call throws(LuaCallError) in
            let path = try call.string(1, "the name of the file")
            guard path.hasSuffix(".lua"), path.split(separator: "/").last != ".lua" else {
                throw LuaCallError(
                    "session.file-name", "`\(path.onOneLine)` cannot be the name of a scenario script",
                    reason: "the name of a script ends in .lua",
                    help: "write save \"\(path.isEmpty ? "my-idea" : path.onOneLine).lua\"")
            }
            try session.ask(.save(path))
        },
        ReplFunction(
            name: "quit", usage: "quit()", summary: "Ends the session, as ctrl-D does."
        ) { session, _ throws(LuaCallError) in
            try session.ask(.quit)
        },
    ]

    private static func help(_ call: borrowing LuaCall) throws(LuaCallError) -> String {
        guard call.argumentCount > 0 else {
            let width = all.map(\.usage.count).max() ?? 0
            var text = "The plan is `plan`: it changes as you go, and the files stay as they are.\n"
            text += "A name that you assign stays: x = gbp \"390,000\"\n\nIn a session:\n"
            for function in all {
                let gap = String(repeating: " ", count: width - function.usage.count)
                text += "  \(function.usage)\(gap)  \(function.summary)\n"
            }
            // The overview is one text for scenarios and sessions, and sessions have no modules.
            text += "A session cannot `use` other scripts; a scenario can.\n"
            return text + "\nAs in a scenario:\n" + API.help(for: nil)
        }
        let name = try call.string(1, "what to explain")
        if let function = all.first(where: { $0.name == name }) {
            return "\(function.usage): \(function.summary)\n"
        }
        do throws(Diagnostic) {
            return try API.page(for: name)
        } catch {
            throw LuaCallError(
                "session.no-help", error.message,
                help: Suggestion.didYouMean(name, in: all.map(\.name)) ?? error.help ?? "help() lists what there is")
        }
    }
}
