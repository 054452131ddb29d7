import Diagnostics
import Finance

/// The reading of spending.csv row by row: what a line is for, and whether its cells sum to its printed total.
struct SpendingReading {
    /// The columns that a spending table may have beside its sources.
    static let rules: [ColumnRule] = [
        .words("id", isRequired: true, .id, about: "The id of the spend line."),
        .words("ref", about: "The reference as the plan prints it."),
        .words("theme", isRequired: true, about: "The theme under which the plan shows it."),
        .words("heading", about: "The heading under which the plan prints it."),
        .words("title", isRequired: true, about: "What the money is for."),
        .words("scheme_type", about: "The official scheme type."),
        .words(
            "area_of_spend", .words(SpendLine.AreaOfSpend.allCases.map(\.rawValue)),
            about: "The official area of spend."),
        .words("commissioner", about: "Who buys it: la, nhs, or the share of a joint line, as joint 40% nhs."),
        .words("provider", .words(SpendLine.Provider.allCases.map(\.rawValue)), about: "Who provides it."),
        .words(
            "capital_or_revenue", .words(SpendLine.Nature.allCases.map(\.rawValue)), about: "Capital or revenue."),
        .words("protected", .yesOrNo, about: "Whether the plan protects it."),
        .words("months", about: "The months in which it runs: all year, june, apr-sep."),
        .words("recurrent", .yesOrNo, about: "Whether it goes on in the next year."),
        .words("status", about: "Whether it is active, to be confirmed or closed."),
        .money("total", about: "The line's total, which is checked against its sources."),
    ]

    // Where the columns stand, found once: a hash look-up for each cell would cost as much as reading it.
    private let id, ref, theme, heading, title, schemeType, areaOfSpend, commissioner, provider, capitalOrRevenue,
        protected, months, recurrent, status: Int?
    private let total: Columns.Money?
    /// The first row of each id: its line and its bytes.
    private var firstRows: [String: (line: Int, bytes: Range<Int>)] = [:]

    /// Starts with no rows read.
    init(columns: Columns) {
        id = columns.words("id")
        ref = columns.words("ref")
        theme = columns.words("theme")
        heading = columns.words("heading")
        title = columns.words("title")
        schemeType = columns.words("scheme_type")
        areaOfSpend = columns.words("area_of_spend")
        commissioner = columns.words("commissioner")
        provider = columns.words("provider")
        capitalOrRevenue = columns.words("capital_or_revenue")
        protected = columns.words("protected")
        months = columns.words("months")
        recurrent = columns.words("recurrent")
        status = columns.words("status")
        total = columns.lacksMoney ? nil : columns.money("total")
    }

    /// Whether the current row is a total of others, which is noted: its money is no line's.
    func isTotal(in sheet: Sheet) -> Bool {
        for column in [id, ref, theme] {
            guard let column else { continue }
            let value = sheet.text(column)
            if TotalRow.isTotal(value) {
                TotalRow.note("spending.row.total", value, column, in: sheet)
                return true
            }
        }
        guard let title else { return false }
        let value = sheet.text(title)
        let isTotal = TotalRow.isTotal(
            title: value, under: [theme, heading].compactMap { $0.map { sheet.text($0) } })
        guard isTotal else { return false }
        TotalRow.note("spending.row.total", value, title, in: sheet)
        return true
    }

    /// The line that the current row states, or `nil` when its id, theme or title could not be read.
    mutating func line(of sheet: Sheet) -> SpendLine? {
        let lineId = id.flatMap { sheet.identifier($0) }
        if let lineId { checkUnique(lineId, in: sheet) }
        let themeText = theme.flatMap { sheet.requiredText($0) }
        let titleText = title.flatMap { sheet.requiredText($0) }
        let line = SpendLine(
            id: lineId ?? "",
            ref: ref.map { sheet.text($0) } ?? "",
            theme: themeText ?? "",
            heading: heading.map { sheet.text($0) } ?? "",
            title: titleText ?? "",
            schemeType: readSchemeType(in: sheet),
            areaOfSpend: sheet.word(areaOfSpend, SpendLine.AreaOfSpend.self),
            commissioner: sheet.attribute(
                commissioner, forms: ["la", "nhs"],
                help: "write `la`, `nhs`, or the share that the NHS buys, such as `joint 40% nhs`; or `not stated`"
            ) {
                SpendLine.Commissioner($0)
            },
            provider: sheet.word(provider, SpendLine.Provider.self),
            nature: sheet.word(capitalOrRevenue, SpendLine.Nature.self),
            isProtected: sheet.yesOrNo(protected),
            months: sheet.attribute(
                months, forms: [],
                help: "write `all year`, a month such as `june`, or a span such as `apr-sep`; or `not stated`"
            ) {
                MonthSpan($0)
            },
            isRecurrent: sheet.yesOrNo(recurrent),
            status: readStatus(in: sheet),
            origin: Place(file: SpendingTable.fileName, line: sheet.row.line))
        return lineId == nil || themeText == nil || titleText == nil ? nil : line
    }

    /// Notes a row whose cells do not sum to the amount in its check column.
    func checkTotal(of cells: [Money?], in sheet: Sheet) {
        guard let column = total, let total = sheet.money(column, isCheck: true) else { return }
        var sum: Int128 = 0
        for cell in cells {
            // A cell that could not be read has its own message.
            guard let cell else { return }
            sum += Int128(cell.pence)
        }
        let difference = sum - Int128(total.pence)
        guard difference != 0 else { return }
        let relation = difference > 0 ? "more" : "less"
        sheet.note(
            "spending.row.does-not-foot",
            "the row does not foot: its cells sum to \(SpendingReading.text(sum)), \(SpendingReading.text(difference.magnitude)) "
                + "\(relation) than its total of \(total)",
            column.index, reason: "`total` is a check on the row and is used for nothing else",
            help: "mend the cell or the total that is wrong; one of them was mistyped or left out")
    }

    private mutating func checkUnique(_ lineId: String, in sheet: Sheet) {
        guard let first = firstRows[lineId] else {
            firstRows[lineId] = (sheet.row.line, sheet.row.bytes)
            return
        }
        sheet.note(
            "spending.line.duplicate",
            "the id `\(lineId)` stands in row \(first.line) and again in row \(sheet.row.line)", id,
            reason: "a line's id is unique in its plan; row \(first.line) is: \(sheet.shortText(of: first.bytes))",
            help: "give one of the lines another id, or delete it if it stands twice")
    }

    /// The statuses that a plan may give a line.
    static let statuses: [SpendLine.Status] = [.active, .toBeConfirmed, .notStated]

    /// Closing a line is for scenarios; a plan says that a line is active, awaits a decision, or does not say.
    private func readStatus(in sheet: Sheet) -> SpendLine.Status {
        guard let column = status else { return .active }
        let value = sheet.text(column)
        if let status = SpendingReading.statuses.first(where: { $0.rawValue == value }) { return status }
        sheet.wrongWord(value, column, forms: SpendingReading.statuses.map(\.rawValue))
        return .active
    }

    private func readSchemeType(in sheet: Sheet) -> String? {
        guard let column = schemeType else { return nil }
        let value = sheet.text(column)
        if value == notStated { return nil }
        if SpendingReading.isKebabCase(value) { return value }
        let words = value.lowercased().utf8.split { !SpendingReading.isLetterOrDigit($0) }
        let meant = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
        if meant.isEmpty {
            sheet.wrongWord(value, column, forms: ["assistive-technologies", notStated])
        } else {
            sheet.note(
                "csv.word.unknown", "`\(Quoting.short(value))` is not a value of `scheme_type`", column,
                reason: "a scheme type is small letters, digits and single hyphens, so that it is always written alike",
                help: "write it as `\(Quoting.short(meant))`, or `not stated`")
        }
        return nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isKebabCase(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty && word.allSatisfy(isLetterOrDigit)
            }
    }

    private static func text(_ pence: some BinaryInteger) -> String {
        Int64(exactly: pence).map { Money(pence: $0).formatted() } ?? "£\(pence / 100)"
    }
}
