import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A page as a strict parser sees it. What is not well-formed has no tree.
final class PageTree: NSObject, XMLParserDelegate {
    /// An element with what stands in it.
    final class Element {
        let name: String
        let attributes: [String: String]
        var children: [Element] = []
        var text = ""

        init(_ name: String, _ attributes: [String: String]) {
            self.name = name
            self.attributes = attributes
        }

        /// This and all elements within.
        var all: [Element] { [self] + children.flatMap(\.all) }
        /// All text within, in its order as far as tests need it.
        var words: String {
            (text + children.map(\.words).joined()).replacing("\n", with: "")
        }
        func all(_ name: String) -> [Element] { all.filter { $0.name == name } }
    }

    private(set) var root = Element("", [:])
    private var open: [Element] = []

    /// Parses a page; fails the test where that cannot be done.
    init(_ html: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        super.init()
        try #require(html.hasPrefix("<!DOCTYPE html>\n"), sourceLocation: sourceLocation)
        let parser = XMLParser(data: Data(html.dropFirst("<!DOCTYPE html>".count).utf8))
        parser.delegate = self
        open = [root]
        let isParsed = parser.parse()
        try #require(
            isParsed, "line \(parser.lineNumber): \(String(describing: parser.parserError))",
            sourceLocation: sourceLocation)
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let element = Element(name, attributes)
        open.last?.children.append(element)
        open.append(element)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }
}

/// What must hold of any page.
enum PageRules {
    static func expect(_ html: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let elements = try PageTree(html, sourceLocation: sourceLocation).root.all
        let ids = elements.compactMap { $0.attributes["id"] }
        let known = Set(ids)
        #expect(ids.count == known.count, "an id is there twice", sourceLocation: sourceLocation)
        // Nothing runs, nothing is loaded, and links stay in the page.
        for element in elements {
            #expect(
                !["script", "iframe", "img", "link", "object", "embed", "form", "base", "use", "image", "a:href"]
                    .contains(element.name), "\(element.name)", sourceLocation: sourceLocation)
            for (name, value) in element.attributes {
                #expect(!name.hasPrefix("on") && name != "src" && name != "style", sourceLocation: sourceLocation)
                if name == "href" {
                    #expect(
                        value.hasPrefix("#") && known.contains(String(value.dropFirst())), "\(value)",
                        sourceLocation: sourceLocation)
                }
                if name == "aria-labelledby" || name == "aria-describedby" {
                    #expect(known.contains(value), "\(value)", sourceLocation: sourceLocation)
                }
            }
        }
        // Headings follow each other without a gap, under one title.
        let levels = elements.compactMap { ["h1": 1, "h2": 2, "h3": 3, "h4": 4][$0.name] }
        #expect(levels.filter { $0 == 1 }.count == 1, sourceLocation: sourceLocation)
        for (one, next) in zip(levels, levels.dropFirst()) {
            #expect(next <= one + 1, "h\(next) after h\(one)", sourceLocation: sourceLocation)
        }
        for table in elements where table.name == "table" { expect(table, sourceLocation) }
        for figure in elements where figure.name == "figure" { expect(chart: figure, sourceLocation) }
    }

    private static func expect(_ table: PageTree.Element, _ sourceLocation: SourceLocation) {
        let heads = table.all("thead").flatMap { $0.all("th") }
        #expect(!table.all("caption").isEmpty && !heads.isEmpty, sourceLocation: sourceLocation)
        #expect(
            heads.allSatisfy { $0.attributes["scope"] == "col" && !$0.words.isEmpty }, sourceLocation: sourceLocation)
        for row in table.all("tr") {
            #expect(
                row.children.count == heads.count, "\(table.attributes["id"] ?? ""): \(row.words)",
                sourceLocation: sourceLocation)
        }
    }

    /// A chart says in words what it shows, and its table holds every figure that is written in it.
    private static func expect(chart: PageTree.Element, _ sourceLocation: SourceLocation) {
        let svg = chart.all("svg")
        #expect(svg.count == 1 && chart.all("table").count == 1, sourceLocation: sourceLocation)
        #expect(svg.first?.attributes["role"] == "img", sourceLocation: sourceLocation)
        #expect(svg.first?.all("title").first?.words.isEmpty == false, sourceLocation: sourceLocation)
        #expect(svg.first?.all("desc").first?.words.isEmpty == false, sourceLocation: sourceLocation)
        let cells = Set(chart.all("table").flatMap { $0.all("td") + $0.all("th") }.map(\.words))
        for value in svg.first?.all("text") ?? [] where value.attributes["class"] == "value" {
            // Beside a bar of a comparison stands its letter, and a change of nothing is a dash.
            let words = value.words
            let bare = words.count > 2 && words.dropFirst().first == " " ? String(words.dropFirst(2)) : words
            let isThere =
                cells.contains(words) || cells.contains(bare)
                || (["–", "£0"].contains(bare) && cells.contains("–no change"))
                || cells.contains("+" + words)
            #expect(isThere, "\(words) of \(chart.attributes["aria-labelledby"] ?? "")", sourceLocation: sourceLocation)
        }
    }
}
