import Diagnostics
import WorkbookShim

/// What is told of an XML document while it is read.
protocol XmlVisitor: AnyObject {
    /// An element begins. Its name has no prefix.
    func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) throws(Diagnostic)
    /// An element ends.
    func end(_ name: UnsafePointer<CChar>) throws(Diagnostic)
    /// Text; one text may come in several pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Diagnostic)
}

/// The attributes of an element, by their names without prefixes.
struct XmlAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The bytes of an attribute's value.
    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard var next = list else { return nil }
        while let key = next[0], let value = next[1] {
            if xmlIs(xmlLocal(key), name) {
                return UnsafeRawBufferPointer(start: value, count: xmlLength(value)).assumingMemoryBound(to: UInt8.self)
            }
            next += 2
        }
        return nil
    }

    /// An attribute's value.
    subscript(_ name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }
}

/// Whether a name of the document is this one.
@inline(__always)
func xmlIs(_ name: UnsafePointer<CChar>, _ other: StaticString) -> Bool {
    let bytes = other.utf8Start
    var index = 0
    while index < other.utf8CodeUnitCount {
        // A name that is shorter differs at its end.
        guard UInt8(bitPattern: name[index]) == bytes[index] else { return false }
        index += 1
    }
    return name[index] == 0
}

private func xmlLength(_ text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
}

/// The name behind a prefix and a colon: some programs write `x:row` for `row`.
@inline(__always)
private func xmlLocal(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
    var start = name
    var next = name
    while next.pointee != 0 {
        if next.pointee == CChar(UInt8(ascii: ":")) { start = next + 1 }
        next += 1
    }
    return start
}

/// Reads an XML document as it comes, and keeps nothing of it. Entities that a document defines are refused, as a few of
/// them can stand for any amount of text.
final class XmlReader {
    private let parser: OpaquePointer
    private let visitor: any XmlVisitor
    private let part: String
    private let file: String
    private let deepest: Int
    private let elementBytes: Int
    private var depth = 0
    /// How many bytes came since something was told of: the parser keeps what is not whole yet.
    private var pending = 0
    private var problem: Diagnostic?

    init(_ visitor: any XmlVisitor, part: String, file: String, limits: WorkbookLimits) throws(Diagnostic) {
        guard let parser = XML_ParserCreate(nil) else {
            throw Diagnostic(
                "workbook.no-memory", "there is no memory to read `\(file.onOneLine)`", at: Place(file: file))
        }
        self.parser = parser
        self.visitor = visitor
        self.part = part
        self.file = file
        deepest = limits.depth
        elementBytes = limits.elementBytes
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name else { return }
                XmlReader.of(context)?.start(xmlLocal(name), XmlAttributes(list: attributes))
            },
            { context, name in
                guard let name else { return }
                XmlReader.of(context)?.end(xmlLocal(name))
            })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            guard let text else { return }
            XmlReader.of(context)?.characters(
                UnsafeRawBufferPointer(start: text, count: Int(count)).assumingMemoryBound(to: UInt8.self))
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XmlReader.of(context)?.refuseDeclarations() }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XmlReader? {
        context.map { Unmanaged<XmlReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Takes the next piece of the document.
    func take(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
        pending += bytes.count
        if pending > elementBytes + bytes.count {
            throw Diagnostic(
                "workbook.bad-xml",
                "the part `\(part.onOneLine)` of `\(file.onOneLine)` has an element without an end",
                at: Place(file: file),
                reason: "more than \(elementBytes >> 20) MiB of it were read",
                help: "open it in Excel and save it again")
        }
        let result = XML_Parse(parser, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), 0)
        try check(result)
    }

    /// Ends the document.
    func finish() throws(Diagnostic) { try check(XML_Parse(parser, nil, 0, 1)) }

    private func check(_ result: XML_Status) throws(Diagnostic) {
        if let problem { throw problem }
        guard result != XML_STATUS_OK else { return }
        let words = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "it is not XML"
        throw Diagnostic(
            "workbook.bad-xml",
            "the part `\(part.onOneLine)` of `\(file.onOneLine)` cannot be read: \(words), line "
                + "\(XML_GetCurrentLineNumber(parser))",
            at: Place(file: file), reason: "the parts of a workbook are XML documents",
            help: "open it in Excel and save it again")
    }

    private func start(_ name: UnsafePointer<CChar>, _ attributes: XmlAttributes) {
        pending = 0
        guard problem == nil else { return }
        depth += 1
        guard depth <= deepest else {
            stop(
                Diagnostic(
                    "workbook.bad-xml", "the part `\(part.onOneLine)` of `\(file.onOneLine)` is nested too deeply",
                    at: Place(file: file), reason: "no workbook of Excel is", help: "open it in Excel and save it again"
                ))
            return
        }
        do throws(Diagnostic) { try visitor.start(name, attributes) } catch { stop(error) }
    }

    private func end(_ name: UnsafePointer<CChar>) {
        guard problem == nil else { return }
        depth -= 1
        do throws(Diagnostic) { try visitor.end(name) } catch { stop(error) }
    }

    private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        pending = 0
        guard problem == nil else { return }
        do throws(Diagnostic) { try visitor.text(bytes) } catch { stop(error) }
    }

    private func refuseDeclarations() {
        stop(
            Diagnostic(
                "workbook.bad-xml", "the part `\(part.onOneLine)` of `\(file.onOneLine)` declares a document type",
                at: Place(file: file), reason: "a few words of it can stand for any amount of text",
                help: "open it in Excel and save it again"))
    }

    private func stop(_ diagnostic: Diagnostic) {
        problem = problem ?? diagnostic
        XML_StopParser(parser, 0)
    }
}

extension Archive {
    /// Reads a part as XML.
    func visit(
        _ part: String, _ visitor: some XmlVisitor, file: String, limits: WorkbookLimits
    ) throws(Diagnostic) {
        let reader = try XmlReader(visitor, part: part, file: file, limits: limits)
        try read(part) { bytes throws(Diagnostic) in try reader.take(bytes) }
        try reader.finish()
    }
}
