import LuaShim

/// Says in the words of the person who wrote the script what Lua says of an error while it runs.
enum RuntimeWords {
    /// Words for a message of Lua. A message that is not known stays as it is: it may be the script's own.
    static func reword(_ message: String) -> Wording {
        attempt(message) ?? argument(message) ?? known(message)
            ?? Wording("lua.error", message, marked: quoted(in: message))
    }

    /// The first name in quotes, to underline it.
    static func quoted(in message: String) -> String? {
        for quote in ["`", "'"] {
            guard let rest = message.split(at: quote)?.after, let name = rest.split(at: quote)?.before else { continue }
            if !name.isEmpty, name.count <= 64 { return name }
        }
        return nil
    }

    // MARK: Attempts

    /// The value that a message speaks of: `(field 'x')` at its end.
    private struct Subject {
        var kind: String
        var name: String

        /// The letters that stand before a name of this kind.
        var after: Set<Character> { isMember ? [".", ":"] : [] }
        /// Whether it is a field or method with a name.
        var isMember: Bool { kind == "field" || kind == "method" }
    }

    private static func subject(_ message: inout String) -> Subject? {
        guard message.hasSuffix("')"), let parts = message.split(at: " ("), let names = parts.after.split(at: " '")
        else { return nil }
        message = parts.before
        return Subject(kind: names.before, name: String(names.after.dropLast(2)))
    }

    private static func attempt(_ message: String) -> Wording? {
        var rest = message
        var subject = subject(&rest)
        var name = subject.map { "`\($0.name)`" } ?? "a value"
        // What Lua says of `list[number]`, and of a key that it does not know before it runs.
        if let found = subject, found.kind == "field" || found.kind == "global" || found.kind == "upvalue",
            found.name == "integer index" || found.name == "?"
        {
            subject = Subject(kind: "entry", name: "")
            name = "an entry of a table"
        }
        func wording(_ code: String, _ text: String, help: String? = nil) -> Wording {
            var wording = Wording(code, text, help: help, marked: subject?.name, after: subject?.after ?? [])
            wording.beside = signs[code] ?? []
            if subject?.isMember == true, rest.contains("a nil value") { wording.missing = subject?.name }
            return wording
        }
        func type(_ start: String) -> String? { rest.between(start, " value").map(kind) }

        if let type = type("attempt to index a ") ?? type("attempt to index an ") {
            return wording("lua.index", "\(name) is \(type), so it has no fields", help: nilAdvice(type, subject))
        }
        if let type = type("attempt to call a ") ?? type("attempt to call an ") {
            if type == "nil", subject?.name == "for iterator" {
                var wording = Wording("lua.call", "there is nothing for `for … in` to go over: it is nil")
                wording.marked = "in"
                wording.help = "write for _, line in ipairs(plan:lines()) do"
                return wording
            }
            if type == "nil", subject?.kind == "entry" {
                return wording("lua.call", "an entry of a table is nil, and cannot be called", help: entryAdvice)
            }
            if type == "nil", let subject {
                let what = subject.kind == "method" ? "method" : "function"
                return wording("lua.call", "there is no \(what) \(name) to call: it is nil", help: spelling(subject))
            }
            let isLoop = subject?.name == "for iterator"
            if isLoop { subject = Subject(kind: "word", name: "in") }
            return wording(
                "lua.call",
                isLoop ? "`for … in` needs ipairs around a list" : "\(name) is \(type), and cannot be called",
                help: isLoop ? "write for _, line in ipairs(plan:lines()) do; of a table with names, use pairs" : nil)
        }
        if let type = type("attempt to perform arithmetic on a ") ?? type("attempt to perform arithmetic on an ") {
            let help =
                type == "text"
                ? "turn text into a number with tonumber(…)"
                : type == uncertain ? uncertainAdvice : nilAdvice(type, subject)
            return wording("lua.arithmetic", "\(name) is \(type), so nothing can be calculated with it", help: help)
        }
        if let type = type("attempt to concatenate a ") ?? type("attempt to concatenate an ") {
            let help =
                switch type {
                case "nil": nilAdvice(type, subject)
                case "an amount of money": "use fmt(\"… {}\", amount)"
                case "true or false": "use tostring(…), or fmt(\"… {}\", value)"
                case "a Rate": "show it with fmt(\"… {}\", rate)"
                case "a table": "join the entries of a list with table.concat(list, \", \")"
                case "a function": "call it, with brackets behind its name"
                default: "join one of its fields, such as its title: fmt(\"… {}\", object.title)"
                }
            return wording("lua.concatenate", "\(name) is \(type), and cannot be joined to text with `..`", help: help)
        }
        if let type = type("attempt to get length of a ") ?? type("attempt to get length of an ") {
            return wording("lua.length", "\(name) is \(type), so it has no length", help: nilAdvice(type, subject))
        }
        if let type = rest.between("attempt to compare two ", " values").map(kind) {
            return wording("lua.compare", "two values of which each is \(type) cannot be compared by size")
        }
        if rest.hasPrefix("attempt to compare "), let types = rest.dropFirst(19).description.split(at: " with ") {
            return wording(
                "lua.compare", "\(kind(types.before)) and \(kind(types.after)) cannot be compared by size",
                help: compareAdvice([types.before, types.after]))
        }
        return nil
    }

    /// The name of a type in words. Our classes have their own names; the only unnamed userdata is money.
    private static func kind(_ type: String) -> String {
        switch type {
        case "nil": "nil"
        case "string": "text"
        case "boolean": "true or false"
        case "string/function/table": "text, a function or a table"
        case "userdata", "light userdata", "money": "an amount of money"
        default: Words.withArticle(type)
        }
    }

    /// The signs of an operation that fails on a value, by the code of the error.
    private static let signs = ["lua.concatenate": [".."], "lua.arithmetic": ["+", "-", "*", "/", "%", "^"]]

    /// A figure that nobody is sure of.
    private static let uncertain = "an Uncertain"
    private static let uncertainAdvice =
        "give it to plan:add_effect, plan:suppose_effect or plan:suppose_metric as it is; its .median is one value"

    private static let entryAdvice = "check the position or the name: an entry that was never set is nil"

    private static func compareAdvice(_ types: [String]) -> String? {
        if types.contains("Uncertain") { return uncertainAdvice }
        if types.contains("nil") { return "check where the nil comes from: a field that was never set is nil" }
        if types.contains("Rate"), types.contains("number") {
            return "write a percentage on both sides, as in percent(50)"
        }
        if types.contains("string"), types.contains("number") { return "turn text into a number with tonumber(…)" }
        return nil
    }

    private static func nilAdvice(_ type: String, _ subject: Subject?) -> String? {
        guard type == "nil", let subject else { return nil }
        return spelling(subject)
    }

    private static func spelling(_ subject: Subject) -> String {
        switch subject.kind {
        case "field", "method": "check the spelling of `\(subject.name)`: a field that was never set is nil"
        case "entry": entryAdvice
        case "local", "upvalue": "give `\(subject.name)` a value before this line"
        default: "check where `\(subject.name)` gets its value"
        }
    }

    // MARK: Arguments

    /// `bad argument #1 to 'insert' (table expected, got nil)`.
    private static func argument(_ message: String) -> Wording? {
        guard let parts = message.dropping("bad argument #")?.split(at: " to '"),
            let call = parts.after.split(at: "' ("), call.after.hasSuffix(")")
        else { return nil }
        let function = call.before
        let fault = String(call.after.dropLast())
        var text = "argument \(parts.before) of `\(function)`"
        if let types = fault.split(at: " expected, got ") {
            let wanted = types.before == "value" ? "given" : kind(types.before)
            text += types.after == "no value" ? " is missing: it must be \(wanted)" : " must be \(wanted), "
            if types.after != "no value" { text += "not \(kind(types.after))" }
        } else if fault == "number has no integer representation" {
            text += " must be a whole number"
        } else {
            text += faults[fault] ?? ": \(fault)"
        }
        return Wording("lua.argument", text, marked: function)
    }

    /// What Lua's library says of an argument, in words that need no knowledge of it.
    private static let faults = [
        "value expected": " is missing",
        "value out of range": " must be the code of a byte, from 0 to 255",
        "base out of range": " must be a base from 2 to 36",
        "index out of range": " must be a position from 1, or from -1 for the last",
    ]

    // MARK: Others

    private static func known(_ message: String) -> Wording? {
        if let what = message.between("stack overflow (", ")") {
            return Wording("lua.too-many-values", "too many values at once: \(what)", help: "take fewer in one call")
        }
        if message.hasPrefix("stack overflow") || message.hasPrefix("C stack overflow") { return tooDeep }
        if let parts = message.dropping("bad 'for' ")?.split(at: " (number expected, got ") {
            let type = kind(String(parts.after.dropLast()))
            let bound = parts.before == "initial value" ? "start" : parts.before
            return Wording(
                "lua.for", "the \(bound) of `for` must be a number, not \(type)",
                help: type == "an amount of money"
                    ? "count in whole numbers and multiply: for step = 0, 10 do … gbp(500) * step" : nil, marked: "for")
        }
        if message == "'for' step is zero" { return Wording("lua.for", "the step of `for` is zero", marked: "for") }
        if let name = message.between("variable '", "' got a non-closable value") {
            return Wording("lua.close", "`\(name)` is marked `<close>`, and nothing here can be closed", marked: name)
        }
        if let wording = library(message) { return wording }
        switch message {
        case "assertion failed!":
            return Wording(
                "lua.assertion", "an assertion does not hold", help: "say what is wrong in a second argument of assert",
                marked: "assert")
        case "attempt to perform 'n//0'", "attempt to divide by zero":
            return Wording("lua.zero", "a whole number cannot be divided by zero", marked: "//")
        case "attempt to perform 'n%%0'", "attempt to perform 'n%0'":
            return Wording("lua.zero", "there is no remainder of a division by zero", marked: "%")
        case "table index is nil", "table index is NaN", "index is nil", "index is NaN":
            let key = message.hasSuffix("nil") ? "nil" : "a number that is not a number"
            return Wording("lua.key", "\(key) cannot be a key of a table")
        case "wrong number of arguments to 'insert'":
            return Wording(
                "lua.argument", "`insert` takes a table and a value, or a table, a position and a value",
                marked: "insert")
        case "too many results to unpack":
            return Wording("lua.argument", "`unpack` would give more values than fit", marked: "unpack")
        case "number has no integer representation":
            return Wording("lua.whole-number", "a whole number is needed here, and the number is a fraction")
        default: break
        }
        if let type = message.dropping("invalid value (at index ")?.split(at: ") in table for 'concat'") {
            let isMoney = type.after == " (money)"
            return Wording(
                "lua.concatenate", "entry \(type.before) of the table given to `concat` is not text or a number",
                help: isMoney ? "use fmt(\"{}\", amount) or tostring(amount) for each" : nil, marked: "concat")
        }
        return nil
    }

    /// What functions of our library say themselves: a beginning of the message, a code, what to do, and the word to mark.
    private static let ofLibrary: [(start: String, code: String, help: String?, marked: String?)] = [
        (
            "the pattern takes too many steps", "lua.pattern-steps",
            "say more of what the text looks like: every `.-`, `.*` and `?` multiplies the ways to try", nil
        ),
        ("the pattern ", "lua.pattern", "to find text as it stands, use string.find(text, part, 1, true)", nil),
        ("the replacement ", "lua.replacement", "in a replacement `%1` is a capture, and `%%` a percent sign", nil),
        ("'format' ", "lua.format", "fmt(\"… {}\", value) shows amounts and numbers as people write them", "format"),
        ("the text made by 'rep' ", "lua.text-too-long", "look at the number of repetitions", "rep"),
        (
            "pairs cannot put the keys ", "lua.pairs-order", "use text, numbers, amounts or booleans as keys", "pairs"
        ),
        ("invalid UTF-8 code", "lua.utf8", "utf8.len(text) tells at which byte the fault is", "utf8"),
        ("the table has holes", "lua.holes", "a list has a value at each place from 1 on", nil),
        ("too many results to unpack", "lua.unpack", "go over the list with ipairs", "unpack"),
    ]

    private static func library(_ message: String) -> Wording? {
        guard let found = ofLibrary.first(where: { message.hasPrefix($0.start) }) else { return nil }
        return Wording(found.code, message, help: found.help, marked: found.marked)
    }

    /// Functions that call each other without end.
    static let tooDeep = Wording(
        "lua.recursion", "the functions of the script call each other too deeply",
        help: "look for a function that calls itself without an end")

    /// The script used too much memory.
    static func memory(_ limits: LuaLimits) -> Wording {
        let most = limits.softBytes >= 1 << 20 ? "\(limits.softBytes >> 20) MB" : "\(limits.softBytes) bytes"
        return Wording(
            "lua.memory", "the script needs more than \(most) of memory, and was stopped",
            help: "look for a text or a table that grows in a loop without end")
    }

    /// The script ran for too long.
    static func instructions(_ limits: LuaLimits) -> Wording {
        Wording(
            "lua.instructions",
            "the script ran for more than \(Words.grouped(limits.instructions)) instructions, and was stopped",
            help: "look for a loop near this line that does not end")
    }

    /// The script used too much processor time.
    static func time(_ limits: LuaLimits) -> Wording {
        Wording(
            "lua.time", "the script ran for more than \(Int(limits.seconds.rounded(.up))) seconds, and was stopped",
            help: "look for a loop near this line that does not end, or that does large work in each round")
    }

    /// Words for an error value that is not text; `nil` for one that is, or is a number.
    static func raised(_ kind: lsh_kind, _ text: String) -> Wording? {
        let help = "give `error` a text that says what is wrong"
        switch kind {
        case LSH_STRING, LSH_INTEGER, LSH_NUMBER, LSH_MONEY: return nil
        case LSH_NIL:
            return Wording("lua.error", "the script raised an error without a message", help: help, marked: "error")
        default:
            let value =
                switch kind {
                case LSH_TABLE: "a table"
                case LSH_FUNCTION: "a function"
                case LSH_BOOLEAN: "`\(text)`"
                default: "an object"
                }
            return Wording(
                "lua.error", "the script raised an error with \(value) instead of a message", help: help,
                marked: "error")
        }
    }
}

extension String {
    /// The text without a beginning, or `nil` when it does not begin so.
    func dropping(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
