/// Reads CSV (RFC 4180) row by row in one pass over the bytes.
///
/// Accepted beyond the RFC, as spreadsheets write it: a byte order mark, line ends LF, CRLF and CR, also mixed, and
/// spaces around a quoted field. Rows that hold nothing, or nothing but commas, are skipped. A quote inside an unquoted
/// field is a plain character.
///
/// Time is linear in the bytes whatever they are, and no row holds more than ``mostFields`` fields in memory.
struct CsvReader {
    /// The most bytes of a row. A longer one is a fault; it is passed over quickly.
    static let longestRow = 1 << 20
    /// The most fields of a row that are kept.
    static let mostFields = 4096

    private let bytes: [UInt8]
    private var position: Int
    private var line = 1

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let space = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Starts at the first row of a file's bytes.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = TextProblem.byteOrderMarkLength(of: bytes)
    }

    /// Reads the next row that says anything. `false` at the end of the file.
    mutating func next(into record: inout CsvRecord) -> Bool {
        while position < bytes.count {
            let saysAnything = readRow(into: &record)
            if saysAnything { return true }
        }
        return false
    }

    private mutating func readRow(into record: inout CsvRecord) -> Bool {
        let start = position
        record.line = line
        record.fields.removeAll(keepingCapacity: true)
        record.fieldCount = 0
        record.fault = nil
        var saysAnything = false
        var isAtEnd = false
        while !isAtEnd {
            let field = readField(number: record.fieldCount, fault: &record.fault)
            if record.fieldCount < CsvReader.mostFields { record.fields.append(field) }
            record.fieldCount += 1
            saysAnything = saysAnything || isWritten(field)
            isAtEnd = position >= bytes.count || bytes[position] != CsvReader.comma
            if !isAtEnd { position += 1 }
        }
        record.bytes = start..<position
        skipLineEnd()
        if record.bytes.count > CsvReader.longestRow {
            if case .unclosedQuote = record.fault {} else { record.fault = .tooLong }
        }
        return saysAnything
    }

    /// Whether a person wrote something here. Quotes around nothing are something.
    private func isWritten(_ field: CsvField) -> Bool {
        !field.content.isEmpty || field.whole.contains { bytes[$0] == CsvReader.quote }
    }

    /// Reads up to the next separator, line end or end of file, and leaves ``position`` on it.
    private mutating func readField(number: Int, fault: inout CsvFault?) -> CsvField {
        let start = position
        skipSpaces()
        guard position < bytes.count, bytes[position] == CsvReader.quote else {
            position = start
            skipToSeparator()
            return CsvField(whole: start..<position, content: trimmed(start..<position), hasDoubledQuotes: false)
        }
        position += 1
        let contentStart = position
        var hasDoubledQuotes = false
        var contentEnd: Int?
        while position < bytes.count {
            let byte = bytes[position]
            if byte == CsvReader.quote {
                if position + 1 < bytes.count, bytes[position + 1] == CsvReader.quote {
                    hasDoubledQuotes = true
                    position += 2
                    continue
                }
                contentEnd = position
                position += 1
                break
            }
            if byte == CsvReader.lineFeed || byte == CsvReader.carriageReturn {
                skipLineEnd()
            } else {
                position += 1
            }
        }
        guard let contentEnd else {
            fault = fault ?? .unclosedQuote(field: number)
            return CsvField(
                whole: start..<position, content: contentStart..<position, hasDoubledQuotes: hasDoubledQuotes)
        }
        let afterQuote = position
        skipToSeparator()
        if !trimmed(afterQuote..<position).isEmpty { fault = fault ?? .textAfterQuote(field: number) }
        return CsvField(
            whole: start..<position, content: contentStart..<contentEnd, hasDoubledQuotes: hasDoubledQuotes)
    }

    private mutating func skipSpaces() {
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    }

    private mutating func skipToSeparator() {
        while position < bytes.count {
            let byte = bytes[position]
            // All three ends are at or below the comma: one comparison passes over most letters and digits.
            if byte <= CsvReader.comma,
                byte == CsvReader.comma || byte == CsvReader.lineFeed || byte == CsvReader.carriageReturn
            {
                return
            }
            position += 1
        }
    }

    private mutating func skipLineEnd() {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        guard byte == CsvReader.lineFeed || byte == CsvReader.carriageReturn else { return }
        position += 1
        if byte == CsvReader.carriageReturn, position < bytes.count, bytes[position] == CsvReader.lineFeed {
            position += 1
        }
        line += 1
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == CsvReader.space || byte == CsvReader.tab }
}
