/// Finds a name in Lua source outside strings and comments.
enum EnvironmentScan {
    /// The line on which the name first stands as a name of its own, from 1; `nil` when it does not.
    static func line(of name: StaticString, in text: String) -> Int? {
        let wanted = Array(name.description.utf8)
        let bytes = Array(text.utf8)
        var index = 0
        var line = 1
        func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                line += 1
                index += 1
            case UInt8(ascii: "-") where at(1) == UInt8(ascii: "-"):
                index += 2
                if let end = longBracketEnd(bytes, from: index) {
                    line += newlines(bytes[index..<end])
                    index = end
                } else {
                    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
                }
            case UInt8(ascii: "["):
                if let end = longBracketEnd(bytes, from: index) {
                    line += newlines(bytes[index..<end])
                    index = end
                } else {
                    index += 1
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let end = quotedEnd(bytes, from: index)
                line += newlines(bytes[index..<end])
                index = end
            case let byte where isNamePart(byte):
                let start = index
                while index < bytes.count, isNamePart(bytes[index]) { index += 1 }
                if bytes[start..<index].elementsEqual(wanted) { return line }
            default: index += 1
            }
        }
        return nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func newlines(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

    /// The end of `[[…]]` or `[==[…]==]` that starts here; `nil` when none does. Runs to the end when it is not closed.
    private static func longBracketEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
        var index = start + 1
        while index < bytes.count, bytes[index] == UInt8(ascii: "=") { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return nil }
        let level = index - start - 1
        index += 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "]") {
                var end = index + 1
                while end < bytes.count, bytes[end] == UInt8(ascii: "="), end - index - 1 < level { end += 1 }
                if end < bytes.count, bytes[end] == UInt8(ascii: "]"), end - index - 1 == level { return end + 1 }
            }
            index += 1
        }
        return bytes.count
    }

    /// The end of a quoted string that starts here. An unclosed one ends with its line, as Lua sees it.
    private static func quotedEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == bytes[start] { return index + 1 }
            if bytes[index] == UInt8(ascii: "\n") { return index }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes.count
    }
}
