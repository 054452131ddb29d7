import Diagnostics
import Finance

/// Reads a workbook in the layout of the national planning template: the sheets Income and Expenditure. A scheme stands
/// in one row for each of its sources.
struct TemplateLayout {
    let reader: WorkbookReader
    let path: String
    let area: String?
    let year: String?

    func draft() throws(DiagnosticList) -> ImportDraft {
        do throws(Diagnostic) {
            let incomeSheet = try reader.sheet(try sheetName("income", orElse: "funding sources"))
            let spendSheet = try reader.sheet(try sheetName("expenditure", orElse: "expenditure plan"))
            var income = TemplateIncome(incomeSheet, reader.countsFrom1904)
            var spend = try TemplateExpenditure(spendSheet, reader.countsFrom1904)
            let about = try self.about()
            income.read()
            spend.read()
            var draft = ImportDraft()
            draft.problems = income.words.problems + spend.words.problems
            draft.notes = spend.notes
            draft.tables = [
                income.table(with: spend.sources, spendSheet: spendSheet),
                spend.table(sources: spend.sources + income.unused(by: spend.sources)),
            ]
            draft.add(manifest(about, income), as: "plan.yaml")
            return draft
        } catch {
            throw DiagnosticList(error)
        }
    }

    /// A sheet whose name ends in a word: the template numbers its sheets, and not the same in every year.
    private func sheetName(_ word: String, orElse other: String) throws(Diagnostic) -> String {
        for wanted in [word, other] {
            let found = reader.sheetNames.filter {
                TemplateWords.plain($0).split(separator: " ").drop { $0.contains(where: \.isNumber) || $0 == "hwb" }
                    .joined(separator: " ") == wanted
            }
            if found.count > 1 {
                throw Diagnostic(
                    "workbook.two-sheets",
                    "the sheets `\(CellWords.short(found[0]))` and `\(CellWords.short(found[1]))` are both called \(wanted)",
                    at: Place(file: reader.file), reason: "it could not be told which of them counts",
                    help: "delete one of them, or give it another name")
            }
            if let found = found.first { return found }
        }
        throw reader.noSheet(word.prefix(1).uppercased() + word.dropFirst())
    }

    /// The area and the year: as the person says, or as the cover does.
    private func about() throws(Diagnostic) -> (area: String, year: PlanningYear) {
        var area = area
        var year = try year.map { text throws(Diagnostic) in
            guard let year = PlanningYear(text) else {
                throw Diagnostic(
                    "workbook.no-year", "`\(CellWords.short(text))` is no planning year",
                    reason: "it was given with --year",
                    help: "write two years in a row, as in --year 2025-26")
            }
            return year
        }
        for name in reader.sheetNames where TemplateWords.plain(name).hasSuffix("cover") && (area == nil || year == nil)
        {
            for row in try reader.sheet(name).rows.prefix(100) {
                let texts = row.cells.compactMap { cell -> String? in
                    if case .text(let text) = cell.value { text } else { nil }
                }
                year = year ?? texts.lazy.compactMap { TemplateWords.year(in: $0) }.first
                if area == nil, texts.count > 1, TemplateWords.plain(texts[0]).hasPrefix("health and wellbeing board") {
                    area = texts[1]
                }
            }
        }
        guard let area else { throw missing("area", "Health and Wellbeing Board", "--area Testshire") }
        guard let year else { throw missing("planning year", "planning year in the title", "--year 2025-26") }
        return (area, year)
    }

    private func missing(_ what: String, _ cell: String, _ option: String) -> Diagnostic {
        Diagnostic(
            "workbook.no-\(what.split(separator: " ").last ?? "")", "the workbook does not say the \(what)",
            at: Place(file: reader.file),
            reason: "looked for the \(cell) on the sheet Cover", help: "say it, as in \(option)")
    }

    /// Names in a row: `A, B and C`.
    private static func list(_ names: [String]) -> String {
        let last = names[names.count - 1]
        return names.count == 1 ? last : "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }

    private func manifest(_ about: (area: String, year: PlanningYear), _ income: TemplateIncome) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.onOneLine.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let id = TemplateWords.word(path.split(separator: "/").last.map(String.init) ?? "") ?? "plan"
        func names(_ isNHS: Bool, _ otherwise: String) -> String {
            let names = income.contributors(isNHS: isNHS)
            return names.isEmpty ? otherwise : Self.list(names)
        }
        // Integrated care boards replaced clinical commissioning groups in July 2022.
        let nhs = about.year.start >= 2022 ? "icb" : "ccg"
        return """
            format: bcf-plan/1
            id: \(id)
            title: \(quoted("Better Care Fund plan of \(about.area) \(about.year.text)"))
            area: \(quoted(about.area))
            planning_year: \(about.year.id)
            partners:
              - {id: la, title: \(quoted(names(false, about.area))), kind: \(income.hasDistricts ? "county" : "unitary")}
              - {id: nhs, title: \(quoted(names(true, "NHS"))), kind: \(nhs)}
            pools:
              - {id: bcf, title: Better Care Fund pool, host: not stated, partners: [la, nhs]}

            """
    }
}
