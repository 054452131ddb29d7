import Foundation
import Testing

/// Pages of the real plan, as files and in a browser.
@Suite("Pages", .serialized) struct PageCommandTests {
    static let compared = [
        "compare", "Scenarios/urgent-care-to-assistive-technology.lua", "Scenarios/two-proposals-together.lua",
        "Scenarios/grant-to-districts.lua",
    ]
    static let run = ["run", "Scenarios/urgent-care-to-assistive-technology.lua", "--by", "quarter", "--room"]
    static let checked = ["check", "Examples/leicestershire-2016-17", "--lines"]

    /// The axe-core library, which `make accessibility` and `make test` fetch.
    static let axe = try? String(contentsOfFile: Command.root + "/.build-axe/axe.min.js", encoding: .utf8)

    private static func page(_ words: [String]) throws -> String {
        let made = try Command(words + ["--format", "html"])
        #expect(made.errors.isEmpty && (0...1).contains(made.status))
        return made.output
    }

    /// A page without its style sheet, and without all but the first explanations: what people look at in a difference.
    private static func essence(_ html: String) throws -> String {
        let head = try #require(html.range(of: "<style>"))
        let end = try #require(html.range(of: "</style>"))
        let cut = try #require(html.range(of: "<article id=\"figure-4\""))
        return String(html[..<head.upperBound] + html[end.lowerBound..<cut.lowerBound])
    }

    @Test(
        "The pages of a run and of a comparison read as their golden files",
        arguments: [(run, "page-run.html"), (compared, "page-compare.html")])
    func golden(words: [String], name: String) throws {
        try Golden.expect(try Self.essence(try Self.page(words)) + "\n", is: name)
    }

    @Test("Every scenario's page is made, with the exit code of the run, and tells what its text tells")
    func everyScenario() throws {
        for scenario in RunCommandTests.scenarios {
            let script = "Scenarios/\(scenario).lua"
            let page = try Command(["run", script, "--format", "html"])
            #expect(page.status == (RunCommandTests.failing.contains(scenario) ? 1 : 0) && page.errors.isEmpty)
            let text = try Command(["run", script]).output
            let summary = try #require(text.split(separator: "\n").first { $0.contains("; ") && $0.hasSuffix(".") })
            let words = summary.replacing("&", with: "&amp;").replacing("'", with: "&#39;")
            #expect(page.output.contains(words), "\(scenario)")
            #expect(page.output.contains("Make this report again") && !page.output.contains("<script"))
        }
    }

    @Test("A page is written to a file, not over what it is made from, and not of a report that has none")
    func files() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/report.html"
        #expect(try Command(Self.checked + ["--format", "html", "-o", file]).output.isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.page(Self.checked))
        let over = try Command(Self.run + ["--format", "html", "-o", "Examples/leicestershire-2016-17/plan.yaml"])
        #expect(over.status == 2 && over.errors.contains("the report would replace"))
        let none = try Command(["metrics", "Examples/leicestershire-2016-17", "--format", "html"])
        #expect(none.status == 2 && none.errors.contains("`html`"))
    }

    // MARK: In a browser

    @Test(
        "A page opens in Chromium without a word at the console and without a request, and fits a screen of 320 pixels",
        .enabled(if: Browser.isInstalled), arguments: [run, compared, checked])
    func opens(words: [String]) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(try Self.page(words), to: "page.html")
        let browser = try Browser(width: 320)
        try browser.open(file)
        #expect(try browser.value("return document.readyState") as? String == "complete")
        #expect(try browser.console().isEmpty)
        #expect(try browser.requests() == ["file://" + file])
        // Tables and charts scroll in regions of their own; the page does not.
        #expect(try browser.value("return document.documentElement.scrollWidth") as? Int == 320)
        // The policy of the page lets nothing run, even if something got in.
        let ran = try browser.value(
            """
            const script = document.createElement('script'); script.textContent = 'window.ran = 1';
            document.body.append(script); return window.ran || 0
            """)
        #expect(ran as? Int == 0)
    }

    @Test(
        "A figure leads to its explanation by the keyboard, and the explanation leads back",
        .enabled(if: Browser.isInstalled))
    func keyboard() throws {
        let folder = try TemporaryFolder()
        let browser = try Browser(width: 1100)
        try browser.open(try folder.write(try Self.page(Self.run), to: "page.html"))
        // The first stop is the link to the report itself.
        try browser.press("\u{E004}")
        #expect(try browser.value("return document.activeElement.className") as? String == "skip")
        try browser.press("\u{E007}")
        #expect(try browser.value("return location.hash") as? String == "#content")
        let figure = "document.querySelector('#spend td a')"
        let target = try browser.value("const a = \(figure); a.focus(); return a.hash") as? String
        try browser.press("\u{E007}")
        #expect(try browser.value("return location.hash") as? String == target)
        let shown = try browser.value(
            "const at = document.querySelector(':target'); at.querySelector('.back a').focus(); return at.className")
        #expect(shown as? String == "explanation")
        try browser.press("\u{E007}")
        #expect(try browser.value("return document.querySelector(':target').hash") as? String == target)
    }

    @Test(
        "axe finds nothing serious, in the light and in the dark",
        .enabled(if: Browser.isInstalled && axe != nil), arguments: [run, compared])
    func accessible(words: [String]) throws {
        let axe = try #require(Self.axe)
        let folder = try TemporaryFolder()
        let browser = try Browser(width: 1100)
        // Explanations are alike, and a few of them stand for all: axe takes minutes for hundreds.
        let html = try Self.page(words)
        let first = try #require(html.range(of: "<article id=\"figure-12\""))
        let end = try #require(html.range(of: "</section>", range: first.lowerBound..<html.endIndex))
        let file = try folder.write(String(html[..<first.lowerBound] + html[end.lowerBound...]), to: "page.html")
        for isDark in [false, true] {
            try browser.emulate(dark: isDark)
            try browser.open(file)
            _ = try browser.value("\(axe); return 0")
            let found = try browser.awaited(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, { resultTypes: ['violations'] }).then(found => done({
                  passes: found.passes.length,
                  violations: found.violations.map(rule => `${rule.impact} ${rule.id}: ${rule.nodes[0].html}`) }),
                  failure => done({ passes: 0, violations: [String(failure)] }))
                """)
            let report = try #require(found as? [String: Any])
            #expect((report["passes"] as? Int ?? 0) > 20)
            let violations = try #require(report["violations"] as? [String])
            #expect(violations.isEmpty, "\(isDark ? "dark" : "light")")
        }
    }
}
