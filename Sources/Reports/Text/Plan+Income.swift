import Diagnostics
package import Finance

// What a plan knows of its income, in words. A source that does not state its income has no figure, not nothing.

extension Plan {
    /// What has come in from a source.
    package func incomeWords(source: Int) -> String {
        known(funding(source: source), source: source)
    }

    /// What of a source has no line.
    package func unallocatedWords(source: Int) -> String {
        known(unallocated(source: source), source: source)
    }

    /// A figure of a source; of one that does not state its income, by how much a scenario changed it.
    private func known(_ amount: Money, source: Int) -> String {
        if isIncomeStated(source: source) { return amount.description }
        return amount.isZero ? notStated : "\(notStated), \(amount.formatted(sign: true))"
    }

    /// Whether any source states its income, so that a total says something.
    package var statesIncome: Bool { sources.isEmpty || sources.contains(where: \.isIncomeStated) }

    /// What has come in from all sources that state it.
    package var totalIncomeWords: String { statesIncome || !totalFunding.isZero ? totalFunding.description : notStated }

    /// What has no line, of all sources that state their income.
    package var totalUnallocatedWords: String {
        statesIncome || !totalUnallocated.isZero ? totalUnallocated.description : notStated
    }

    /// Which sources do not state their income; `nil` when all do.
    package var unstatedIncomeWords: String? {
        let unstated = unstatedSources
        if unstated.isEmpty { return nil }
        if unstated.count == sources.count {
            return sources.count == 1 ? "the source does not state its income" : "no source states its income"
        }
        return "\(unstated.count) of \(sources.count) sources \(unstated.count == 1 ? "does" : "do") not state "
            + (unstated.count == 1 ? "its income" : "their income")
    }

    /// A line below a table of income: which sources its totals leave out. Empty when they leave out none.
    package var leftOutLine: String {
        let unstated = unstatedSources
        if unstated.isEmpty { return "" }
        let ids = unstated.map { sources[$0].id }.joined(separator: ", ").onOneLine
        return "  The totals of income and unallocated money leave out what is not stated: \(ids)\n"
    }

    /// Whether income equals expenditure, as JSON: null where it cannot be told.
    var balanceJSON: JSONValue {
        switch balance {
        case .met: .boolean(true)
        case .notMet: .boolean(false)
        case .cannotBeTold: .null
        }
    }

    /// The ids of the sources that do not state their income, as JSON.
    var unstatedSourcesJSON: JSONValue { .array(unstatedSources.map { .string(sources[$0].id) }) }

    /// A figure of a source's income as JSON: null where the source does not state it.
    func incomeJSON(_ amount: Money, source: Int) -> JSONValue {
        isIncomeStated(source: source) ? .integer(amount.pence) : .null
    }
}
