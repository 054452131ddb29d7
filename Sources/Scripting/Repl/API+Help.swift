import Diagnostics

extension API {
    /// What a person reads who asks about a name of the API; `nil` for none of it.
    static func help(for name: String) -> String? {
        if let function = functions.first(where: { $0.spelling == name })
            ?? functions.first(where: { $0.name == name })
        {
            return help(function)
        }
        guard let type = APIClassName.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() })
        else { return nil }
        var text = "\(type.rawValue)\n"
        for property in properties where property.owner == type { text += "  .\(property.name)  \(property.doc)\n" }
        for function in functions where function.owner == type {
            text += "  :\(function.name)  \(firstSentence(function.summary))\n"
        }
        return text
    }

    /// The names that can be asked about.
    static var helpNames: [String] {
        functions.map(\.spelling) + APIClassName.allCases.map { $0.rawValue.lowercased() }
    }

    /// What there is, in a few words each.
    static var overview: String {
        let shown = functions.filter { $0.owner == nil || $0.owner == .plan }
        let width = shown.map(\.spelling.count).max() ?? 0
        return shown.map { function in
            let gap = String(repeating: " ", count: width - function.spelling.count)
            return "  \(function.spelling)\(gap)  \(firstSentence(function.summary))\n"
        }.joined()
    }

    private static func help(_ function: APIFunction) -> String {
        var text = "\(function.spelling): \(function.summary)\n"
        for parameter in function.parameters {
            let optional = parameter.isRequired ? "" : ", optional"
            text += "  \(parameter.name)  \(parameter.doc) (\(parameter.type.words)\(optional))\n"
        }
        text += "For example:\n"
        return text + function.example.split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    private static func firstSentence(_ text: String) -> Substring {
        text.firstRange(of: ". ").map { text[..<$0.lowerBound] + "." } ?? text[...]
    }
}
