import Diagnostics

/// Why bytes are not text that can be read: the first thing that is not UTF-8, and where.
struct TextProblem: Equatable {
    /// What is wrong.
    enum Kind: Equatable {
        /// The file starts with the mark of UTF-16.
        case utf16
        /// A zero byte, which no text holds.
        case zeroByte
        /// A byte that is not part of any UTF-8 character.
        case invalidByte(UInt8)
    }

    /// What is wrong.
    let kind: Kind
    /// The line on which it stands, from 1.
    let line: Int
    /// The byte's offset in the file, from 0.
    let offset: Int
    /// The line from its start up to the offending byte, as far as it is worth showing.
    let lineSoFar: String

    /// 3 when the bytes start with the UTF-8 byte order mark that spreadsheets write, else 0.
    static func byteOrderMarkLength(of bytes: [UInt8]) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The first problem, or `nil` for good UTF-8. Linear, and quick for the plain letters that files mostly hold.
    static func first(in bytes: [UInt8]) -> TextProblem? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return TextProblem(kind: .utf16, line: 1, offset: 0, lineSoFar: "")
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte &- 1 < 0x7F {
                index += 1
                continue
            }
            if byte == 0 { return found(.zeroByte, at: index, in: bytes) }
            let length = characterLength(at: index, in: bytes)
            guard length > 0 else { return found(.invalidByte(byte), at: index, in: bytes) }
            index += length
        }
        return nil
    }

    /// How many bytes the character that starts at `index` takes; 0 when it is not well formed (Unicode, table 3-7).
    private static func characterLength(at index: Int, in bytes: [UInt8]) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + offset < bytes.count && range.contains(bytes[index + offset])
        }
        switch bytes[index] {
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }

    private static func found(_ kind: Kind, at offset: Int, in bytes: [UInt8]) -> TextProblem {
        var line = 1
        var start = byteOrderMarkLength(of: bytes)
        for index in 0..<offset {
            let isReturn = bytes[index] == UInt8(ascii: "\r")
            let endsLine = bytes[index] == UInt8(ascii: "\n") || (isReturn && bytes[index + 1] != UInt8(ascii: "\n"))
            guard endsLine else { continue }
            line += 1
            start = index + 1
        }
        let shown = String(decoding: bytes[max(min(start, offset), offset - 120)..<offset], as: UTF8.self)
        return TextProblem(kind: kind, line: line, offset: offset, lineSoFar: (shown).onOneLine)
    }

    /// The problem as a message about `file`.
    func diagnostic(file: String) -> Diagnostic {
        let isScript = file.lowercased().hasSuffix(".lua")
        let files = isScript ? "scripts" : "plan files"
        let sameText = "\(files) are UTF-8, so that every tool reads the same text"
        let help =
            isScript
            ? "save it as UTF-8 in your editor"
            : "save it as “CSV UTF-8 (comma delimited)”, or as UTF-8 in a text editor"
        let column = lineSoFar.count
        let place = Place(
            file: file, line: line, excerpt: lineSoFar + "\u{FFFD}", marked: column..<column + 1)
        switch kind {
        case .utf16:
            return Diagnostic(
                "text.utf16", "the file is UTF-16 and not UTF-8", at: Place(file: file),
                reason: sameText,
                help: help)
        case .zeroByte:
            return Diagnostic(
                "text.zero-byte", "line \(line) holds a zero byte (byte \(offset) of the file)", at: place,
                reason:
                    "no text holds one: the file may be damaged, \(isScript ? "no script" : "a workbook"), or UTF-16",
                help: help)
        case .invalidByte(let byte):
            let digits = String(byte, radix: 16, uppercase: true)
            return Diagnostic(
                "text.not-utf8",
                "line \(line) is not UTF-8: byte 0x\(digits) (byte \(offset) of the file) is not part of a character",
                at: place,
                reason: byte == 0xA3
                    ? "0xA3 is the pound sign of Windows-1252; \(files) are UTF-8"
                    : sameText,
                help: help)
        }
    }
}
