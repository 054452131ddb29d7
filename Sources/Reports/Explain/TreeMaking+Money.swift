import Diagnostics
import Finance

// What is planned, has come in, or is left.

extension TreeMaking {
    /// The tree of a figure of lines and sources.
    func tree(_ figure: Figure) -> ExplanationTree {
        let title = figure.words.prefix(1).uppercased() + figure.words.dropFirst()
        switch figure.measure {
        case .spend: return spend(figure, title)
        case .income: return alone(figure.sources.map { income(ofSource: $0) }, .total, title)
        case .unallocated: return alone(figure.sources.map { unallocated(ofSource: $0) }, .total, title)
        }
    }

    /// A sum of nodes that say something; one alone is shown as what it is.
    private func alone(_ nodes: [ExplanationTree], _ kind: ExplanationTree.Kind, _ title: String) -> ExplanationTree {
        let nodes = nodes.filter(Self.saysSomething)
        guard nodes.count == 1, var only = nodes.first else { return .sum(kind, title, nodes) }
        only.title = title
        return only
    }

    /// Whether a node is worth a line: it is not nothing, or something made it nothing.
    private static func saysSomething(_ node: ExplanationTree) -> Bool { node.pence != 0 || !node.children.isEmpty }

    private func spend(_ figure: Figure, _ title: String) -> ExplanationTree {
        var themes: [(theme: String, lines: [ExplanationTree])] = []
        var places: [String: Int] = [:]
        for line in figure.lines {
            let node = spend(ofLine: line, from: figure.sources)
            guard Self.saysSomething(node) else { continue }
            let theme = plan.lines[line].theme
            if let place = places[theme] {
                themes[place].lines.append(node)
            } else {
                places[theme] = themes.count
                themes.append((theme, [node]))
            }
        }
        if themes.count == 1 { return alone(themes[0].lines, .total, title) }
        return .sum(.total, title, themes.map { .sum(.theme, "theme \($0.theme)", $0.lines) })
    }

    /// What has come in from a source: tranches, and what scenarios brought in or gave back.
    func income(ofSource source: Int) -> ExplanationTree {
        let figure = Figure(measure: .income, words: "", lines: [], sources: [source])
        let steps = plan.explanation(of: figure).steps.filter { !$0.amount.isZero }
        let isStated = plan.isIncomeStated(source: source)
        return .sum(
            .source, "income of \(name(ofSource: source))", steps.map { node($0) },
            reason: isStated ? nil : "the plan does not state what it brings; this is what the scenario changed")
    }

    /// What has come in from a source and has no line: what it brings less what lines spend of it.
    private func unallocated(ofSource source: Int) -> ExplanationTree {
        var came = income(ofSource: source)
        let presumed = plan.presumedFunding(source: source)
        if presumed != 0 {
            // Of a source that does not state its income, only what scenarios free of it is known to be left.
            let rule = ExplanationTree(
                .rule, "taken to have come in", Money(pence: presumed),
                reason: "the plan does not state its income: as much as its lines spent when the plan was read")
            came = .sum(.source, came.title, came.children + [rule], reason: came.reason)
        }
        let lines = plan.lines.indices.map { spend(ofLine: $0, from: [source]) }.filter(Self.saysSomething)
        let spent = ExplanationTree.sum(.total, "planned spend of \(name(ofSource: source))", lines)
        return ExplanationTree(
            .source, "unallocated of \(name(ofSource: source))", plan.unallocated(source: source),
            making: .difference, children: lines.isEmpty ? [came].filter(Self.saysSomething) : [came, spent])
    }
}
