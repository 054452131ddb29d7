import Diagnostics
import LuaShim
import LuaSyntax

/// Turns the record that C keeps of an error into one that a person can use.
struct LuaErrorReport {
    /// The scripts by name, for the excerpts.
    let sources: [String: LuaSource]
    /// The script that is being compiled or run.
    let current: LuaSource?

    /// Makes a report for scripts of which the last one is being run.
    init(sources: [LuaSource]) {
        self.sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        current = sources.last
    }

    /// The error of an entry that failed.
    func error(
        _ record: lsh_error, limits: LuaLimits, entry: String?, failure: LuaCallError?, isOfFunction: Bool
    ) -> LuaError {
        let text = String(
            decoding: UnsafeRawBufferPointer(start: record.message, count: record.length), as: UTF8.self)
        let frames = frames(of: record, entry: entry)
        let top = frames.indices.contains(Int(record.place)) ? Int(record.place) : 0
        let trace = Self.trace(frames.dropFirst(top + 1))

        func report(_ kind: LuaError.Kind, _ given: Wording, underlying: (any Error)? = nil) -> LuaError {
            var place = current.map { Place(file: $0.name) }
            let source = frames.indices.contains(top) ? sources[frames[top].source] : nil
            let wording = source.map { FieldNames.completing(given, line: frames[top].line, in: $0) } ?? given
            if let frame = frames.indices.contains(top) ? frames[top] : nil {
                place = self.place(
                    frame.source, line: frame.line, marking: wording.marked, after: wording.after,
                    beside: wording.beside)
            }
            let diagnostic = Diagnostic(
                wording.code, wording.message, at: place, reason: wording.reason, help: wording.help, trace: trace)
            return LuaError(kind, diagnostic, underlying: underlying)
        }

        switch record.kind {
        case LSH_ERROR_SYNTAX: return syntaxError(text, line: Int(record.line))
        case LSH_ERROR_CALLBACK:
            guard let failure else { return report(.internal, RuntimeWords.reword(text)) }
            let name = RuntimeWords.quoted(in: failure.message)
            let chain = failure.code == "lua.module.circle" ? Self.circle(of: name, frames.dropFirst(top)) : nil
            let wording = Wording(
                failure.code, failure.message, reason: chain ?? failure.reason, help: failure.help,
                marked: name)
            if failure.code == LuaDecoder.noMemory { return report(.memory, RuntimeWords.memory(limits)) }
            guard isOfFunction else { return report(.runtime, wording) }
            return report(.callback, wording, underlying: failure.underlying ?? failure)
        case LSH_ERROR_MEMORY:
            return report(.memory, record.deep ? RuntimeWords.tooDeep : RuntimeWords.memory(limits))
        case LSH_ERROR_INSTRUCTIONS: return report(.instructions, RuntimeWords.instructions(limits))
        case LSH_ERROR_TIME: return report(.instructions, RuntimeWords.time(limits))
        case LSH_ERROR_INTERRUPTED:
            return report(.interrupted, Wording("lua.interrupted", "stopped before its end, as you asked"))
        case LSH_ERROR_HANDLER: return report(.runtime, RuntimeWords.tooDeep)
        default:
            if let wording = RuntimeWords.raised(record.value_kind, text) { return report(.runtime, wording) }
            return report(.runtime, RuntimeWords.reword(text))
        }
    }

    /// The error that a value cannot be read.
    func conversion(_ error: LuaCallError, of what: String) -> LuaError {
        let diagnostic = Diagnostic(
            error.code, "\(what) cannot be used: \(error.message)", at: current.map { Place(file: $0.name) },
            reason: error.reason, help: error.help)
        return LuaError(.conversion, diagnostic)
    }

    // MARK: Syntax

    private func syntaxError(_ text: String, line: Int) -> LuaError {
        var wording = SyntaxWords.reword(current.map { $0.naming(strayIn: text, line: line) } ?? text)
        guard let source = current else {
            return LuaError(.syntax, Diagnostic(wording.code, wording.message))
        }
        // The compiler knows one token; what the parser knows of the text around it says more.
        let parsed = Self.parsed(source)
        if let parsed, parsed.error.isSlip(in: parsed.text) {
            return LuaError(.syntax, parsed.error.diagnostic(in: parsed.text))
        }
        if let words = parsed.map({ $0.error.diagnostic(in: $0.text) }), words.place?.line == line, wording.help == nil
        {
            wording.help = words.help
            wording.reason = wording.reason ?? words.reason
        }
        // Lua names what is open only when nothing but its end could follow.
        if wording.isAtEnd, wording.opener == nil, let opener = SourceScan.unclosed(in: source) {
            wording.opener = opener
            wording.code = "lua.syntax.unclosed"
            wording.message = "the `\(opener.token)` of line \(opener.line) is not closed at the end of the script"
        }
        // At the end of the text there is nothing to see; what was opened and not closed is of more use.
        let isAtEnd = wording.opener != nil && wording.isAtEnd
        let shown = isAtEnd ? wording.opener?.line ?? line : line
        let place =
            shown > 0
            ? place(source.name, line: shown, marking: isAtEnd ? wording.opener?.token : wording.marked)
            : Place(file: source.name)
        return LuaError(
            .syntax, Diagnostic(wording.code, wording.message, at: place, reason: wording.reason, help: wording.help))
    }

    /// What the parser says of a text that the compiler refused; `nil` where it has no objection.
    private static func parsed(_ source: LuaSource) -> (error: LuaSyntaxError, text: SourceText)? {
        let text = SourceText(name: source.name, text: source.text)
        do throws(LuaSyntaxError) { _ = try LuaParser.parse(text) } catch { return (error, text) }
        return nil
    }

    // MARK: Places

    private struct Frame {
        var source: String
        var name: String?
        var line: Int
    }

    private func frames(of record: lsh_error, entry: String?) -> [Frame] {
        let buffer = UnsafeBufferPointer(start: record.frames, count: Int(record.frame_count))
        var frames = buffer.map { frame in
            let name = Self.text(frame.name)
            return Frame(source: Self.text(frame.source), name: name.isEmpty ? nil : name, line: Int(frame.line))
        }
        // The outermost function was called from Swift, so Lua knows no name for it.
        if let entry, !record.more_frames, let last = frames.indices.last, frames[last].name == nil {
            frames[last].name = entry
        }
        return frames
    }

    /// How a module comes to use itself, by the scripts that are running; `nil` where it is not among them.
    private static func circle(of module: String?, _ frames: ArraySlice<Frame>) -> String? {
        var files: [String] = []
        for frame in frames.reversed() where files.last != frame.source { files.append(frame.source) }
        guard let module,
            let start = files.lastIndex(where: { $0 == "\(module).lua" || $0.hasSuffix("/\(module).lua") })
        else { return nil }
        let users = files[start...]
        return users.count == 1
            ? "it uses itself" : "each uses the next: " + (users + [files[start]]).joined(separator: " → ")
    }

    /// The callers; a function that calls itself at the same place is shown once.
    private static func trace(_ frames: ArraySlice<Frame>) -> [Place] {
        var places: [Place] = []
        for frame in frames {
            let place = Place(file: frame.source, line: frame.line, name: frame.name)
            if places.last != place { places.append(place) }
        }
        return places
    }

    /// The text in a C array that ends in a zero.
    private static func text<Letters>(_ letters: Letters) -> String {
        withUnsafeBytes(of: letters) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// A line of a script with a part marked: `name` if it is there, or else the line without its indentation.
    func place(
        _ file: String, line: Int, marking name: String?, after: Set<Character> = [], beside signs: [String] = []
    ) -> Place {
        guard let text = sources[file]?.line(line) else { return Place(file: file, line: line) }
        // A line of a megabyte has no reader, and looking through it would take its square.
        guard text.utf8.count <= 10_000 else { return Place(file: file, line: line) }
        let letters = Array(text)
        if let name, let range = Self.find(name, in: letters, after: after, beside: signs) {
            return Place(
                file: file, line: line, column: range.lowerBound + 1, excerpt: text, marked: range)
        }
        let start = letters.firstIndex { !$0.isWhitespace } ?? 0
        let end = (letters.lastIndex { !$0.isWhitespace } ?? -1) + 1
        return Place(file: file, line: line, excerpt: text, marked: start < end ? start..<end : nil)
    }

    /// Where a name stands on its own: first beside one of the signs, then after one of the letters `after`.
    private static func find(
        _ name: String, in line: [Character], after: Set<Character>, beside signs: [String]
    ) -> Range<Int>? {
        let wanted = Array(name)
        guard !wanted.isEmpty, wanted.count <= line.count else { return nil }
        var found: Range<Int>?
        var isAfter = false
        for start in 0...(line.count - wanted.count) where line[start..<start + wanted.count].elementsEqual(wanted) {
            let end = start + wanted.count
            if start > 0, isWord(line[start - 1]), isWord(wanted[0]) { continue }
            if end < line.count, isWord(line[end]), isWord(wanted[wanted.count - 1]) { continue }
            if isBeside(signs, start..<end, in: line) { return start..<end }
            let fits = start > 0 && after.contains(line[start - 1])
            if found == nil || (fits && !isAfter) {
                found = start..<end
                isAfter = fits
            }
        }
        return found
    }

    private static func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber || letter == "_" }

    /// Whether one of the signs stands right before the value that a name ends, such as `x.total`, or right after it.
    private static func isBeside(_ signs: [String], _ range: Range<Int>, in line: [Character]) -> Bool {
        guard !signs.isEmpty else { return false }
        var start = range.lowerBound
        while start > 0 {
            let letter = line[start - 1]
            let isDot = (letter == "." || letter == ":") && !(start > 1 && line[start - 2] == ".")
            guard isWord(letter) || isDot else { break }
            start -= 1
        }
        while start > 0, line[start - 1] == " " { start -= 1 }
        var end = range.upperBound
        while end < line.count, line[end] == " " { end += 1 }
        return signs.contains { sign in
            line[..<start].reversed().starts(with: sign.reversed()) || line[end...].starts(with: sign)
        }
    }
}
