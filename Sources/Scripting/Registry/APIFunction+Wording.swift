// How functions and fields are written, wherever they are shown.

extension APIFunction {
    /// How it is called, arguments and result included: `plan:line(id) -> Line`.
    package var signature: String {
        let names = parameters.map { $0.isRequired ? $0.name : "\($0.name)?" }
        let call =
            switch style {
            case .named where parameters.isEmpty: "()"
            case .named where parameters.allSatisfy { !$0.isRequired }: " { … }"
            case .named: " { \(parameters.filter(\.isRequired).map { "\($0.name) = …" }.joined(separator: ", ")), … }"
            case .positional: "(\(names.joined(separator: ", ")))"
            case .variadic: "(\(names.joined(separator: ", ")), …)"
            }
        let hasMore = parameters.contains { !$0.isRequired }
        return spelling + (hasMore ? call : call.replacingLast(", … }", with: " }")) + result
    }

    private var result: String {
        guard let returns else { return "" }
        return " -> \(returns.name)"
    }
}

extension APIType {
    /// The kind as a short name, for signatures: `Money`, `Line[]`.
    package var name: String {
        switch self {
        case .money: "Money"
        case .rate: "Rate"
        case .integer: "integer"
        case .number: "number"
        case .text: "string"
        case .boolean: "boolean"
        case .function: "function"
        case .anything: "any"
        case .line: "Line|string"
        case .source: "Source|string"
        case .end: "Line|string"
        case .object(let name): name.rawValue
        case .list(.either(let types)): "(\(APIType.either(types).name))[]"
        case .list(let element): "\(element.name)[]"
        case .map(let element): "table<string, \(element.name)>"
        case .either(let types): types.map(\.name).joined(separator: "|")
        }
    }
}

extension String {
    fileprivate func replacingLast(_ end: String, with other: String) -> String {
        hasSuffix(end) ? String(dropLast(end.count)) + other : self
    }
}
