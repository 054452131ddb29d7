import Diagnostics
import Finance

// Reads single cells of the current row; each notes what is wrong and returns `nil`, so that the row is read to its end.

extension Sheet {
    /// Notes an error about a column of the current row.
    func note(
        _ code: String, _ message: @autoclosure () -> String, _ column: Int?, reason: @autoclosure () -> String? = nil,
        help: @autoclosure () -> String
    ) {
        findings.add(
            code, column: column, heading: heading(column), line: row.line,
            Diagnostic(code, message(), at: place(column), reason: reason(), help: help()))
    }

    /// The heading of a column as messages show it.
    private func heading(_ column: Int?) -> String? {
        guard let column, headings.indices.contains(column) else { return nil }
        return Quoting.short(headings[column].text)
    }

    /// Text that must be there.
    func requiredText(_ column: Int) -> String? {
        let value = text(column)
        guard Quoting.isBlank(value) else { return value }
        note(
            "csv.blank", "`\(headings[column].name)` is blank", column, reason: "every row needs one",
            help: "write it, or delete the row")
        return nil
    }

    /// A short name by which rows and scripts refer to something.
    func identifier(_ column: Int) -> String? {
        guard let value = requiredText(column) else { return nil }
        guard let problem = Identifier.problem(with: value) else { return value }
        note(
            "csv.id.form", "`\(Quoting.short(value))` is not an id: \(problem)", column,
            reason: Identifier.reason, help: Identifier.help)
        return nil
    }

    /// An amount of money that is not below nothing.
    ///
    /// - Parameters:
    ///   - orNotStated: whether the column may also say `not stated`, for the remedy of a blank.
    ///   - isCheck: whether the column is a check on the others, for the remedy of a word.
    func money(_ column: Columns.Money, orNotStated: Bool = false, isCheck: Bool = false) -> Money? {
        if let amount = PlainAmount.parse(content(column.index), unit: column.unit) { return amount }
        let value = text(column.index)
        do throws(MoneyText.Failure) {
            let amount = try MoneyText.parse(value, unit: column.unit)
            guard amount.isNegative else { return amount }
            note(
                "money.negative", "`\(Quoting.short(value))` is below nothing", column.index,
                reason: "a plan's tables hold what comes in and what is spent, and neither can be less than nothing",
                help: "write the amount without its minus; what is taken back is a movement in a scenario")
        } catch {
            if error == .notAnAmount, NoAmount.isOne(value) {
                note(
                    error.code, "`\(Quoting.short(value))` is not an amount", column.index,
                    reason: "it could mean nothing or not known",
                    help: NoAmount.help(orNotStated: orNotStated, isCheck: isCheck))
                return nil
            }
            note(
                error.code, error.message(for: (value).onOneLine), column.index,
                reason: error == .blank
                    ? "a blank could mean nothing or not known"
                    : "a cell of this column is an amount in the unit of its heading",
                help: error != .blank
                    ? error.help
                    : orNotStated
                        ? "a blank is not zero: write the amount, 0 or `not stated`"
                        : "a blank is not zero: write 0, or the amount")
        }
        return nil
    }

    /// A value of a controlled column that may also be `not stated`; `nil` for that and for anything wrong.
    ///
    /// - Parameters:
    ///   - forms: what may be written, for the remedy.
    ///   - help: the remedy, where a list of words cannot tell it.
    func attribute<Value>(
        _ column: Int?, forms: @autoclosure () -> [String], help: String? = nil, read: (String) -> Value?
    ) -> Value? {
        guard let column else { return nil }
        let value = text(column)
        if value == notStated { return nil }
        if let read = read(value) { return read }
        wrongWord(value, column, forms: forms() + [notStated], help: help)
        return nil
    }

    /// One of the words of an enumeration, or `not stated`.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ column: Int?, _: Word.Type) -> Word? {
        attribute(column, forms: Word.allCases.map(\.rawValue)) { Word(rawValue: $0) }
    }

    /// `yes`, `no` or `not stated`, in any case.
    func yesOrNo(_ column: Int?) -> Bool? {
        guard let column else { return nil }
        let value = text(column)
        switch value {
        case "yes": return true
        case "no": return false
        case notStated: return nil
        default: break
        }
        switch value.lowercased() {
        case "yes": return true
        case "no": return false
        case notStated: return nil
        default:
            wrongWord(value, column, forms: ["yes", "no", notStated])
            return nil
        }
    }

    /// Notes a word that a controlled column does not know.
    func wrongWord(_ value: String, _ column: Int, forms: @autoclosure () -> [String], help: String? = nil) {
        let name = headings[column].name
        if Quoting.isBlank(value) {
            note(
                "csv.blank", "`\(name)` is blank", column,
                reason: "a blank could mean no, nothing or not known",
                help: help ?? "write one of \(Quoting.list(forms()))")
        } else {
            note(
                "csv.word.unknown",
                help == nil
                    ? "`\(Quoting.short(value))` is not a value of `\(name)`"
                    : "`\(name)` cannot be `\(Quoting.short(value))`",
                column,
                reason: help == nil
                    ? "the column holds one of a list of words" : "the column holds words of a fixed form",
                help: Suggestion.didYouMean(value, in: forms()) ?? help ?? "write one of \(Quoting.list(forms()))")
        }
    }
}

extension MoneyText.Failure {
    /// The stable code of the failure in a cell of a table or in plan.yaml.
    var code: String {
        switch self {
        case .blank: "money.blank"
        case .notAnAmount: "money.not-an-amount"
        case .misplacedSeparator: "money.misplaced-separator"
        case .finerThanPence: "money.finer-than-pence"
        case .tooLarge: "money.too-large"
        case .suffixInThousands: "money.suffix-in-thousands"
        }
    }
}
