import Diagnostics
import WorkbookShim

/// Reads the list of sheets: their names and where they are.
final class SheetListReader: XmlVisitor {
    private(set) var sheets: [(name: String, id: String)] = []
    private(set) var countsFrom1904 = false

    func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) {
        if xmlIs(name, "sheet"), sheets.count < WorkbookLimits.lists, let title = attributes["name"],
            let id = attributes["id"]
        {
            sheets.append((title, id))
        } else if xmlIs(name, "workbookPr") {
            countsFrom1904 = attributes["date1904"].map { $0 == "1" || $0 == "true" } ?? false
        }
    }
    func end(_ name: UnsafePointer<CChar>) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Reads which part each id stands for.
final class RelationshipsReader: XmlVisitor {
    private(set) var targets: [String: String] = [:]

    func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) {
        guard xmlIs(name, "Relationship"), targets.count < WorkbookLimits.lists, let id = attributes["Id"],
            let target = attributes["Target"],
            attributes["TargetMode"] != "External"
        else { return }
        targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    func end(_ name: UnsafePointer<CChar>) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Reads how numbers are shown, by the number of a cell's style.
final class StylesReader: XmlVisitor {
    private(set) var forms: [NumberForm] = []
    private var codes: [Int: NumberForm] = [:]
    private var isInCells = false

    func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) {
        if xmlIs(name, "numFmt"), codes.count < WorkbookLimits.lists,
            let id = attributes["numFmtId"].flatMap({ Int($0) }),
            let code = attributes["formatCode"]
        {
            codes[id] = Self.form(of: code)
        } else if xmlIs(name, "cellXfs") {
            isInCells = true
        } else if xmlIs(name, "xf"), isInCells, forms.count < WorkbookLimits.lists {
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            forms.append(codes[id] ?? Self.builtIn(id))
        }
    }
    func end(_ name: UnsafePointer<CChar>) { if xmlIs(name, "cellXfs") { isInCells = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The forms that every workbook has without saying so.
    private static func builtIn(_ id: Int) -> NumberForm {
        switch id {
        case 14...22, 45...47, 27...36, 50...58: .day
        case 1, 3, 9, 37, 38: .decimals(0)
        case 2, 4, 10, 39, 40: .decimals(2)
        default: .general
        }
    }

    /// What a form such as `dd/mm/yyyy` or `#,##0.00` shows; words in quotes or brackets are no part of it.
    static func form(of code: String) -> NumberForm {
        var shown = ""
        var quote: Character?
        var isEscaped = false
        for character in code.prefix(500) {
            if isEscaped {
                isEscaped = false
            } else if let end = quote {
                if character == end { quote = nil }
            } else if character == "\"" {
                quote = "\""
            } else if character == "[" {
                quote = "]"
            } else if character == "\\" || character == "_" || character == "*" {
                isEscaped = true
            } else if character == ";" {
                break
            } else {
                shown.append(character)
            }
        }
        let lower = shown.lowercased()
        if lower == "general" || lower.isEmpty { return .general }
        if lower.contains(where: { "ymdhs".contains($0) }) { return .day }
        guard let point = shown.firstIndex(of: ".") else { return .decimals(0) }
        return .decimals(shown[shown.index(after: point)...].prefix { $0 == "0" || $0 == "#" || $0 == "?" }.count)
    }
}

/// Reads the texts that cells share.
final class SharedTextsReader: XmlVisitor {
    private(set) var texts: [String] = []
    private let limits: WorkbookLimits
    private let file: String
    private var bytes: [UInt8] = []
    private var isText = false
    private var isSound = false
    private var total = 0

    init(file: String, limits: WorkbookLimits) {
        self.file = file
        self.limits = limits
    }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) {
        if xmlIs(name, "si") {
            bytes.removeAll(keepingCapacity: true)
        } else if xmlIs(name, "t") {
            isText = !isSound
        } else if xmlIs(name, "rPh") {
            // How a word is spoken is no part of it.
            isSound = true
        }
    }

    func end(_ name: UnsafePointer<CChar>) throws(Diagnostic) {
        if xmlIs(name, "si") {
            total += bytes.count + 16
            guard total <= limits.textBytes else { throw limits.tooMuchText(file) }
            texts.append(CellText.unescaped(String(decoding: bytes, as: UTF8.self)))
        } else if xmlIs(name, "t") {
            isText = false
        } else if xmlIs(name, "rPh") {
            isSound = false
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
        guard isText else { return }
        self.bytes.append(contentsOf: bytes)
        guard self.bytes.count <= limits.longestText else { throw limits.tooMuchText(file) }
    }
}

extension WorkbookLimits {
    func tooMuchText(_ file: String) -> Diagnostic {
        Diagnostic(
            "workbook.too-large", "`\(file.onOneLine)` holds more text than is read", at: Place(file: file),
            reason: "at most \(textBytes >> 20) MiB of text are read, and \(longestText >> 10) KiB of one cell",
            help: "check that this is the right file, and delete what is not needed of it")
    }
}
