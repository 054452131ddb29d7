import Finance
import Yams

/// Nodes of plan.yaml as values of terms; a value's mark is the place of its node in the list.
struct YamlTerms {
    /// The nodes that were asked for.
    private(set) var nodes: [Node] = []

    /// A node as a value, with all that it holds.
    mutating func value(_ node: Node) -> TermsValue {
        let mark = mark(node)
        switch node {
        case .scalar(let scalar): return TermsValue(.text(scalar.string), mark: mark)
        case .sequence(let items):
            var values: [TermsValue] = []
            for item in items { values.append(value(item)) }
            return TermsValue(.list(values), mark: mark)
        case .mapping(let pairs):
            var entries: [TermsValue.Entry] = []
            for (key, node) in pairs {
                let keyMark = self.mark(key)
                entries.append(.init(key: key.scalar?.string ?? "…", mark: keyMark, value: value(node)))
            }
            return TermsValue(.map(entries), mark: mark)
        case .alias: return TermsValue(.other("an alias"), mark: mark)
        }
    }

    private mutating func mark(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }
}
