import Diagnostics
import Finance
import Reports

/// The figures of a page that are explained in it: each once, however often it is shown.
///
/// A figure is a link to its explanation, and the explanation leads back to where the figure stands first. A large plan
/// has more figures than a page can hold: beyond ``most``, a figure is no link, and the page says which command
/// explains it.
final class ExplanationBook {
    /// A figure and where it stands.
    struct Entry {
        let id: String
        let plan: Plan
        let explanation: Explanation
    }

    /// How many explanations a page holds, and how many rows they have together.
    static let most = 600
    static let mostRows = 8_000
    /// How many rows one explanation shows.
    static let rowsOfOne = 200

    private struct Key: Hashable {
        let plan: Int
        let figure: Figure
    }

    private(set) var entries: [Entry] = []
    /// Whether the page holds as many explanations as it may.
    var isFull: Bool { entries.count >= Self.most || rows >= Self.mostRows }
    /// How many figures are shown and not explained.
    private(set) var leftOut = 0
    private var places: [Key: Int] = [:]
    private var rows = 0

    init() {}

    /// A figure that the page does not explain.
    func unexplained(_ words: String) -> [Node] {
        leftOut += 1
        return [.text(words)]
    }

    /// A figure as a link to its explanation.
    ///
    /// - Parameters:
    ///   - words: how the figure is written.
    ///   - plan: the plan that has the figure, and its number among the plans of the page.
    func link(_ words: String, _ figure: Figure?, of plan: Plan, number: Int = 0) -> [Node] {
        guard let figure else { return [.text(words)] }
        let key = Key(plan: number, figure: figure)
        if let place = places[key] { return [Tag.a(.to(entries[place].id)) { words }] }
        if isFull { return unexplained(words) }
        let explanation = plan.explanation(of: figure)
        rows += min(explanation.steps.count { !$0.amount.isZero }, Self.rowsOfOne)
        let id = "figure-\(entries.count + 1)"
        places[key] = entries.count
        entries.append(Entry(id: id, plan: plan, explanation: explanation))
        return [Tag.a(.id("\(id)-shown"), .to(id)) { words }]
    }
}
