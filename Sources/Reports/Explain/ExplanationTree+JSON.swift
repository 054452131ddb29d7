import Diagnostics

extension ExplanationTree {
    /// The tree as JSON. Amounts are whole pence.
    package var json: JSONValue {
        .object([
            ("kind", .string(kind.rawValue)), ("title", .string(title)), ("value", .string(value)),
            ("amount_pence", pence.map { .integer($0) } ?? .null), ("number", number.map { .number($0) } ?? .null),
            ("place", place.map(Self.json) ?? .null), ("reason", .optional(reason)),
            ("authority", .optional(authority)), ("citation", .optional(citation)),
            ("draws", draws?.json ?? .null), ("made_by", .optional(making?.rawValue)),
            ("children", .array(children.map(\.json))),
        ])
    }

    private static func json(_ place: Place) -> JSONValue {
        func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
        return .object([
            ("file", .string(place.file)), ("line", number(place.line)), ("column", number(place.column)),
            ("name", .optional(place.name)),
        ])
    }
}

extension ExplanationTree.Draws {
    fileprivate var json: JSONValue {
        .object([
            ("stream", .string(stream)), ("number", .string(number)), ("seed", .optional(seed.map { String($0) })),
        ])
    }
}
