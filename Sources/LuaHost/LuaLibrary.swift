import LuaShim

/// What scripts have of Lua's own library: the machine's allow-list, for the machine, documentation and tools.
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

    /// The functions without a library: `print`, `ipairs`.
    package static let functions: [String] = entries.filter(\.library.isEmpty).map(\.name)

    /// The libraries and what they hold, by the numbers that the machine gives them.
    package static let libraries: [(name: String, members: [String])] = {
        var libraries: [(name: String, members: [String])] = []
        while let name = lsh_library_name(Int32(libraries.count)).map({ String(cString: $0) }) {
            libraries.append((name, entries.filter { $0.library == name }.map(\.name)))
        }
        return libraries
    }()

    /// What a library holds; `nil` for a name that is no library.
    package static func members(of library: String) -> [String]? { libraries.first { $0.name == library }?.members }
}
