/// Writes nodes as HTML that is well-formed XML too, so that any parser sees the same tree.
struct HTMLWriter {
    private var bytes: [UInt8] = []

    /// A whole page, with its first line.
    static func page(_ node: Node) -> String {
        var writer = HTMLWriter()
        writer.bytes.reserveCapacity(1 << 18)
        writer.write("<!DOCTYPE html>\n")
        writer.add(node)
        writer.write("\n")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func add(_ node: Node) {
        switch node {
        case .text(let text): escape(text)
        case .style(let style): write(style)
        case .element(let tag, let attributes, let content):
            if Self.startsLine(tag) { write("\n") }
            write("<")
            bytes.append(contentsOf: tag.rawValue.utf8)
            for attribute in attributes {
                write(" ")
                bytes.append(contentsOf: attribute.name.utf8)
                write("=\"")
                escape(attribute.value)
                write("\"")
            }
            if tag.isVoid {
                write("/>")
                return
            }
            write(">")
            for child in content { add(child) }
            write("</")
            bytes.append(contentsOf: tag.rawValue.utf8)
            write(">")
        }
    }

    /// Elements that begin a line of the file, so that people can read and compare it. None of them stands in running
    /// text, where a line break would be a space.
    private static func startsLine(_ tag: Tag) -> Bool {
        switch tag {
        case .a, .span, .strong, .code, .br, .bdi, .th, .td, .html, .text: false
        default: true
        }
    }

    /// The one place where text becomes markup.
    ///
    /// What HTML cannot hold, or what would turn text beside it around, is shown by a sign in its place: control
    /// characters by their pictures, directional overrides by the replacement character.
    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: write("&amp;")
            case 0x3C: write("&lt;")
            case 0x3E: write("&gt;")
            case 0x22: write("&quot;")
            case 0x27: write("&#39;")
            case 0x09, 0x0A, 0x20..<0x7F: bytes.append(UInt8(scalar.value))
            case 0x0D: write("\n")
            case 0x00..<0x20: append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: append("\u{2421}")
            case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: append("\u{FFFD}")
            case 0x2028, 0x2029: write("\n")
            case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): append("\u{FFFD}")
            default: append(scalar)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
    }
}
