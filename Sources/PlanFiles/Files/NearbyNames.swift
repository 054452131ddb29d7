import Diagnostics
import Glibc

/// What a person may have meant by a path at which there is nothing: a name in the same folder that is like it.
package enum NearbyNames {
    /// A bound on what is looked at, which a person's folder does not come near.
    private static let most = 1_000

    /// The path of the nearest name, or `nil` when none is near enough to be a likely slip. A name without its ending
    /// is such a slip.
    package static func nearest(to path: String) -> String? {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = String(path.dropFirst(folder.count))
        guard !name.isEmpty else { return nil }
        let names = names(in: folder.isEmpty ? "." : folder)
        // Plans are named by place and year, and a person remembers the place.
        return
            (names.first { $0.hasPrefix(name + ".") } ?? Suggestion.nearest(to: name, in: names)
            ?? names.first { $0.hasPrefix(name + "-") })
            .map { folder + $0 }
    }

    /// The same as a question.
    package static func suggestion(for path: String) -> String? {
        nearest(to: path).map { "did you mean `\(Quoting.short($0))`?" }
    }

    /// The names in a folder, sorted, so that the same folder always gives the same advice; none when it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < most, let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
