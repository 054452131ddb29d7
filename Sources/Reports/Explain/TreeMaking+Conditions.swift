import Diagnostics
import Finance

// A condition: its margin, what is required and what counts.

extension TreeMaking {
    /// The tree of a condition; `nil` when the plan's rulebook has none of that id.
    func tree(ofCondition id: String) -> ExplanationTree? {
        guard let condition = plan.rulebook?.condition(id), let found = plan.assessment(ofCondition: id),
            let makeup = plan.makeup(ofCondition: id)
        else { return nil }
        let title = "condition \(id): \(condition.title)"
        let citation = condition.source(in: plan.rulebook)
        let reason = [condition.note, found.reason(in: plan)].compactMap(\.self)
            .joined(separator: condition.note?.hasSuffix(".") == true ? " " : "; ")
        guard let headroom = found.headroom else {
            return ExplanationTree(
                .condition, title, value: found.verdict.shown, reason: reason.isEmpty ? nil : reason,
                citation: citation, making: .rule, children: evidence(of: condition, found))
        }
        var children: [ExplanationTree]
        switch condition.test {
        case .minimum(_, let required):
            children = [
                counted(makeup.counted, makeup.stated, atMost: false, "what surely counts"),
                self.required(required, of: condition, makeup.income, found.required ?? .zero),
            ]
        case .maximum(_, let required):
            children = [
                self.required(required, of: condition, makeup.income, found.required ?? .zero),
                counted(makeup.counted, makeup.stated, atMost: true, "what may count at most"),
            ]
        case .ringFence, .capitalOnCapital:
            children = [
                counted(makeup.counted, makeup.stated, atMost: false, "what surely stands where it must"),
                counted(makeup.whole, nil, atMost: true, "all money that the rule is about"),
            ]
        case .share(_, let rate, _):
            children = [
                counted(makeup.counted, makeup.stated, atMost: false, "what surely counts"),
                share(rate, of: makeup.whole, found.required ?? .zero, citation),
            ]
        case .passDown: children = passDown(found)
        case .reserve: children = reserve(headroom)
        case .balance, .declaration: children = []
        }
        children += rounding(children, headroom, makeup.stated)
        let missing = "\(Money(pence: 0 &- headroom.pence)) short"
        let above =
            headroom.isNegative
            ? (found.verdict == .cannotBeTold ? "up to \(missing)" : missing) : "\(headroom) to spare"
        var tree = ExplanationTree(
            .condition, title, headroom, reason: reason.isEmpty ? nil : reason, citation: citation,
            making: .difference, children: children)
        tree.value = "\(found.verdict.shown), \(above)"
        return tree
    }

    /// What the difference of whole pence leaves over: half of a document's rounding, and parts of a penny.
    private func rounding(
        _ children: [ExplanationTree], _ headroom: Money, _ stated: StatedAmount?
    ) -> [ExplanationTree] {
        guard let first = children.first?.pence else { return [] }
        let half = (stated?.precision?.pence ?? 0) / 2
        let rest = children.dropFirst().reduce(first) { $0 &- ($1.pence ?? 0) } &- headroom.pence &- half
        var nodes: [ExplanationTree] = []
        if half != 0, let precision = stated?.precision {
            nodes.append(
                ExplanationTree(
                    .rounding, "half of what the document rounds to", Money(pence: half),
                    reason: "it prints its own figure to \(precision), so the true one may be so much lower"))
        }
        if rest != 0 {
            nodes.append(
                ExplanationTree(
                    .rounding, "parts of a penny", Money(pence: rest),
                    reason: "amounts are compared as they are, and shown in whole pence"))
        }
        return nodes
    }

    // MARK: - What counts

    /// What counts of lines or sources, each with its cells and movements.
    private func counted(
        _ sum: ConditionSum?, _ stated: StatedAmount?, atMost: Bool, _ title: String
    ) -> ExplanationTree {
        guard let sum else { return ExplanationTree(.counted, title, .zero) }
        var nodes: [ExplanationTree] = []
        var running = Int128(stated?.amount.pence ?? 0) * Int128(sum.parts)
        if let stated {
            nodes.append(
                ExplanationTree(
                    .statement, "the document's own figure", stated.amount,
                    place: plan.arrangements.places[.planned(stated.condition)], reason: stated.note))
        }
        let items = stated == nil ? sum.items(of: plan, atMost: atMost) : sum.changes(of: plan, atMost: atMost)
        for item in items {
            // Each part is what it adds to the whole pence so far, so that the parts are the whole.
            let before = Rounding.down.divide(running, by: Int128(sum.parts))
            running += item.counted
            let pence = Rounding.down.divide(running, by: Int128(sum.parts)) - before
            let node = node(item, of: sum, Int64(clamping: pence), sinceReading: stated != nil)
            if node.pence != 0 || !node.children.isEmpty { nodes.append(node) }
        }
        return .sum(.counted, title, nodes)
    }

    private func node(
        _ item: ConditionSum.Item, of sum: ConditionSum, _ pence: Int64, sinceReading: Bool
    ) -> ExplanationTree {
        var whole =
            sum.isFunding ? income(ofSource: item.index) : spend(ofLine: item.index, from: item.sources)
        if sinceReading { whole = whole.sinceReading }
        if item.weight == sum.parts {
            // Openly counted whole: the node is the line itself. Income below zero of an open kind counts as nothing.
            return whole.pence == pence ? whole : ExplanationTree(whole.kind, whole.title, Money(pence: pence))
        }
        guard item.weight > 0 else { return ExplanationTree(.line, whole.title, .zero) }
        let share = Rate(item.weight, over: sum.parts)?.description ?? "\(item.weight)/\(sum.parts)"
        let buyer = plan.lines[item.index].commissioner.map { ", commissioned \($0)" } ?? ""
        let weight = ExplanationTree(
            .rule, "the share of it that counts\(buyer)", value: share,
            number: Double(item.weight) / Double(sum.parts))
        return ExplanationTree(
            .line, "\(share) of \(whole.title)", Money(pence: pence), making: .product, children: [whole, weight])
    }

    // MARK: - What is required

    private func required(
        _ required: Condition.Required, of condition: Condition, _ income: ConditionSum?, _ amount: Money
    ) -> ExplanationTree {
        let arrangements = plan.arrangements
        let own = arrangements.minimums.first { $0.condition == condition.id }
        let citation = condition.source(in: plan.rulebook)
        func statement(_ stated: StatedAmount, _ title: String, _ place: InputPlaces.Key) -> ExplanationTree {
            ExplanationTree(
                .statement, title, stated.amount, place: arrangements.places[place], reason: stated.note,
                citation: citation)
        }
        switch required {
        case .amount:
            return ExplanationTree(.required, "what is required of every area", amount, citation: citation)
        case .stated:
            guard let own else { break }
            return statement(own, "what is required of the area", .minimum(condition.id))
        case .uplifted(let previous, let uplift):
            if let own { return statement(own, "what is required of the area", .minimum(condition.id)) }
            guard let start = arrangements.previousMinimums.first(where: { $0.condition == previous }) else { break }
            let rule = plan.rulebook?.uplift(uplift)
            let children = [
                statement(start, "the minimum of the year before", .previousMinimum(previous)),
                ExplanationTree(
                    .rule, "grown by the uplift \(uplift)", value: rule?.rate.map { "+\($0)" } ?? notStated,
                    reason: rule?.note, citation: rule?.citation.words(in: plan.rulebook)),
            ]
            return ExplanationTree(
                .required, "what is required, uplifted", amount, citation: citation, making: .product,
                children: children + roundingRule)
        case .share(let share, let kind, let national):
            let children = [
                ExplanationTree(.rule, "the national amount", share, citation: citation),
                counted(income, nil, atMost: false, "the area's money of kind \(kind.rawValue)"),
                ExplanationTree(
                    .rule, "over the nation's money of that kind", national, citation: citation),
            ]
            return ExplanationTree(
                .required, "the area's share of a national amount", amount,
                reason: "the national amount × the area's money / the nation's", citation: citation, making: .rule,
                children: children + roundingRule)
        }
        return ExplanationTree(.required, "what is required", amount, citation: citation)
    }

    private func share(_ rate: Rate, of whole: ConditionSum?, _ amount: Money, _ citation: String) -> ExplanationTree {
        ExplanationTree(
            .required, "\(rate) of the whole", amount, making: .product,
            children: [
                counted(whole, nil, atMost: true, "the whole"),
                ExplanationTree(.rule, "the share that is required", value: rate.description, citation: citation),
            ])
    }

    /// How worked-out amounts are rounded, where the rulebook says so.
    private var roundingRule: [ExplanationTree] {
        guard let rounding = plan.rulebook?.rounding else { return [] }
        return [
            ExplanationTree(
                .rounding, "rounded to \(rounding.unit), \(rounding.rule.rawValue)", value: "",
                citation: rounding.citation.words(in: plan.rulebook))
        ]
    }
}

extension ExplanationTree {
    /// Of a line or source, only what changed since the plan was read.
    fileprivate var sinceReading: ExplanationTree {
        .sum(kind, title, children.filter { $0.kind == .movement }, place: place)
    }
}
