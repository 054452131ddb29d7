import Diagnostics

/// The text of a script and what to call it.
package struct LuaSource: Sendable {
    /// What Lua calls the script. One short word, so that positions in Lua's messages can be told for certain.
    static let chunkName = "script"

    /// The name for people, such as `Scenarios/close.lua`.
    package let name: String
    /// The script.
    package let text: String

    /// Makes a source.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The place of a line, with the line as it stands in the script.
    func place(line: Int, marking name: String? = nil) -> Place {
        var place = Place(file: self.name, line: line)
        guard let excerpt = self.line(line) else { return place }
        place.excerpt = excerpt
        if let name, let marked = excerpt.range(ofWord: name) {
            place.marked = marked
            place.column = marked.lowerBound + 1
        } else {
            let indentation = excerpt.prefix { $0 == " " || $0 == "\t" }.count
            place.marked = indentation..<max(indentation, excerpt.count)
        }
        return place
    }

    private func line(_ number: Int) -> String? {
        var rest = text.utf8[...]
        for _ in 1..<max(1, number) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        var line = rest.prefix { $0 != UInt8(ascii: "\n") }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        return String(decoding: line, as: UTF8.self)
    }

    /// Why the script is not even compiled.
    func refusal(_ limits: LuaLimits) -> LuaError? {
        if text.utf8.count > limits.sourceBytes {
            return LuaError(
                kind: .source,
                Diagnostic(
                    "script.too-long", "the script is \(text.utf8.count) bytes long", at: Place(file: name),
                    reason: "a script may have \(limits.sourceBytes) bytes", help: "put data into the plan's files"))
        }
        if text.utf8.first == 0x1B || text.utf8.contains(0) {
            return LuaError(
                kind: .source,
                Diagnostic(
                    "script.not-text", "the script is not text", at: Place(file: name),
                    reason: "compiled Lua and control bytes are not accepted", help: "give the script's source"))
        }
        if let line = EnvironmentScan.line(of: "_ENV", in: text) {
            return LuaError(
                kind: .source,
                Diagnostic(
                    "script.environment", "the script uses `_ENV`", at: place(line: line, marking: "_ENV"),
                    reason: "`_ENV` would replace the names that a script is checked against",
                    help: "use local variables"))
        }
        return nil
    }
}

extension String {
    /// Where a word stands, in characters, with no letter, digit or underscore beside it.
    func range(ofWord word: String) -> Range<Int>? {
        let letters = Array(self)
        let wanted = Array(word)
        guard !wanted.isEmpty, letters.count >= wanted.count else { return nil }
        func isPart(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber || letter == "_" }
        for start in 0...(letters.count - wanted.count) where Array(letters[start..<start + wanted.count]) == wanted {
            let end = start + wanted.count
            if start > 0, isPart(letters[start - 1]) { continue }
            if end < letters.count, isPart(letters[end]) { continue }
            return start..<end
        }
        return nil
    }
}
