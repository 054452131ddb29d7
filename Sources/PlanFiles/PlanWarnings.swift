import Diagnostics
import Finance
import Glibc

/// What is allowed in a plan but looks like a slip.
enum PlanWarnings {
    /// The most warnings of one kind that are shown.
    private static let most = 200

    /// All warnings about a plan that was read from `folder`, by file and line.
    static func all(of plan: Plan, folder: String) -> [Diagnostic] {
        folderName(plan, folder) + noRulebook(plan, folder) + sourcesWithoutSpend(plan, folder)
            + linesWithoutMoney(plan, folder)
            + themesAlike(plan, folder)
    }

    /// A warning for each item, and a last one that tells how many more there are.
    private static func cut<Item>(_ indices: [Item], _ warning: (Item) -> Diagnostic) -> [Diagnostic] {
        var warnings = indices.prefix(most).map(warning)
        if indices.count > most, let last = warnings.last {
            warnings.append(
                Diagnostic(
                    last.code, "\(indices.count - most) more warnings of this kind are not shown", severity: .warning,
                    at: last.place.map { Place(file: $0.file) }, reason: last.reason, help: last.help))
        }
        return warnings
    }

    private static func folderName(_ plan: Plan, _ folder: String) -> [Diagnostic] {
        guard let resolved = realpath(folder, nil) else { return [] }
        defer { free(resolved) }
        let name = String(String(cString: resolved).split(separator: "/").last ?? "")
        guard !name.isEmpty, name != plan.identity.id else { return [] }
        return [
            Diagnostic(
                "plan.folder-name", "the plan's id is `\(plan.identity.id)` and its folder is `\(Quoting.short(name))`",
                severity: .warning, at: Place(file: PlanFolder.join(folder, PlanManifest.fileName)),
                reason: "scenarios name a plan by its id, and people look for it by its folder",
                help: "rename the folder, or change the id")
        ]
    }

    private static func noRulebook(_ plan: Plan, _ folder: String) -> [Diagnostic] {
        guard plan.rulebook == nil else { return [] }
        let year = plan.identity.year
        let known = BuiltInRulebooks.years
        let span = known.first.flatMap { first in known.last.map { "; bcf has \(first.text) to \($0.text)" } } ?? ""
        return [
            Diagnostic(
                "plan.no-rulebook", "no rulebook says what \(year.text) asks of a plan\(span)", severity: .warning,
                at: Place(file: PlanFolder.join(folder, PlanManifest.fileName)),
                reason: "only the balance of income and expenditure is tested, and no national condition",
                help: "write one as \(PlanFolder.join(folder, RulebookFile.fileName)), with `year: \(year.id)`")
        ]
    }

    private static func sourcesWithoutSpend(_ plan: Plan, _ folder: String) -> [Diagnostic] {
        let idle = plan.sources.indices.filter { !plan.funding(source: $0).isZero && plan.spend(source: $0).isZero }
        return cut(idle) { index in
            let source = plan.sources[index]
            var place = source.tranches.first?.origin ?? Place(file: FundingTable.fileName)
            place.file = PlanFolder.join(folder, FundingTable.fileName)
            return Diagnostic(
                "plan.source.no-spend",
                "no line spends from `\(source.id)`, which brings \(plan.funding(source: index))",
                severity: .warning, at: place, reason: "a plan's income equals its expenditure",
                help: "check the source's column in spending.csv")
        }
    }

    private static func themesAlike(_ plan: Plan, _ folder: String) -> [Diagnostic] {
        cut(ThemeWarnings(plan).pairs()) { pair in
            let (line, other) = (plan.lines[pair.line], plan.lines[pair.other])
            let (here, there) = (row(of: line), row(of: other))
            return Diagnostic(
                "plan.theme.alike",
                "the theme `\(Quoting.short(line.theme))` of \(here) looks like `\(Quoting.short(other.theme))` of "
                    + there,
                severity: .warning,
                at: Place(file: PlanFolder.join(folder, SpendingTable.fileName), line: line.origin?.line),
                reason: "a theme that is written in two ways is summed as two themes",
                help: "if they are one theme, write both alike")
        }
    }

    /// A line as a message names it.
    private static func row(of line: SpendLine) -> String {
        line.origin?.line.map { "row \($0)" } ?? "the line `\(line.id)`"
    }

    private static func linesWithoutMoney(_ plan: Plan, _ folder: String) -> [Diagnostic] {
        let empty = plan.lines.indices.filter { plan.lines[$0].status == .active && plan.total(line: $0).isZero }
        return cut(empty) { index in
            let line = plan.lines[index]
            return Diagnostic(
                "plan.line.no-money", "the line `\(line.id)` spends nothing from any source", severity: .warning,
                at: Place(file: PlanFolder.join(folder, SpendingTable.fileName), line: line.origin?.line),
                reason: "an active line has money", help: "give it money, or the status `to-be-confirmed`")
        }
    }
}
