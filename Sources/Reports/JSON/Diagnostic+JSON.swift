import Diagnostics

extension Diagnostic {
    var json: JSONValue {
        .object([
            ("code", .string(code)), ("severity", .string(severity.rawValue)), ("message", .string(message)),
            ("place", place?.json ?? .null), ("reason", .optional(reason)), ("help", .optional(help)),
            ("trace", .array(trace.map(\.json))),
        ])
    }
}

extension Place {
    var json: JSONValue {
        .object([
            ("file", .string(file)), ("line", line.map { .integer(Int64($0)) } ?? .null),
            ("column", column.map { .integer(Int64($0)) } ?? .null), ("name", .optional(name)),
        ])
    }
}
