import Diagnostics
import Scripting

/// What the result rests on: levers, and what the script takes for true.
struct AssumptionsSheet {
    private let run: ScenarioRun?

    init(_ run: ScenarioRun?) { self.run = run }

    var sheet: WorkbookSheet {
        let columns = [
            SheetColumn("kind", width: 14), SheetColumn("what", width: 50), SheetColumn("value", width: 24),
            SheetColumn("owner", width: 24), SheetColumn("source", width: 44), SheetColumn("looked at", width: 14),
            SheetColumn("quality", width: 14), SheetColumn("written", width: 30),
        ]
        var rows = (run?.levers ?? []).map { lever -> [SheetCell] in
            [
                .text("lever"), .text(lever.declaration.about.map { "\(lever.name): \($0)" } ?? lever.name),
                .text(lever.value.description), .text(lever.isSet ? "set for this run" : "as the script has it"),
                .blank, .blank, .blank, .blank,
            ]
        }
        rows += (run?.assumptions ?? []).map { each in
            [
                .text("assumption"), .text(each.what), .text(each.value ?? ""), .text(each.owner), .text(each.source),
                .text(each.date), .text(each.quality.rawValue), .text(each.written?.description ?? ""),
            ]
        }
        return WorkbookSheet(
            "Assumptions", about: "What the result rests on: levers and assumptions, and whose word they are",
            columns: columns, rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows)
    }
}
