import Diagnostics

/// Which cells of a plan are meant: a filter on lines and a filter on sources, both of them optional.
///
/// `Selection(theme: "Urgent Response", contributor: "reserve")` means what the lines of one theme spend from one
/// contributor. A filter that no line or source of the plan could ever meet is a slip and an error, not an empty sum.
package struct Selection: Hashable, Sendable {
    /// The properties of lines that can be filtered on, by the name that scripts and tables use.
    package enum LineProperty: String, Sendable, CaseIterable {
        case line, ref, theme, heading
        case schemeType = "scheme_type"
        case areaOfSpend = "area_of_spend"
        case commissioner, provider
        case capitalOrRevenue = "capital_or_revenue"
        case protected, recurrent, status
    }

    /// The properties of sources that can be filtered on, by the name that scripts and tables use.
    package enum SourceProperty: String, Sendable, CaseIterable {
        case source, kind, contributor, pool
    }

    /// What a line must be.
    package var lines: Filters<LineProperty>
    /// What a source must be.
    package var sources: Filters<SourceProperty>

    /// Makes a selection; without filters it means everything.
    package init(lines: Filters<LineProperty> = [:], sources: Filters<SourceProperty> = [:]) {
        self.lines = lines
        self.sources = sources
    }

    /// Adds what a line must be. Here and not by the subscript, which other rooms would call through tables of types.
    package mutating func require(_ property: LineProperty, _ value: String?) { lines[property] = value }

    /// Adds what a source must be.
    package mutating func require(_ property: SourceProperty, _ value: String?) { sources[property] = value }
}

/// What some properties must be. There are a handful at most, so they are looked through one after another.
package struct Filters<Property: Hashable & Sendable>: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// One property and what it must be.
    struct Filter: Hashable, Sendable {
        let key: Property
        var value: String
    }

    /// The filters, each property once. Most selections have one filter, which needs no list.
    private var first: Filter?
    private var others: [Filter] = []

    /// Makes filters; of a property that is named twice, the last holds.
    package init(dictionaryLiteral elements: (Property, String)...) {
        for (property, value) in elements { self[property] = value }
    }

    /// What a property must be, or `nil` where it may be anything.
    package subscript(property: Property) -> String? {
        get {
            guard let first else { return nil }
            return first.key == property ? first.value : others.first { $0.key == property }?.value
        }
        set {
            guard let first, first.key != property else {
                // Without a first filter there are no others.
                if let newValue {
                    first = Filter(key: property, value: newValue)
                } else {
                    first = others.isEmpty ? nil : others.removeFirst()
                }
                return
            }
            let place = others.firstIndex { $0.key == property }
            switch (place, newValue) {
            case (let place?, let value?): others[place].value = value
            case (nil, let value?): others.append(Filter(key: property, value: value))
            case (let place?, nil): others.remove(at: place)
            case (nil, nil): break
            }
        }
    }

    /// Every filter, in the order in which they were made.
    var all: [Filter] { first.map { [$0] + others } ?? [] }

    /// How many filters there are.
    var count: Int { first == nil ? 0 : 1 + others.count }

    /// Whether there is none.
    var isEmpty: Bool { first == nil }

    /// What the property must be when that is the only filter.
    func only(_ property: Property) -> String? {
        guard let first, others.isEmpty, first.key == property else { return nil }
        return first.value
    }

    /// Whether each filter finds what it wants.
    func areMet(by text: (Property) -> String) -> Bool {
        guard let first else { return true }
        return text(first.key) == first.value && others.allSatisfy { text($0.key) == $0.value }
    }
}

/// What an attribute that the plan does not state is called in tables and filters.
package let notStated = "not stated"

extension SpendLine {
    /// A property as the text that tables, filters and reports use.
    package func text(of property: Selection.LineProperty) -> String {
        func yesNo(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? notStated }
        return switch property {
        case .line: id
        case .ref: ref
        case .theme: theme
        case .heading: heading
        case .schemeType: schemeType ?? notStated
        case .areaOfSpend: areaOfSpend?.rawValue ?? notStated
        case .commissioner: commissioner?.description ?? notStated
        case .provider: provider?.rawValue ?? notStated
        case .capitalOrRevenue: nature?.rawValue ?? notStated
        case .protected: yesNo(isProtected)
        case .recurrent: yesNo(isRecurrent)
        case .status: status.rawValue
        }
    }
}

extension FundingSource {
    /// A property as the text that tables, filters and reports use.
    package func text(of property: Selection.SourceProperty) -> String {
        switch property {
        case .source: id
        case .kind: kind.rawValue
        case .contributor: contributor
        case .pool: pool
        }
    }
}

extension Plan {
    /// The lines that a selection means, by their place, in the plan's order.
    package func lineIndices(in selection: Selection) throws(PlanError) -> [Int] {
        if selection.lines.isEmpty { return Array(lines.indices) }
        if let index = onlyLine(of: selection) { return [index] }
        for property in Selection.LineProperty.allCases {
            guard let wanted = selection.lines[property] else { continue }
            let known = property.allowedValues ?? lines.map { $0.text(of: property) }
            try check(wanted, of: property.rawValue, among: known)
        }
        return lines.indices.filter { index in selection.lines.areMet { lines[index].text(of: $0) } }
    }

    /// The line that a selection names by its id alone, which is at hand.
    private func onlyLine(of selection: Selection) -> Int? {
        guard let id = selection.lines.only(.line) else { return nil }
        return try? lineIndex(id)
    }

    /// The sources that a selection means, by their place, in the plan's order.
    package func sourceIndices(in selection: Selection) throws(PlanError) -> [Int] {
        if selection.sources.isEmpty { return Array(sources.indices) }
        for property in Selection.SourceProperty.allCases {
            guard let wanted = selection.sources[property] else { continue }
            let known: [String] =
                switch property {
                case .source: sources.map(\.id)
                case .kind: fundingKinds.map(\.rawValue)
                case .contributor: partners.map(\.id) + sources.map(\.contributor)
                case .pool: pools.map(\.id) + sources.map(\.pool)
                }
            try check(wanted, of: property.rawValue, among: known)
        }
        return sources.indices.filter { index in selection.sources.areMet { sources[index].text(of: $0) } }
    }

    /// What the selected lines spend from the selected sources.
    package func sum(_ selection: Selection) throws(PlanError) -> Money {
        // The commonest question needs no lists.
        if selection.sources.isEmpty, let line = onlyLine(of: selection) { return total(line: line) }
        let chosenSources = try sourceIndices(in: selection)
        var pence: Int64 = 0
        for line in try lineIndices(in: selection) {
            for source in chosenSources { pence += cell(line: line, source: source).pence }
        }
        return Money(pence: pence)
    }

    private func check(_ wanted: String, of property: String, among known: [String]) throws(PlanError) {
        guard !known.contains(wanted) else { return }
        throw PlanError(
            "plan.selection.unknown-value",
            property == "protected" ? "`protected` cannot be `\(wanted)`" : "no \(property) is called `\(wanted)`",
            reason: "a filter that nothing can meet is taken for a slip of the pen",
            help: Suggestion.didYouMean(wanted, in: known) ?? "known: \(Self.listing(known))")
    }

    private static func listing(_ known: [String]) -> String {
        var seen: Set<String> = []
        let unique = known.filter { !$0.isEmpty && seen.insert($0).inserted }
        return unique.prefix(12).joined(separator: ", ") + (unique.count > 12 ? " …" : "")
    }
}

extension Selection.LineProperty {
    /// All values that the property can ever have, or `nil` where only the plan's own lines can tell.
    fileprivate var allowedValues: [String]? {
        func orNotStated(_ values: [String]) -> [String] { values + [notStated] }
        return switch self {
        case .line, .ref, .theme, .heading, .schemeType, .commissioner: nil
        case .areaOfSpend: orNotStated(SpendLine.AreaOfSpend.allCases.map(\.rawValue))
        case .provider: orNotStated(SpendLine.Provider.allCases.map(\.rawValue))
        case .capitalOrRevenue: orNotStated(SpendLine.Nature.allCases.map(\.rawValue))
        case .protected, .recurrent: ["yes", "no", notStated]
        case .status: SpendLine.Status.allCases.map(\.rawValue)
        }
    }
}
