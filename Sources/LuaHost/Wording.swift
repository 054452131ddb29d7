/// What to say about an error, and which word of the line it is about.
struct Wording {
    /// A stable name for the rule behind the message.
    var code: String
    /// What is wrong.
    var message: String
    /// Why it matters.
    var reason: String?
    /// How to mend it.
    var help: String?
    /// The word of the line to underline.
    var marked: String?
    /// The letters before it, where the word may be on the line more than once.
    var after: Set<Character> = []
    /// The signs of the operation, one of which stands beside the word.
    var beside: [String] = []
    /// The name of a field or method that is nil, for which the script may have a similar one.
    var missing: String?
    /// What a syntax error says was opened and not closed.
    var opener: (token: String, line: Int)?
    /// Whether a syntax error is at the end of the text.
    var isAtEnd = false

    init(
        _ code: String, _ message: String, reason: String? = nil, help: String? = nil, marked: String? = nil,
        after: Set<Character> = []
    ) {
        self.code = code
        self.message = message
        self.reason = reason
        self.help = help
        self.marked = marked
        self.after = after
    }
}

extension String {
    /// What stands between two parts of a text: "b" of "a'b'c" between "a'" and "'c".
    func between(_ start: String, _ end: String) -> String? {
        guard hasPrefix(start), let found = self[index(startIndex, offsetBy: start.count)...].firstRange(of: end)
        else { return nil }
        return String(self[index(startIndex, offsetBy: start.count)..<found.lowerBound])
    }

    /// The text before the first of a part, and the text after it.
    func split(at part: String) -> (before: String, after: String)? {
        guard let found = firstRange(of: part) else { return nil }
        return (String(self[..<found.lowerBound]), String(self[found.upperBound...]))
    }
}
