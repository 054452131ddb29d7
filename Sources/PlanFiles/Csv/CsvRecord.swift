/// One row of a CSV file: where it stands and where its fields stand. Holds positions only; ``CsvReader`` fills it anew
/// for each row, so that reading a large file makes no garbage.
struct CsvRecord {
    /// The physical line on which the row starts, from 1. A quoted field may carry it over several lines.
    var line = 1
    /// The bytes of the row, without its line end.
    var bytes = 0..<0
    /// The fields that were kept, at most ``CsvReader/mostFields``.
    var fields: [CsvField] = []
    /// How many fields the row has, kept or not.
    var fieldCount = 0
    /// What is wrong with the row's form.
    var fault: CsvFault?
}

/// One field of a row, by its bytes.
struct CsvField: Equatable {
    /// The field as it stands between its separators, with quotes and spaces.
    var whole: Range<Int>
    /// What it says: without the quotes, or without the spaces around it.
    var content: Range<Int>
    /// Whether the content holds doubled quotes that stand for one.
    var hasDoubledQuotes: Bool
}

/// Why a row is not CSV.
enum CsvFault: Equatable {
    /// A quote is opened in this field and never closed.
    case unclosedQuote(field: Int)
    /// Something other than a separator follows the closing quote of this field.
    case textAfterQuote(field: Int)
    /// The row is longer than ``CsvReader/longestRow``.
    case tooLong
}
