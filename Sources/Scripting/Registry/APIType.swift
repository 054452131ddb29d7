import LuaHost

/// What kind of value a function of the Lua API takes or gives, in the words that its documentation and its errors use.
package enum APIType: Hashable, Sendable {
    case money, rate, integer, number, text, boolean, function, anything
    /// A spend line: its id as text, or the line itself.
    case line
    /// A funding source: its id as text, or the source itself.
    case source
    /// Where money comes from or goes to: a line, or the text `unallocated`.
    case end
    /// An object of one of the API's own classes.
    case object(APIClassName)
    /// A list of values of one kind.
    indirect case list(APIType)
    /// A table whose names the script chooses.
    indirect case map(APIType)
    /// One of several kinds.
    case either([APIType])

    /// The kind in words: `money`, `a line id or line`.
    package var words: String {
        switch self {
        case .money: "an amount of money"
        case .rate: "a percentage, as in percent(5)"
        case .integer: "a whole number"
        case .number: "a number"
        case .text: "text"
        case .boolean: "true or false"
        case .function: "a function"
        case .anything: "a value"
        case .line: "a line or its id"
        case .source: "a funding source or its id"
        case .end: "a line or its id, or \"unallocated\""
        case .object(.rate): "a percentage, as in percent(5)"
        case .object(let name): name.withArticle
        case .list(let element): "a list of \(element.plural)"
        case .map(let element): "a table that gives each name \(element.words)"
        case .either(let types): types.map(\.words).joined(separator: " or ")
        }
    }

    /// Several of the kind in words.
    private var plural: String {
        switch self {
        case .money: "amounts of money"
        case .integer: "whole numbers"
        case .object(let name): "\(name.rawValue)s"
        case .either(let types): types.map(\.plural).joined(separator: " or ")
        default: "values, each \(words)"
        }
    }

    /// How to write such a value, where people often write something else.
    package var advice: String? {
        switch self {
        case .money: "write gbp(390000), gbp \"390,000\" or gbp \"1.39m\""
        case .rate: "write percent(2.49)"
        case .either(let types): types.compactMap(\.advice).first
        default: nil
        }
    }

    /// Whether a value is of this kind.
    func accepts(_ value: LuaValue) -> Bool {
        switch (self, value) {
        case (.anything, _), (.money, .money), (.integer, .integer), (.number, .integer), (.number, .number),
            (.text, .string), (.boolean, .boolean), (.function, .function), (.line, .string), (.source, .string),
            (.end, .string):
            true
        case (.rate, .object(_, let object)): object is RateHandle
        case (.line, .object(_, let object)), (.end, .object(_, let object)): object is LineHandle
        case (.source, .object(_, let object)): object is SourceHandle
        case (.object(let name), .object(_, let object)): name.isClass(of: object)
        case (.list(let element), .table(let table)):
            table.named.isEmpty && table.positional.allSatisfy { element.accepts($0) }
        case (.map(let element), .table(let table)):
            table.positional.isEmpty && table.named.allSatisfy { element.accepts($0.value) }
        case (.either(let types), _): types.contains { $0.accepts(value) }
        default: false
        }
    }
}

/// The classes of objects that scripts see.
package enum APIClassName: String, Sendable, CaseIterable {
    case money = "Money"
    case rate = "Rate"
    case plan = "Plan"
    case line = "Line"
    case source = "Source"
    case metric = "Metric"
    case lever = "Lever"
    case levers = "Levers"
    case result = "Result"
    case scenario = "Scenario"
    case condition = "Condition"
    case random = "Random"
    case riskPool = "RiskPool"
    case riskPoolQuarter = "RiskPoolQuarter"
    case grant = "Grant"
    case reserve = "Reserve"
    case pool = "Pool"
    case uncertain = "Uncertain"
    case outcome = "Outcome"

    /// Its name in a sentence: `a Rate`, `an Uncertain`.
    var withArticle: String { ("AEIOU".contains(rawValue.prefix(1)) ? "an " : "a ") + rawValue }

    func isClass(of object: AnyObject) -> Bool {
        switch self {
        case .money: false
        case .rate: object is RateHandle
        case .plan: object is PlanHandle
        case .line: object is LineHandle
        case .source: object is SourceHandle
        case .metric: object is MetricHandle
        case .lever: object is LeverHandle
        case .levers: object is LeversHandle
        case .result: object is ResultHandle
        case .scenario: object is ScenarioHandle
        case .condition: object is ConditionHandle
        case .random: object is RandomHandle
        case .riskPool: object is RiskPoolHandle
        case .riskPoolQuarter: object is RiskPoolQuarterHandle
        case .grant: object is GrantHandle
        case .reserve: object is ReserveHandle
        case .pool: object is PoolHandle
        case .uncertain: object is UncertainHandle
        case .outcome: object is OutcomeHandle
        }
    }
}

// Two objects of one class, as scripts compare them.
extension APIClassName {
    /// Whether they are the same to a person: rates of one value, the same line or source of one plan.
    func isEqual(_ left: AnyObject, _ right: AnyObject) -> Bool {
        switch (left, right) {
        case (let left as RateHandle, let right as RateHandle): left.rate == right.rate
        case (let left as UncertainHandle, let right as UncertainHandle): left.figure == right.figure
        case (let left as PlanPartHandle, let right as PlanPartHandle):
            left.owner === right.owner && left.index == right.index
        default: left === right
        }
    }

    /// Whether a rate is below another.
    func isLess(_ left: AnyObject, _ right: AnyObject) -> Bool {
        guard let left = left as? RateHandle, let right = right as? RateHandle else { return false }
        return LeverValue.rate(left.rate).isLess(than: .rate(right.rate))
    }
}
