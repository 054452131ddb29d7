/// A place in a text file: a whole file, a line, or a span of a line.
///
/// Lines and columns count from 1. A CSV place counts `column` in fields and names the field in `columnName`; a script
/// or YAML place counts it in characters.
public struct Place: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The file as the person named it.
    public var file: String
    /// The line, from 1; `nil` when the whole file is meant.
    public var line: Int?
    /// The column, from 1; `nil` when the whole line is meant.
    public var column: Int?
    /// The heading of the column in a table, or the name of the function in a script.
    public var name: String?
    /// The line as it stands in the file, for the excerpt.
    public var excerpt: String?
    /// The part of ``excerpt`` to underline, counted in characters from 0.
    public var marked: Range<Int>?

    /// Makes a place; only the file must be known.
    public init(
        file: String, line: Int? = nil, column: Int? = nil, name: String? = nil,
        excerpt: String? = nil, marked: Range<Int>? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.name = name
        self.excerpt = excerpt
        self.marked = marked
    }

    /// `file:line:column`, as far as it is known: the form that editors and terminals turn into links. The name of a file
    /// may hold anything, and must not command a terminal.
    public var description: String {
        var text = file.onOneLine
        if let line { text += ":\(line)" }
        if let column { text += ":\(column)" }
        return text
    }
}
