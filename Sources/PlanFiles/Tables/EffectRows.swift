import Diagnostics
import Finance

/// What one row of effects.csv states.
struct EffectRow {
    /// What stands in `value`, as it was read.
    enum Value {
        case evidence(Evidence)
        case text(String)
        case number(Int)
        case flag(Bool)
        case point(Effect.CurvePoint)
        case profile([Double])
    }

    let value: Value
    /// How well it is known.
    let quality: Evidence.Quality?
    let reference: String?
    /// Where the value stands.
    let place: Place
}

/// The rows of one subject of effects.csv.
struct EffectDraft {
    let subject: EffectFigure.Subject
    let id: String
    /// Where it is named first.
    let place: Place
    /// The rows that could be read, by figure, in order.
    var rows: [String: [EffectRow]] = [:]
    /// The first line of each figure that is named, also of those that could not be read.
    var lines: [String: Int] = [:]
    /// Whether every row of it could be read.
    var isWhole = true

    /// A believed figure.
    func evidence(_ figure: String) -> Evidence? {
        if case .evidence(let evidence)? = rows[figure]?.first?.value { evidence } else { nil }
    }

    /// Words, or the id of something else.
    func text(_ figure: String) -> String? {
        if case .text(let text)? = rows[figure]?.first?.value { text } else { nil }
    }

    /// A whole number.
    func number(_ figure: String) -> Int? {
        if case .number(let number)? = rows[figure]?.first?.value { number } else { nil }
    }

    /// `yes` or `no`.
    func flag(_ figure: String) -> Bool? {
        if case .flag(let flag)? = rows[figure]?.first?.value { flag } else { nil }
    }

    /// The twelve weights.
    var profile: [Double]? {
        if case .profile(let weights)? = rows["profile"]?.first?.value { weights } else { nil }
    }

    /// How well the figures are known that are no evidence themselves.
    var marks: [EvidenceMark] {
        EffectFigure.all(of: subject).flatMap { figure in
            (rows[figure.name] ?? []).compactMap { row in
                if case .evidence = row.value { return nil }
                return row.quality.map { EvidenceMark(figure: figure.name, quality: $0, reference: row.reference) }
            }
        }
    }
}

/// Reads the rows of effects.csv.
struct EffectRowReading {
    /// Where the columns stand.
    let columns: Columns

    /// What the current row states of a figure; `nil` for anything wrong, which is noted.
    func row(_ figure: EffectFigure, in sheet: Sheet) -> EffectRow? {
        let quality = quality(figure, in: sheet)
        let reference = sheet.reference(columns.words("reference"))
        if case .believed = figure.form {} else { checkUnused(in: sheet) }
        guard let column = columns.words("value"),
            let value = value(figure, column, quality: quality, reference: reference, in: sheet),
            quality != nil || !figure.needsQuality
        else { return nil }
        return EffectRow(value: value, quality: quality, reference: reference, place: sheet.place(column))
    }

    private func quality(_ figure: EffectFigure, in sheet: Sheet) -> Evidence.Quality? {
        guard let column = columns.words("quality") else { return nil }
        let text = sheet.text(column)
        if Quoting.isBlank(text), !figure.needsQuality { return nil }
        if let quality = Evidence.Quality(rawValue: text) { return quality }
        sheet.wrongWord(
            text, column, forms: Evidence.Quality.allCases.map(\.rawValue),
            help: Quoting.isBlank(text)
                ? "write `stated`, `derived` or `assumed`: what nobody states is `assumed`" : nil)
        return nil
    }

    /// Notes what stands in columns that only believed figures have.
    private func checkUnused(in sheet: Sheet) {
        for name in ["low", "high", "shape"] {
            guard let column = columns.words(name), !Quoting.isBlank(sheet.text(column)) else { continue }
            sheet.note(
                "effects.no-range", "`\(Quoting.short(sheet.text(column)))` has no meaning here", column,
                reason: "the figure is one value, and takes no part in chance", help: "leave `\(name)` blank")
        }
    }

    private func value(
        _ figure: EffectFigure, _ column: Int, quality: Evidence.Quality?, reference: String?, in sheet: Sheet
    ) -> EffectRow.Value? {
        switch figure.form {
        case .believed(let limits):
            let cells = DistributionCells(columns: columns)
            guard let distribution = cells.distribution(figure.name, limits, in: sheet), let quality else {
                return nil
            }
            return .evidence(Evidence(distribution, quality: quality, reference: reference))
        case .words: return sheet.requiredText(column).map { .text($0) }
        case .id: return sheet.identifier(column).map { .text($0) }
        case .parameter: return sheet.requiredText(column).map { .text($0) }
        case .whole(let most): return whole(figure.name, most, column, in: sheet).map { .number($0) }
        case .yesOrNo:
            switch sheet.text(column).lowercased() {
            case "yes": return .flag(true)
            case "no": return .flag(false)
            default:
                sheet.wrongWord(sheet.text(column), column, forms: ["yes", "no"])
                return nil
            }
        case .point: return point(column, in: sheet).map { .point($0) }
        case .profile: return profile(column, in: sheet).map { .profile($0) }
        }
    }

    private func whole(_ name: String, _ most: Int64, _ column: Int, in sheet: Sheet) -> Int? {
        guard let text = sheet.requiredText(column) else { return nil }
        if let figure = DecimalFigure(text), figure.places == 0, (0...most).contains(figure.digits) {
            return Int(figure.digits)
        }
        sheet.note(
            "effects.whole", "`\(Quoting.short(text))` is not a whole number of months from 0 to \(most)", column,
            reason: "what a scheme does is told month by month",
            help: "write `\(name)` as whole months, such as 3; 0 is for at once")
        return nil
    }

    private func point(_ column: Int, in sheet: Sheet) -> Effect.CurvePoint? {
        guard let text = sheet.requiredText(column) else { return nil }
        let words = text.split(separator: " ").map(String.init)
        if words.count == 3, words[1] == "gives", let funded = DecimalFigure(words[0]),
            let effective = DecimalFigure(words[2])
        {
            return Effect.CurvePoint(funded: funded.approximate, effective: effective.approximate)
        }
        sheet.note(
            "effects.point", "`\(Quoting.short(text))` is not a point of a curve", column,
            reason: "a point says how many of the units that the money buys in a year are of use",
            help: "write it as `500 gives 450`, one row a point")
        return nil
    }

    private func profile(_ column: Int, in sheet: Sheet) -> [Double]? {
        guard let text = sheet.requiredText(column) else { return nil }
        let words = text.split(separator: " ")
        let weights = words.compactMap { DecimalFigure($0) }
        if words.count == 12, weights.count == 12, weights.allSatisfy({ $0.digits >= 0 }),
            weights.contains(where: { $0.digits > 0 })
        {
            return weights.map(\.approximate)
        }
        sheet.note(
            "effects.profile",
            words.count == 12
                ? "the profile holds something that is no number at or above 0, or nothing but 0"
                : "the profile has \(words.count) part\(words.count == 1 ? "" : "s")",
            column, reason: "it spreads a year over its months, from April to March",
            help: "write twelve numbers with spaces between them; only their proportions count")
        return nil
    }
}
