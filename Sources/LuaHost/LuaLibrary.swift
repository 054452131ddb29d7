import LuaShim

/// What scripts have of Lua's own library: the machine's allow-list, for documentation and tools.
package enum LuaLibrary {
    /// One name of the allow-list.
    package struct Entry: Hashable, Sendable {
        /// The library that holds it, such as `math`; empty for a global.
        package let library: String
        /// Its name, such as `floor`.
        package let name: String

        /// The name as a script writes it: `math.floor`.
        package var spelling: String { library.isEmpty ? name : "\(library).\(name)" }
    }

    /// All names, in the order of the allow-list.
    package static let entries: [Entry] = {
        var entries: [Entry] = []
        var library: UnsafePointer<CChar>?
        var name: UnsafePointer<CChar>?
        while lsh_allowed(Int32(entries.count), &library, &name), let library, let name {
            entries.append(Entry(library: String(cString: library), name: String(cString: name)))
        }
        return entries
    }()
}
