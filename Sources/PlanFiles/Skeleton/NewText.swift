/// One file that a command makes: where, and what stands in it.
package struct NewText: Sendable {
    /// Its name, or its path.
    package let path: String
    /// Its text.
    package let text: String

    /// Makes one.
    package init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }
}
