package import Diagnostics
import LuaShim

/// Why a script did not run to its end.
package struct LuaError: Error {
    /// What sort of end it was.
    package enum Kind: Sendable, Hashable {
        /// The script is not Lua.
        case syntax
        /// The script did something that cannot be done.
        case runtime
        /// A function of the host refused a call.
        case refusal
        /// The script ran past its instruction budget.
        case instructions
        /// The script used more memory than it may.
        case memory
        /// The script printed more than it may.
        case output
        /// The script was not even compiled: too long, not text, or with a name that is not allowed.
        case source
    }

    /// What sort of end it was.
    package let kind: Kind
    /// What to tell the person.
    package let diagnostic: Diagnostic
    /// The host's own error, when a host function refused a call for one.
    package let underlying: (any Error)?

    init(kind: Kind, _ diagnostic: Diagnostic, underlying: (any Error)? = nil) {
        self.kind = kind
        self.diagnostic = diagnostic
        self.underlying = underlying
    }

    /// An error outside any call, as when what the script returned cannot be read.
    init(_ error: LuaCallError, file: String?) {
        self.init(
            kind: .refusal,
            Diagnostic(
                error.code, error.message, at: file.map { Place(file: $0) }, reason: error.reason, help: error.help),
            underlying: error.underlying)
    }

    static func noMemory(file: String?) -> LuaError {
        LuaError(
            kind: .memory, Diagnostic("lua.memory", "there is not enough memory", at: file.map { Place(file: $0) }))
    }
}

/// What the shim recorded of an error, copied out of C.
struct LuaFailure {
    let status: lsh_status
    let stop: lsh_stop
    let isFromHost: Bool
    let message: String
    let frames: [(name: String, line: Int)]

    init(status: lsh_status, error: lsh_error) {
        self.status = status
        stop = error.stop
        isFromHost = error.is_from_host
        let bytes = UnsafeRawBufferPointer(start: error.message, count: error.message_length)
        message = String(decoding: bytes, as: UTF8.self)
        frames = withUnsafeBytes(of: error.frames) { memory in
            memory.bindMemory(to: lsh_frame.self).prefix(Int(error.frame_count)).map { frame in
                (name: withUnsafeBytes(of: frame.name) { Self.text($0) }, line: Int(frame.line))
            }
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

extension LuaError {
    /// Puts what Lua and the host said of an error into the user's words.
    init(_ failure: LuaFailure, refusal: LuaCallError?, source: LuaSource?) {
        let source = source ?? LuaSource(name: LuaSource.chunkName, text: "")
        let (line, message) = Self.split(failure.message)
        let frames = failure.frames
        let where_ = line ?? frames.first?.line
        let trace = frames.dropFirst().map { frame in
            Place(file: source.name, line: frame.line, name: frame.name.isEmpty ? nil : frame.name)
        }
        func diagnostic(_ code: String, _ words: LuaMessage) -> Diagnostic {
            Diagnostic(
                code, words.message,
                at: where_.map { source.place(line: $0, marking: words.name) } ?? Place(file: source.name),
                reason: words.reason, help: words.help, trace: trace)
        }
        if failure.isFromHost, let refusal {
            let quoted = LuaMessage.quotedName(in: refusal.message)
            let words = LuaMessage(refusal.message, reason: refusal.reason, help: refusal.help, name: quoted)
            self.init(kind: .refusal, diagnostic(refusal.code, words), underlying: refusal.underlying)
            return
        }
        switch (failure.status, failure.stop) {
        case (_, LSH_OUT_OF_INSTRUCTIONS):
            let help = "look for a loop that never ends"
            self.init(kind: .instructions, diagnostic("lua.instructions", LuaMessage(message, help: help)))
        case (_, LSH_OUT_OF_OUTPUT):
            self.init(kind: .output, diagnostic("lua.output", LuaMessage(message, help: "print less")))
        case (_, LSH_OUT_OF_MEMORY), (LSH_MEMORY, _):
            let words = LuaMessage(
                "the script uses more memory than it may", help: "look for a list or text that keeps growing")
            self.init(kind: .memory, diagnostic("lua.memory", words))
        case (LSH_SYNTAX, _):
            self.init(kind: .syntax, diagnostic("lua.syntax", LuaMessage(syntax: message)))
        default:
            self.init(kind: .runtime, diagnostic("lua.runtime", LuaMessage(runtime: message)))
        }
    }

    /// Parts `script:12: message` into its line and its text.
    private static func split(_ message: String) -> (line: Int?, message: String) {
        let prefix = "\(LuaSource.chunkName):"
        guard message.hasPrefix(prefix) else { return (nil, message) }
        let rest = message.dropFirst(prefix.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let line = Int(digits), rest.dropFirst(digits.count).hasPrefix(":") else { return (nil, message) }
        var text = rest.dropFirst(digits.count + 1)
        if text.first == " " { text = text.dropFirst() }
        return (line, String(text))
    }
}
