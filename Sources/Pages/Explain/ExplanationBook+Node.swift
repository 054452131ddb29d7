import Diagnostics
import Finance
import Reports

extension ExplanationBook {
    /// The part of the page that explains its figures; `nil` where none is.
    ///
    /// - Parameter command: the command that explains one figure, up to the figure's name.
    func section(command: String) -> PageSection? {
        guard !entries.isEmpty else { return nil }
        return PageSection("explanations", "How each figure is made") {
            Tag.p {
                "Every linked figure of this report, down to the cells that were read (file:row:column), the movements "
                    + "that changed it (script:line), and the rules (with where they stand). Parts with a sign add up to "
                    + "the figure above them, to the penny."
            }
            if leftOut > 0 {
                Tag.p {
                    Standing.open.node("Not all")
                    " At \(leftOut) more places stands a figure that this page does not explain, to keep it short. This "
                        + "command explains each of them, with the figure's name in place of FIGURE:"
                }
                Tag.pre { "\(command) FIGURE" }
            }
            nodes(command)
        }
    }

    private func nodes(_ command: String) -> [Node] {
        // A total is made of themes, a theme of lines: each is shown in full once, and elsewhere leads there.
        let places = Dictionary(
            entries.enumerated().filter { !$1.tree.children.isEmpty }.map { ($1.tree.children, $0) },
            uniquingKeysWith: { first, _ in first })
        return entries.indices.map { place in
            node(entries[place], command) { parts in
                places[parts].flatMap { $0 == place ? nil : self.entries[$0] }
            }
        }
    }

    /// Where else the same parts are shown in full.
    private typealias Elsewhere = ([ExplanationTree]) -> Entry?

    private func node(_ entry: Entry, _ command: String, _ elsewhere: Elsewhere) -> Node {
        let tree = entry.tree
        var left = Self.rowsOfOne
        let content = Self.children(of: tree, &left, elsewhere)
        let isCut = left <= 0
        return Tag.article(.id(entry.id), .class("explanation"), .labelled(by: "\(entry.id)-title")) {
            Tag.h3(.id("\(entry.id)-title"), .anyDirection) {
                tree.title + (tree.value.isEmpty ? "" : ": \(FigureCell.minus(tree.value))")
            }
            Self.details(of: tree)
            if tree.children.isEmpty, tree.place == nil, tree.reason == nil {
                Tag.p { "Nothing was read for it, and no movement touches it." }
            }
            content
            if isCut {
                Tag.p(.class("note")) {
                    "Not all of it may be shown here; “\(command)” with the figure's name shows all."
                }
            }
            Tag.p(.class("back")) {
                Tag.a(.to("\(entry.id)-shown"), .label("Back to where this figure stands: \(tree.title)")) {
                    "Back to the figure"
                }
            }
        }
    }

    /// What a figure is made of, as a list of lists; `left` is how many rows there is room for.
    private static func children(of tree: ExplanationTree, _ left: inout Int, _ elsewhere: Elsewhere) -> [Node] {
        guard !tree.children.isEmpty, left > 0 else { return [] }
        var items: [Node] = []
        for (place, child) in tree.children.enumerated() where left > 0 {
            left -= 1
            let below =
                elsewhere(child.children).map { [Self.reference($0)] } ?? children(of: child, &left, elsewhere)
            items.append(item(child, figure: figure(child, place, tree.making), tree.making, place, below))
        }
        let list = Node.element(.ul, [.class("tree")], items)
        switch tree.making {
        case .product: return [Tag.p { "The product of:" }, list]
        case .smallest: return [Tag.p { "The smallest of:" }, list]
        case .sum, .difference, .rule, nil: return [list]
        }
    }

    private static func item(
        _ node: ExplanationTree, figure: String, _ making: ExplanationTree.Making?, _ place: Int, _ below: [Node]
    ) -> Node {
        Tag.li {
            // Words that are no figure stand behind the title, as in a sentence.
            if figure.isEmpty || figure.count > 24 {
                Tag.bdi { node.title + (figure.isEmpty ? "" : ": \(figure)") }
            } else {
                Tag.span(.class("figure")) { figure }
                " "
                Tag.bdi { (making == .difference && place > 0 ? "less " : "") + node.title }
            }
            details(of: node)
            below
        }
    }

    /// Leads to where parts are shown in full.
    private static func reference(_ entry: Entry) -> Node {
        Tag.div(.class("where")) {
            "made of what stands under "
            Tag.a(.to(entry.id)) { entry.tree.title }
        }
    }

    /// A part with its sign where parts add up, and as it is where they do not.
    private static func figure(_ node: ExplanationTree, _ place: Int, _ making: ExplanationTree.Making?) -> String {
        guard making == .sum || making == .difference, let pence = node.pence else {
            return FigureCell.minus(node.value)
        }
        let amount = Money(pence: making == .difference && place > 0 ? 0 &- pence : pence)
        return FigureCell.minus(amount.formatted(sign: true))
    }

    /// Where a part is written, why it is so, who decided it, which rule says so, and what chance had part in it.
    private static func details(of node: ExplanationTree) -> [Node] {
        var words: [Node] = []
        func add(_ text: String) {
            if !words.isEmpty { words.append(.text("; ")) }
            words.append(Tag.bdi { text })
        }
        if let place = node.place { add("\(place)\(place.name.map { ", \($0)" } ?? "")") }
        if let reason = node.reason { add(reason) }
        if let authority = node.authority { add("authority: \(authority)") }
        if let citation = node.citation { add("rule: \(citation)") }
        if let draws = node.draws {
            add("draws: stream \(draws.stream), number \(draws.number)\(draws.seed.map { ", seed \($0)" } ?? "")")
        }
        return words.isEmpty ? [] : [.element(.div, [.class("where")], words)]
    }
}
