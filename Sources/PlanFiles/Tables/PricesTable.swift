import Diagnostics
import Finance

/// What prices.csv says: what the plan pays for an hour, visit or week of a service, band by band, in order.
struct PricesTable {
    /// The file's name in a plan folder.
    static let fileName = "prices.csv"

    /// The prices whose rows could be read.
    private(set) var prices: [StatedPrice] = []

    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("service", isRequired: true, about: "The service, in the plan's own words."),
        .words("band", about: "The price band, where there are several."),
        .words(
            "unit", isRequired: true, .words(StatedPrice.Unit.allCases.map(\.rawValue)),
            about: "What the price is for."),
        .money("price", isRequired: true, about: "The price of one unit."),
        .words("from", .day, about: "The day from which it holds."),
        .words("reference", about: "Where it is printed."),
    ]

    /// What tells one price from another.
    private struct Key: Hashable {
        let service: String
        let band: String?
        let from: String?
    }

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    init?(_ file: FileBytes, findings: Findings) {
        let required = Self.rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: Self.rules.map(\.example), required: required, findings: findings)
        else { return nil }
        let columns = Columns(Self.rules, in: sheet)
        var firstRows: [Key: Int] = [:]
        while sheet.nextRow() {
            let service = columns.words("service").flatMap { sheet.requiredText($0) }
            let band = sheet.textOrNotStated(columns.words("band"))
            let unit = sheet.word(columns.words("unit"), StatedPrice.Unit.self)
            let price = Self.price(columns.money("price"), in: sheet)
            let from = sheet.day(columns.words("from"), reason: "the day decides which price holds")
            guard let service else { continue }
            let key = Key(service: service, band: band, from: from)
            if let first = firstRows[key] {
                sheet.note(
                    "prices.duplicate",
                    "row \(first) has a price of `\(Quoting.short(service))` for the same band and day",
                    columns.words("service"), reason: "it could not be told which of them counts",
                    help: "name the bands apart, give the later price its day in `from`, or delete one of them")
                continue
            }
            firstRows[key] = sheet.row.line
            prices.append(
                StatedPrice(
                    service: service, band: band, unit: unit, price: price, from: from,
                    reference: sheet.reference(columns.words("reference"))))
        }
    }

    private static func price(_ column: Columns.Money?, in sheet: Sheet) -> Money? {
        guard let column, sheet.text(column.index) != notStated else { return nil }
        return sheet.money(column, orNotStated: true)
    }
}
