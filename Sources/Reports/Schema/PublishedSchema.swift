import Schemas

/// The JSON Schema of a form that the program writes, as it lies in `Schemas/`.
package struct PublishedSchema: Sendable {
    /// The form that it describes, such as `bcf-run/1`.
    package let form: String
    /// The schema: JSON Schema, draft 2020-12.
    package let text: String

    /// Every schema, in the order of the forms.
    package static let all: [PublishedSchema] = (0..<bcf_schema_count()).map { place in
        let file = bcf_schema(place)
        let name = String(cString: file.name)
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
        // bcf-run-1 describes bcf-run/1.
        let version = name.lastIndex(of: "-").map { name.index(after: $0) } ?? name.endIndex
        return PublishedSchema(
            form: name[..<version].dropLast() + "/" + name[version...], text: String(decoding: bytes, as: UTF8.self))
    }

    /// The schema that a person means: by its form, as `bcf-run/1`, by its file, as `bcf-run-1` or `bcf-run-1.json`, or
    /// by a name alone, as `run`, which is the newest of that name. `nil` when there is none.
    package static func named(_ name: String) -> PublishedSchema? {
        let plain = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
        return all.first { $0.form == plain || $0.file == plain }
            ?? all.last { $0.name == plain || "bcf-" + $0.name == plain }
    }

    /// What the form is called without `bcf-` and its version, such as `run`.
    package var name: String { String(form.dropFirst("bcf-".count).prefix { $0 != "/" }) }

    /// The file's name without its ending.
    package var file: String { String(form.map { $0 == "/" ? "-" : $0 }) }

    /// What it describes, in its own words.
    package var about: String {
        let opening = "  \"description\": \""
        let line = text.split(separator: "\n").first { $0.hasPrefix(opening) } ?? ""
        return String(line.dropFirst(opening.count).prefix { $0 != "\"" })
    }

    /// The list of all schemas, for people.
    package static func list() -> String {
        var text = "The forms of JSON that bcf writes. `bcf schema NAME` prints a form's JSON Schema.\n\n"
        let width = all.map(\.form.count).max() ?? 0
        for schema in all {
            text += "  \(schema.form)\(String(repeating: " ", count: width - schema.form.count))  "
            text += schema.about + "\n"
        }
        return text
    }
}
