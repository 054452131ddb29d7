import Diagnostics
import Finance
package import Outcomes

/// What a table of delayed transfers holds and whether it adds up, and one authority's months and years.
package struct ActivityReport: Sendable {
    let data: DelayedTransfers
    let footing: Footing
    let series: ActivitySeries?
    let people: [NamedPeople]
    let inputs: InputFiles

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - series: one authority's months; `nil` to show the whole table by year.
    ///   - people: the counts that rates are of, as the report names them.
    package init(_ data: DelayedTransfers, series: ActivitySeries?, people: [NamedPeople], inputs: InputFiles) {
        self.data = data
        footing = data.footing()
        self.series = series
        self.people = people
        self.inputs = inputs
    }

    /// Whether every total adds up.
    package var isPassed: Bool { footing.findings.isEmpty }

    /// The most findings that the text lists.
    private static let mostListed = 50

    /// The report as text for people.
    package func text() -> String {
        var text = reportTitle(
            "Delayed transfers of care" + (series.map { ": \($0.authority.name.onOneLine)" } ?? ""))
        let span = data.span
        text += "  Months       \(span.map { "\($0.count), \($0.first) to \($0.last)" } ?? "none")\n"
        let councils = data.authorities.count { $0.code != nil && !$0.isElsewhere }
        text += "  Authorities  \(councils)\n"
        text += "  Rows         \(counted(Int64(data.rows.count)))\n"
        for each in people { text += "  People       \(counted(each.people)) (\(each.name.onOneLine))\n" }
        text += "\n" + sums()
        if let series { text += months(series) + years(series) } else { text += national() }
        text += inputs.rendered()
        let verdict =
            isPassed
            ? "every total adds up"
            : "\(footing.findings.count) total\(footing.findings.count == 1 ? " does" : "s do") not add up"
        return text + "\nResult: \(verdict)\n"
    }

    private func sums() -> String {
        var text = "Totals made again\n  \(counted(Int64(footing.sumCount))) sums: "
        text += isPassed ? "all are as printed\n" : "\(counted(Int64(footing.findings.count))) are not as printed\n"
        if footing.monthsAgainstTotal > 0 {
            text +=
                "  \(footing.monthsAgainstTotal) months of all authorities were added up and held against their total\n"
        }
        if footing.rowsWithoutParts > 0 {
            text += "  \(footing.rowsWithoutParts) rows leave parts empty, which is not zero; "
            text +=
                footing.emptyRows == footing.rowsWithoutParts
                ? "their totals are all 0\n"
                : "\(footing.rowsWithoutParts - footing.emptyRows) of them have totals that cannot be made again\n"
        }
        if !footing.findings.isEmpty {
            var table = TextTable([
                .figures("Row"), .words("Month"), .words("Authority"), .words("Sum"), .figures("Adds up to"),
                .figures("Printed"), .figures("Difference"),
            ])
            for finding in footing.findings.prefix(Self.mostListed) {
                table.add([
                    String(finding.line), finding.month.id, data.authorities[finding.authority].name.shortened(to: 30),
                    finding.sum.words, counted(finding.parts), counted(finding.printed),
                    signed(finding.parts - finding.printed),
                ])
            }
            text += table.rendered()
            let hidden = footing.findings.count - Self.mostListed
            if hidden > 0 { text += "  and \(hidden) more\n" }
        }
        return text + "\n"
    }

    private func months(_ series: ActivitySeries) -> String {
        let hasRates = series.months.contains { $0.personDays != nil }
        var table = TextTable(
            [.words("Month")] + DelayedTransfers.Part.allCases.map { .figures($0.words) }
                + (hasRates ? DelayedTransfers.Part.allCases.map { .figures("\($0.words) rate") } : []))
        for month in series.months {
            table.add(
                [month.span.description] + DelayedTransfers.Part.allCases.map { counted(month.days($0)) }
                    + (hasRates ? DelayedTransfers.Part.allCases.map { rounded(month.rate($0)) } : []))
        }
        var text = "Days delayed by month\(hasRates ? ", and days a day for every 100,000 people" : "")\n"
        text += table.rendered()
        if !series.missing.isEmpty {
            text += "  Not in the file: \(series.missing.map(\.id).joined(separator: ", "))\n"
        }
        return text + "\n"
    }

    private func years(_ series: ActivitySeries) -> String {
        let hasRates = series.years.contains { $0.personDays != nil }
        var table = TextTable(
            [.words("Year")] + DelayedTransfers.Part.allCases.map { .figures($0.words) }
                + [.figures("Change"), .figures("")] + (hasRates ? [.figures("Rate")] : []))
        for (place, year) in series.years.enumerated() {
            let change = place == 0 ? nil : Self.change(from: series.years[place - 1], to: year)
            table.add(
                [Self.words(year)] + DelayedTransfers.Part.allCases.map { counted(year.days($0)) }
                    + [change.map { signed($0.absolute) } ?? "", change.map { percentage($0.percentage) } ?? ""]
                    + (hasRates ? [rounded(year.rate(.total))] : []))
        }
        return "Days delayed by financial year, and the change of the total\n\(table.rendered())\n"
    }

    private func national() -> String {
        guard let total = data.authorities.firstIndex(where: { $0.code == nil }) else { return "" }
        let series = ActivitySeries(data, of: total)
        return "\(data.authorities[total].name.onOneLine)\n" + years(series)
    }

    /// The change between two years that are both whole.
    static func change(from before: ActivitySeries.Amounts, to after: ActivitySeries.Amounts) -> CountChange? {
        guard before.isWhole, after.isWhole, before.span.count == 12, after.span.count == 12,
            let from = before.days(.total), let to = after.days(.total)
        else { return nil }
        return CountChange(from: from, to: to)
    }

    private static func words(_ year: ActivitySeries.Amounts) -> String {
        let isYear = year.isWhole && year.span.count == 12
        return isYear ? year.span.description : "\(year.span.first.financialYear.text), \(year.monthCount) months"
    }
}

extension ActivityReport {
    /// The report as a JSON document of the form `bcf-activity/1`. Rates and percentages are text.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-activity/1")), ("passed", .boolean(isPassed)),
            ("rows", .integer(Int64(data.rows.count))),
            ("first_month", .optional(data.span?.first.id)), ("last_month", .optional(data.span?.last.id)),
            (
                "totals",
                .object([
                    ("sums", .integer(Int64(footing.sumCount))),
                    ("rows_without_parts", .integer(Int64(footing.rowsWithoutParts))),
                    ("months_against_total", .integer(Int64(footing.monthsAgainstTotal))),
                    (
                        "not_as_printed",
                        .array(
                            footing.findings.map { finding in
                                .object([
                                    ("row", .integer(Int64(finding.line))), ("month", .string(finding.month.id)),
                                    ("authority", .string(data.authorities[finding.authority].name)),
                                    ("sum", .string(finding.sum.words)), ("adds_up_to", .integer(finding.parts)),
                                    ("printed", .integer(finding.printed)),
                                ])
                            })
                    ),
                ])
            ),
            ("authority", .optional(series?.authority.name)), ("code", .optional(series?.authority.code)),
            (
                "people",
                .array(people.map { .object([("name", .string($0.name)), ("people", .integer($0.people))]) })
            ),
            ("months", .array((series?.months ?? []).map { Self.amounts($0) })),
            (
                "years",
                .array(
                    (series?.years ?? []).enumerated().map { place, year in
                        let before = place == 0 ? nil : series?.years[place - 1]
                        return Self.amounts(year, change: before.flatMap { Self.change(from: $0, to: year) })
                    })
            ),
            ("not_in_the_file", .array((series?.missing ?? []).map { .string($0.id) })),
            ("made", inputs.json),
        ]).rendered()
    }

    private static func amounts(_ amounts: ActivitySeries.Amounts, change: CountChange? = nil) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("period", .string(amounts.span.description)), ("months", .integer(Int64(amounts.monthCount))),
            ("is_whole", .boolean(amounts.isWhole)),
        ]
        for part in DelayedTransfers.Part.allCases {
            members.append(("\(part.rawValue)_days", amounts.days(part).map { .integer($0) } ?? .null))
        }
        for part in DelayedTransfers.Part.allCases {
            members.append(("\(part.rawValue)_rate", Reports.json(amounts.rate(part)?.rounded(places: 2))))
        }
        if let change {
            members.append(("change", .integer(change.absolute)))
            members.append(("change_percent", Reports.json(change.percentage?.rounded(places: 1))))
        }
        return .object(members)
    }
}

extension FootingFinding.Sum {
    /// What was added, in words.
    var words: String {
        switch self {
        case .byWhom: "NHS + social care + both"
        case .bySetting: "acute + non-acute"
        case .settingAgainstWhom: "total by kind of hospital, against that by who answers"
        case .reasonAgainstWhom: "total by reason, against that by who answers"
        case .authorities(let column): "\(column) of all authorities"
        }
    }
}
