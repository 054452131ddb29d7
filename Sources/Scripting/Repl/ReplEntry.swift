/// What a person entered, looked at as text: what it declares, which names it mentions.
struct ReplEntry {
    /// The text as it was entered.
    let text: String
    /// Its words and signs.
    let tokens: [LuaTokens.Token]

    /// A declaration at the top of an entry: `local a, b = …` or `local function a() … end`.
    struct Declaration {
        /// The names that it declares.
        let names: [String]
        /// What to blank so that it assigns instead: the word `local`, and attributes such as `<const>`.
        let blanked: [Range<Int>]
        /// Where ` = nil` has to stand, when it assigns nothing.
        let assignsNilAt: Int?
        /// The place of its word `local` among the tokens.
        let token: Int
    }

    init(_ text: String) {
        self.text = text
        tokens = LuaTokens(text).tokens
    }

    /// The declarations outside of any function, loop or condition.
    var declarations: [Declaration] {
        tokens.indices.filter { tokens[$0].depth == 0 && tokens[$0].spelling == "local" && tokens[$0].kind == .name }
            .compactMap(declaration)
    }

    private func declaration(at local: Int) -> Declaration? {
        var next = local + 1
        guard next < tokens.count else { return nil }
        if tokens[next].spelling == "function" {
            guard next + 1 < tokens.count else { return nil }
            return Declaration(
                names: [tokens[next + 1].spelling], blanked: [tokens[local].bytes], assignsNilAt: nil, token: local)
        }
        var names: [String] = []
        var blanked = [tokens[local].bytes]
        var end = tokens[local].bytes.upperBound
        while next < tokens.count, tokens[next].kind == .name {
            names.append(tokens[next].spelling)
            end = tokens[next].bytes.upperBound
            next += 1
            if next + 2 < tokens.count, tokens[next].spelling == "<", tokens[next + 2].spelling == ">" {
                blanked.append(tokens[next].bytes.lowerBound..<tokens[next + 2].bytes.upperBound)
                next += 3
            }
            guard next < tokens.count, tokens[next].spelling == "," else { break }
            next += 1
        }
        guard !names.isEmpty else { return nil }
        let assigns = next < tokens.count && tokens[next].spelling == "="
        return Declaration(names: names, blanked: blanked, assignsNilAt: assigns ? nil : end, token: local)
    }

    /// The text with the declarations made assignments, so that the names outlive the entry. Lines and columns stay.
    func assigning(_ declarations: [Declaration]) -> String {
        var bytes = Array(text.utf8)
        for range in declarations.flatMap(\.blanked) {
            for index in range where bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
        }
        for place in declarations.compactMap(\.assignsNilAt).sorted(by: >) {
            bytes.insert(contentsOf: " = nil".utf8, at: place)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a name stands in it, as a name of its own and not as a field.
    func mentions(_ name: String, before end: Int? = nil) -> Bool {
        let searched = tokens[..<(end ?? tokens.count)]
        return searched.indices.contains { index in
            tokens[index].kind == .name && tokens[index].spelling == name
                && (index == 0 || ![".", ":"].contains(tokens[index - 1].spelling))
        }
    }
}
