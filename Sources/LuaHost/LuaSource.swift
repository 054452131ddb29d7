import Diagnostics

/// The text of a script, with the name that errors show.
package struct LuaSource: Sendable, Equatable {
    /// The name, such as `scenario.lua`.
    package let name: String
    /// The text.
    package let text: String

    /// Makes a source of text.
    package init(name: String, text: String) {
        // Lua keeps names as C strings, and messages are lines.
        self.name = String(name.map { $0.isNewline || $0 == "\0" ? " " : $0 })
        self.text = text
    }

    /// Makes a source of the bytes of a file, which must be UTF-8.
    package init(name: String, bytes: some Collection<UInt8>) throws(LuaError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            // The line: decoding repairs what is wrong, and the first repair that the bytes do not hold is the place.
            var line = 1
            var decoder = UTF8()
            var iterator = bytes.makeIterator()
            reading: while true {
                switch decoder.decode(&iterator) {
                case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
                case .emptyInput, .error: break reading
                }
            }
            throw LuaError(
                .notUTF8,
                Diagnostic(
                    "lua.source.not-utf-8", "the script is not text in UTF-8", at: Place(file: name, line: line),
                    reason: "this line has bytes that are no letters in UTF-8",
                    help: "save the file as UTF-8 in your editor"))
        }
        self.init(name: name, text: text)
    }

    /// The text as the compiler gets it: without a byte order mark, and with a first line that starts with `#` blanked.
    var compiled: String {
        var compiled = text[...]
        if compiled.unicodeScalars.first == "\u{FEFF}" { compiled = compiled.unicodeScalars.dropFirst().asSubstring }
        guard compiled.utf8.first == UInt8(ascii: "#") else { return String(compiled) }
        return String(compiled.utf8.drop { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }) ?? ""
    }

    /// A line as Lua counts lines, from 1.
    func line(_ number: Int) -> String? {
        var lines = SourceLines(compiled)
        for _ in 1..<max(1, number) where lines.next() == nil { return nil }
        return lines.next()
    }
}

extension Substring.UnicodeScalarView {
    fileprivate var asSubstring: Substring { Substring(self) }
}

/// The lines of a text as Lua counts them: a line ends with `\n`, `\r`, or the two together in either order.
struct SourceLines: IteratorProtocol {
    private var rest: Substring.UTF8View?

    init(_ text: String) { rest = text[...].utf8 }

    mutating func next() -> String? {
        guard let bytes = rest else { return nil }
        guard let end = bytes.firstIndex(where: { $0 == 10 || $0 == 13 }) else {
            rest = nil
            return String(Substring(bytes))
        }
        var after = bytes.index(after: end)
        if after < bytes.endIndex, bytes[after] == 10 || bytes[after] == 13, bytes[after] != bytes[end] {
            after = bytes.index(after: after)
        }
        rest = bytes[after...]
        return String(Substring(bytes[..<end]))
    }
}
