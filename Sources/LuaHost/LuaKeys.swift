import LuaShim

/// The names that a table of arguments may have, laid out so that a key of a table is found among them quickly.
package struct LuaKeys: Sendable {
    private let names: [Name]

    /// A name, with its first eight bytes as one number: nearly always they tell it from the others.
    private struct Name {
        let start: UInt64
        let bytes: [UInt8]

        init(_ name: String) {
            bytes = Array(name.utf8)
            start = bytes.withUnsafeBytes(LuaKeys.start)
        }
    }

    /// Makes keys; each name once.
    package init(_ names: [String]) { self.names = names.map(Name.init) }

    /// How many names there are.
    package var count: Int { names.count }

    /// The place of a name among them, by its bytes.
    func place(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> Int? {
        guard let bytes else { return nil }
        let given = UnsafeRawBufferPointer(start: bytes, count: length)
        let start = Self.start(given)
        for place in names.indices where names[place].start == start && names[place].bytes.count == length {
            if length <= 8 || names[place].bytes.elementsEqual(given) { return place }
        }
        return nil
    }

    private static func start(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var start: UInt64 = 0
        for byte in bytes.prefix(8) { start = start << 8 | UInt64(byte) }
        return start
    }
}

extension LuaCall {
    /// Puts the values that a table of arguments gives to names into the places of the names; what it gives none stays
    /// as it is.
    ///
    /// Gives `false` for what is no table, and for a table that has a key that is none of the names: whoever words that
    /// error reads the whole table.
    package func read(
        _ keys: LuaKeys, in index: Int, into values: inout [LuaValue]
    ) throws(LuaCallError) -> Bool {
        precondition(values.count >= keys.count, "each name has a place")
        guard lsh_argument_is_table(handle, Int32(index)) else { return false }
        return try LuaDecoder.read(keys, handle, Int32(index), into: &values)
    }
}
