import Diagnostics
import Finance
import Reports

/// The figures of a page that are explained in it: each once, however often it is shown.
///
/// A figure is a link to its explanation, and the explanation leads back to where the figure stands first. A large plan
/// has more figures than a page can hold: beyond that, a figure is no link, and the page says which command explains it.
final class ExplanationBook {
    /// A figure and what it is made of.
    struct Entry {
        let id: String
        let tree: ExplanationTree
    }

    /// How many explanations a page holds, and how many rows they have together.
    static let most = 700
    static let mostRows = 9_000
    /// How many rows one explanation shows.
    static let rowsOfOne = 400
    /// How much is looked at for all of them: lines times movements, at which an explanation looks for each figure.
    private static let mostWork = 40_000_000

    private struct Key: Hashable {
        let plan: Int
        let figure: ExplainedFigure
    }

    private(set) var entries: [Entry] = []
    /// How many figures are shown and not explained.
    private(set) var leftOut = 0
    /// The explanation of each figure; `nil` for one that cannot be explained.
    private var places: [Key: Int?] = [:]
    private var placesOfTrees: [ExplanationTree: Int] = [:]
    private var rows = 0
    private var work = 0

    init() {}

    /// Whether the page holds as many explanations as it may.
    var isFull: Bool { entries.count >= Self.most || rows >= Self.mostRows || work >= Self.mostWork }

    /// A figure as a link to its explanation.
    ///
    /// - Parameters:
    ///   - words: how the figure is written.
    ///   - plan: the plan that has the figure, and its number among the plans of the page.
    func link(
        _ words: String, _ figure: ExplainedFigure?, of plan: Plan, number: Int = 0, metrics: MetricTree? = nil
    ) -> [Node] {
        guard let figure else { return [.text(words)] }
        let key = Key(plan: number, figure: figure)
        if let place = places[key] {
            return place.map { [Tag.a(.to(entries[$0].id)) { words }] } ?? [.text(words)]
        }
        if isFull { return unexplained(words) }
        if case .money(let figure) = figure {
            work += figure.lines.count * (plan.allYears.reduce(0) { $0 + $1.movements.count } + plan.sources.count)
        }
        guard let tree = try? plan.tree(of: figure, metrics: metrics) else {
            places[key] = .some(nil)
            return [.text(words)]
        }
        // Scenarios leave much of a plan alone: what is made of the same is explained once.
        if let place = placesOfTrees[tree] {
            places[key] = place
            return [Tag.a(.to(entries[place].id)) { words }]
        }
        rows += min(tree.nodes.count, Self.rowsOfOne)
        let id = "figure-\(entries.count + 1)"
        places[key] = entries.count
        placesOfTrees[tree] = entries.count
        entries.append(Entry(id: id, tree: tree))
        return [Tag.a(.id("\(id)-shown"), .to(id)) { words }]
    }

    /// A figure that the page does not explain.
    func unexplained(_ words: String) -> [Node] {
        leftOut += 1
        return [.text(words)]
    }
}

extension Plan {
    /// What is spent, by one property of lines, one of sources, or both; `nil` where nothing has it.
    func spend(
        _ line: (Selection.LineProperty, String)? = nil, from source: (Selection.SourceProperty, String)? = nil
    ) -> ExplainedFigure? { explained(.spend, line, source) }

    /// What a line spends.
    func spend(ofLine id: String, source: String? = nil) -> ExplainedFigure? {
        spend((.line, id), from: source.map { (.source, $0) })
    }

    /// A measure of a source, or of all.
    func explained(
        _ measure: Figure.Measure, _ line: (Selection.LineProperty, String)? = nil,
        _ source: (Selection.SourceProperty, String)? = nil
    ) -> ExplainedFigure? {
        var selection = Selection()
        if let line { selection.require(line.0, line.1) }
        if let source { selection.require(source.0, source.1) }
        return (try? figure(measure, selection)).map { .money($0) }
    }
}
