import Finance

/// How much of a line's money a filter lets through, as a formula over the line's cells in the Spending sheet.
struct WeightFormula {
    let filter: SpendFilter
    let places: PlanSheetPlaces

    /// What surely counts of a line.
    func certain(line: Int, share: String) -> String { weight(line, share, isCertain: true) }

    /// What might count.
    func possible(line: Int, share: String) -> String { weight(line, share, isCertain: false) }

    /// - Parameter share: the cell that holds which share of the line the NHS buys.
    private func weight(_ line: Int, _ share: String, isCertain: Bool) -> String {
        var tests: [String] = []
        func add(_ filter: WordFilter<String>?, _ column: String) {
            guard let filter else { return }
            tests.append(Self.test(filter, places.attribute(column, line: line), isCertain: isCertain))
        }
        add(filter.areaOfSpend.map { Self.words($0) }, "area_of_spend")
        add(filter.provider.map { Self.words($0) }, "provider")
        add(filter.nature.map { Self.words($0) }, "capital_or_revenue")
        add(filter.schemeType, "scheme_type")
        add(filter.isProtected.map { .any([$0 ? "yes" : "no"]) }, "protected")
        var part = "1"
        if let commissioner = filter.commissioner {
            let unstated = "\(places.attribute("commissioner", line: line))=\(PlanSheetPlaces.quoted(notStated))"
            switch (commissioner.admits(.nhs), commissioner.admits(.localAuthority)) {
            case (false, false): return "0"
            case (true, true): part = isCertain ? "IF(\(unstated),0,1)" : "1"
            case (true, false): part = "IF(\(unstated),\(isCertain ? 0 : 1),\(share))"
            case (false, true): part = "IF(\(unstated),\(isCertain ? 0 : 1),1-\(share))"
            }
        }
        return tests.isEmpty ? part : "IF(AND(\(tests.joined(separator: ","))),\(part),0)"
    }

    private static func words<Word: RawRepresentable>(
        _ filter: WordFilter<Word>
    ) -> WordFilter<String> where Word.RawValue == String {
        switch filter {
        case .any(let words): .any(words.map(\.rawValue))
        case .not(let words): .not(words.map(\.rawValue))
        }
    }

    /// Whether a cell's word is one that the filter admits; for what might count, also whether it is not stated.
    private static func test(_ filter: WordFilter<String>, _ cell: String, isCertain: Bool) -> String {
        switch filter {
        case .any(let words):
            let all = words + (isCertain ? [] : [notStated])
            return "OR(\(all.map { "\(cell)=\(PlanSheetPlaces.quoted($0))" }.joined(separator: ",")))"
        case .not(let words):
            let all = words + (isCertain ? [notStated] : [])
            return all.isEmpty
                ? "TRUE" : "AND(\(all.map { "\(cell)<>\(PlanSheetPlaces.quoted($0))" }.joined(separator: ",")))"
        }
    }
}
