package import Diagnostics

/// The bytes of a script, and the lines and columns that people count in them.
package struct SourceText: Sendable {
    /// The name that places show.
    package let name: String
    /// The text as it stands in the file.
    package let bytes: [UInt8]
    /// Where the script begins: behind a byte order mark and a first line that starts with `#`, for the shell.
    let start: Int
    /// Where the lines begin; the first behind a byte order mark, which is not there for a reader.
    private let lineStarts: [Int]

    /// Takes a text.
    package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

    /// Takes any bytes; those that are not UTF-8 are shown as replacement characters.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineStarts = Self.lineStarts(bytes, from: start)
        if start < bytes.count, bytes[start] == UInt8(ascii: "#") {
            while start < bytes.count, bytes[start] != 10, bytes[start] != 13 { start += 1 }
        }
        self.start = start
    }

    /// The text of a range of bytes.
    package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The line of a byte, from 1: a line ends with `\n`, `\r`, or the two together in either order, as in Lua.
    package func line(of offset: Int) -> Int { lineStart(of: offset).line }

    /// The line and column of a byte, both from 1, the column in characters as people count them. Far to the right, where
    /// nobody counts, it is in bytes: counting characters again and again would take the line's square.
    package func position(of offset: Int) -> (line: Int, column: Int) {
        let found = lineStart(of: offset)
        let end = max(found.start, min(offset, bytes.count))
        guard end - found.start <= 10_000 else { return (found.line, end - found.start + 1) }
        return (found.line, text(found.start..<end).count + 1)
    }

    /// The place of a range of bytes, with its line shown and the range underlined as far as it is on that line.
    package func place(_ range: Range<Int>) -> Place {
        let found = lineStart(of: range.lowerBound)
        var end = found.line < lineStarts.count ? lineStarts[found.line] : bytes.count
        while end > found.start, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
        // A line of many pages has no reader, and counting in it again and again would take its square.
        guard end - found.start <= 10_000 else { return Place(file: name, line: found.line) }
        let first = text(found.start..<max(found.start, range.lowerBound)).count
        let length = text(range.lowerBound..<max(range.lowerBound, min(end, range.upperBound))).count
        return Place(
            file: name, line: found.line, column: first + 1, excerpt: text(found.start..<end),
            marked: length > 0 ? first..<first + length : nil)
    }

    /// The line of a byte, and the byte that it begins with.
    package func lineStart(of offset: Int) -> (line: Int, start: Int) {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, lineStarts[low])
    }

    /// Where the lines of a text begin, the first at `first`.
    private static func lineStarts(_ bytes: [UInt8], from first: Int) -> [Int] {
        var starts = [first]
        var index = first
        while index < bytes.count {
            let letter = bytes[index]
            index += 1
            guard letter == 10 || letter == 13 else { continue }
            if index < bytes.count, bytes[index] == 10 || bytes[index] == 13, bytes[index] != letter { index += 1 }
            starts.append(index)
        }
        return starts
    }
}
