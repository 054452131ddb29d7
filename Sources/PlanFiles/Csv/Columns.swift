import Diagnostics
import Finance

/// A column that a table may have.
struct ColumnRule {
    /// Its heading, without a unit.
    let name: String
    /// Whether a table without it is of no use.
    let isRequired: Bool
    /// Whether it holds money, so that its heading states a unit.
    let isMoney: Bool

    /// A column of words.
    static func words(_ name: String, isRequired: Bool = false) -> Self {
        Self(name: name, isRequired: isRequired, isMoney: false)
    }

    /// A column of money.
    static func money(_ name: String, isRequired: Bool = false) -> Self {
        Self(name: name, isRequired: isRequired, isMoney: true)
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
            if let first = firstByName.updateValue(index, forKey: heading.name) {
                firstByName[heading.name] = first
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
            let rule = rules.first { $0.name == heading.name }
            if takesOtherMoney, rule == nil, let unit = heading.moneyUnit {
                others.append((heading.name, Money(index: index, unit: unit)))
            } else {
                place(heading, at: index, rule: rule, rules: rules, otherMoney: otherMoney, in: sheet)
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
        let names = Set(rules.map(\.name))
        let unknown = sheet.headings.indices.filter { index in
            let heading = sheet.headings[index]
            return !heading.text.isEmpty && !names.contains(heading.name)
        }
        var misnamed: Set<Int> = []
        for rule in rules where rule.isRequired && !sheet.headings.contains(where: { $0.name == rule.name }) {
            let free = unknown.filter { !misnamed.contains($0) && rule.isMoney == (sheet.headings[$0].unit != .none) }
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

    private mutating func place(
        _ heading: Heading, at index: Int, rule: ColumnRule?, rules: [ColumnRule], otherMoney: Set<String>,
        in sheet: Sheet
    ) {
        let shown = Quoting.short(heading.text)
        switch (heading.unit, rule) {
        case (.none, .some(let rule)) where !rule.isMoney:
            words[rule.name] = index
        case (.money(let unit), .some(let rule)) where rule.isMoney:
            money[rule.name] = Money(index: index, unit: unit)
        case (.none, _) where rule != nil || otherMoney.contains(heading.name):
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.no-unit", "the heading `\(shown)` does not say its unit",
                    at: sheet.headingPlace(index),
                    reason: "a column of thousands that is read as pounds is wrong by a factor of a thousand",
                    help: "write `\(shown) [gbp]` for pounds or `\(shown) [gbp_thousand]` for thousands of pounds"))
        case (.unknown(let unit), _):
            sheet.findings.add(
                Diagnostic(
                    "csv.heading.unknown-unit", "`\(Quoting.short(unit))` in the heading `\(shown)` is not a unit",
                    at: sheet.headingPlace(index), reason: "a column of money says what its figures count",
                    help: "write [gbp] for pounds or [gbp_thousand] for thousands of pounds"))
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
                    help: Suggestion.didYouMean(heading.name, in: rules.map(\.name) + otherMoney.sorted().prefix(1000))
                        ?? "delete the column; the known ones are \(Quoting.list(rules.map(\.example)))"))
        }
    }
}
