import Diagnostics
import Finance

/// Reads the cells of single rows of funding.csv.
struct FundingRows {
    /// Where the columns stand.
    let columns: Columns
    /// What plan.yaml says, when it could be read.
    let manifest: PlanManifest?
    /// The words for kinds of money; `nil` when the rulebook that brings some of them could not be read.
    let kinds: [String]?

    /// Whether the current row is a total of others, which is noted: its money is no source's.
    func isTotal(in sheet: Sheet) -> Bool {
        // A row with a kind of money states a source, even if one that is badly named.
        let statesSource = columns.words("kind").map { kinds?.contains(sheet.text($0)) ?? true } ?? false
        for name in statesSource ? ["title", "tranche"] : ["source", "title", "tranche", "reference"] {
            guard let column = columns.words(name) else { continue }
            let value = sheet.text(column)
            guard name == "title" ? TotalRow.isTotal(title: value) : TotalRow.isTotal(value) else { continue }
            TotalRow.note("funding.row.total", value, column, in: sheet)
            return true
        }
        return false
    }

    /// The source that the current row speaks of; `nil` when it cannot be read.
    func sourceId(in sheet: Sheet) -> String? {
        guard let column = columns.words("source"), let id = sheet.identifier(column) else { return nil }
        guard !TotalRow.isTotal(id) else {
            sheet.note(
                "funding.source.reserved", "a source cannot be called `\(id)`", column,
                reason: "`total` is the check column of spending.csv", help: "choose another id")
            return nil
        }
        return id
    }

    /// What the first row of a source says about it.
    func firstRow(_ id: String, in sheet: Sheet) -> SourceDraft {
        var draft = SourceDraft(id: id, line: sheet.row.line)
        draft.title = columns.words("title").flatMap { sheet.requiredText($0) }
        draft.kind = kind(in: sheet)
        draft.contributor = reference("contributor", "partner", to: manifest?.knownPartners, in: sheet)
        draft.pool = reference("pool", "pool", to: manifest?.knownPools, in: sheet)
        for name in FundingRows.agreeing {
            if let column = columns.words(name) { draft.agreed[name] = sheet.text(column) }
        }
        return draft
    }

    /// The columns on which all rows of a source must agree.
    private static let agreeing = ["title", "kind", "contributor", "pool"]

    /// Notes where a later row of a source differs from its first.
    func checkAgreement(with draft: SourceDraft, in sheet: Sheet) {
        for name in FundingRows.agreeing {
            guard let column = columns.words(name), let first = draft.agreed[name] else { continue }
            let here = sheet.text(column)
            guard here != first else { continue }
            sheet.note(
                "funding.rows-disagree",
                "the \(name) of `\(draft.id)` is `\(Quoting.short(here))` here and `\(Quoting.short(first))` in row "
                    + "\(draft.line)",
                column, reason: "the rows of a source are its tranches: one source, paid at several times",
                help: "write the same \(name) in both rows, or give this row a source id of its own")
        }
    }

    private func kind(in sheet: Sheet) -> FundingSource.Kind? {
        guard let column = columns.words("kind") else { return nil }
        let value = sheet.text(column)
        guard let kinds else { return sheet.identifier(column).map(FundingSource.Kind.init(rawValue:)) }
        if kinds.contains(value) { return FundingSource.Kind(rawValue: value) }
        sheet.wrongWord(value, column, forms: kinds)
        return nil
    }

    /// An id that plan.yaml must list; taken as it is when plan.yaml could not be read.
    private func reference(_ name: String, _ what: String, to known: KnownIds?, in sheet: Sheet) -> String? {
        guard let column = columns.words(name), let value = sheet.requiredText(column) else { return nil }
        guard let known, !known.contains(value) else { return value }
        sheet.note(
            "funding.\(name).unknown", "there is no \(what) `\(Quoting.short(value))`", column,
            reason: "plan.yaml lists the plan's \(what)s",
            help: Suggestion.didYouMean(value, in: known.ids.prefix(1000))
                ?? (known.ids.isEmpty
                    ? "add it to plan.yaml under `\(what)s`"
                    : "add it to plan.yaml under `\(what)s`, or write one of \(Quoting.list(known.ids))"))
        return nil
    }

    /// Adds the tranche that the current row states.
    func readTranche(into draft: inout SourceDraft, of sheet: Sheet) {
        let title = columns.words("tranche").map { sheet.requiredText($0) } ?? "annual"
        let availableFrom = firstDay(in: sheet)
        if let column = columns.words("reference"), draft.reference == nil {
            let value = sheet.text(column)
            draft.reference = value.isEmpty || value == notStated ? nil : value
        }
        readPriorYear(into: &draft, of: sheet)
        guard let column = columns.money("amount") else { return }
        let isStated = sheet.text(column.index) != notStated
        guard agrees(isStated, with: &draft, at: column, in: sheet), isStated,
            let amount = sheet.money(column, orNotStated: true), let title
        else { return }
        if let first = draft.trancheLines[title] {
            sheet.note(
                "funding.tranche.duplicate",
                "`\(draft.id)` has a tranche `\(Quoting.short(title))` already, in row \(first)",
                columns.words("tranche") ?? columns.words("source"),
                reason: "a tranche that stands twice is often money that is counted twice",
                help: columns.words("tranche") == nil
                    ? "delete one of the rows, or add a column `tranche` that tells them apart"
                    : "delete one of the rows, or name the tranches apart")
            return
        }
        draft.trancheLines[title] = sheet.row.line
        let origin = Place(
            file: FundingTable.fileName, line: sheet.row.line, column: column.index + 1,
            name: sheet.headings[column.index].text)
        draft.tranches.append(
            FundingSource.Tranche(title: title, availableFrom: availableFrom, amount: amount, origin: origin))
    }

    private func firstDay(in sheet: Sheet) -> String? {
        let column = columns.words("available_from")
        let value = sheet.day(column, reason: "the day decides in which month the money can be used")
        guard let value, let column, let year = manifest?.identity?.year, year.month(of: value) == nil else {
            return value
        }
        sheet.note(
            "funding.day.other-year", "`\(Quoting.short(value))` is not a day of \(year.text)", column,
            reason: "the plan is for \(year.span), and its money becomes available in that year",
            help: "correct the day, or write `not stated`; of money that is there before, give the year's first day")
        return nil
    }

    /// Whether a row states an amount where the rows before it do, or none where they state none, which is noted
    /// otherwise: half of an income is no income that could be compared with anything.
    private func agrees(
        _ isStated: Bool, with draft: inout SourceDraft, at column: Columns.Money, in sheet: Sheet
    ) -> Bool {
        guard let first = draft.isIncomeStated else {
            draft.isIncomeStated = isStated
            return true
        }
        // Two rows without an amount say no more than one, and one of them may be a slip.
        guard isStated, first else {
            sheet.note(
                "funding.amount.half-stated",
                first
                    ? "the amount of `\(draft.id)` is not stated here, and it is in row \(draft.line)"
                    : "the amount of `\(draft.id)` is not stated in row \(draft.line), and here is another row of it",
                column.index, reason: "a source states its whole income, or none of it, in one row",
                help: "give what is not stated a source id of its own")
            return false
        }
        return true
    }

    private func readPriorYear(into draft: inout SourceDraft, of sheet: Sheet) {
        guard let column = columns.money("prior_year"), sheet.text(column.index) != notStated,
            let amount = sheet.money(column, orNotStated: true)
        else { return }
        do throws(MoneyError) {
            draft.priorYear = try (draft.priorYear ?? .zero).adding(amount)
        } catch {
            sheet.note(
                "money.too-large", error.description, column.index,
                reason: "amounts are held exactly in 64 bits of pence", help: MoneyText.Failure.tooLarge.help)
        }
    }
}
