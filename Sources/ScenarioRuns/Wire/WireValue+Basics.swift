import Diagnostics

// Numbers, texts, lists, places and diagnostics on the wire.

extension Bool: WireValue {
    func write(to wire: inout WireWriter) { wire.byte(self ? 1 : 0) }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = false
        case 1: self = true
        default: throw WireProblem(reason: "neither true nor false")
        }
    }
}

extension Int64: WireValue {
    /// Small numbers of either sign take few bytes: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    func write(to wire: inout WireWriter) { wire.unsigned(UInt64(bitPattern: (self << 1) ^ (self >> 63))) }

    init(from wire: inout WireReader) throws(WireProblem) {
        let number = try wire.unsigned()
        self = Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }
}

extension Int: WireValue {
    func write(to wire: inout WireWriter) { Int64(self).write(to: &wire) }

    init(from wire: inout WireReader) throws(WireProblem) { self = Int(try Int64(from: &wire)) }
}

extension String: WireValue {
    func write(to wire: inout WireWriter) { wire.text(self) }

    init(from wire: inout WireReader) throws(WireProblem) { self = try wire.text() }
}

extension Optional: WireValue where Wrapped: WireValue {
    func write(to wire: inout WireWriter) {
        (self != nil).write(to: &wire)
        self?.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self = try Bool(from: &wire) ? try Wrapped(from: &wire) : nil
    }
}

extension Array: WireValue where Element: WireValue {
    func write(to wire: inout WireWriter) {
        wire.unsigned(UInt64(count))
        for element in self { element.write(to: &wire) }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        var list: [Element] = []
        for _ in 0..<(try wire.count()) {
            try wire.make(MemoryLayout<Element>.stride)
            list.append(try Element(from: &wire))
        }
        self = list
    }
}

extension WireValue where Self: RawRepresentable<String> {
    func write(to wire: inout WireWriter) { rawValue.write(to: &wire) }

    init(from wire: inout WireReader) throws(WireProblem) {
        let text = try String(from: &wire)
        guard let value = Self(rawValue: text) else {
            throw WireProblem(reason: "`\(text.prefix(40))` is no known word")
        }
        self = value
    }
}

extension Place: WireValue {
    func write(to wire: inout WireWriter) {
        file.write(to: &wire)
        line.write(to: &wire)
        column.write(to: &wire)
        name.write(to: &wire)
        excerpt.write(to: &wire)
        (marked?.lowerBound).write(to: &wire)
        (marked?.upperBound).write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            file: try String(from: &wire), line: try Int?(from: &wire), column: try Int?(from: &wire),
            name: try String?(from: &wire), excerpt: try String?(from: &wire))
        let (from, to) = (try Int?(from: &wire), try Int?(from: &wire))
        if let from, let to {
            guard from >= 0, from <= to else { throw WireProblem(reason: "a mark ends before it begins") }
            // The mark of an empty field at the end of its line stands one letter behind it, and letters that join with
            // their neighbours count as fewer in the whole line: neither is a fault.
            let most = (excerpt?.count ?? 0) + 1
            marked = min(from, most)..<min(to, most)
        }
    }
}

extension Diagnostic.Severity: WireValue {}

extension Diagnostic: WireValue {
    func write(to wire: inout WireWriter) {
        code.write(to: &wire)
        severity.write(to: &wire)
        message.write(to: &wire)
        place.write(to: &wire)
        reason.write(to: &wire)
        help.write(to: &wire)
        trace.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let (code, severity) = (try String(from: &wire), try Severity(from: &wire))
        self.init(
            code, try String(from: &wire), severity: severity, at: try Place?(from: &wire),
            reason: try String?(from: &wire), help: try String?(from: &wire), trace: try [Place](from: &wire))
    }
}
