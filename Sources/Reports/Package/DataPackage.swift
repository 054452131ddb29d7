import Finance
package import PlanFiles

/// A plan folder's descriptor as the Data Package standard has it: `datapackage.json`.
package struct DataPackage: Sendable {
    private let package: PlanPackage
    private let licences: [String]
    private let hasSources: Bool
    private let isFixed: Bool

    /// Describes a plan folder.
    ///
    /// - Parameters:
    ///   - licences: the ids of the licences under which the folder is published, such as `OGL-UK-3.0`.
    ///   - hasSources: whether a file SOURCES.md says where its figures come from.
    ///   - isFixed: whether the descriptor holds the size and hash of each file. One for files that are still to be
    ///     filled in does not.
    package init(_ package: PlanPackage, licences: [String] = [], hasSources: Bool, isFixed: Bool = true) {
        self.package = package
        self.licences = licences
        self.hasSources = hasSources
        self.isFixed = isFixed
    }

    /// The descriptor.
    package func json() -> String {
        let identity = package.identity
        var members: [(String, JSONValue)] = [
            // The standard knows small letters alone.
            ("profile", .string("data-package")), ("name", .string(identity.id.lowercased())),
            ("title", .string(identity.title)),
            (
                "description",
                .string("The Better Care Fund plan of \(identity.area) for \(identity.year.text), as bcf reads it.")
            ),
        ]
        if !licences.isEmpty {
            members.append(("licenses", .array(licences.map { .object([("name", .string($0))]) })))
        }
        if hasSources {
            members.append(
                (
                    "sources",
                    .array([
                        .object([
                            ("title", .string("Where each figure comes from")), ("path", .string("SOURCES.md")),
                        ])
                    ])
                ))
        }
        members.append(("resources", .array(package.files.map(resource))))
        return JSONValue.object(members).rendered()
    }

    private func resource(_ file: PlanPackage.File) -> JSONValue {
        let isTable = file.fields != nil
        let name = Self.name(of: file.name)
        var members: [(String, JSONValue)] = [
            ("profile", .string(isTable ? "tabular-data-resource" : "data-resource")), ("name", .string(name)),
            ("path", .string(file.name)), ("title", .string(file.title)), ("description", .string(file.about)),
            ("format", .string(isTable ? "csv" : "yaml")),
            ("mediatype", .string(isTable ? "text/csv" : "application/yaml")), ("encoding", .string("utf-8")),
        ]
        if isFixed {
            members += [("bytes", .integer(Int64(file.byteCount))), ("hash", .string(file.hash))]
        }
        if let fields = file.fields { members.append(("schema", schema(file, fields))) }
        return .object(members)
    }

    private func schema(_ file: PlanPackage.File, _ fields: [PlanPackage.Field]) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("fields", .array(fields.map(Self.field))),
            // A blank is not zero, and neither is what a document does not state.
            ("missingValues", .array([.string(""), .string("not stated")])),
        ]
        if !file.key.isEmpty { members.append(("primaryKey", .array(file.key.map { .string($0) }))) }
        if !file.references.isEmpty {
            members.append(
                (
                    "foreignKeys",
                    .array(
                        file.references.map { reference in
                            .object([
                                ("fields", .array([.string(reference.column)])),
                                (
                                    "reference",
                                    .object([
                                        ("resource", .string(Self.name(of: reference.file))),
                                        ("fields", .array([.string(reference.other)])),
                                    ])
                                ),
                            ])
                        })
                ))
        }
        return .object(members)
    }

    private static func field(_ field: PlanPackage.Field) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("name", .string(field.heading)), ("description", .string(field.about)),
        ]
        var constraints: [(String, JSONValue)] = []
        if field.isRequired { constraints.append(("required", .boolean(true))) }
        if field.isUnique { constraints.append(("unique", .boolean(true))) }
        switch field.form {
        case .text: members.append(("type", .string("string")))
        case .words(let words):
            members.append(("type", .string("string")))
            constraints.append(("enum", .array(words.map { .string($0) })))
        case .yesOrNo:
            members += [
                ("type", .string("boolean")), ("trueValues", .array(["yes", "Yes", "YES"].map { .string($0) })),
                ("falseValues", .array(["no", "No", "NO"].map { .string($0) })),
            ]
        case .day: members += [("type", .string("date")), ("format", .string("default"))]
        case .number: members += [("type", .string("number")), ("groupChar", .string(","))]
        }
        if !constraints.isEmpty { members.append(("constraints", .object(constraints))) }
        return .object(members)
    }

    /// A resource's name: the file's, without its ending.
    private static func name(of file: String) -> String { String(file.prefix { $0 != "." }) }
}
