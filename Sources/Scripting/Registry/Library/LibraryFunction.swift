import LuaHost

/// What documentation and tools say of one name of Lua's own library.
///
/// Which of them scripts have is said by the machine's allow-list alone; this only describes.
package struct LibraryFunction: Sendable {
    /// The name as a script writes it: `math.floor`.
    package let spelling: String
    /// The parameters in the notation of LuaLS, each `name: type` or `name?: type`; `nil` for a constant.
    package let parameters: [String]?
    /// What it gives back, in the same notation; for a constant its type.
    package let returns: [String]
    /// The type parameters, as in `T`.
    package let generics: String?
    /// What it does, in one sentence.
    package let summary: String
    /// How it differs from Lua 5.4; `nil` where it does not.
    package let difference: String?

    init(
        _ spelling: String, _ parameters: [String]?, _ returns: [String], generics: String? = nil,
        _ summary: String, differs: String? = nil
    ) {
        self.spelling = spelling
        self.parameters = parameters
        self.returns = returns
        self.generics = generics
        self.summary = summary
        self.difference = differs
    }

    /// The name without its library.
    package var name: String { spelling.split(separator: ".").last.map(String.init) ?? spelling }

    /// How it is called: `string.sub(text, first, last?)`.
    package var signature: String {
        guard let parameters else { return spelling }
        let names = parameters.map { parameter in
            parameter.hasPrefix("...") ? "…" : String(parameter.prefix { $0 != ":" })
        }
        return "\(spelling)(\(names.joined(separator: ", ")))"
    }
}

/// A name that Lua elsewhere has and scripts do not: why, and what to do instead.
package struct LibraryAbsence: Sendable {
    /// The name as a script would write it: `string.dump`, or `os` for a whole library.
    package let spelling: String
    /// Why scripts do not have it.
    package let reason: String
    /// What to do instead, as an instruction; `nil` where there is nothing.
    package let instead: String?
}

/// The library that scripts have, described.
package enum ScriptLibrary {
    /// What scripts have, in the order of the allow-list. A name that nothing describes yet is shown as it is.
    package static let functions: [LibraryFunction] = LuaLibrary.entries.map { entry in
        described[entry.spelling]
            ?? LibraryFunction(entry.spelling, ["...: any"], ["any"], "See the reference manual of Lua 5.4.")
    }

    /// What Lua elsewhere has and scripts do not, in the words of the machine's own errors.
    package static let absences: [LibraryAbsence] = AbsentWords.all.map { name in
        LibraryAbsence(spelling: name.spelling, reason: name.reason, instead: name.help)
    }

    /// The names that are allowed and that nothing describes: a test holds it empty.
    package static var undescribed: [String] {
        LuaLibrary.entries.map(\.spelling).filter { described[$0] == nil }
    }

    private static let described: [String: LibraryFunction] = {
        let all = globals + mathematics + texts + tables + unicode
        return Dictionary(uniqueKeysWithValues: all.map { ($0.spelling, $0) })
    }()
}
