import Diagnostics
import Glibc
import WorkbookShim

/// Reads the rows of a sheet, and hands on each as it ends.
final class SheetReader: XmlVisitor {
    private enum Kind { case number, shared, inline, text, boolean, error }

    private let sheet: ReadSheet
    private let texts: [String]
    private let forms: [NumberForm]
    private let limits: WorkbookLimits
    private let row: (ReadRow) throws(Diagnostic) -> Void
    private(set) var merged: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
    /// How many cells were read.
    private(set) var cellCount = 0
    private let cellsBefore: Int

    private var cells: [ReadCell] = []
    private var rowIndex = -1
    private var column = -1
    private var kind = Kind.number
    private var style = 0
    private var isFormula = false
    private var hasValue = false
    private var isReading = false
    private var bytes: [UInt8] = []

    init(
        _ sheet: ReadSheet, texts: [String], forms: [NumberForm], limits: WorkbookLimits, cellsBefore: Int,
        row: @escaping (ReadRow) throws(Diagnostic) -> Void
    ) {
        self.sheet = sheet
        self.texts = texts
        self.forms = forms
        self.limits = limits
        self.cellsBefore = cellsBefore
        self.row = row
    }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) throws(Diagnostic) {
        if xmlIs(name, "c") {
            try startCell(attributes)
        } else if xmlIs(name, "v") {
            isReading = true
            hasValue = true
        } else if xmlIs(name, "t") {
            isReading = kind == .inline
            hasValue = hasValue || isReading
        } else if xmlIs(name, "f") {
            isFormula = true
        } else if xmlIs(name, "row") {
            let index = attributes.bytes("r").map { Self.number($0) - 1 } ?? rowIndex + 1
            guard index > rowIndex, index < CellName.mostRows else { throw disorder("its rows") }
            rowIndex = index
            column = -1
            cells.removeAll(keepingCapacity: true)
        } else if xmlIs(name, "mergeCell"), let ref = attributes.bytes("ref"), merged.count < 10_000 {
            let parts = ref.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2, let first = CellName.place(parts[0]), let last = CellName.place(parts[1]),
                first.row <= last.row, first.column <= last.column
            else { return }
            merged.append((first.row...last.row, first.column...last.column))
        }
    }

    func end(_ name: UnsafePointer<CChar>) throws(Diagnostic) {
        if xmlIs(name, "c") {
            try endCell()
        } else if xmlIs(name, "v") || xmlIs(name, "t") {
            isReading = false
        } else if xmlIs(name, "row"), !cells.isEmpty {
            try row(ReadRow(index: rowIndex, cells: cells))
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
        guard isReading else { return }
        self.bytes.append(contentsOf: bytes)
        guard self.bytes.count <= limits.longestText else { throw limits.tooMuchText(sheet.file) }
    }

    private func startCell(_ attributes: XmlAttributes) throws(Diagnostic) {
        var next = column + 1
        if let name = attributes.bytes("r") {
            guard let place = CellName.place(name), place.row == rowIndex, place.column > column else {
                throw disorder("its cells")
            }
            next = place.column
        }
        guard rowIndex >= 0, next < CellName.mostColumns else { throw disorder("its cells") }
        column = next
        bytes.removeAll(keepingCapacity: true)
        isFormula = false
        hasValue = false
        style = attributes.bytes("s").map { Self.number($0) } ?? 0
        kind = .number
        guard let type = attributes.bytes("t"), let first = type.first else { return }
        switch first {
        case UInt8(ascii: "s"): kind = type.count == 1 ? .shared : .text
        case UInt8(ascii: "i"): kind = .inline
        case UInt8(ascii: "b"): kind = .boolean
        case UInt8(ascii: "e"): kind = .error
        case UInt8(ascii: "d"): kind = .text
        default: kind = .number
        }
    }

    private func endCell() throws(Diagnostic) {
        guard let value = try value() else { return }
        cellCount += 1
        guard cellsBefore + cellCount <= limits.cells else {
            throw Diagnostic(
                "workbook.too-large", "`\(sheet.file.onOneLine)` has more than \(limits.cells) cells",
                at: sheet.place(row: rowIndex, column: column),
                reason: "far more than any plan has", help: "check that this is the right file")
        }
        cells.append(ReadCell(column: column, value: value, isFormula: isFormula))
    }

    private func value() throws(Diagnostic) -> ReadCell.Value? {
        guard hasValue, !bytes.isEmpty || kind == .text || kind == .inline else {
            return isFormula ? .notCalculated : nil
        }
        switch kind {
        case .shared:
            let index = bytes.withUnsafeBufferPointer { Self.number($0) }
            guard texts.indices.contains(index) else {
                throw Diagnostic(
                    "workbook.shared-text", "the cell holds text \(index) of a list of \(texts.count)",
                    at: sheet.place(row: rowIndex, column: column),
                    reason: "cells name their texts by a number, and there is no such text",
                    help: "open it in Excel and save it again")
            }
            return texts[index].isEmpty ? nil : .text(texts[index])
        case .inline, .text:
            let text = CellText.unescaped(String(decoding: bytes, as: UTF8.self))
            return text.isEmpty && !isFormula ? nil : .text(text)
        case .boolean: return .boolean(bytes.first == UInt8(ascii: "1") || bytes.first == UInt8(ascii: "t"))
        case .error: return .error(String(decoding: bytes.prefix(20), as: UTF8.self).onOneLine)
        case .number:
            guard let number = Self.decimal(bytes) else {
                throw Diagnostic(
                    "workbook.bad-number",
                    "`\(String(decoding: bytes.prefix(40), as: UTF8.self).onOneLine)` is not a number",
                    at: sheet.place(row: rowIndex, column: column), reason: "the cell says that it holds one",
                    help: "open it in Excel and save it again")
            }
            return .number(number, forms.indices.contains(style) ? forms[style] : .general)
        }
    }

    /// A whole number of few digits; -1 for anything else.
    private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int {
        guard !digits.isEmpty, digits.count <= 9 else { return -1 }
        var number = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return -1 }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }

    private static let powers: [Double] = (0...15).map { power in (0..<power).reduce(1) { number, _ in number * 10 } }

    /// The number that stands in a cell; `nil` for none, and for what is not finite.
    static func decimal(_ bytes: [UInt8]) -> Double? {
        // Nearly all are short: a quotient of two whole numbers that a double holds is the nearest double.
        var digits: Int64 = 0
        var count = 0
        var places: Int?
        var isShort = true
        var index = bytes.first == UInt8(ascii: "-") ? 1 : 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x30, byte <= 0x39, count < 15 {
                digits = digits * 10 + Int64(byte - 0x30)
                count += 1
                if let sofar = places { places = sofar + 1 }
            } else if byte == UInt8(ascii: "."), places == nil {
                places = 0
            } else {
                isShort = false
                break
            }
            index += 1
        }
        if isShort, count > 0 {
            let number = Double(digits) / powers[places ?? 0]
            return bytes.first == UInt8(ascii: "-") ? -number : number
        }
        guard bytes.count < 64, bytes.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
        return (bytes + [0]).withUnsafeBytes { buffer -> Double? in
            guard let text = buffer.bindMemory(to: CChar.self).baseAddress else { return nil }
            var end: UnsafeMutablePointer<CChar>?
            let number = strtod(text, &end)
            return end == UnsafeMutablePointer(mutating: text) + bytes.count && number.isFinite ? number : nil
        }
    }

    private func disorder(_ what: String) -> Diagnostic {
        Diagnostic(
            "workbook.disorder", "the sheet `\(sheet.name.onOneLine)` does not hold \(what) in order",
            at: sheet.place(row: max(rowIndex, 0)), reason: "a cell that stands twice could mean either",
            help: "open it in Excel and save it again")
    }
}
