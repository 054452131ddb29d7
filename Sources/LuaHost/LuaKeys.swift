import LuaShim

/// The names that a table of arguments may have, laid out so that a key of a table is found among them quickly.
package struct LuaKeys: Sendable {
    private let names: [[UInt8]]

    /// Makes keys; each name once.
    package init(_ names: [String]) { self.names = names.map { Array($0.utf8) } }

    /// How many names there are.
    package var count: Int { names.count }

    /// The place of a name among them, by its bytes.
    func place(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> Int? {
        guard let bytes else { return nil }
        for place in names.indices where names[place].count == length {
            let isSame = names[place].withUnsafeBytes { name in
                name.elementsEqual(UnsafeRawBufferPointer(start: bytes, count: length))
            }
            if isSame { return place }
        }
        return nil
    }
}

extension LuaCall {
    /// The values that a table of arguments gives to names, in the order of the names; `nil` where it gives none.
    ///
    /// Gives `nil` for what is no table, and for a table that has a key that is none of the names: whoever words that error
    /// reads the whole table.
    package func values(of keys: LuaKeys, in index: Int) throws(LuaCallError) -> [LuaValue]? {
        guard lsh_argument_is_table(handle, Int32(index)) else { return nil }
        return try LuaDecoder.values(of: keys, handle, Int32(index))
    }
}
