import Diagnostics
import Finance

/// What effects.csv says: what metrics would be without the schemes, what lines' money buys and does, which effects
/// overlap, and which figures go together. One row a figure, each with its own quality and source.
struct EffectsTable {
    /// The file's name in a plan folder.
    static let fileName = "effects.csv"

    /// What metrics would be without the schemes, by the metric's id.
    private(set) var bases: [String: MetricBasis] = [:]
    /// The effects, in the order in which the file first names them.
    private(set) var effects: [Effect] = []
    /// Which effects reach some of the same people.
    private(set) var overlaps: [EffectOverlap] = []
    /// Which figures go together.
    private(set) var correlations: [EffectCorrelation] = []

    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("kind", isRequired: true), .words("id", isRequired: true), .words("figure", isRequired: true),
        .words("value", isRequired: true), .words("low"), .words("high"), .words("shape"),
        .words("quality", isRequired: true), .words("reference"),
    ]

    /// What the other files of the folder name.
    struct Known {
        /// The ids of the lines; `nil` when they are not known.
        let lines: [String]?
        /// The metrics; `nil` when they are not known.
        let metrics: [Metric]?
        /// The ids of all metrics that metrics.csv names; `nil` when they are not known.
        let metricNames: [String]?
    }

    /// What stands for a subject in the table.
    private struct Key: Hashable {
        let subject: EffectFigure.Subject
        let id: String
    }

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    init?(_ file: FileBytes, known: Known, findings: Findings) {
        let required = Self.rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: Self.rules.map(\.name), required: required, findings: findings) else {
            return nil
        }
        let columns = Columns(Self.rules, in: sheet)
        let rows = EffectRowReading(columns: columns)
        var drafts: [EffectDraft] = []
        var places: [Key: Int] = [:]
        while sheet.nextRow() {
            let subject = Self.subject(columns.words("kind"), in: sheet)
            let id = columns.words("id").flatMap { sheet.identifier($0) }
            guard let subject, let id else {
                sheet.rowIsLost()
                continue
            }
            let key = Key(subject: subject, id: id)
            let index = places[key] ?? drafts.count
            if index == drafts.count {
                places[key] = index
                drafts.append(EffectDraft(subject: subject, id: id, place: sheet.place(columns.words("id"))))
            }
            Self.read(into: &drafts[index], columns, rows, in: sheet)
        }
        guard columns.words("kind") != nil, columns.words("id") != nil, columns.words("figure") != nil else { return }
        let making = EffectMaking(drafts: drafts, isWhole: sheet.isWhole, known: known, findings: findings)
        bases = making.bases()
        effects = making.effects()
        overlaps = making.overlaps()
        correlations = making.correlations()
    }

    private static func subject(_ column: Int?, in sheet: Sheet) -> EffectFigure.Subject? {
        guard let column else { return nil }
        let text = sheet.text(column)
        if let subject = EffectFigure.Subject(rawValue: text) { return subject }
        sheet.wrongWord(text, column, forms: EffectFigure.Subject.allCases.map(\.rawValue))
        return nil
    }

    private static func read(
        into draft: inout EffectDraft, _ columns: Columns, _ rows: EffectRowReading, in sheet: Sheet
    ) {
        guard let column = columns.words("figure") else { return }
        let name = sheet.text(column)
        let figures = EffectFigure.all(of: draft.subject)
        guard let figure = figures.first(where: { $0.name == name }) else {
            draft.isWhole = false
            // A mistyped figure is one slip, and not also a missing figure.
            if let meant = Suggestion.nearest(to: name, in: figures.map(\.name)) { draft.lines[meant] = sheet.row.line }
            sheet.note(
                "effects.figure.unknown",
                Quoting.isBlank(name)
                    ? "`figure` is blank" : "a row of kind `\(draft.subject.rawValue)` has no `\(Quoting.short(name))`",
                column, reason: "a figure that is not known would be left unread without a word",
                help: Suggestion.didYouMean(name, in: figures.map(\.name))
                    ?? "write one of \(Quoting.list(figures.map(\.name)))")
            return
        }
        let first = draft.lines[name]
        if first == nil { draft.lines[name] = sheet.row.line }
        if let first, !figure.isRepeated {
            sheet.note(
                "effects.duplicate", "row \(first) states `\(name)` of `\(Quoting.short(draft.id))` already", column,
                reason: "it could not be told which of them counts", help: "delete one of them")
            return
        }
        guard let row = rows.row(figure, in: sheet) else {
            draft.isWhole = false
            return
        }
        draft.rows[name, default: []].append(row)
    }
}
