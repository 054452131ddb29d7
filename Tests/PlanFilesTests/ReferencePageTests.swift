import Finance
import Foundation
import PlanFiles
import Testing

/// docs/plan-folder.md is held to what the readers do.
struct ReferencePageTests {
    private let page: String

    init() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        page = String(decoding: try Data(contentsOf: tests.appending(path: "../../docs/plan-folder.md")), as: UTF8.self)
    }

    /// The text of the page's blocks that are fenced with a language.
    private func blocks(_ language: String) -> [String] {
        page.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    /// The rows of the tables under a heading, table by table: each as its cells.
    private func tables(under heading: String) throws -> [[[String]]] {
        let section = try #require(page.components(separatedBy: "\n## \(heading)\n").dropFirst().first)
        let text = section.components(separatedBy: "\n## ")[0]
        return text.components(separatedBy: "|---|---|---|---|\n").dropFirst().map { table in
            table.components(separatedBy: "\n").prefix { $0.hasPrefix("|") }.map { row in
                row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
        }
    }

    private func expect(_ tables: [[[String]]], toTell entries: [[PlanVocabulary.Entry]], file: String) {
        #expect(tables.count == entries.count)
        for (rows, entries) in zip(tables, entries) {
            let told = rows.map { "\($0[0]) \($0[1])" }
            #expect(Set(told) == Set(entries.map { "`\($0.name)` \($0.isRequired ? "yes" : "no")" }), "\(file)")
            #expect(rows.allSatisfy { $0.count == 4 })
        }
        for (name, words) in PlanVocabulary.words[file] ?? [:] {
            let rows = tables.joined().filter { $0[0] == "`\(name)`" }
            for word in words {
                #expect(rows.contains { $0[2].contains("`\(word)`") }, "\(file), \(name): \(word)")
            }
        }
    }

    @Test func `The page's plan is one, without errors or warnings`() throws {
        let yaml = blocks("yaml")
        let tables = blocks("csv")
        try #require(yaml.count == 1 && tables.count == 6)
        let folder = try TemporaryFolder(name: "testshire-2025-26")
        try folder.write(yaml[0].utf8, to: "plan.yaml")
        try folder.write(tables[0].utf8, to: "funding.csv")
        try folder.write(tables[1].utf8, to: "spending.csv")
        try folder.write(tables[2].utf8, to: "metrics.csv")
        try folder.write(tables[3].utf8, to: "effects.csv")
        try folder.write(tables[4].utf8, to: "readings.csv")
        try folder.write(tables[5].utf8, to: "prices.csv")
        let read = try PlanFolder.read(at: folder.path)
        #expect(read.warnings.isEmpty)
        #expect(read.plan.isBalanced)
        #expect(read.plan.lines.count == 3)
        #expect(read.plan.memoranda.count == 1)
        #expect(read.plan.arrangements.metrics.count == 2)
        #expect(read.plan.arrangements.statedPrices.count == 2)
        #expect(read.plan.arrangements.metrics[0].basis != nil && read.plan.arrangements.effects.count == 1)
        #expect(read.plan.arrangements.readings.map { $0.ways.map(\.isReproduced) } == [[true]])
    }

    @Test func `The page tells every key, column and permitted word, and whether it is required`() throws {
        expect(try tables(under: "plan.yaml"), toTell: PlanVocabulary.manifest, file: "plan.yaml")
        expect(try tables(under: "funding.csv"), toTell: [PlanVocabulary.funding], file: "funding.csv")
        expect(try tables(under: "spending.csv"), toTell: [PlanVocabulary.spending], file: "spending.csv")
        expect(try tables(under: "metrics.csv"), toTell: [PlanVocabulary.metrics], file: "metrics.csv")
        expect(
            try tables(under: "effects.csv"), toTell: [PlanVocabulary.effects] + PlanVocabulary.effectFigures,
            file: "effects.csv")
        expect(try tables(under: "readings.csv"), toTell: [PlanVocabulary.readings], file: "readings.csv")
        expect(try tables(under: "prices.csv"), toTell: [PlanVocabulary.prices], file: "prices.csv")
        #expect(
            PlanVocabulary.words.keys.sorted() == [
                "effects.csv", "funding.csv", "metrics.csv", "plan.yaml", "prices.csv", "readings.csv", "spending.csv",
            ])
    }
}
