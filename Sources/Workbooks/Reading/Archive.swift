import Diagnostics
import WorkbookShim

/// The parts of a workbook's file, unpacked piece by piece and within bounds.
final class Archive {
    private let handle: OpaquePointer
    private let memory: UnsafeMutableRawBufferPointer
    private let file: String
    private let limits: WorkbookLimits
    private var indices: [String: UInt64] = [:]
    private var entries: [String: za_entry] = [:]
    /// How many bytes have been unpacked so far.
    private var unpacked: UInt64 = 0

    /// Opens a file's bytes.
    init(_ bytes: [UInt8], file: String, limits: WorkbookLimits) throws(Diagnostic) {
        self.file = file
        self.limits = limits
        if let kind = Self.otherKind(bytes) { throw kind.diagnostic(file) }
        memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
        memory.copyBytes(from: bytes)
        var why = [CChar](repeating: 0, count: 200)
        guard let handle = za_open(memory.baseAddress, bytes.count, &why, why.count) else {
            memory.deallocate()
            let words = String(decoding: why.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw Diagnostic(
                "workbook.damaged", "`\(file.onOneLine)` is not a whole workbook: \(words.onOneLine)",
                at: Place(file: file), reason: "a workbook is a zip archive, and this one cannot be opened",
                help: "open it in Excel and save it again, or copy it once more: it may have been cut off")
        }
        self.handle = handle
        let count = za_count(handle)
        guard count <= Int64(limits.parts) else {
            // `deinit` does not run for a throw before all is set; here all is.
            throw Self.tooLarge(file, "it has \(count) parts, and at most \(limits.parts) are read")
        }
        for index in 0..<UInt64(max(count, 0)) {
            var entry = za_entry()
            guard za_stat(handle, index, &entry), let name = entry.name else { continue }
            let path = String(cString: name)
            if entry.is_encrypted { throw OtherKind.encrypted.diagnostic(file) }
            guard indices.updateValue(index, forKey: path) == nil else {
                throw Diagnostic(
                    "workbook.damaged",
                    "`\(file.onOneLine)` holds the part `\(String(path.prefix(100)).onOneLine)` twice",
                    at: Place(file: file), reason: "it could not be told which of them counts",
                    help: "open it in Excel and save it again")
            }
            entries[path] = entry
        }
    }

    deinit {
        za_close(handle)
        memory.deallocate()
    }

    /// Whether there is such a part.
    func has(_ part: String) -> Bool { indices[part] != nil }

    /// Unpacks a part piece by piece. `body` is given a few kilobytes at a time; what it throws ends the reading.
    func read(_ part: String, _ body: (UnsafeRawBufferPointer) throws(Diagnostic) -> Void) throws(Diagnostic) {
        guard let index = indices[part], let entry = entries[part] else {
            throw Diagnostic(
                "workbook.part-missing", "`\(file.onOneLine)` has no part `\(part.onOneLine)`", at: Place(file: file),
                reason: "a workbook names its parts, and this one is not there",
                help: "open it in Excel and save it again")
        }
        guard let stream = za_read_start(handle, index) else { throw damaged(part) }
        defer { za_read_end(stream) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var size: UInt64 = 0
        while true {
            let count = za_read(stream, buffer.baseAddress, buffer.count)
            guard count >= 0 else { throw damaged(part) }
            if count == 0 { break }
            size += UInt64(count)
            unpacked += UInt64(count)
            // Counted as they come: the directory may say anything of a part's size.
            guard size <= limits.partBytes, unpacked <= limits.allBytes else {
                throw Self.tooLarge(file, "its parts are larger than \(limits.partBytes >> 20) MiB when unpacked")
            }
            guard size <= 1 << 20 || size / max(entry.packed_size, 1) <= limits.ratio else {
                throw Self.tooLarge(
                    file, "`\(String(part.prefix(100)).onOneLine)` unpacks to more than \(limits.ratio) times its size")
            }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
        }
    }

    private func damaged(_ part: String) -> Diagnostic {
        Diagnostic(
            "workbook.damaged", "the part `\(String(part.prefix(100)).onOneLine)` of `\(file.onOneLine)` is damaged",
            at: Place(file: file), reason: "it could not be unpacked whole",
            help: "open it in Excel and save it again, or copy it once more")
    }

    private static func tooLarge(_ file: String, _ why: String) -> Diagnostic {
        Diagnostic(
            "workbook.too-large", "`\(file.onOneLine)` is too large to be read: \(why)", at: Place(file: file),
            reason: "a small file can unpack to more than a computer holds",
            help: "check that this is the right file, and delete what is not needed of it")
    }

    /// Files that people take for workbooks.
    private enum OtherKind {
        case old, encrypted, csv, empty

        func diagnostic(_ file: String) -> Diagnostic {
            let name = "`\(file.onOneLine)`"
            let place = Place(file: file)
            return switch self {
            case .old:
                Diagnostic(
                    "workbook.old-or-encrypted", "\(name) is a workbook of the old form .xls, or one with a password",
                    at: place, reason: "neither can be read without Excel",
                    help: "open it in Excel, take off the password, and save it as an Excel workbook (.xlsx)")
            case .encrypted:
                Diagnostic(
                    "workbook.old-or-encrypted", "\(name) is encrypted", at: place,
                    reason: "it cannot be read without its password",
                    help: "open it, take off the password, and save it as an Excel workbook (.xlsx)")
            case .csv:
                Diagnostic(
                    "workbook.not-a-workbook", "\(name) is not a workbook", at: place,
                    reason: "a workbook is a zip archive, which begins with the letters PK",
                    help: "save it as an Excel workbook (.xlsx); a CSV file goes into a plan folder as it is")
            case .empty:
                Diagnostic(
                    "workbook.not-a-workbook", "\(name) is empty", at: place, reason: "a workbook is a zip archive",
                    help: "save it again from Excel")
            }
        }
    }

    private static func otherKind(_ bytes: [UInt8]) -> OtherKind? {
        if bytes.isEmpty { return .empty }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .old }
        return bytes.starts(with: [0x50, 0x4B]) ? nil : .csv
    }
}
