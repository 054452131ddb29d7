import LuaSyntax

// What an expression is, and what is wrong with its operators.

extension LintWalk {
    /// What is known of an expression; it is checked on the way, so every expression is asked for once.
    mutating func type(_ expression: LuaExpression) -> LintType {
        switch expression {
        case .nil: return .nil
        case .boolean: return .boolean
        case .number(let number, _): return number.isInteger ? .integer : .fraction
        case .text(let text, let range):
            if ScenarioSkeleton.Placeholder.all.contains(text) {
                note(
                    .placeholder, range,
                    "line \(tree.source.line(of: range.lowerBound)) still says what a new script says")
            }
            return .text
        case .rest: return .unknown
        case .name(let name): return type(of: name)
        case .function(let body):
            check(body)
            return .function
        case .table(let table):
            check(table)
            return .table
        case .parenthesised(let inner, _): return type(inner)
        case .chain(let first, let suffixes): return type(of: first, suffixes[...])
        case .unary(let symbol, let operand): return unary(symbol, operand)
        case .binary(let first, let operations):
            var left = type(first)
            var range = first.range
            for operation in operations {
                let right = type(operation.operand)
                let whole = range.lowerBound..<operation.operand.range.upperBound
                left = binary(
                    Operand(type: left, range: range), operation.symbol.kind,
                    Operand(type: right, range: operation.operand.range), whole)
                range = whole
            }
            return left
        }
    }

    /// One side of an operator.
    private struct Operand {
        var type: LintType
        var range: Range<Int>
    }

    private mutating func unary(_ symbol: LuaToken, _ operand: LuaExpression) -> LintType {
        let kind = type(operand)
        switch symbol.kind {
        case .not: return .boolean
        case .length: return .integer
        case .minus:
            if kind.isNumber || kind == .money || kind == .unknown { return kind }
            refuseArithmetic(Operand(type: kind, range: operand.range), operand.range)
            return .unknown
        default: return .unknown
        }
    }

    private mutating func binary(
        _ left: Operand, _ symbol: LuaToken.Kind, _ right: Operand, _ whole: Range<Int>
    ) -> LintType {
        switch symbol {
        case .and: return right.type == left.type ? left.type : .unknown
        case .or: return right.type == left.type ? left.type : .unknown
        case .equal, .unequal:
            checkEqual(left, right, isEqual: symbol == .equal, whole)
            return .boolean
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            checkSize(left, right, whole)
            return .boolean
        case .join:
            for side in [left, right] { checkJoin(side) }
            return .text
        case .plus, .minus, .times, .divide, .divideWhole, .remainder, .power:
            return arithmetic(left, symbol, right, whole)
        default: return .unknown
        }
    }

    // MARK: Comparisons

    /// A kind that is equal to no value of another kind.
    private func group(_ type: LintType) -> String? {
        if type.isNumber { return "number" }
        switch type {
        case .money, .text, .boolean: return type.words
        case .object: return type.words
        default: return nil
        }
    }

    private mutating func checkEqual(_ left: Operand, _ right: Operand, isEqual: Bool, _ whole: Range<Int>) {
        guard let one = group(left.type), let other = group(right.type), one != other,
            let first = left.type.words, let second = right.type.words
        else { return }
        let verdict = isEqual ? "false" : "true"
        var help: String?
        if left.type == .money || right.type == .money {
            let amount = left.type == .money ? left : right
            let plain = left.type == .money ? right : left
            let text = tree.source.text(plain.range)
            let name = tree.source.text(amount.range)
            if text == "0" {
                help = "write `\(isEqual ? "" : "not ")\(name):is_zero()`"
            } else if plain.type.isNumber || plain.type == .text {
                help = "write `gbp(\(text))`"
            }
        } else if left.type == .object(.line) || right.type == .object(.line) {
            help = "compare its id: `line.id == \"UPO5.1\"`"
        }
        note(
            .neverEqual, whole, "\(first) is never equal to \(second), so this is always \(verdict)",
            help: help ?? "compare values of one kind")
    }

    private mutating func checkSize(_ left: Operand, _ right: Operand, _ whole: Range<Int>) {
        guard let first = left.type.words, let second = right.type.words else { return }
        let isOrdered =
            (left.type.isNumber && right.type.isNumber)
            || (left.type == right.type && [.money, .text, .object(.rate)].contains(left.type))
        guard !isOrdered else { return }
        let hasMoney = left.type == .money || right.type == .money
        let plain = left.type == .money ? right : left
        note(
            .size, whole, "\(first) and \(second) cannot be compared by size",
            reason: hasMoney ? nil : "the script would stop there, if it comes there",
            help: hasMoney && (plain.type.isNumber || plain.type == .text)
                ? "write an amount on both sides: `gbp(\(tree.source.text(plain.range)))`"
                : (left.type == .object(.rate) && right.type.isNumber)
                    || (right.type == .object(.rate) && left.type.isNumber)
                    ? "write a percentage on both sides, as in percent(50)" : "compare values of one kind")
    }

    // MARK: Text and numbers

    private mutating func checkJoin(_ side: Operand) {
        guard let words = side.type.words, side.type != .text, !side.type.isNumber else { return }
        let text = tree.source.text(side.range)
        note(
            .join, side.range, "\(quoted(side.range)) is \(words), and cannot be joined to text with `..`",
            help: side.type == .money || side.type == .object(.rate)
                ? "write fmt(\"… {}\", \(text))"
                : side.type == .object(.line) || side.type == .object(.source)
                    ? "write \(text).title or \(text).id, in fmt(\"… {}\", \(text).title)" : "use tostring(…) or fmt")
    }

    private mutating func refuseArithmetic(_ side: Operand, _ whole: Range<Int>, help: String? = nil) {
        note(
            .arithmetic, whole,
            "\(quoted(side.range)) is \(side.type.words ?? "no number"), so nothing can be calculated with it",
            reason: "the script would stop there, if it comes there",
            help: help
                ?? (side.type == .text
                    ? "turn text into a number with tonumber(…)" : "calculate with a number or an amount"))
    }

    private mutating func arithmetic(
        _ left: Operand, _ symbol: LuaToken.Kind, _ right: Operand, _ whole: Range<Int>
    ) -> LintType {
        for side in [left, right] {
            if side.type.words != nil, side.type != .money, !side.type.isNumber {
                let other = side.range == left.range ? right : left
                let isShare = symbol == .times && side.type == .object(.rate) && other.type == .money
                let share = "write \(tree.source.text(side.range)):of(\(tree.source.text(other.range)))"
                refuseArithmetic(side, whole, help: isShare ? share : nil)
                return .unknown
            }
        }
        guard left.type == .money || right.type == .money else {
            guard left.type.isNumber, right.type.isNumber else { return .unknown }
            if symbol == .divide || symbol == .power { return .fraction }
            if left.type == .integer, right.type == .integer { return .integer }
            return left.type == .fraction || right.type == .fraction ? .fraction : .number
        }
        let other = left.type == .money ? right : left
        switch symbol {
        case .plus, .minus:
            if other.type.isNumber {
                note(
                    .arithmetic, whole,
                    "an amount of money and a number cannot be \(symbol == .plus ? "added" : "subtracted")",
                    reason: "a plain number does not say whether it is pounds, pence or thousands",
                    help: "write the number as an amount: gbp(\(tree.source.text(other.range)))")
            }
            return .money
        case .times:
            if other.type == .money {
                note(
                    .arithmetic, whole, "money times money has no meaning",
                    help: "multiply an amount by a whole number, or use percent(…):of(amount)")
            } else if other.type == .fraction {
                note(
                    .arithmetic, whole, "an amount of money cannot be multiplied by a fraction",
                    help: "multiply by a whole number, or use percent(…):of(amount)")
            }
            return .money
        default:
            if left.type == .money, right.type == .money || right.type.isNumber {
                note(
                    .arithmetic, whole,
                    symbol == .power ? "an amount of money has no powers" : "an amount of money cannot be divided",
                    reason: right.type == .money ? "money divided by money is a share, not an amount" : nil,
                    help: "use percent(…):of(amount), or apportion(amount, { 1, 1 })")
            }
            return .unknown
        }
    }

    // MARK: Tables

    mutating func check(_ table: LuaTable) {
        checkKeys(table)
        for entry in table.entries {
            if case .keyed(let key, _) = entry { _ = type(key) }
            _ = type(entry.value)
        }
    }

    /// Names that stand twice.
    mutating func checkKeys(_ table: LuaTable) {
        var seen: [String: Range<Int>] = [:]
        for entry in table.entries {
            let key: (name: String, range: Range<Int>)
            switch entry {
            case .named(let name, _): key = (name.text, name.range)
            case .keyed(.text(let text, let range), _): key = (text, range)
            default: continue
            }
            if let first = seen[key.name] {
                let line = tree.source.line(of: first.lowerBound)
                note(
                    .duplicateKey, key.range,
                    "`\(key.name)` stands twice in one table, here and in line \(line)")
            } else {
                seen[key.name] = key.range
            }
        }
    }
}
