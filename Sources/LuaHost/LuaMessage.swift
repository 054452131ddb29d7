/// Lua's own messages in the user's words.
struct LuaMessage {
    var message: String
    var reason: String?
    var help: String?
    /// The name that the message speaks of, to be underlined.
    var name: String?

    init(_ message: String, reason: String? = nil, help: String? = nil, name: String? = nil) {
        self.message = message
        self.reason = reason
        self.help = help
        self.name = name
    }

    /// What the parser says.
    init(syntax message: String) {
        self.init("the script cannot be read: \(message.replacing("<eof>", with: "the end of the script"))")
        name = Self.quotedText(in: message)
        if message.contains("near <eof>") {
            help = "close every function, if and for with `end`, and every brace and bracket"
        } else if message.contains("unfinished string") {
            help = "close the text with the same quotation mark, on the same line"
        } else if message.contains(" expected") {
            help = "check the line, and the end of the line before it, for a missing comma, bracket or operator"
        } else {
            help = "check the spelling on this line and the end of the line before it"
        }
    }

    /// What the running script met.
    init(runtime message: String) {
        // Lua knows money and objects by one word only.
        self.init(message.replacing("a userdata value", with: "an amount or object"))
        let variable = Self.variable(in: message)
        name = variable
        if message.hasPrefix("attempt to index a nil value") {
            self.message =
                variable.map { "`\($0)` is nil, so it has no fields" } ?? "something here is nil, so it has no fields"
            help = "check the spelling of the name, and that it was given a value"
        } else if message.hasPrefix("attempt to call a nil value") {
            self.message =
                variable.map { "there is no function `\($0)`" } ?? "what is called here is nil, not a function"
            help = "check the spelling of the name"
        } else if message.hasPrefix("attempt to perform arithmetic on a nil value") {
            self.message =
                variable.map { "`\($0)` is nil, so nothing can be computed with it" }
                ?? "nothing can be computed with nil"
            help = "check the spelling of the name, and that it was given a value"
        } else if message.hasPrefix("attempt to concatenate") {
            self.message =
                variable.map { "`\($0)` cannot be joined to a text with `..`" }
                ?? "this cannot be joined to a text with `..`"
            help = "use fmt(\"{} left\", amount)"
        } else if message.hasPrefix("attempt to perform arithmetic on a string value") {
            help = "write the number without quotation marks, or an amount as gbp \"1,000\""
        } else if message.hasPrefix("attempt to compare") {
            help = "compare values of one kind: money with money, as in amount > gbp(0)"
        } else if message == "stack overflow" || message.hasPrefix("stack overflow") {
            self.message = "functions call each other without end"
            help = "look for a function that calls itself"
        } else if message.hasPrefix("error in error handling") {
            self.message = "functions call each other without end, or memory ran out"
        }
    }

    /// The name in `(field 'x')`, `(local 'x')` and their like.
    private static func variable(in message: String) -> String? {
        guard let open = message.firstIndex(of: "(") else { return nil }
        return quotedText(in: message[open...])
    }

    /// The text between the first pair of single quotation marks.
    private static func quotedText(in message: some StringProtocol) -> String? {
        guard let open = message.firstIndex(of: "'") else { return nil }
        let rest = message[message.index(after: open)...]
        guard let close = rest.firstIndex(of: "'"), close != rest.startIndex else { return nil }
        return String(rest[..<close])
    }

    /// The text between the first pair of back quotes.
    static func quotedName(in message: String) -> String? {
        guard let open = message.firstIndex(of: "`") else { return nil }
        let rest = message[message.index(after: open)...]
        guard let close = rest.firstIndex(of: "`"), close != rest.startIndex else { return nil }
        return String(rest[..<close])
    }
}
