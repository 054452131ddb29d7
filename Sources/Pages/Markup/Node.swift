/// A piece of a page. Pages are made of these and of nothing else, so that whatever a plan or a script says is text:
/// there is one place where text becomes markup, and it escapes (``HTMLWriter``).
indirect enum Node: Sendable {
    /// An element with its attributes and what stands in it.
    case element(Tag, [Attribute], [Node])
    /// Text, as it was written: anything at all.
    case text(String)
    /// Our own style sheet. The one thing that is written as it is, and so a literal of this program.
    case style(StaticString)
}

/// The elements that pages use. None of them runs or loads anything: there is no script, frame, form, image or link to
/// another file.
enum Tag: String, Sendable {
    case html, head, meta, title, style, body
    case header, nav, main, section, article, footer
    case h1, h2, h3, h4, p, a, ul, ol, li, dl, dt, dd, div, span, strong, code, pre, figure, figcaption, br, bdi
    case details, summary
    case table, caption, thead, tbody, tfoot, tr, th, td
    // Charts.
    case svg, desc, g, rect, line, path, text, circle, pattern, defs

    /// Elements that hold nothing and have no end.
    var isVoid: Bool { self == .meta || self == .br }

    /// An element with attributes and content.
    func callAsFunction(_ attributes: Attribute..., @MarkupBuilder content: () -> [Node] = { [] }) -> Node {
        .element(self, attributes, content())
    }
}

/// An attribute of an element; its value is escaped where it is written.
struct Attribute: Sendable {
    let name: String
    let value: String

    private init(_ name: StaticString, _ value: String) {
        self.name = name.description
        self.value = value
    }

    static func id(_ id: String) -> Attribute { Attribute("id", id) }
    static func `class`(_ names: StaticString) -> Attribute { Attribute("class", names.description) }
    /// A link to a place of the same page: pages link nowhere else.
    static func to(_ id: String) -> Attribute { Attribute("href", "#" + id) }
    static func scope(_ scope: StaticString) -> Attribute { Attribute("scope", scope.description) }
    static func role(_ role: StaticString) -> Attribute { Attribute("role", role.description) }
    static func label(_ words: String) -> Attribute { Attribute("aria-label", words) }
    static func labelled(by ids: String) -> Attribute { Attribute("aria-labelledby", ids) }
    static func described(by ids: String) -> Attribute { Attribute("aria-describedby", ids) }
    /// For what only the eye needs, as it is said in words beside it.
    static let unspoken = Attribute("aria-hidden", "true")
    /// Puts what can be scrolled into the order of the tab key.
    static let focusable = Attribute("tabindex", "0")
    /// For text in any language: the letters say in which direction it runs, and it turns nothing beside it around.
    static let anyDirection = Attribute("dir", "auto")
    static let open = Attribute("open", "open")
    static func columns(_ count: Int) -> Attribute { Attribute("colspan", String(count)) }
    /// An attribute of our own words: `lang`, `charset`, `content`.
    static func plain(_ name: StaticString, _ value: StaticString) -> Attribute { Attribute(name, value.description) }
    /// A measure of a drawing.
    static func measure(_ name: StaticString, _ value: Double) -> Attribute { Attribute(name, Coordinate.text(value)) }
    /// The outline of a drawing.
    static func outline(_ path: String) -> Attribute { Attribute("d", path) }
    /// The part of the drawing that is seen.
    static func viewBox(width: Double, height: Double) -> Attribute {
        Attribute("viewBox", "0 0 \(Coordinate.text(width)) \(Coordinate.text(height))")
    }
    /// A pattern of the same page to fill with.
    static func filled(withPattern id: String) -> Attribute { Attribute("fill", "url(#\(id))") }
}

/// Makes lists of nodes of what stands in braces.
@resultBuilder enum MarkupBuilder {
    static func buildExpression(_ node: Node) -> [Node] { [node] }
    static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
    static func buildExpression(_ node: Node?) -> [Node] { node.map { [$0] } ?? [] }
    static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
    static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap(\.self) }
    static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
    static func buildEither(first part: [Node]) -> [Node] { part }
    static func buildEither(second part: [Node]) -> [Node] { part }
    static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap(\.self) }
}
