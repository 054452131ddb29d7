/// How a thing stands: a sign, a word and a colour, so that no meaning hangs on the colour.
enum Standing: Sendable {
    case good, bad, open, info

    private var sign: String {
        switch self {
        case .good: "✓"
        case .bad: "✗"
        case .open: "?"
        case .info: "i"
        }
    }

    private var mark: Attribute {
        switch self {
        case .good: .class("standing good")
        case .bad: .class("standing bad")
        case .open: .class("standing open")
        case .info: .class("standing info")
        }
    }

    /// The sign and a word for it.
    func node(_ word: String) -> Node {
        .element(.span, [mark], [Tag.span(.unspoken) { sign + "\u{A0}" }, .text(word)])
    }
}

/// A list of what was found: a check of a plan, an expectation, a warning.
struct Findings {
    struct Finding {
        let standing: Standing
        let word: String
        let what: String
        var details: [String] = []
    }

    let findings: [Finding]

    var node: Node {
        Tag.ul(.class("findings")) {
            for finding in findings {
                Tag.li {
                    finding.standing.node(finding.word)
                    " "
                    Tag.bdi { finding.what }
                    for detail in finding.details { Tag.p(.class("detail"), .anyDirection) { detail } }
                }
            }
        }
    }
}

/// A list of names and what is said of each.
struct Particulars {
    private var rows: [(name: String, value: [Node])] = []

    init() {}

    mutating func add(_ name: String, _ value: String) { rows.append((name, [.text(value)])) }
    mutating func add(_ name: String, _ value: [Node]) { rows.append((name, value)) }

    var node: Node {
        Tag.dl(.class("particulars")) {
            for row in rows {
                Tag.div {
                    Tag.dt { row.name }
                    Node.element(.dd, [.anyDirection], row.value)
                }
            }
        }
    }
}
