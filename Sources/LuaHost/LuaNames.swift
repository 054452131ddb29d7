import LuaShim

/// The names of Lua's own library that scripts can use.
package enum LuaNames {
    /// The functions without a library: `print`, `ipairs`.
    package static let functions: [String] = allowed.filter { $0.library.isEmpty }.map(\.name)

    /// What the libraries hold: `math`, `string`, `table`.
    package static let libraries: [String: [String]] = Dictionary(
        grouping: allowed.filter { !$0.library.isEmpty }, by: \.library
    ).mapValues { $0.map(\.name) }

    /// What to do instead of using a name that Lua elsewhere has and scripts here do not.
    package static func advice(insteadOf name: String) -> String? { AbsentWords.globals[name]?.help }

    private static let allowed: [(library: String, name: String)] = {
        var names: [(library: String, name: String)] = []
        var library: UnsafePointer<CChar>?
        var name: UnsafePointer<CChar>?
        while lsh_allowed(Int32(names.count), &library, &name), let library, let name {
            names.append((String(cString: library), String(cString: name)))
        }
        return names
    }()
}
