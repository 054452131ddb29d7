/// A part of a report for people: lines of text and tables, in their order. At a terminal it is text; a page makes
/// headings, lists and tables of it.
///
/// A line without space before it is a heading. A line that is indented further than the one before goes on with it.
package struct Passage: Sendable, ExpressibleByStringInterpolation {
    /// A piece of a passage.
    package enum Block: Sendable {
        /// Lines of text, each ended.
        case text(String)
        /// A table, which stands on lines of its own.
        case table(TextTable)
    }

    /// The pieces; no two texts follow each other.
    package private(set) var blocks: [Block] = []

    /// A passage of text alone.
    package init(_ text: String) {
        if !text.isEmpty { blocks = [.text(text)] }
    }

    /// A passage that is a table.
    package init(_ table: TextTable) { blocks = [.table(table)] }

    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.passage }

    /// Texts, figures and other passages in a literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var passage = Passage("")

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) { passage += text }
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            passage += value.description
        }
        package mutating func appendInterpolation(_ other: Passage) { passage += other }
    }

    /// Whether it says nothing.
    package var isEmpty: Bool { blocks.isEmpty }

    /// The passage as text.
    package var text: String {
        blocks.map { block in
            switch block {
            case .text(let text): text
            case .table(let table): table.rendered()
            }
        }.joined()
    }

    package static func += (passage: inout Passage, text: String) {
        if text.isEmpty { return }
        if case .text(let last)? = passage.blocks.last {
            passage.blocks[passage.blocks.count - 1] = .text(last + text)
        } else {
            passage.blocks.append(.text(text))
        }
    }

    package static func += (passage: inout Passage, other: Passage) {
        for block in other.blocks {
            switch block {
            case .text(let text): passage += text
            case .table: passage.blocks.append(block)
            }
        }
    }

    package static func += (text: inout String, passage: Passage) { text += passage.text }

    package static func + (one: Passage, other: Passage) -> Passage {
        var both = one
        both += other
        return both
    }

    package static func + (passage: Passage, text: String) -> Passage { passage + Passage(text) }

    package static func + (text: String, passage: Passage) -> Passage { Passage(text) + passage }
}

extension Sequence<Passage> {
    /// The passages, one after another.
    func joined() -> Passage { reduce(into: Passage("")) { $0 += $1 } }
}
