import Diagnostics
import Finance
import Yams

/// Notes where plan.yaml states what explanations lead back to. What is wrong with it, its readers say.
struct InputPlaceReading {
    private let source: YamlSource
    private(set) var places = InputPlaces()

    /// Notes the places of the file's mapping.
    init(_ fields: [String: Node], in source: YamlSource) {
        self.source = source
        note(fields["minimums"], by: "condition", at: "amount") { .minimum($0) }
        note(fields["previous_minimums"], by: "condition", at: "amount") { .previousMinimum($0) }
        note(fields["stated_planned"], by: "condition", at: "planned") { .planned($0) }
        note(fields["declarations"], by: "condition", at: "declared") { .declaration($0) }
        note(fields["pools"], by: "id", at: "id") { .pool($0) }
        note(fields["reserves"], by: "id", at: "opening") { .reserve($0) }
        for item in Self.items(fields["risk_pools"]) {
            guard let id = Self.scalar(item, "id") else { continue }
            for (key, node) in item {
                if let key = key.scalar?.string { places[.riskPool(id, key)] = place(node, key) }
            }
        }
        if case .mapping(let grant)? = fields["disabled_facilities_grant"] {
            note(Self.value(grant, "entitlements"), by: "district", at: "amount") { .entitlement($0) }
        }
    }

    private mutating func note(_ list: Node?, by id: String, at key: String, _ name: (String) -> InputPlaces.Key) {
        for item in Self.items(list) {
            if let id = Self.scalar(item, id), let node = Self.value(item, key) {
                places[name(id)] = place(node, key)
            }
        }
    }

    private func place(_ node: Node, _ key: String) -> Place {
        let place = source.place(node)
        return Place(file: PlanManifest.fileName, line: place.line, column: place.column, name: key)
    }

    private static func items(_ list: Node?) -> [Node.Mapping] {
        guard case .sequence(let items)? = list else { return [] }
        return items.compactMap(\.mapping)
    }

    private static func value(_ mapping: Node.Mapping, _ key: String) -> Node? {
        mapping.first { $0.key.scalar?.string == key }?.value
    }

    private static func scalar(_ mapping: Node.Mapping, _ key: String) -> String? {
        value(mapping, key)?.scalar?.string
    }
}
