import Diagnostics
import Glibc
import PlanFiles

/// Finds the folder of the plan that a script names.
enum PlanSearch {
    /// The first of these that is there: a folder of the plan's name beside the script, in the `Examples` beside the
    /// script's folder, in `Examples` here, and here.
    static func folder(of id: String, besideScript script: String) throws(DiagnosticList) -> String {
        guard !id.isEmpty, !id.contains("/"), id != "." && id != ".." else {
            throw DiagnosticList(
                Diagnostic(
                    "run.plan-name", "`\(id)` cannot be the id of a plan", at: Place(file: script),
                    help: "name the plan by its id, such as leicestershire-2016-17"))
        }
        let scriptFolder = script.lastIndex(of: "/").map { String(script[...$0]) } ?? ""
        let places = ["\(scriptFolder)\(id)", "\(scriptFolder)../Examples/\(id)", "Examples/\(id)", id]
        for place in places where isFolder(place) { return tidied(place) }
        var looked: [String] = []
        var seen: Set<String> = []
        for place in places.map(tidied) where seen.insert(truePath(place)).inserted { looked.append(place) }
        let near = places.lazy.compactMap { NearbyNames.nearest(to: $0) }.first { isFolder($0) }
        throw DiagnosticList(
            Diagnostic(
                "run.no-plan", "there is no folder of plan `\(id)`", at: Place(file: script),
                reason: "looked for \(looked.joined(separator: ", "))",
                help: near.map { "did you mean `\(tidied($0).onOneLine)`?" } ?? "name the folder with --plan"))
    }

    /// The path by its folder's one true path, so that one place is named once however it is reached.
    private static func truePath(_ path: String) -> String {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        guard let real = realpath(cut == path.startIndex ? "." : String(path[..<cut]), nil) else { return path }
        defer { free(real) }
        return String(cString: real) + "/" + path[cut...]
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// `Scenarios/../Examples/x` is `Examples/x` to the person who reads it.
    private static func tidied(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "..", let last = parts.last, !last.isEmpty, last != "..", last != "." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
