/// A value of an agreement's terms, as plan.yaml or a script writes it: one form for both, so that the rules are read
/// and refused in one place.
package struct TermsValue: Sendable {
    /// What it holds.
    package indirect enum Content: Sendable {
        case text(String)
        case money(Money)
        case rate(Rate)
        case list([TermsValue])
        case map([Entry])
        /// Anything else, in words that fit after "must be … , not".
        case other(String)
    }

    /// A key with its value.
    package struct Entry: Sendable {
        /// The key.
        package let key: String
        /// The reader's own mark for the place of the key.
        package let mark: Int
        /// The value.
        package let value: TermsValue

        /// Makes an entry.
        package init(key: String, mark: Int, value: TermsValue) {
            self.key = key
            self.mark = mark
            self.value = value
        }
    }

    /// What it holds.
    package let content: Content
    /// The reader's own mark for its place.
    package let mark: Int

    /// Makes a value.
    package init(_ content: Content, mark: Int = 0) {
        self.content = content
        self.mark = mark
    }

    /// What it is in words.
    var words: String {
        switch content {
        case .text(let text): "`\(text.prefix(60))`"
        case .money(let amount): "\(amount)"
        case .rate(let rate): "\(rate)"
        case .list: "a list"
        case .map: "a table"
        case .other(let words): words
        }
    }
}

/// Something wrong with an agreement's terms: what, where, why and how to mend it.
package struct TermsProblem: Error, Hashable, Sendable {
    /// A stable name for the rule.
    package let code: String
    /// What is wrong.
    package let message: String
    /// Why it matters.
    package let reason: String
    /// How to mend it.
    package let help: String
    /// The mark of the value that it is about.
    package let mark: Int
}
