/// Something that can cross from one process to another.
protocol WireValue {
    /// Writes the value.
    func write(to wire: inout WireWriter)
    /// Reads a value. What comes from a worker may be anything, so everything is checked.
    init(from wire: inout WireReader) throws(WireProblem)
}

/// Bytes that are not what was to be read.
struct WireProblem: Error, Equatable {
    /// What was wrong, for a person who looks for the defect.
    let reason: String
    /// Whether the bytes are in their form, and only too much would be made of them.
    var isTooMuch = false
}

/// Writes values one after another: whole numbers in as few bytes as they need, and each text once.
struct WireWriter {
    private(set) var bytes: [UInt8] = []
    /// By bytes: Swift holds differently composed letters for equal.
    private var texts: [[UInt8]: UInt64] = [:]

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// A whole number above zero, seven bits a byte, the lowest first.
    mutating func unsigned(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A text: its number when it was written before, and otherwise the next number and the text.
    mutating func text(_ text: String) {
        let letters = Array(text.utf8)
        if let number = texts[letters] { return unsigned(number) }
        unsigned(UInt64(texts.count))
        texts[letters] = UInt64(texts.count)
        raw(letters)
    }

    /// Bytes as they are.
    mutating func raw(_ raw: [UInt8]) {
        unsigned(UInt64(raw.count))
        bytes.append(contentsOf: raw)
    }

    /// The bytes of one value.
    static func bytes(of value: some WireValue) -> [UInt8] {
        var wire = WireWriter()
        value.write(to: &wire)
        return wire.bytes
    }
}

/// Reads what a ``WireWriter`` wrote, and takes nothing on trust.
struct WireReader {
    private let bytes: [UInt8]
    private var position = 0
    private var texts: [String] = []
    /// How much memory may still be made of the bytes.
    private var allowance: Int

    /// - Parameter most: the bytes of memory that may be made of these bytes, a report of them included. Entries of a list
    ///   and texts that come again take little on the wire and much where they are read.
    init(_ bytes: [UInt8], making most: Int = .max) {
        self.bytes = bytes
        allowance = most
    }

    /// Notes that bytes of memory are made.
    mutating func make(_ bytes: Int) throws(WireProblem) {
        allowance -= bytes
        if allowance < 0 { throw WireProblem(reason: "too much would be made of it", isTooMuch: true) }
    }

    /// How many bytes are left: no list can have more entries than that.
    var left: Int { bytes.count - position }

    mutating func byte() throws(WireProblem) -> UInt8 {
        guard position < bytes.count else { throw WireProblem(reason: "it ends too early") }
        position += 1
        return bytes[position - 1]
    }

    mutating func unsigned() throws(WireProblem) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0 as UInt64, to: 70, by: 7) {
            let byte = try byte()
            let part = UInt64(byte & 0x7F)
            guard shift < 63 || part <= 1 else { break }
            number |= part << shift
            if byte < 0x80 { return number }
        }
        throw WireProblem(reason: "a number is too long")
    }

    /// A number of things that take at least a byte each.
    mutating func count() throws(WireProblem) -> Int {
        let count = try unsigned()
        guard count <= UInt64(left) else { throw WireProblem(reason: "a list is longer than what is left") }
        return Int(count)
    }

    mutating func text() throws(WireProblem) -> String {
        let number = try unsigned()
        if number < UInt64(texts.count) {
            // Read, it is the same text; a report writes it out each time.
            try make(Self.bytesOfReport * texts[Int(number)].utf8.count)
            return texts[Int(number)]
        }
        guard number == UInt64(texts.count) else { throw WireProblem(reason: "a text is not known") }
        let slice = try slice()
        try make(Self.bytesOfReport * slice.count)
        let text = String(decoding: slice, as: UTF8.self)
        texts.append(text)
        return text
    }

    /// What a byte of a text may become in a report, escapes and the room that a growing text takes included.
    private static let bytesOfReport = 4

    mutating func raw() throws(WireProblem) -> [UInt8] { Array(try slice()) }

    private mutating func slice() throws(WireProblem) -> ArraySlice<UInt8> {
        let count = try count()
        position += count
        return bytes[position - count..<position]
    }

    /// Reads one value from bytes that hold nothing else.
    static func value<Value: WireValue>(
        _ type: Value.Type, in bytes: [UInt8], making most: Int = .max
    ) throws(WireProblem) -> Value {
        var wire = WireReader(bytes, making: most)
        let value = try Value(from: &wire)
        guard wire.left == 0 else { throw WireProblem(reason: "there is more than was to be read") }
        return value
    }
}
