import Foundation
import Testing

@testable import Pages

@Suite("Markup") struct MarkupTests {
    /// Texts that somebody may put into a title to see what happens.
    static let hostile = [
        "<script>alert(1)</script>", "</title></style></table>", "]]><x/>", "\"' onload='x", "&amp; & &#60;",
        "javascript:alert(1)", "=HYPERLINK(\"http://x\")", "@import url(http://x)", "👩‍⚕️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "مرحبا بالعالم",
        String(repeating: "long", count: 2_000), String(repeating: "word ", count: 2_000),
    ]

    @Test("Any text is text, in an element and in an attribute", arguments: hostile)
    func isText(text: String) throws {
        let html = HTMLWriter.page(Tag.html { Tag.p(.label(text)) { text } })
        let paragraph = try #require(try PageTree(html).root.all("p").first)
        #expect(paragraph.text == text && paragraph.attributes["aria-label"] == text && paragraph.children.isEmpty)
    }

    @Test("What HTML cannot hold, or would turn text around, is shown by a sign") func signs() throws {
        let html = HTMLWriter.page(Tag.p { "a\u{0}b\u{7}c\u{7F}d\u{85}e\u{202E}f\u{2067}g\u{FFFE}h\r\ni\u{2028}j" })
        #expect(html.contains("a␀b␇c␡d\u{FFFD}e\u{FFFD}f\u{FFFD}g\u{FFFD}h\n\ni\nj"))
        _ = try PageTree(html)
    }

    @Test("A style sheet ends where it ends, and asks for nothing") func style() {
        for sheet in [Stylesheet.base, Stylesheet.tables, Stylesheet.charts, Stylesheet.print] {
            let text = sheet.description
            #expect(!text.contains("<") && !text.contains("&") && !text.contains("url(") && !text.contains("@import"))
            #expect(text.filter { $0 == "{" }.count == text.filter { $0 == "}" }.count)
        }
    }

    @Test(
        "Coordinates are the same text everywhere",
        arguments: [
            (0.0, "0"), (1.0, "1"), (1.25, "1.3"), (-0.04, "0"), (-2.5, "-2.5"), (.nan, "0"), (.infinity, "0"),
            (1e9, "0"),
        ])
    func coordinates(value: Double, text: String) { #expect(Coordinate.text(value).replacing("-0", with: "0") == text) }

    @Test(
        "A sign is a minus, and a hyphen stays a hyphen",
        arguments: [
            ("-£5", "−£5"), ("-0.7 to +1.9", "−0.7 to +1.9"), ("2016-17", "2016-17"), ("nhs-minimum", "nhs-minimum"),
            ("from -£1 to -£2", "from −£1 to −£2"), ("", ""), ("-", "-"),
        ])
    func minus(text: String, shown: String) { #expect(FigureCell.minus(text) == shown) }
}
