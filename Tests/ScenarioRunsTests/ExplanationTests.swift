import Finance
import Foundation
import PlanFiles
import Scripting
import Testing

/// Every figure that can be asked for, of the Leicestershire plan and of what scenarios make of it.
@Suite struct ExplanationTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let folder = root.appendingPathComponent("Examples/leicestershire-2016-17").path

    /// Every form in which a figure can be asked for, with every value that the plan has.
    private static func names(_ plan: Plan) -> [(words: [String], source: String?)] {
        var names: [(words: [String], source: String?)] = Figure.Measure.allCases.map { ([$0.rawValue], nil) }
        var seen: Set<String> = []
        for property in Selection.LineProperty.allCases {
            for line in plan.lines where seen.insert("\(property.rawValue)=\(line.text(of: property))").inserted {
                let word = "\(property.rawValue)=\(line.text(of: property))"
                names.append(([word], nil))
                names += plan.sources.map { ([word], $0.id) }
            }
        }
        for property in Selection.SourceProperty.allCases {
            for source in plan.sources where seen.insert("\(property.rawValue)=\(source.text(of: property))").inserted {
                let word = "\(property.rawValue)=\(source.text(of: property))"
                names += Figure.Measure.allCases.map { ([$0.rawValue, word], nil) }
                names += plan.themes.map { ([word, $0], nil) }
            }
        }
        let bare = plan.lines.map(\.id) + plan.sources.map(\.id) + plan.themes + plan.sources.map(\.contributor)
        return names + (bare + plan.pools.map(\.id)).map { ([$0], nil) }
    }

    /// The figure worked out cell by cell, from the properties of lines and sources alone.
    private static func counted(_ plan: Plan, _ words: [String], _ source: String?) -> Int64 {
        var words = words
        let measure = Figure.Measure(rawValue: words[0])
        if measure != nil { words.removeFirst() }
        func line(_ index: Int) -> Bool {
            let texts = Selection.LineProperty.allCases.map {
                "\($0.rawValue)=\(plan.lines[index].text(of: $0))"
            }
            return words.filter { word in isOfLines(plan, word) }.allSatisfy { word in
                texts.contains(word) || plan.lines[index].id == word || plan.lines[index].theme == word
            }
        }
        func counts(_ index: Int) -> Bool {
            let it = plan.sources[index]
            let texts = Selection.SourceProperty.allCases.map { "\($0.rawValue)=\(it.text(of: $0))" }
            return (source == nil || source == it.id)
                && words.filter { word in !isOfLines(plan, word) }.allSatisfy { word in
                    texts.contains(word) || [it.id, it.contributor, it.pool].contains(word)
                }
        }
        let sources = plan.sources.indices.filter(counts)
        let isSource = words.count == 1 && source == nil && plan.sources.contains { $0.id == words[0] }
        let income = sources.reduce(0) { $0 + plan.funding(source: $1).pence }
        let spend = plan.lines.indices.filter(line).reduce(0) { sum, line in
            sources.reduce(sum) { $0 + plan.cell(line: line, source: $1).pence }
        }
        return switch measure ?? (isSource ? .income : .spend) {
        case .spend: spend
        case .income: income
        case .unallocated: income - spend
        }
    }

    private static func isOfLines(_ plan: Plan, _ word: String) -> Bool {
        Selection.LineProperty.allCases.contains { word.hasPrefix($0.rawValue + "=") }
            || plan.lines.contains { $0.id == word || $0.theme == word }
    }

    private static func run(_ name: String, on plan: Plan) throws -> Plan {
        let path = root.appendingPathComponent("Scenarios/\(name).lua")
        let text = try String(contentsOf: path, encoding: .utf8)
        return try ScenarioScript(ScriptText(name: "\(name).lua", text: text)).run(on: plan).evaluation.after
    }

    /// The amounts of the tables as they stand in the files, by place.
    private static func fields() throws -> [String: String] {
        var fields: [String: String] = [:]
        for file in ["funding.csv", "spending.csv"] {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            for (row, line) in text.split(separator: "\n").enumerated() {
                var column = 1
                var isQuoted = false
                var field = ""
                for letter in line + "," {
                    if letter == "\"" { isQuoted.toggle() }
                    if letter == ",", !isQuoted {
                        fields["\(file):\(row + 1):\(column)"] = field
                        column += 1
                        field = ""
                    } else {
                        field.append(letter)
                    }
                }
            }
        }
        return fields
    }

    @Test(
        "Cells and movements come to every figure, before and after a scenario",
        arguments: [
            nil, "grant-to-districts", "close-points-of-access", "supporting-families-full-year",
            "roll-forward-2017-18",
        ])
    func everyFigure(scenario: String?) throws {
        let read = try PlanFolder.read(at: Self.folder).plan
        let plan = try scenario.map { try Self.run($0, on: read) } ?? read
        let fields = try Self.fields()
        let names = Self.names(plan)
        #expect(names.count > 700 && plan.movements.isEmpty == (scenario == nil))
        for (words, source) in names {
            let explanation = plan.explanation(of: try plan.figure(named: words, source: source))
            let sum = explanation.steps.reduce(0) { $0 + $1.amount.pence }
            #expect(sum == explanation.figure.pence, "\(words) \(source ?? "")")
            #expect(explanation.figure.pence == Self.counted(plan, words, source), "\(words) \(source ?? "")")
            for step in explanation.steps {
                switch step.origin {
                case .spend(_, let place), .income(_, let place):
                    // A source without a column of its own spends nothing.
                    if place == nil, step.amount.isZero { continue }
                    let cell = try #require(place)
                    let pounds = try #require(fields["\(cell)"].flatMap { Int64($0) }, "\(words) \(cell)")
                    #expect(step.amount.pence.magnitude == UInt64(pounds) * 100, "\(words) \(cell)")
                case .movement(let index): #expect(plan.movements[index].parts.contains { $0.source == step.source })
                case .earlierMovement(let year, let index):
                    let earlier = try #require(plan.allYears.first { $0.identity.year == year })
                    #expect(earlier.movements[index].parts.contains { $0.source == step.source })
                case .rolled(_, let year): #expect(year == plan.identity.year && plan.priorYear != nil)
                }
            }
        }
    }

    @Test("Every row of a run's report can be explained, and comes to the same")
    func reportedFigures() throws {
        let read = try PlanFolder.read(at: Self.folder).plan
        let after = try Self.run("grant-to-districts", on: read)
        let evaluation = Evaluation(before: read, after: after)
        let tables: [(String, [Evaluation.Change])] = [
            ("spend source=", evaluation.bySource), ("income source=", evaluation.fundingBySource),
            ("spend contributor=", evaluation.byContributor), ("spend pool=", evaluation.byPool),
            ("spend theme=", evaluation.byTheme), ("spend line=", evaluation.byLine.map(\.total)),
            ("unallocated source=", evaluation.unallocated),
        ]
        for (form, rows) in tables {
            #expect(!rows.isEmpty)
            for row in rows {
                let words = form.split(separator: " ").map(String.init)
                let named = [words[0], words[1] + row.id]
                #expect(after.amount(of: try after.figure(named: named)) == row.after)
                #expect(read.amount(of: try read.figure(named: named)) == row.before)
            }
        }
    }

    @Test(
        "A figure that the plan does not have is refused, with what may be meant",
        arguments: [
            (["UPO51"], "explain.unknown-figure", "did you mean `UPO5.1`?"),
            (["Urgent Respone"], "explain.unknown-figure", "did you mean `Urgent Response`?"),
            (
                ["leicestershire county council"], "explain.unknown-figure",
                "did you mean `lcc`, Leicestershire County Council?"
            ),
            (["incom"], "explain.unknown-figure", "did you mean `income`?"),
            (["zzzzzz"], "explain.unknown-figure", "name a line, a source"),
            (["comissioner=nhs"], "explain.unknown-property", "did you mean `commissioner`?"),
            (["theme=Enabler"], "plan.selection.unknown-value", "did you mean `Enablers`?"),
            (["income", "theme=Enablers"], "explain.by-source", "`contributor`"),
            (["UPO5.1", "UPO6.1"], "explain.twice", "one after the other"), (["=x"], "explain.unknown-figure", "name"),
        ])
    func refused(words: [String], code: String, help: String) throws {
        let plan = try PlanFolder.read(at: Self.folder).plan
        let error = #expect(throws: PlanError.self) { try plan.figure(named: words) }
        #expect(error?.code == code && error?.help?.contains(help) == true, "\(String(describing: error))")
    }
}
