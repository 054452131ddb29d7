package import Finance
import LuaHost

/// A value of a session, as something that can be shown. It holds the plan as it was when the value was shown.
package indirect enum ReplValue: Sendable {
    /// Text, an amount, a number, true or false: what stands on one line.
    case plain(String)
    /// An amount of money.
    case money(Money)
    /// A plan as a whole.
    case plan(Plan)
    /// Spend lines, by their places in the plan.
    case lines([Int], of: Plan)
    /// Funding sources, by their places in the plan.
    case sources([Int], of: Plan)
    /// The movements of a plan.
    case movements(of: Plan)
    /// A table: a key and a value each, in order. The keys of a list are its positions.
    case table([(key: String, value: ReplValue)])

    init(_ value: LuaValue) {
        switch value {
        case .nil: self = .plain("nil")
        case .boolean(let flag): self = .plain(flag ? "true" : "false")
        case .integer(let number): self = .plain(String(number))
        case .number(let number): self = .plain(number.description)
        case .string(let text): self = .plain(text)
        case .money(let pence): self = .money(Money(pence: pence))
        case .object(_, let object): self = Self.shown(object)
        case .array(let values): self = Self.list(values)
        case .table(let table) where table.named.isEmpty: self = Self.list(table.positional)
        case .table(let table):
            self = .table(
                table.positional.enumerated().map { (String($0.offset + 1), ReplValue($0.element)) }
                    + table.named.map { ($0.key, ReplValue($0.value)) })
        case .function: self = .plain("a function")
        case .other(let typeName): self = .plain(typeName)
        }
    }

    private static func shown(_ object: AnyObject) -> ReplValue {
        switch object {
        case let handle as PlanHandle: .plan(handle.plan)
        case let handle as LineHandle: .lines([handle.index], of: handle.plan)
        case let handle as SourceHandle: .sources([handle.index], of: handle.plan)
        case let handle as LeversHandle:
            .table(handle.levers.map { ($0.name, .plain($0.value.description)) })
        case let handle as MetricHandle: .table(rows(handle.metric))
        case let object as any ScriptObject: .plain(object.text)
        default: .plain("an object")
        }
    }

    private static func rows(_ metric: Metric) -> [(key: String, value: ReplValue)] {
        let words = [
            ("id", metric.id), ("title", metric.title), ("unit", metric.unit), ("good", metric.good?.rawValue),
        ]
        let figures = metric.periods.flatMap { period in
            // One period is the metric's own; of several, each is named.
            let ofPeriod = metric.periods.count == 1 ? "" : ", \(period.period)"
            return [
                ("period\(ofPeriod)", period.period), ("baseline\(ofPeriod)", period.baseline?.description),
                ("target\(ofPeriod)", period.target?.description), ("actual\(ofPeriod)", period.actual?.description),
            ].dropFirst(metric.periods.count == 1 ? 0 : 1)
        }
        return (words + figures).map { (key: $0.0, value: .plain($0.1 ?? notStated)) }
    }

    /// A list: of lines or sources of one plan, one table of them; of anything else, its entries by position.
    private static func list(_ values: [LuaValue]) -> ReplValue {
        var lines: [Int] = []
        var sources: [Int] = []
        var owner: PlanHandle?
        for value in values {
            guard case .object(_, let object) = value, let part = object as? PlanPartHandle,
                owner == nil || owner === part.owner, part.isCurrent
            else { break }
            owner = part.owner
            if part is LineHandle { lines.append(part.index) } else { sources.append(part.index) }
        }
        if let owner, lines.count == values.count { return .lines(lines, of: owner.plan) }
        if let owner, sources.count == values.count { return .sources(sources, of: owner.plan) }
        return .table(values.enumerated().map { (String($0.offset + 1), ReplValue($0.element)) })
    }
}
