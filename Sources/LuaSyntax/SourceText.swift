package import Diagnostics

/// The bytes of a script, and the lines and columns that people count in them.
package struct SourceText: Sendable {
    /// The name that places show.
    package let name: String
    /// The text as it stands in the file.
    package let bytes: [UInt8]
    /// Where the script begins: behind a byte order mark and a first line that starts with `#`, for the shell.
    let start: Int
    /// Where line 1 begins for a reader, to whom a byte order mark is not there.
    private let firstLine: Int

    /// Takes a text.
    package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

    /// Takes any bytes; those that are not UTF-8 are shown as replacement characters.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        firstLine = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var start = firstLine
        if start < bytes.count, bytes[start] == UInt8(ascii: "#") {
            while start < bytes.count, bytes[start] != 10, bytes[start] != 13 { start += 1 }
        }
        self.start = start
    }

    /// The text of a range of bytes.
    package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The line of a byte, from 1: a line ends with `\n`, `\r`, or the two together in either order, as in Lua.
    package func line(of offset: Int) -> Int { lineStart(of: offset).line }

    /// The line and column of a byte, both from 1, the column in characters as people count them.
    package func position(of offset: Int) -> (line: Int, column: Int) {
        let found = lineStart(of: offset)
        return (found.line, text(found.start..<max(found.start, min(offset, bytes.count))).count + 1)
    }

    /// The place of a range of bytes, with its line shown and the range underlined as far as it is on that line.
    package func place(_ range: Range<Int>) -> Place {
        let found = lineStart(of: range.lowerBound)
        var end = range.lowerBound
        while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
        let first = text(found.start..<range.lowerBound).count
        // A line of a megabyte has no reader.
        guard end - found.start <= 10_000 else { return Place(file: name, line: found.line, column: first + 1) }
        let length = text(range.lowerBound..<min(end, range.upperBound)).count
        return Place(
            file: name, line: found.line, column: first + 1, excerpt: text(found.start..<end),
            marked: length > 0 ? first..<first + length : nil)
    }

    private func lineStart(of offset: Int) -> (line: Int, start: Int) {
        var line = 1
        var start = firstLine
        var index = firstLine
        let end = min(offset, bytes.count)
        while index < end {
            let letter = bytes[index]
            index += 1
            guard letter == 10 || letter == 13 else { continue }
            if index < bytes.count, bytes[index] == 10 || bytes[index] == 13, bytes[index] != letter { index += 1 }
            if index > offset { break }
            line += 1
            start = index
        }
        return (line, start)
    }
}
