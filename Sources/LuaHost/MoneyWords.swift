import LuaShim

/// The words of an operator on money that cannot be applied.
struct MoneyWords {
    let left: lsh_value
    let right: lsh_value
    let describe: (lsh_value) -> String

    private var areBothMoney: Bool { left.kind == LSH_MONEY && right.kind == LSH_MONEY }
    /// The operand that is not money.
    private var other: lsh_value { left.kind == LSH_MONEY ? right : left }
    private var otherIsNumber: Bool { other.kind == LSH_INTEGER || other.kind == LSH_NUMBER }

    /// An amount as people write it.
    static func text(_ pence: Int64) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 48) { room in
            let count = lsh_format_money(pence, room.baseAddress)
            return String(decoding: UnsafeRawBufferPointer(room)[..<Int(count)], as: UTF8.self)
        }
    }

    /// Why the operator cannot be applied.
    func refusal(of operation: lsh_operator) -> LuaCallError {
        switch operation {
        case LSH_ADD: areBothMoney ? tooLarge("the sum of", "and") : mixed("be added")
        case LSH_SUBTRACT: areBothMoney ? tooLarge("the difference of", "and") : mixed("be subtracted")
        case LSH_NEGATE:
            LuaCallError("lua.money.too-large", "the opposite of \(Self.text(left.integer)) is too large an amount")
        case LSH_MULTIPLY: product()
        case LSH_DIVIDE, LSH_DIVIDE_WHOLE, LSH_REMAINDER: quotient()
        case LSH_POWER:
            LuaCallError("lua.money.power", "an amount of money has no powers")
        default: mixed("be compared by size")
        }
    }

    private func tooLarge(_ what: String, _ joint: String) -> LuaCallError {
        LuaCallError(
            "lua.money.too-large",
            "\(what) \(Self.text(left.integer)) \(joint) \(Self.text(right.integer)) is too large an amount",
            reason: "amounts are held exactly, up to \(Self.text(.max))")
    }

    private func mixed(_ verb: String) -> LuaCallError {
        LuaCallError(
            "lua.money.mixed", "an amount of money and \(describe(other)) cannot \(verb)",
            reason: otherIsNumber ? "a plain number does not say whether it is pounds, pence or thousands" : nil,
            help: otherIsNumber
                ? "write the number as an amount: gbp(\(plain(other)))"
                : other.kind == LSH_NIL
                    ? "check where the nil comes from: a field that was never set is nil"
                    : other.kind == LSH_STRING ? "write the text as an amount: gbp \"390,000\"" : nil)
    }

    private func product() -> LuaCallError {
        if areBothMoney {
            return LuaCallError(
                "lua.money.product", "money times money has no meaning",
                help: "multiply an amount by a whole number, or use percent(…):of(amount)")
        }
        if other.kind == LSH_INTEGER {
            let amount = left.kind == LSH_MONEY ? left : right
            return LuaCallError(
                "lua.money.too-large",
                "\(Self.text(amount.integer)) times \(other.integer) is too large an amount",
                reason: "amounts are held exactly, up to \(Self.text(.max))")
        }
        return LuaCallError(
            "lua.money.fraction", "an amount of money cannot be multiplied by \(describe(other))",
            reason: "a fraction of an amount needs a rule for the odd penny",
            help: "multiply by a whole number, or use percent(…):of(amount)")
    }

    private func quotient() -> LuaCallError {
        LuaCallError(
            "lua.money.quotient",
            areBothMoney ? "money divided by money is a share, not an amount" : "an amount of money cannot be divided",
            reason: areBothMoney ? nil : "the parts would not add up to the whole",
            help: areBothMoney
                ? "compare the two amounts, or take a share: percent(…):of(amount)"
                : "use percent(…):of(amount), or apportion(amount, { 1, 1 }) for equal parts")
    }

    private func plain(_ number: lsh_value) -> String {
        number.kind == LSH_INTEGER ? String(number.integer) : "\(number.number)"
    }
}
