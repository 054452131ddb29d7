import Diagnostics
import Scripting

/// The assumptions behind a result: what is taken for true, whose word it is, and how good that word is.
struct AssumptionsLog {
    let assumptions: [Assumption]

    /// The section of a report. A result that rests on no stated assumption says that, too.
    func text(_ heading: String = "Assumptions") -> String {
        guard !assumptions.isEmpty else { return "\(heading)\n  the script states none\n\n" }
        var text = "\(heading)\n"
        for assumption in assumptions {
            let value = assumption.value.map { ": \($0.onOneLine)" } ?? ""
            text += "  \(assumption.what.onOneLine)\(value)\n"
            text += "     owner      \(assumption.owner.onOneLine)\n"
            text += "     source     \(assumption.source.onOneLine)\n"
            text += "     looked at  \(assumption.date), \(assumption.quality.rawValue)\n"
            if let written = assumption.written { text += "     written    \(written)\n" }
        }
        return text + "\n"
    }

    /// The log as JSON.
    var json: JSONValue {
        .array(
            assumptions.map { assumption in
                .object([
                    ("what", .string(assumption.what)), ("value", .optional(assumption.value)),
                    ("owner", .string(assumption.owner)), ("source", .string(assumption.source)),
                    ("date", .string(assumption.date)), ("quality", .string(assumption.quality.rawValue)),
                    ("written", .optional(assumption.written?.description)),
                ])
            })
    }
}
