import Diagnostics
import Finance
import Yams

/// Reads what plan.yaml says about the rulebook's conditions: minimums, a document's own figures, declarations.
///
/// Whether the rulebook has such a condition is for those to check who know the rulebook.
struct MinimumsReading {
    /// The keys of a minimum.
    static let minimumKeys = PlanManifest.Keys(required: ["condition", "amount"], optional: ["precision", "note"])
    /// The keys of a document's own figure.
    static let plannedKeys = PlanManifest.Keys(required: ["condition", "planned"], optional: ["precision", "note"])
    /// The keys of a declaration.
    static let declarationKeys = PlanManifest.Keys(required: ["condition", "declared"], optional: ["note"])

    private let reading: YamlReading
    /// Every condition that was named, to be held against the rulebook.
    private(set) var mentions: [Mention] = []

    /// A condition that plan.yaml names, and where.
    struct Mention {
        let condition: String
        let node: Node
        /// Whether it is a declaration and not an amount.
        let isDeclaration: Bool
    }

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading) { self.reading = reading }

    /// Amounts that stand under one key, each for a condition of its own.
    mutating func amounts(_ node: Node?, _ list: String, _ what: String, key: String) -> [StatedAmount] {
        let keys = key == "planned" ? Self.plannedKeys : Self.minimumKeys
        let reading = reading
        return each(of: node, list, what, keys) { condition, fields in
            let amount = reading.money(fields[key], key)
            let precision = reading.positiveMoney(fields["precision"], "precision")
            let note = reading.text(fields["note"], "note")
            if let amount, amount.isNegative, let node = fields[key] {
                reading.note(
                    "plan.amount.below-zero", "`\(key)` is \(amount)", at: node,
                    reason: "it is an amount, and not a difference", help: "check its sign")
            }
            return amount.map {
                StatedAmount(condition: condition, amount: $0, precision: precision, note: note)
            }
        }
    }

    /// What the plan declares.
    mutating func declarations(_ node: Node?) -> [Declaration] {
        let reading = reading
        return each(of: node, "declarations", "a declaration", Self.declarationKeys) { condition, fields in
            let isDeclared = reading.yesOrNo(fields["declared"], "declared")
            let note = reading.text(fields["note"], "note")
            return isDeclared.map { Declaration(condition: condition, isDeclared: $0, note: note) }
        }
    }

    private mutating func each<Item>(
        of node: Node?, _ list: String, _ what: String, _ keys: PlanManifest.Keys,
        _ read: (String, [String: Node]) -> Item?
    ) -> [Item] {
        var lines: [String: Int] = [:]
        var mentions: [Mention] = []
        defer { self.mentions += mentions }
        return (reading.items(of: node, list) ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, what, keys) else { return nil }
            let condition = reading.identifier(fields["condition"], "condition")
            let value = read(condition ?? "", fields)
            guard let condition, let node = fields["condition"] else { return nil }
            if let first = lines[condition] {
                reading.note(
                    "plan.condition.twice", "`\(condition)` stands twice in `\(list)`, first on line \(first)",
                    at: node,
                    reason: "a condition has one figure of a kind", help: "delete one of them")
                return nil
            }
            lines[condition] = node.mark?.line ?? 0
            mentions.append(Mention(condition: condition, node: node, isDeclaration: keys == Self.declarationKeys))
            return value
        }
    }
}

extension MinimumsReading {
    /// Holds the conditions that plan.yaml names against those of the year's rulebook.
    func check(against rulebook: Rulebook) {
        let known = rulebook.conditions.map(\.id)
        for mention in mentions {
            let shown = Quoting.short(mention.condition)
            guard let condition = rulebook.condition(mention.condition) else {
                reading.note(
                    "plan.condition.unknown", "the rulebook \(rulebook.id.onOneLine) has no condition `\(shown)`",
                    at: mention.node, reason: "a figure for a condition that nobody tests would be left unread",
                    help: Suggestion.didYouMean(mention.condition, in: known)
                        ?? "`bcf rules \(rulebook.year.id)` lists the conditions")
                continue
            }
            let isDeclared = condition.test == .declaration
            guard isDeclared != mention.isDeclaration else { continue }
            reading.note(
                isDeclared ? "plan.condition.no-figure" : "plan.condition.has-figure",
                isDeclared
                    ? "no figure decides the condition `\(shown)`" : "the condition `\(shown)` is decided by figures",
                at: mention.node,
                reason: isDeclared
                    ? "it is declared to be met, or not to be" : "a declaration cannot stand in for a test",
                help: isDeclared ? "state it under `declarations`" : "delete the declaration")
        }
    }
}
