import Scripting

/// The Lua API as a JSON document for other tools: complete, and with a version of its form.
package enum APIReport {
    /// The form of the document. It changes when a member changes its meaning or goes away.
    package static let schema = "bcf-api/1"

    /// The document.
    package static func json() -> String {
        JSONValue.object([
            ("schema", .string(schema)), ("version", .string(Provenance.engineVersion)),
            ("functions", .array(API.functions.map(function))),
            ("classes", .array(APIClassName.allCases.map(type))),
            ("properties", .array(API.properties.map(property))),
            ("units", .object(APIUnit.allCases.map { ($0.rawValue, .string($0.words)) })),
            ("errors_of_every_call", errors(APIError.ofEveryCall)),
            ("library", .array(ScriptLibrary.functions.map(library))),
            ("absent", .array(ScriptLibrary.absences.map(absence))),
        ])
        .rendered()
    }

    private static func function(_ function: APIFunction) -> JSONValue {
        let style =
            switch function.style {
            case .positional: "positional"
            case .variadic: "variadic"
            case .named: "named"
            }
        return .object([
            ("name", .string(function.name)), ("class", .optional(function.owner?.rawValue)),
            ("spelling", .string(function.spelling)), ("signature", .string(function.signature)),
            ("summary", .string(function.summary)), ("arguments", .string(style)),
            ("parameters", .array(function.parameters.map(parameter))),
            ("returns", .optional(function.returns?.name)),
            ("returns_in_words", .optional(function.returns?.words)),
            ("unit", .optional(function.unit?.rawValue)),
            ("errors", errors(function.errors)), ("argument_errors", errors(function.argumentErrors)),
            ("example", .string(function.example)), ("since", .string(function.since)),
        ])
    }

    private static func parameter(_ parameter: APIParameter) -> JSONValue {
        .object([
            ("name", .string(parameter.name)), ("type", .string(parameter.type.name)),
            ("type_in_words", .string(parameter.type.words)), ("required", .boolean(parameter.isRequired)),
            ("about", .string(parameter.doc)), ("unit", .optional(parameter.unit?.rawValue)),
            ("words", .array(parameter.words.map { .string($0) })),
            ("called_with", .array(parameter.calledWith.map { .string($0.rawValue) })),
        ])
    }

    private static func type(_ name: APIClassName) -> JSONValue {
        .object([
            ("name", .string(name.rawValue)), ("summary", .string(name.summary)), ("example", .string(name.example)),
        ])
    }

    private static func property(_ property: APIProperty) -> JSONValue {
        .object([
            ("name", .string(property.name)), ("class", .string(property.owner.rawValue)),
            ("spelling", .string(property.spelling)), ("type", .string(property.type.name)),
            ("type_in_words", .string(property.type.words)), ("about", .string(property.doc)),
            ("unit", .optional(property.unit?.rawValue)), ("errors", errors(property.errors)),
            ("example", .string(property.example)), ("since", .string(property.since)),
        ])
    }

    private static func library(_ function: LibraryFunction) -> JSONValue {
        .object([
            ("name", .string(function.spelling)), ("signature", .string(function.signature)),
            ("summary", .string(function.summary)), ("difference", .optional(function.difference)),
        ])
    }

    private static func absence(_ absence: LibraryAbsence) -> JSONValue {
        .object([
            ("name", .string(absence.spelling)), ("reason", .string(absence.reason)),
            ("instead", .optional(absence.instead)),
        ])
    }

    private static func errors(_ errors: [APIError]) -> JSONValue {
        .array(errors.map { .object([("code", .string($0.code)), ("when", .string($0.when))]) })
    }
}
