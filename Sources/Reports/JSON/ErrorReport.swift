package import Diagnostics

/// Errors that ended a command, for machines.
package struct ErrorReport {
    /// What went wrong, in the order in which people are told.
    package let errors: [Diagnostic]

    /// Makes a report.
    package init(_ errors: [Diagnostic]) { self.errors = errors }

    /// The report as a JSON document of the form `bcf-errors/1`.
    package func json() -> String {
        JSONValue.object([("format", .string("bcf-errors/1")), ("errors", .array(errors.map(\.json)))]).rendered()
    }
}
