import Diagnostics
import Finance

/// Every movement of money: a row for each source of it.
struct MovementsSheet {
    let evaluation: Evaluation

    init(_ evaluation: Evaluation) { self.evaluation = evaluation }

    var sheet: WorkbookSheet {
        let columns = [
            SheetColumn("number", width: 9), SheetColumn("year", width: 10), SheetColumn("verb", width: 12),
            SheetColumn("from", width: 36), SheetColumn("to", width: 36), SheetColumn("source", width: 14),
            SheetColumn("amount (£)", width: 18, isSummed: true), SheetColumn("reason", width: 50),
            SheetColumn("authority", width: 30), SheetColumn("recurrent", width: 12),
            SheetColumn("months", width: 18), SheetColumn("written", width: 30),
        ]
        var rows: [[SheetCell]] = []
        var number = 0
        for plan in evaluation.after.allYears {
            for movement in plan.movements {
                number += 1
                for part in movement.parts {
                    let note = movement.note
                    rows.append([
                        .count(number), .text(plan.identity.year.text), .text(movement.verb.rawValue),
                        .text(words(movement.from, plan)), .text(words(movement.to, plan)),
                        .text(plan.sources[part.source].id), .money(part.amount), .text(note.reason),
                        .text(note.authority ?? notStated),
                        .text(note.isRecurrent.map { $0 ? "yes" : "no" } ?? notStated),
                        .text(note.months?.description ?? notStated), .text(note.written?.description ?? notStated),
                    ])
                }
            }
        }
        return WorkbookSheet(
            "Movements", about: "Every movement of money, with its reason, authority and line of the script",
            columns: columns,
            rows: rows.isEmpty ? [columns.map { $0.heading == "verb" ? .text("none") : .blank }] : rows)
    }

    private func words(_ end: Movement.End, _ plan: Plan) -> String {
        switch end {
        case .line(let id): "\(id) \((try? plan.lineIndex(id)).map { plan.lines[$0].title } ?? "")"
        case .unallocated: Plan.unallocatedWord
        case .contributor: "outside the plan"
        }
    }
}
