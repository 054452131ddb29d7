/// Finds text that could be a bomb of aliases, before the YAML parser sees it.
///
/// A handful of aliases of aliases stand for more nodes than a machine can walk. The parser compares keys, and would walk
/// them before it could be asked whether there are any. So a file with more than a few things that look like aliases is
/// refused here; one with fewer can stand for a few thousand nodes at most, and is judged exactly after parsing.
enum AliasScan {
    /// How many likely aliases are let through to the parser.
    private static let harmlessCount = 16

    /// The place of the first likely alias when there are too many of them.
    static func firstOfMany(in text: String) -> (line: Int, column: Int)? {
        let bytes = Array(text.utf8)
        var first: (line: Int, column: Int)?
        var count = 0
        var anchors = 0
        var line = 1
        var lineStart = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                line += 1
                lineStart = index + 1
            }
            let isAlias = byte == UInt8(ascii: "*")
            guard isAlias || byte == UInt8(ascii: "&"), startsToken(index, in: bytes) else { continue }
            guard isAlias else {
                anchors += 1
                continue
            }
            count += 1
            if first == nil { first = (line, index - lineStart + 1) }
        }
        // Without anchors the parser refuses the first alias by itself.
        return count > harmlessCount && anchors > 1 ? first : nil
    }

    /// Whether a token could start here: after space, a line end or a bracket, and before a name.
    private static func startsToken(_ index: Int, in bytes: [UInt8]) -> Bool {
        guard index + 1 < bytes.count, bytes[index + 1] > UInt8(ascii: " ") else { return false }
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        return before <= UInt8(ascii: " ") || [0x2C, 0x3A, 0x5B, 0x7B].contains(before)
    }
}
