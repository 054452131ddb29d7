package import Diagnostics

/// What is wrong with the input, for machines; people read ``DiagnosticRenderer``'s text.
package enum DiagnosticReport {
    /// The diagnostics as a JSON document of the form `bcf-diagnostics/1`.
    package static func json(_ diagnostics: [Diagnostic]) -> String {
        JSONValue.object([
            ("format", .string("bcf-diagnostics/1")), ("diagnostics", .array(diagnostics.map(\.json))),
        ]).rendered()
    }
}

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
