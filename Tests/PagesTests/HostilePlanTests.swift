import Diagnostics
import Finance
import Reports
import Scripting
import Testing

@testable import Pages

@Suite("Pages of hostile plans") struct HostilePlanTests {
    private static let letters = "<b>&\"'</b></style>]]> \u{202E}مرحبا👩‍⚕️\u{0}"

    private static func plan(lines: Int = 2, text: String = letters) throws -> Plan {
        try Plan(
            identity: PlanIdentity(id: "small", title: text, area: text, year: PlanningYear(startingIn: 2016)),
            partners: [Partner(id: "ccg", title: text, kind: .ccg)],
            sources: [
                FundingSource(
                    id: "nhs", title: text, kind: .nhsMinimum, contributor: "ccg", pool: "pool",
                    tranches: [
                        .init(
                            title: text, availableFrom: nil, amount: Money(pence: Int64(lines) * 100_00),
                            origin: Place(file: text, line: 2, column: 3))
                    ])
            ],
            lines: (1...lines).map { SpendLine(id: "L\($0)", theme: text, title: text) },
            cells: Array(repeating: Money(pence: 100_00), count: lines),
            origins: (1...lines).map { Place(file: text, line: $0, column: 2, name: text) })
    }

    private static func run(_ plan: Plan, title: String = "<script>x</script>") throws -> ScenarioRun {
        let text = """
            return scenario { title = "\(title)", about = "</main><script>1</script>", plan = "small",
            levers = { sum = lever { default = gbp(1), about = "<img src=x onerror=1>" } },
            change = function(plan, levers)
              assume { what = "<i>", value = "=1+1", owner = "\\"o\\"", source = "<a href='javascript:1'>", date = "2016-04-01", quality = "estimate" }
              plan:move { from = "L1", to = "L2", amount = gbp(7), reason = "<u>=cmd|'/c'!A1", authority = "]]>" }
              print("<plaintext>", "\\7")
            end,
            check = function(result) expect(false, "</ul><script>", { ["<k>"] = "<v>" }) end }
            """
        return try ScenarioScript(ScriptText(name: "<test>.lua", text: text)).run(on: plan)
    }

    @Test("A run's page shows hostile text as text, wherever it stands") func run() throws {
        let run = try Self.run(try Self.plan())
        let report = RunReport(
            run, provenance: Provenance(planHash: "<hash>", scriptHash: "&", command: ["bcf", "run", "<x>'.lua"]),
            room: [], by: .month)
        let html = RunPage(report).html()
        try PageRules.expect(html)
        let root = try PageTree(html).root
        for text in [
            "<script>x</script>", "</main><script>1</script>", "<img src=x onerror=1>", "<u>=cmd|'/c'!A1", "]]>",
            "<plaintext>", "</ul><script>", "<a href='javascript:1'>", "<hash>", "<test>.lua",
        ] { #expect(root.words.contains(text), "\(text)") }
        #expect(!html.contains("\u{202E}") && !html.unicodeScalars.contains("\u{0}"))
    }

    @Test("A check's and a comparison's pages hold to the same rules") func others() throws {
        let plan = try Self.plan()
        try PageRules.expect(
            CheckPage(
                CheckReport(
                    plan, warnings: [Diagnostic("<code>", "<message>", severity: .warning, help: "</p>")],
                    provenance: Provenance(planHash: "x", command: ["bcf", "check", "<p>"]), showsLines: true)
            ).html())
        let runs = [try Self.run(plan), try Self.run(plan, title: "</h1>")]
        try PageRules.expect(
            ComparePage(
                CompareReport(
                    try ScenarioComparison(runs), planHash: "x", scriptHashes: ["<", ">"], command: ["bcf", "compare"])
            ).html())
    }

    @Test("A long text is shown whole, and a large plan makes no larger a page than it may") func large() throws {
        let run = try Self.run(try Self.plan(lines: 3_000, text: "plain"), title: String(repeating: "x", count: 5_000))
        let report = RunReport(run, provenance: Provenance(planHash: "x", command: ["bcf", "run", "big.lua"]))
        let html = RunPage(report).html()
        try PageRules.expect(html)
        #expect(html.contains(String(repeating: "x", count: 5_000)))
        #expect(html.utf8.count < 6_000_000, "\(html.utf8.count)")
        #expect(html.contains("more lines are not listed") && html.contains("bcf explain big.lua FIGURE"))
    }

    @Test("The same report is the same bytes") func bytes() throws {
        let run = try Self.run(try Self.plan())
        let report = RunReport(run, provenance: Provenance(planHash: "x", command: []))
        #expect(RunPage(report).html() == RunPage(report).html())
    }
}
