import Diagnostics

/// A figure of a plan that can be explained: what is planned, has come in or is left, of which lines and sources.
package struct Figure: Hashable, Sendable {
    /// What is counted; the raw value is the word that asks for it.
    package enum Measure: String, Sendable, CaseIterable {
        /// What lines spend.
        case spend
        /// What has come in.
        case income
        /// What has come in and has no line.
        case unallocated
    }

    /// What is counted.
    package let measure: Measure
    /// The figure in words, such as ``planned spend of theme `Urgent Response` ``.
    package let words: String
    /// The places of the lines that count; all of them where sources alone are meant.
    package let lines: [Int]
    /// The places of the sources that count.
    package let sources: [Int]

    /// Makes a figure of places that the plan has.
    package init(measure: Measure, words: String, lines: [Int], sources: [Int]) {
        self.measure = measure
        self.words = words
        self.lines = lines
        self.sources = sources
    }
}

extension Plan {
    /// A figure for a measure of everything that a selection means.
    package func figure(_ measure: Figure.Measure, _ selection: Selection = Selection()) throws(PlanError) -> Figure {
        if measure != .spend, let filter = selection.lines.all.first {
            throw PlanError(
                "explain.by-source", "\(measure.phrase) has no \(filter.key.rawValue)",
                reason: "money comes in by source, and lines only spend it",
                help: "ask for `spend`, or by \(Self.listing(Selection.SourceProperty.allCases.map(\.rawValue)))")
        }
        let lines = try lineIndices(in: selection)
        let sources = try sourceIndices(in: selection)
        var words = measure.phrase
        let ofLines = selection.lines.all.map { filter in
            named(filter.key.rawValue, filter.value, title: filter.key == .line ? self.lines[lines[0]].title : nil)
        }
        let ofSources = selection.sources.all.map { filter in
            named(filter.key.rawValue, filter.value, title: title(of: filter.key, filter.value))
        }
        if !ofLines.isEmpty { words += " of \(ofLines.joined(separator: ", "))" }
        if !ofSources.isEmpty {
            words += " \(measure == .unallocated ? "of" : "from") \(ofSources.joined(separator: ", "))"
        }
        return Figure(measure: measure, words: words, lines: lines, sources: sources)
    }

    private func named(_ property: String, _ value: String, title: String?) -> String {
        let words = "\(String(property.map { $0 == "_" ? " " : $0 })) `\(value)`"
        guard let title, !title.isEmpty, title != value else { return words }
        return "\(words) (\(title))"
    }

    private func title(of property: Selection.SourceProperty, _ id: String) -> String? {
        switch property {
        case .source: sources.first { $0.id == id }?.title
        case .contributor: title(ofPartner: id)
        case .pool: title(ofPool: id)
        case .kind: nil
        }
    }

    fileprivate static func listing(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}

// MARK: Figures by the words of a person

extension Plan {
    /// The figure that a person asks for: `spend`, `income` or `unallocated`, the id of a line, source, contributor or
    /// pool, the name of a theme, or `property=value`, several of which narrow it down.
    package func figure(named words: [String], source: String? = nil) throws(PlanError) -> Figure {
        let measure = words.first.flatMap { Figure.Measure(rawValue: $0) }
        var asked = Asked()
        if let source { try asked.add("source", source) }
        for word in words.dropFirst(measure == nil ? 0 : 1) {
            if let kind = try kind(of: word, withSource: source != nil) {
                try asked.add(kind, word)
            } else {
                try add(word, to: &asked)
            }
        }
        // A source alone is known by what it brings.
        let isSourceAlone =
            measure == nil && words.count == 1 && source == nil && sources.contains { $0.id == words[0] }
        return try figure(measure ?? (isSourceAlone ? .income : .spend), asked.selection)
    }

    /// The filters that were asked for so far, each once.
    private struct Asked {
        var selection = Selection()

        mutating func add(_ property: String, _ value: String) throws(PlanError) {
            let isTwice: Bool
            if let property = Selection.LineProperty(rawValue: property) {
                isTwice = selection.lines[property] != nil
                selection.lines[property] = value
            } else if let property = Selection.SourceProperty(rawValue: property) {
                isTwice = selection.sources[property] != nil
                selection.sources[property] = value
            } else {
                throw .noSuchProperty(property)
            }
            guard !isTwice else {
                throw PlanError(
                    "explain.twice", "the figure is asked for with two values of `\(property)`",
                    reason: "what is narrowed down by both would be nothing", help: "ask for one after the other")
            }
        }
    }

    /// The kind of thing that bears a name, or `nil` when none does.
    private func kind(of name: String, withSource: Bool) throws(PlanError) -> String? {
        var kinds: [String] = []
        if lines.contains(where: { $0.id == name }) { kinds.append("line") }
        if !withSource, sources.contains(where: { $0.id == name }) { kinds.append("source") }
        if lines.contains(where: { $0.theme == name }) { kinds.append("theme") }
        if sources.contains(where: { $0.contributor == name }) || partners.contains(where: { $0.id == name }) {
            kinds.append("contributor")
        }
        if sources.contains(where: { $0.pool == name }) || pools.contains(where: { $0.id == name }) {
            kinds.append("pool")
        }
        guard kinds.count > 1 else { return kinds.first }
        let forms = kinds.map { "`\($0)=\(name)`" }.joined(separator: " or ")
        throw PlanError(
            "explain.ambiguous", "`\(name)` can mean \(kinds.map { "a \($0)" }.joined(separator: " or "))",
            help: "write \(forms), with `income` before it for what has come in")
    }

    /// Adds `property=value`.
    private func add(_ word: String, to asked: inout Asked) throws(PlanError) {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { throw noSuchFigure(word) }
        try asked.add(String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private func noSuchFigure(_ name: String) -> PlanError {
        // People know a thing by its name, and a line by its printed reference as well.
        let byName =
            lines.first { $0.ref == name }.map { ($0.id, $0.title) }
            ?? (lines.map { ($0.id, $0.title) } + sources.map { ($0.id, $0.title) }
            + partners.map { ($0.id, $0.title) } + pools.map { ($0.id, $0.title) })
            .first { $0.1.lowercased() == name.lowercased() }
        let ids =
            lines.map(\.id) + sources.map(\.id) + themes + partners.map(\.id) + pools.map(\.id)
            + Figure.Measure.allCases.map(\.rawValue)
        return PlanError(
            "explain.unknown-figure", "the plan has no figure `\(name)`",
            help: byName.map { "did you mean `\($0.0)`, \($0.1)?" } ?? Suggestion.didYouMean(name, in: ids)
                ?? """
                name a line, a source, a theme, a contributor or a pool; `property=value`, as in commissioner=nhs; or \
                spend, income or unallocated. `bcf check PLAN --lines` lists the names
                """)
    }
}

extension PlanError {
    fileprivate static func noSuchProperty(_ name: String) -> PlanError {
        let known = Selection.LineProperty.allCases.map(\.rawValue) + Selection.SourceProperty.allCases.map(\.rawValue)
        return PlanError(
            "explain.unknown-property", "lines and sources have no property `\(name)`",
            help: Suggestion.didYouMean(name, in: known) ?? "they have \(Plan.listing(known))")
    }
}

extension Figure.Measure {
    /// The measure in the words of the reports.
    fileprivate var phrase: String {
        switch self {
        case .spend: "planned spend"
        case .income: "income"
        case .unallocated: "unallocated money"
        }
    }
}
