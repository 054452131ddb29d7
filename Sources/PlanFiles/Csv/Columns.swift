import Diagnostics
import Finance

/// What the cells of a column hold. Every one but an id, and words that are all there is to a row, may be `not stated`.
enum CellForm: Hashable {
    /// Words as somebody wrote them.
    case text
    /// An id.
    case id
    /// One of these words.
    case words([String])
    /// `yes` or `no`.
    case yesOrNo
    /// A day, as `YYYY-MM-DD`.
    case day
    /// A decimal number.
    case decimal
    /// An amount of money in the unit of the heading.
    case money
}

/// A column that a table may have.
struct ColumnRule {
    /// Its heading, without a unit.
    let name: String
    /// Whether a table without it is of no use.
    let isRequired: Bool
    /// What its cells hold.
    let form: CellForm
    /// What it tells, in a sentence.
    let about: String

    /// Whether it holds money, so that its heading states a unit.
    var isMoney: Bool { form == .money }

    /// A column of words, or of figures that are no money.
    static func words(
        _ name: String, isRequired: Bool = false, _ form: CellForm = .text, about: String = ""
    ) -> Self {
        Self(name: name, isRequired: isRequired, form: form, about: about)
    }

    /// A column of money.
    static func money(_ name: String, isRequired: Bool = false, about: String) -> Self {
        Self(name: name, isRequired: isRequired, form: .money, about: about)
    }

    /// The heading as it is written in the simplest case.
    var example: String { isMoney ? "\(name) [gbp]" : name }
}

/// Where the columns of a table stand.
struct Columns {
    /// A column of money: where it stands and its unit.
    struct Money {
        /// Its place from the left, from 0.
        let index: Int
        /// What its figures count.
        let unit: MoneyText.Unit
    }

    private var words: [String: Int] = [:]
    private var money: [String: Money] = [:]
    /// The headings with a unit of money that no rule names, from left to right.
    private(set) var others: [(name: String, column: Money)] = []

    /// Whether a column that may hold money could not be placed, so that the sum of a row is not known.
    private(set) var lacksMoney = false

    /// Finds the columns that the rules name and notes what is missing, doubled or unknown.
    ///
    /// - Parameters:
    ///   - takesOtherMoney: whether a money column that no rule names may be there; the caller judges its name.
    ///   - otherMoney: names that such columns are known to have, to tell a forgotten unit from an unknown column.
    init(_ rules: [ColumnRule], takesOtherMoney: Bool = false, otherMoney: Set<String> = [], in sheet: Sheet) {
        let misnamed = Columns.noteMissing(rules, in: sheet)
        var firstByName: [String: Int] = [:]
        for (index, heading) in sheet.headings.enumerated() {
            guard !heading.text.isEmpty else {
                sheet.findings.add(
                    Diagnostic(
                        "csv.heading.blank", "column \(index + 1) has no heading", at: sheet.headingPlace(index),
                        reason: "columns are found by their headings",
                        help: "give it a heading, or delete the column if it is empty"))
                continue
            }
            let rule = rules.first { heading.isCalled($0.name) }
            let key = rule?.name ?? heading.name
            if let first = firstByName.updateValue(index, forKey: key) {
                firstByName[key] = first
                sheet.findings.add(
                    Diagnostic(
                        "csv.heading.duplicate",
                        "columns \(first + 1) and \(index + 1) have the same heading `\(Quoting.short(heading.name))`",
                        at: sheet.headingPlace(index), reason: "it could not be told which of them counts",
                        help: "rename or delete one of them"))
                continue
            }
            // A mistyped heading is one slip, and not also an unknown column.
            guard !misnamed.contains(index) else { continue }
            if takesOtherMoney, rule == nil, let unit = heading.moneyUnit {
                others.append((heading.name, Money(index: index, unit: unit)))
            } else {
                place(
                    heading, at: index, rule: rule, rules: rules, otherMoney: takesOtherMoney ? otherMoney : nil,
                    in: sheet)
            }
        }
    }

    /// Where a column of words stands, if the table has it.
    func words(_ name: String) -> Int? { words[name] }

    /// Where a column of money stands, if the table has it.
    func money(_ name: String) -> Money? { money[name] }

    /// Notes required columns that are not there, each with the heading that was probably meant for it.
    ///
    /// - Returns: the columns with those headings.
    private static func noteMissing(_ rules: [ColumnRule], in sheet: Sheet) -> Set<Int> {
        let unknown = sheet.headings.indices.filter { index in
            let heading = sheet.headings[index]
            return !heading.text.isEmpty && !rules.contains { heading.isCalled($0.name) }
        }
        var misnamed: Set<Int> = []
        for rule in rules where rule.isRequired && !sheet.headings.contains(where: { $0.isCalled(rule.name) }) {
            // A column of money may lack its unit too; a column with a unit is not meant for words.
            let free = unknown.filter {
                !misnamed.contains($0) && (rule.isMoney || sheet.headings[$0].unit == .none)
            }
            let near = Suggestion.nearest(to: rule.name, in: free.map { sheet.headings[$0].name })
            let index = free.first { sheet.headings[$0].name == near }
            if let index { misnamed.insert(index) }
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.missing", "there is no column `\(rule.example)`", at: sheet.headingPlace(index),
                    reason: "the table cannot be read without it",
                    help: index.map {
                        "rename the heading `\(Quoting.short(sheet.headings[$0].text))` to `\(rule.example)`"
                    }
                        ?? "add the column `\(rule.example)`"))
        }
        return misnamed
    }

    /// Notes where a column of a rule stands, or what is wrong with its heading.
    ///
    /// - Parameter otherMoney: the names of other columns of money that may be there; `nil` when none may.
    private mutating func place(
        _ heading: Heading, at index: Int, rule: ColumnRule?, rules: [ColumnRule], otherMoney: Set<String>?,
        in sheet: Sheet
    ) {
        let shown = Quoting.short(heading.text)
        let source = Columns.source(meantBy: heading, in: otherMoney ?? [])
        switch (heading.unit, rule) {
        case (.none, .some(let rule)) where !rule.isMoney:
            words[rule.name] = index
        case (.money(let unit), .some(let rule)) where rule.isMoney:
            money[rule.name] = Money(index: index, unit: unit)
        case (.none, _) where rule != nil || source != nil:
            let name = rule?.name ?? source ?? heading.name
            lacksMoney = true
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.no-unit", "the heading `\(shown)` does not say its unit",
                    at: sheet.headingPlace(index),
                    reason: "a column of thousands that is read as pounds is wrong by a factor of a thousand",
                    help: "write `\(Heading.money(name))` for pounds or "
                        + "`\(Heading.money(name, .thousandsOfPounds))` for thousands of pounds"))
        case (.unknown(let unit), _):
            lacksMoney = true
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.unknown-unit", "`\(Quoting.short(unit))` in the heading `\(shown)` is not a unit",
                    at: sheet.headingPlace(index), reason: "a column of money says what its figures count",
                    help: "write [gbp] for pounds or [gbp_thousand] for thousands of pounds"))
        case (.misplaced(let unit), let rule) where rule?.isMoney ?? true:
            let written = Heading.money(rule?.name ?? source ?? heading.probableSource, unit)
            let isKnown = rule != nil || source != nil
            lacksMoney = true
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.unknown-unit", "the heading `\(shown)` has its unit in round brackets",
                    at: sheet.headingPlace(index),
                    reason: "a column of money has [gbp] or [gbp_thousand] at the end of its heading",
                    help: isKnown
                        ? "write `\(written)`"
                        : otherMoney == nil
                            ? Columns.unknownHelp(heading, rules: rules, otherMoney: otherMoney)
                            : "if it is a source of money, head it `\(written)`; otherwise delete the column"))
        case (_, .some(let rule)):
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.not-money", "the column `\(rule.name)` holds words, and its heading has a unit",
                    at: sheet.headingPlace(index), reason: "a unit says what figures count",
                    help: "rename the heading to `\(rule.name)`"))
        case (_, .none):
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.unknown", "no column is called `\(shown)`", at: sheet.headingPlace(index),
                    reason: "a column that is not known would be left unread without a word",
                    help: Columns.unknownHelp(heading, rules: rules, otherMoney: otherMoney)))
        }
    }

    /// The source whose id a heading names, however its letters are written.
    private static func source(meantBy heading: Heading, in sources: Set<String>) -> String? {
        if sources.contains(heading.name) { return heading.name }
        let name = heading.name.lowercased()
        return sources.sorted().first { $0.lowercased() == name }
    }

    /// What to do about a heading that no rule and no source has.
    private static func unknownHelp(_ heading: Heading, rules: [ColumnRule], otherMoney: Set<String>?) -> String {
        let sources = (otherMoney ?? []).sorted().prefix(1000)
        if let near = Suggestion.nearest(to: heading.name, in: rules.map(\.name) + sources) {
            let rule = rules.first { $0.name == near }
            return "did you mean `\(rule?.example ?? Heading.money(near))`?"
        }
        let known = "the known columns are \(Quoting.list(rules.map(\.example)))"
        guard otherMoney == nil else {
            return
                "if it is a source of money, head it `\(Heading.money(heading.probableSource))`; otherwise rename it "
                + "or delete the column: \(known)"
        }
        return "\(known): rename it, or delete it if it is none of them"
    }
}
