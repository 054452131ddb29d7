import Diagnostics

// What is said about rows that are no CSV, or not as wide as the headings.

extension Sheet {
    /// A fault of a row's form as a message.
    func diagnostic(_ fault: CsvFault, in record: CsvRecord) -> Diagnostic {
        switch fault {
        case .unclosedQuote(let field):
            return Diagnostic(
                "csv.quote.unclosed", "a quote is opened here and never closed",
                at: place(of: record, column: field),
                reason: "everything up to the end of the file would be one field",
                help: "close it with \" at the end of the field; write \"\" for a quote inside a quoted field")
        case .textAfterQuote(let field):
            return Diagnostic(
                "csv.quote.text-after", "text follows the closing quote of this field",
                at: place(of: record, column: field),
                reason: "after a closing quote comes a comma or the end of the row",
                help: "write \"\" for a quote inside a quoted field, or take the quotes away")
        case .tooLong:
            return Diagnostic(
                "csv.row.too-long",
                "the row is \(record.bytes.count) bytes long, more than \(CsvReader.longestRow)",
                at: place(of: record, column: nil), reason: "a row of a plan is a few hundred bytes",
                help: "check the row for missing line ends, or for a quote that is closed in the wrong place")
        }
    }

    /// The message about a current row with more or fewer fields than there are headings.
    func raggedRow(_ code: String) -> Diagnostic {
        let isTooLong = row.fieldCount > headings.count
        return Diagnostic(
            code,
            "the row has \(row.fieldCount) field\(row.fieldCount == 1 ? "" : "s"), and there are "
                + "\(headings.count) headings",
            at: place(isTooLong ? headings.count : row.fieldCount - 1),
            reason: "each field belongs to the heading above it; with a field too many or too few, all would shift",
            help: isTooLong
                ? "put a field that holds a comma in quotes, as in \"1,234\""
                : "add the missing fields; write `not stated` or 0 where there is nothing to say")
    }
}
