import Diagnostics
import Yams

/// The text of a YAML file, to show the line that a message is about.
struct YamlSource {
    /// The file, as the person named its folder.
    let file: String
    private let bytes: [UInt8]

    /// Keeps a file's text.
    init(file: String, text: String) {
        self.file = file
        bytes = Array(text.utf8)
    }

    /// The place of a node, with the node underlined as far as it stands on one line.
    func place(_ node: Node) -> Place {
        guard let mark = node.mark else { return Place(file: file) }
        return place(line: mark.line, column: mark.column, length: node.scalar?.string.utf8.count ?? 1)
    }

    /// A place with its line, which may be one past the end of the text.
    func place(line: Int, column: Int, length: Int = 1) -> Place {
        guard line > 0, column > 0 else { return Place(file: file) }
        let row = range(ofLine: line)
        var start = row.lowerBound
        // Columns count characters; the text is UTF-8.
        for _ in 1..<max(column, 1) where start < row.upperBound {
            start += 1
            while start < row.upperBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        let excerpt = Excerpt(of: bytes, row: row, marked: start..<min(start + max(length, 1), row.upperBound))
        return Place(file: file, line: line, column: column, excerpt: excerpt.text, marked: excerpt.marked)
    }

    private func range(ofLine wanted: Int) -> Range<Int> {
        var line = 1
        var start = 0
        for (index, byte) in bytes.enumerated() {
            let isReturn = byte == UInt8(ascii: "\r")
            let isLineFeed = byte == UInt8(ascii: "\n")
            guard isReturn || isLineFeed else { continue }
            // The line feed of CRLF ends the line that the carriage return did not.
            if isReturn, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { continue }
            if line == wanted { return start..<index }
            line += 1
            start = index + 1
        }
        return line == wanted ? start..<bytes.count : bytes.count..<bytes.count
    }
}
