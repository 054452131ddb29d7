import Diagnostics
import Finance
import PlanFiles
import TestSupport
import Testing
import Workbooks

struct RoundTripTests {
    /// The plan that comes back from a workbook of a plan.
    private static func returned(_ files: PlanFolderFiles) throws -> (before: Plan, after: Plan) {
        let folder = try PlanFolder.read(files)
        let bytes = try WorkbookFile.bytes(of: try PlanWorkbook.plain(folder, files).content())
        let reader = try WorkbookReader(bytes, file: "plan.xlsx")
        let back = try WorkbookImport(reader, to: files.path)
        return (folder.plan, back.folder.plan)
    }

    @Test(
        "A plan that goes into a workbook comes back as it was",
        arguments: ["leicestershire-2016-17", "leicestershire-2021-22"])
    func examples(name: String) throws {
        let (before, after) = try Self.returned(PlanFolderFiles(at: "\(root)/Examples/\(name)"))
        #expect(PlanSaying(before) == PlanSaying(after))
    }

    @Test("The small plan comes back with its minimum, its metric and its two tranches") func small() throws {
        let (before, after) = try Self.returned(PlanTexts.small.files)
        #expect(PlanSaying(before) == PlanSaying(after))
        #expect(after.arrangements.metrics.first?.periods.first?.target?.description == "1,742.90")
        #expect(after.arrangements.minimums.count == 1)
    }

    private static let hostile = [
        "=1+1", "+SUM(A1)", "-2", "@cmd", "=HYPERLINK(\"http://x\")", "مرحبا", "👩🏽‍⚕️ team", "_x0041_", "_x005F_x0041_",
        "a\"b", "1.10", "007", "TRUE", "<script>alert(1)</script>", "&amp;", "a,b", "1E5", "2025-04-01", "£5",
        "'quoted",
        String(repeating: "long ", count: 400) + "end", "日本語", "#N/A", "[x]", "tab", "%",
    ]

    private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    /// A plan by chance, with texts that other programs take for something else.
    private static func chance(_ generator: inout Chance) -> PlanTexts {
        var texts = PlanTexts.small
        func word(_ generator: inout Chance) -> String { hostile[generator.below(hostile.count)] }
        let kinds = FundingSource.Kind.allCases.map(\.rawValue)
        let sources = (0...generator.below(5)).map { ["s", "S", "x-", "1.", "a/b"][$0] + String($0 / 2) }
        texts.funding =
            "source,title,kind,contributor,pool,tranche,available_from,amount [gbp],prior_year [gbp],reference\n"
        for source in sources {
            let head =
                "\(source),\(quoted("T " + word(&generator))),\(kinds[generator.below(kinds.count)]),"
                + "\(generator.below(2) == 0 ? "lcc" : "icb"),main,"
            if generator.below(5) == 0 {
                texts.funding += head + "annual,not stated,not stated,not stated,\n"
                continue
            }
            for tranche in 0...generator.below(3) {
                let amount = Money(pence: generator.ofAnySize(bits: 38)).formatted()
                texts.funding += head + "\(quoted("t\(tranche) " + word(&generator))),"
                texts.funding += (generator.below(2) == 0 ? "2025-04-01" : "not stated") + ",\(quoted(amount)),"
                texts.funding +=
                    (generator.below(2) == 0 ? "not stated" : "12.34") + ",\(quoted("r" + word(&generator)))\n"
            }
        }
        texts.spending =
            "id,ref,theme,heading,title,area_of_spend,commissioner,capital_or_revenue,protected,recurrent,"
            + sources.map { "\($0) [gbp]" }.joined(separator: ",") + "\n"
        let areas = SpendLine.AreaOfSpend.allCases.map(\.rawValue) + ["not stated"]
        for line in 0..<generator.below(8) {
            let words = (0..<4).map { _ in word(&generator) }
            texts.spending += "L\(line),\(quoted(words[0])),\(quoted("Theme " + words[1])),\(quoted(words[2])),"
            texts.spending += "\(quoted("Line " + words[3])),\(areas[generator.below(areas.count)]),"
            texts.spending += ["la", "nhs", "joint 33.3% nhs", "not stated"][generator.below(4)] + ","
            texts.spending += ["capital", "revenue", "not stated"][generator.below(3)] + ","
            texts.spending += ["yes", "no", "not stated"][generator.below(3)] + ","
            texts.spending += ["yes", "no", "not stated"][generator.below(3)]
            for _ in sources {
                texts.spending +=
                    ",\(Money(pence: generator.ofAnySize(bits: 36)).formatted(symbol: false).filter { $0 != "," })"
            }
            texts.spending += "\n"
        }
        return texts
    }

    @Test(
        "Plans by chance, with texts that look like formulas, numbers and days, come back as they were",
        arguments: 0..<4 as Range<UInt64>)
    func byChance(seed: UInt64) throws {
        var generator = Chance(seed: seed)
        var read = 0
        for round in 0..<25 * Chance.rounds {
            let texts = Self.chance(&generator)
            // Some texts are refused in a plan, such as a title that is a total: then there is no plan to come back.
            guard (try? PlanFolder.read(texts.files)) != nil else { continue }
            read += 1
            let (before, after) = try Self.returned(texts.files)
            #expect(PlanSaying(before) == PlanSaying(after), "seed \(seed), round \(round)")
        }
        #expect(read > 0, "the generator makes plans that can be read")
    }
}
