import Diagnostics
import LuaSyntax

// Arguments of the API's functions, and what a scenario declares.

extension LintWalk {
    /// A call of a function of the API; gives what it gives.
    mutating func call(_ function: APIFunction, _ arguments: LuaArguments, _ named: Range<Int>) -> LintType {
        switch function.style {
        case .named(let parameters): checkNamed(function, parameters, arguments, named)
        case .positional(let parameters): checkPositional(function, parameters, arguments, named, isOpen: false)
        case .variadic(let parameters): checkPositional(function, parameters, arguments, named, isOpen: true)
        }
        return function.returns.map { LintType($0) } ?? .nil
    }

    // MARK: By name

    private mutating func checkNamed(
        _ function: APIFunction, _ parameters: [APIParameter], _ arguments: LuaArguments, _ named: Range<Int>
    ) {
        guard arguments.values.count == 1, case .table(let table)? = arguments.values.first else {
            let kinds = check(arguments.values)
            if arguments.values.isEmpty { noteMissing(parameters, [], function, named) }
            if let kind = kinds.first, let words = kind.words, kind != .table, kind != .nil {
                note(
                    .argument, arguments.values[0].range,
                    "`\(function.spelling)` takes named arguments in braces, not \(words)",
                    help: "write `\(function.spelling) { … }`")
            }
            return
        }
        checkKeys(table)
        let levers = function.name == "scenario" && function.owner == nil ? declare(table) : nil
        var given: Set<String> = []
        var isComplete = true
        for entry in table.entries {
            guard let (name, range) = entry.name else {
                if case .keyed(let key, _) = entry {
                    _ = type(key)
                    isComplete = false
                } else {
                    note(
                        .argument, entry.value.range,
                        "`\(function.spelling)` takes named arguments, and this one has no name",
                        help: parameters.first.map { "write `\($0.name) = …`" })
                }
                _ = type(entry.value)
                continue
            }
            given.insert(name)
            guard let parameter = parameters.first(where: { $0.name == name }) else {
                _ = type(entry.value)
                note(
                    .unknownArgument, range, "`\(function.spelling)` takes no argument `\(name)`",
                    help: Suggestion.didYouMean(name, in: parameters.map(\.name))
                        ?? "it takes \(parameters.map { "`\($0.name)`" }.joined(separator: ", "))")
                continue
            }
            if function.name == "scenario", case .function(let body) = entry.value {
                checkPart(name, body, levers)
            } else {
                checkKind(type(entry.value), parameter, function, entry.value.range)
            }
        }
        if isComplete { noteMissing(parameters, given, function, named) }
    }

    private mutating func noteMissing(
        _ parameters: [APIParameter], _ given: Set<String>, _ function: APIFunction, _ named: Range<Int>
    ) {
        let missing = parameters.filter { $0.isRequired && !given.contains($0.name) }.map { "`\($0.name)`" }
        guard let last = missing.last else { return }
        let list = missing.count > 1 ? missing.dropLast().joined(separator: ", ") + " and " + last : last
        note(.missingArgument, named, "`\(function.spelling)` needs \(list)")
    }

    private mutating func checkKind(
        _ kind: LintType, _ parameter: APIParameter, _ function: APIFunction, _ range: Range<Int>
    ) {
        guard !parameter.type.mayAccept(kind), let words = kind.words else { return }
        note(
            .argument, range,
            "`\(parameter.name)` of `\(function.spelling)` must be \(parameter.type.words), not \(words)",
            help: parameter.advice ?? "for example: \(function.exampleLine)")
    }

    // MARK: By position

    private mutating func checkPositional(
        _ function: APIFunction, _ parameters: [APIParameter], _ arguments: LuaArguments, _ named: Range<Int>,
        isOpen: Bool
    ) {
        let kinds = check(arguments.values)
        for (index, kind) in kinds.enumerated() {
            guard index < parameters.count || (isOpen && !parameters.isEmpty) else {
                note(
                    .argument, arguments.values[index].range,
                    "`\(function.spelling)` takes \(parameters.isEmpty ? "no arguments" : parameters.count == 1 ? "one argument" : "\(parameters.count) arguments"), and this is one more",
                    help: "take it out")
                return
            }
            checkKind(
                kind, parameters[min(index, parameters.count - 1)], function, arguments.values[index].range)
        }
        // A call or `...` at the end may give several values.
        switch arguments.values.last {
        case .rest: return
        case .chain(_, let suffixes) where suffixes.last?.isCall == true: return
        default: break
        }
        let missing = parameters.dropFirst(kinds.count).filter(\.isRequired)
        if !missing.isEmpty { noteMissing(missing, [], function, named) }
    }

    // MARK: Scenarios

    /// What the `levers` of a scenario declares, each with the place of its name; `nil` where that is not plain to see.
    private mutating func declare(_ table: LuaTable) -> [(name: String, range: Range<Int>)]? {
        levers = nil
        readLevers = []
        leverReads = 0
        // The levers of scenarios that it is based on are theirs: `change` sees its own only.
        let plain: Set = ["title", "plan", "change", "about", "levers", "check", "based_on"]
        guard table.entries.allSatisfy({ $0.name.map { plain.contains($0.name) } ?? false }) else { return nil }
        guard let entry = table.entries.last(where: { $0.name?.name == "levers" }) else {
            levers = [:]
            return []
        }
        guard case .table(let declared) = entry.value, declared.entries.allSatisfy({ $0.name != nil }) else {
            return nil
        }
        var kinds: [String: LintType] = [:]
        var names: [(name: String, range: Range<Int>)] = []
        for entry in declared.entries {
            guard let (name, range) = entry.name else { continue }
            kinds[name] = defaultKind(entry.value)
            names.append((name, range))
        }
        levers = kinds
        return names
    }

    /// What a lever holds, without looking into what is wrong with it: that is done where it stands.
    private func defaultKind(_ expression: LuaExpression) -> LintType {
        guard case .chain(.name(let name), let suffixes) = expression, name.text == "lever",
            case .call(let arguments)? = suffixes.first, case .table(let table)? = arguments.values.first,
            let value = table.entries.last(where: { $0.name?.name == "default" })?.value
        else { return .unknown }
        var silent = self
        silent.findings = []
        return silent.type(value)
    }

    /// `change` or `check` of a scenario, whose parameters are known.
    private mutating func checkPart(
        _ name: String, _ body: LuaFunctionBody, _ declared: [(name: String, range: Range<Int>)]?
    ) {
        switch name {
        case "change":
            check(body, parameters: [.object(.plan), .object(.levers)])
            guard let declared else { return }
            if body.parameters.count > 1 {
                // Levers that are handed on may be read anywhere.
                guard let variable = names.variable(body.parameters[1]), names.variables[variable].writes == 0,
                    names.variables[variable].reads == leverReads
                else { return }
            }
            for lever in declared where !readLevers.contains(lever.name) {
                note(.unusedLever, lever.range, "nothing reads the lever `\(lever.name)`")
            }
        case "check": check(body, parameters: [.object(.result)])
        default: check(body)
        }
    }
}

extension LuaTable.Entry {
    /// The name of an entry, where it is written out.
    fileprivate var name: (name: String, range: Range<Int>)? {
        switch self {
        case .named(let name, _): (name.text, name.range)
        case .keyed(.text(let text, let range), _): (text, range)
        default: nil
        }
    }
}
