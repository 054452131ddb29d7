import Diagnostics
import Yams

/// The ids of a list in plan.yaml, each of which must be unique.
struct KnownIds {
    /// The ids so far, in order.
    private(set) var ids: [String] = []
    /// How many items were read.
    private(set) var count = 0
    /// Whether every item had an id.
    private(set) var isWhole = true
    private let what: String
    private var lines: [String: Int] = [:]

    /// Starts an empty list of ids of partners, pools or memoranda, as messages name them.
    init(_ what: String) { self.what = what }

    /// Whether the list holds an id.
    func contains(_ id: String) -> Bool { lines[id] != nil }

    /// Reads an id and notes one that stands twice.
    mutating func add(_ node: Node?, _ reading: YamlReading) -> String? {
        count += 1
        guard let node, let id = reading.identifier(node, "id") else {
            isWhole = false
            return nil
        }
        if let first = lines[id] {
            reading.note(
                "plan.\(what).duplicate", "there is a \(what) `\(id)` already, on line \(first)", at: node,
                reason: "an id is unique in its list", help: "give one of them another id, or delete it")
            return nil
        }
        lines[id] = node.mark?.line ?? 0
        ids.append(id)
        return id
    }
}
