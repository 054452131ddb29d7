import Diagnostics
import Finance

/// Reads what a metric is: its words stand in its first row, or come from the rulebook's metric that the row names.
struct MetricWordsReading {
    /// Where the columns stand.
    let columns: Columns
    /// What the year asks; `nil` when it is not known.
    let rulebook: Rulebook?
    /// The ids of the plan's populations; `nil` when they are not known.
    let populations: [String]?

    /// The columns that say what a metric is; later rows leave them blank or say the same.
    private static let agreeing = ["title", "unit", "good", "rule", "measure", "per", "population"]

    /// What the first row of a metric says of it.
    func draft(_ id: String, in sheet: Sheet) -> MetricDraft {
        var draft = MetricDraft(id: id, line: sheet.row.line)
        for name in Self.agreeing {
            if let column = columns.words(name) { draft.agreed[name] = sheet.text(column) }
        }
        let rule = rule(id, in: sheet)
        let title = title(rule, in: sheet)
        let unit = words("unit", from: rule, in: sheet) { sheet.textOrNotStated($0) } ?? rule?.unit
        let good = good(rule, in: sheet)
        let measure = measure(rule, in: sheet)
        if let title {
            draft.words = Metric(id: id, title: title, unit: unit, good: good, rule: rule?.id, measure: measure)
        }
        return draft
    }

    /// Notes where a later row of a metric differs from its first.
    func checkAgreement(with draft: MetricDraft, in sheet: Sheet) {
        for name in Self.agreeing {
            guard let column = columns.words(name), let first = draft.agreed[name] else { continue }
            let here = sheet.text(column)
            guard here != first, !here.isEmpty else { continue }
            sheet.note(
                "metrics.rows-disagree",
                "the \(name) of `\(draft.id)` is `\(Quoting.short(here))` here and `\(Quoting.short(first))` in row "
                    + "\(draft.line)",
                column, reason: "the rows of a metric are its periods: one metric, measured at several times",
                help: "leave it blank here or write what the first row has, or give this row an id of its own")
        }
    }

    /// The rulebook's metric: the one that the row names, or the one with the metric's own id.
    private func rule(_ id: String, in sheet: Sheet) -> MetricRule? {
        let column = columns.words("rule")
        guard let column, let name = sheet.reference(column) else {
            return rulebook?.metrics.first { $0.id == id }
        }
        guard let rulebook else { return nil }
        if let rule = rulebook.metrics.first(where: { $0.id == name }) { return rule }
        let known = rulebook.metrics.map(\.id)
        sheet.note(
            "metrics.rule.unknown", "the rulebook \(rulebook.id.onOneLine) has no metric `\(Quoting.short(name))`",
            column, reason: "`rule` names the rulebook's metric that says what is counted and how",
            help: Suggestion.didYouMean(name, in: known)
                ?? "`bcf rules \(rulebook.year.id)` lists the metrics; leave it blank for one of the plan's own")
        return nil
    }

    /// The column, unless its cell is blank and the rulebook speaks in its place.
    private func ownColumn(_ name: String, _ rule: MetricRule?, in sheet: Sheet) -> Int? {
        guard let column = columns.words(name) else { return nil }
        return rule != nil && sheet.text(column).isEmpty ? nil : column
    }

    private func words(
        _ name: String, from rule: MetricRule?, in sheet: Sheet, _ read: (Int) -> String?
    ) -> String? {
        ownColumn(name, rule, in: sheet).flatMap(read)
    }

    private func title(_ rule: MetricRule?, in sheet: Sheet) -> String? {
        if let title = words("title", from: rule, in: sheet, { sheet.requiredText($0) }) { return title }
        if let rule, ownColumn("title", rule, in: sheet) == nil { return rule.title }
        // A column that is there and blank is noted already.
        if columns.words("title") == nil, rulebook != nil {
            sheet.note(
                "metrics.no-title", "the metric has no title", columns.words("id"),
                reason: "no column `title` and no metric of the rulebook says what it is called",
                help: "add a column `title`, or name a metric of the rulebook in a column `rule`")
        }
        return nil
    }

    private func good(_ rule: MetricRule?, in sheet: Sheet) -> Metric.Direction? {
        if let column = ownColumn("good", rule, in: sheet) { return sheet.word(column, Metric.Direction.self) }
        return rule.flatMap { Metric.Direction(rawValue: $0.good.rawValue) }
    }

    /// How counts become figures, as the row says or as the rulebook does.
    private func measure(_ rule: MetricRule?, in sheet: Sheet) -> Metric.Measure? {
        let per = per(in: sheet)
        let population = population(in: sheet)
        let column = columns.words("measure")
        guard let column, sheet.reference(column) != nil else {
            return ruled(rule?.measure, per: per, population: population, in: sheet)
        }
        guard let form = sheet.word(column, MetricRule.Form.self) else { return nil }
        if form.isRate {
            // What could not be read is noted already.
            if let measure = Metric.Measure(form, per: per.value, population: population.value) { return measure }
            guard !per.isBad, !population.isBad else { return nil }
            let missing = per.value == nil ? "per" : "population"
            sheet.note(
                "metrics.measure.incomplete", "a `\(form.rawValue)` needs a `\(missing)`", column,
                reason: "a rate is so many per so many people of a population of plan.yaml",
                help: missing == "per" ? "write 100,000 into a column `per`" : "name it in a column `population`")
        } else if per.value == nil, population.value == nil {
            return Metric.Measure(form, per: nil, population: nil)
        } else {
            sheet.note(
                "metrics.measure.too-much", "a `\(form.rawValue)` has no `per` and no `population`", column,
                reason: "only rates divide by people", help: "leave both blank, or write another measure")
        }
        return nil
    }

    /// The rulebook's measure, with the row's population in place of the rulebook's where it names one. A plan that
    /// lists no such population only prints figures.
    private func ruled(
        _ measure: Metric.Measure?, per: Cell<Int64>, population: Cell<String>, in sheet: Sheet
    ) -> Metric.Measure? {
        guard let measure, let name = population.value ?? measure.population else {
            if let name = population.value ?? per.value.map({ String($0) }) {
                sheet.note(
                    "metrics.measure.missing", "`\(Quoting.short(name))` belongs to a rate, and there is no measure",
                    columns.words(population.value == nil ? "per" : "population"),
                    reason: "how counts become figures is said by `measure`, or by the rulebook's metric",
                    help: "write `rate`, `monthly-rate` or `daily-rate` into a column `measure`, or leave it blank")
            }
            return measure
        }
        guard populations?.contains(name) ?? true else { return nil }
        return Metric.Measure(measure.form, per: per.value ?? measure.per, population: name)
    }

    /// A cell that may be blank: what it says, and whether it is wrong.
    private struct Cell<Value> {
        var value: Value?
        var isBad = false
    }

    private func per(in sheet: Sheet) -> Cell<Int64> {
        guard let column = columns.words("per"), let text = sheet.reference(column) else { return Cell() }
        // Small enough to be held exactly wherever it is used.
        if let figure = DecimalFigure(text), figure.places == 0, (1...1_000_000_000).contains(figure.digits) {
            return Cell(value: figure.digits)
        }
        sheet.note(
            "metrics.per", "`\(Quoting.short(text))` is not a number of people", column,
            reason: "a rate is per so many people", help: "write 100,000, or leave it blank where there is no rate")
        return Cell(isBad: true)
    }

    private func population(in sheet: Sheet) -> Cell<String> {
        guard let column = columns.words("population"), let name = sheet.reference(column) else { return Cell() }
        guard let populations, !populations.contains(name) else { return Cell(value: name) }
        sheet.note(
            "metrics.population.unknown", "there is no population `\(Quoting.short(name))`", column,
            reason: "a rate divides by a population of plan.yaml",
            help: Suggestion.didYouMean(name, in: populations)
                ?? (populations.isEmpty
                    ? "add it to plan.yaml under `populations`" : "write one of \(Quoting.list(populations))"))
        return Cell(isBad: true)
    }
}
