import Reports

/// A whole report: a title, a summary that comes first, parts with headings, and a list of them.
///
/// It is one file that needs nothing else: no script, no font, no picture is loaded, and the policy in its head forbids it.
struct Page {
    /// What it is about, as people wrote it.
    let title: String
    /// What kind of report it is, above the title.
    let kind: String
    /// What stands below the title: plan, year.
    var about: [(name: String, value: String)] = []
    /// The parts, in their order.
    var sections: [PageSection] = []

    /// The file.
    func html() -> String {
        HTMLWriter.page(
            Tag.html(.plain("lang", "en-GB")) {
                head
                Tag.body {
                    Tag.a(.class("skip"), .to("content")) { "Skip to the report" }
                    header
                    contents
                    Tag.main(.id("content"), .plain("tabindex", "-1")) {
                        for section in sections { section.node }
                    }
                    Tag.footer {
                        Tag.p {
                            "Made by bcf \(Provenance.engineVersion). This file is complete: it loads nothing and "
                                + "runs no script."
                        }
                        Tag.p { Tag.a(.to("top")) { "Back to the top" } }
                    }
                }
            })
    }

    private var head: Node {
        Tag.head {
            Tag.meta(.plain("charset", "utf-8"))
            Tag.meta(
                .plain("http-equiv", "Content-Security-Policy"),
                .plain("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
            Tag.meta(.plain("name", "viewport"), .plain("content", "width=device-width, initial-scale=1"))
            Tag.meta(.plain("name", "color-scheme"), .plain("content", "light dark"))
            Tag.meta(.plain("name", "referrer"), .plain("content", "no-referrer"))
            Tag.title { "\(title) – \(kind)" }
            Tag.style {
                Node.style(Stylesheet.base)
                Node.style(Stylesheet.tables)
                Node.style(Stylesheet.charts)
                Node.style(Stylesheet.print)
            }
        }
    }

    private var header: Node {
        Tag.header(.id("top")) {
            Tag.p(.class("kind")) { kind }
            Tag.h1(.anyDirection) { title }
            if !about.isEmpty {
                Tag.dl(.class("about")) {
                    for each in about {
                        Tag.div {
                            Tag.dt { each.name }
                            Tag.dd(.anyDirection) { each.value }
                        }
                    }
                }
            }
        }
    }

    private var contents: Node {
        Tag.nav(.labelled(by: "contents-title")) {
            Tag.h2(.id("contents-title")) { "Contents" }
            Tag.ol {
                for section in sections { Tag.li { Tag.a(.to(section.id)) { section.title } } }
            }
        }
    }
}

/// A part of a page under a heading of its own.
struct PageSection {
    /// Where links lead to.
    let id: String
    let title: String
    let content: [Node]

    init(_ id: StaticString, _ title: String, @MarkupBuilder content: () -> [Node]) {
        self.id = id.description
        self.title = title
        self.content = content()
    }

    var node: Node {
        Tag.section(.id(id), .labelled(by: id + "-title")) {
            Tag.h2(.id(id + "-title")) { title }
            content
        }
    }
}
