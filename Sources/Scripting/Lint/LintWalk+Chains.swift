import Diagnostics
import LuaHost
import LuaSyntax

// Fields, methods and calls.

extension LintWalk {
    /// What a name holds.
    func type(of name: LuaName) -> LintType {
        if let variable = names.variable(name) { return types[variable] ?? .unknown }
        if let index = API.functions.firstIndex(where: { $0.owner == nil && $0.name == name.text }) {
            return .api(index)
        }
        if LuaLibrary.members(of: name.text) != nil { return .library(name.text) }
        return LuaLibrary.functions.contains(name.text) ? .lua("", name.text) : .unknown
    }

    /// What a value and the fields and calls behind it give.
    mutating func type(of first: LuaExpression, _ suffixes: ArraySlice<LuaSuffix>) -> LintType {
        var kind = type(first)
        for (index, suffix) in zip(suffixes.indices, suffixes) {
            switch suffix {
            case .field(let name): kind = field(name, of: kind)
            case .index(let key, _):
                let keyKind = type(key)
                if case .list(let element) = kind, keyKind.isNumber {
                    kind = element
                } else if case .text(let text, let range) = key, kind.className != nil {
                    kind = field(LuaName(text: text, range: range), of: kind)
                } else {
                    kind = .unknown
                }
            case .call(let arguments):
                let before = index == suffixes.startIndex ? first.range : suffixes[index - 1].range
                kind = call(kind, arguments, named: before)
            case .method(let name, let arguments): kind = method(name, arguments, of: kind)
            }
        }
        return kind
    }

    /// A call that is a statement of its own.
    mutating func checkCall(_ expression: LuaExpression) {
        guard case .chain(let first, let suffixes) = expression, let last = suffixes.last else { return }
        let owner = type(of: first, suffixes.dropLast())
        let what: String
        switch last {
        case .method(let name, let arguments):
            _ = method(name, arguments, of: owner)
            if owner == .text, LuaLibrary.members(of: "string")?.contains(name.text) == true {
                what = "string.\(name.text)"
                break
            }
            guard let owner = owner.className, let function = Self.function(name.text, of: owner),
                Self.pure.contains(function.spelling)
            else { return }
            what = function.spelling
        case .call(let arguments):
            let before = suffixes.count > 1 ? suffixes[suffixes.count - 2].range : first.range
            _ = call(owner, arguments, named: before)
            switch owner {
            case .api(let index):
                let function = API.functions[index]
                if function.returns == .object(.scenario) {
                    note(
                        .notReturned, before, "the script declares a scenario here and does not return it",
                        help: "write `return \(function.name) { … }`")
                    return
                }
                guard Self.pure.contains(function.spelling) else { return }
                what = function.spelling
            case .lua(let library, let name):
                guard !Self.acting.contains(name) else { return }
                what = library.isEmpty ? name : "\(library).\(name)"
            default: return
            }
        default: return
        }
        note(.unusedResult, expression.range, "`\(what)` only gives a value, and nothing is done with it")
    }

    /// Functions that do nothing but give a value.
    private static let pure = Set(
        (API.valueFunctions + API.moneyMethods + API.rateMethods + API.planReading + API.lineMethods
            + API.statedFunctions + API.resultMethods + API.conditionFunctions
            + API.poolFunctions.filter { $0.returns != nil }).map(\.spelling))

    /// Functions of Lua that are called for what they do.
    private static let acting: Set = [
        "assert", "error", "print", "insert", "remove", "sort", "move",
        // What they call may act.
        "pcall", "xpcall", "gsub", "use",
    ]

    static func function(_ name: String, of owner: APIClassName) -> APIFunction? {
        API.functions.first { $0.owner == owner && $0.name == name }
    }

    // MARK: Fields

    private mutating func field(_ name: LuaName, of kind: LintType) -> LintType {
        if case .library(let library) = kind {
            guard let members = LuaLibrary.members(of: library), !members.contains(name.text) else {
                if name.text == "huge" { return .fraction }
                if name.text == "maxinteger" || name.text == "mininteger" { return .integer }
                return .lua(library, name.text)
            }
            note(
                .unknownField, name.range, "there is no `\(library).\(name.text)`",
                help: Suggestion.nearest(to: name.text, in: members).map { "did you mean `\(library).\($0)`?" }
                    ?? "it has \(members.map { "`\($0)`" }.joined(separator: ", "))")
            return .unknown
        }
        guard let owner = kind.className else { return .unknown }
        if let property = API.properties.first(where: { $0.owner == owner && $0.name == name.text }) {
            return LintType(property.type)
        }
        if Self.function(name.text, of: owner) != nil { return .method("\(owner.rawValue.lowercased()):\(name.text)") }
        if owner == .levers { return lever(name) }
        noteUnknown(name, owner)
        return .unknown
    }

    private mutating func noteUnknown(_ name: LuaName, _ owner: APIClassName) {
        let members =
            API.properties.filter { $0.owner == owner }.map(\.name)
            + API.functions.filter { $0.owner == owner }.map(\.name)
        let what = LintType.object(owner).words ?? owner.rawValue
        note(
            .unknownField, name.range, "\(owner == .money ? "an amount of money" : what) has no `\(name.text)`",
            help: Suggestion.didYouMean(name.text, in: members)
                ?? (members.count > 12
                    ? nil : "it has \(members.map { "`\($0)`" }.joined(separator: ", "))"))
    }

    private mutating func lever(_ name: LuaName) -> LintType {
        leverReads += 1
        readLevers.insert(name.text)
        guard let levers else { return .unknown }
        if let kind = levers[name.text] { return kind }
        note(
            .unknownLever, name.range, "the scenario declares no lever `\(name.text)`",
            help: Suggestion.didYouMean(name.text, in: levers.keys.sorted())
                ?? (levers.isEmpty
                    ? "declare it: levers = { \(name.text) = lever { … } }"
                    : "its levers are \(levers.keys.sorted().map { "`\($0)`" }.joined(separator: ", "))"))
        return .unknown
    }

    // MARK: Calls

    private mutating func method(_ name: LuaName, _ arguments: LuaArguments, of kind: LintType) -> LintType {
        if kind == .text, let members = LuaLibrary.members(of: "string") {
            _ = check(arguments.values)
            if members.contains(name.text) { return Self.result("string", name.text) }
            note(
                .unknownField, name.range, "a text has no method `\(name.text)`",
                help: Suggestion.didYouMean(name.text, in: members)
                    ?? "it has \(members.map { "`\($0)`" }.joined(separator: ", "))")
            return .unknown
        }
        guard let owner = kind.className else {
            _ = check(arguments.values)
            return .unknown
        }
        if let function = Self.function(name.text, of: owner) { return call(function, arguments, name.range) }
        _ = check(arguments.values)
        if API.properties.contains(where: { $0.owner == owner && $0.name == name.text }) {
            note(
                .call, name.range, "`\(name.text)` is a field, and cannot be called",
                help: "write `.\(name.text)`, without brackets")
        } else if owner == .levers {
            note(.call, name.range, "a lever is a field, and cannot be called", help: "write `levers.\(name.text)`")
        } else {
            noteUnknown(name, owner)
        }
        return .unknown
    }

    private mutating func call(_ kind: LintType, _ arguments: LuaArguments, named: Range<Int>) -> LintType {
        switch kind {
        case .api(let index): return call(API.functions[index], arguments, named)
        case .lua(let library, let name):
            let given = check(arguments.values)
            return library.isEmpty && name == "ipairs" ? walk(given, arguments) : Self.result(library, name)
        case .method(let spelling):
            _ = check(arguments.values)
            note(
                .call, named, "`\(spelling)` is called without its object",
                help: "write `\(spelling)(…)`, with `:` instead of `.`")
            return .unknown
        case .unknown, .function:
            _ = check(arguments.values)
            return .unknown
        default:
            _ = check(arguments.values)
            note(.call, named, "\(quoted(named)) is \(kind.words ?? "no function"), and cannot be called")
            return .unknown
        }
    }

    private mutating func walk(_ given: [LintType], _ arguments: LuaArguments) -> LintType {
        guard let kind = given.first, let words = kind.words else { return .unknown }
        switch kind {
        case .list(let element): return .walk(element)
        case .table: return .walk(.unknown)
        default:
            note(
                .loopValue, arguments.values[0].range, "ipairs goes over a list, and this is \(words)",
                help: kind.isFunction
                    ? "call it: `ipairs(\(tree.source.text(arguments.values[0].range))())`, with `:` before a method"
                    : nil)
            return .unknown
        }
    }

    /// What a function of Lua gives.
    private static func result(_ library: String, _ name: String) -> LintType {
        switch (library, name) {
        case ("", "tostring"), ("", "type"), ("table", "concat"): .text
        case ("string", "len"): .integer
        case ("string", "byte"): .unknown
        case ("string", _): .text
        case ("math", "floor"), ("math", "ceil"): .number
        default: .unknown
        }
    }
}
