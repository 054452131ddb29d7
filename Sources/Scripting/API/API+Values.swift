import Diagnostics
import Finance
import LuaHost

// Money, rates and text: the values that scripts compute with.

extension API {
    static let valueFunctions: [APIFunction] = [
        APIFunction(
            "gbp",
            .positional([
                .required("amount", .either([.number, .text]), "the amount in pounds, to the penny", unit: .money)
            ]),
            returns: .money,
            errors: [.moneyText, .notDecimal],
            summary: "An exact amount of money. Text may hold £, commas, k, m or bn, and brackets for minus.",
            example: #"local moved = gbp "390,000""#
        ) { arguments, _ throws(LuaCallError) in
            // Most scripts write whole pounds, which need no reading.
            if case .integer(let pounds)? = arguments.raw("amount") {
                let (pence, overflow) = pounds.multipliedReportingOverflow(by: 100)
                if !overflow { return .money(pence: pence) }
            }
            let text = try decimalText(arguments, "amount")
            do throws(MoneyText.Failure) {
                return .money(pence: try MoneyText.parse(text).pence)
            } catch {
                throw LuaCallError("money.text", error.message(for: text), help: error.help)
            }
        },
        APIFunction(
            "percent",
            .positional([
                .required("percentage", .either([.number, .text]), "the percentage, as in 2.49", unit: .percent)
            ]),
            returns: .object(.rate), errors: [.rateText, .notDecimal],
            summary: "An exact rate: percent(2.49) is 249/10000.",
            example: "local uplift = percent(2.49)"
        ) { arguments, session throws(LuaCallError) in
            let text = try decimalText(arguments, "percentage")
            guard let rate = Rate(percentage: text) else {
                throw LuaCallError(
                    "rate.text", "`\(text)` is not a percentage",
                    reason: "a percentage is a decimal number with up to 12 decimals",
                    help: "write percent(2.49); for a third of an amount write apportion(amount, { 1, 2 })")
            }
            return session.value(RateHandle(rate))
        },
        APIFunction(
            "fmt",
            .variadic([
                .required("template", .text, "the text, with {} where a value goes and {{ for a brace"),
                .optional("value", .anything, "an amount, a rate, a number, text, true or false"),
            ]), returns: .text,
            errors: [.brace, .placeholderCount, .unwritable],
            summary: "Text with values put in, amounts written as people write them.",
            example: #"local line = fmt("{} left of {}", gbp(250), gbp(1000))"#
        ) { arguments, _ throws(LuaCallError) in
            .string(try filled(arguments.required(arguments.text("template")), with: arguments.rest(from: 1)))
        },
        APIFunction(
            "apportion",
            .positional([
                .required("amount", .money, "the amount to share out"),
                .required(
                    "weights", .list(.either([.money, .integer])), "one weight a share, none below nothing",
                    unit: .proportion),
            ]), returns: .list(.money),
            errors: [.apportion],
            summary: """
                Shares of an amount in proportion to weights, by the largest-remainder method: they always sum to the \
                amount, and of equal remainders the first gets the penny.
                """,
            example: "local shares = apportion(gbp(100), { 1, 1, 1 })"
        ) { arguments, _ throws(LuaCallError) in
            try apportioned(arguments)
        },
    ]

    private static func apportioned(_ arguments: Arguments) throws(LuaCallError) -> LuaValue {
        guard case .table(let table)? = arguments.raw("weights") else { preconditionFailure("the type is checked") }
        let weights: [Int64] = table.positional.map { value in
            switch value {
            case .money(let pence): pence
            case .integer(let number): number
            default: preconditionFailure("the type is checked")
            }
        }
        let amount = arguments.required(arguments.money("amount"))
        do throws(ApportionmentKey.Failure) {
            return .array(try amount.apportioned(by: weights).map { .money(pence: $0.pence) })
        } catch {
            let message =
                switch error {
                case .noWeight: "nothing says who should get a share: there is no weight above zero"
                case .negativeWeight: "a weight is below zero"
                case .tooMuchWeight: "the weights together are too large"
                }
            throw LuaCallError(
                "money.apportion", message, reason: "an amount is shared in proportion to weights",
                help: "give at least one weight above zero, and none below")
        }
    }

    static let moneyMethods: [APIFunction] = [
        APIFunction(
            "is_zero", of: .money, .positional([]), returns: .boolean,
            summary: "Whether the amount is nothing. Comparing money with the number 0 is always false.",
            example: "local nothing = gbp(0):is_zero()"
        ) { arguments, _ throws(LuaCallError) in
            guard case .money(let pence) = arguments.receiver else { preconditionFailure("a receiver is checked") }
            return .boolean(pence == 0)
        }
    ]

    static let moneyProperties: [APIProperty] = [
        APIProperty("pence", of: .money, .integer, "the amount in pence, as a whole number", unit: .pence) {
            value, _ throws(LuaCallError) in
            guard case .money(let pence) = value else { preconditionFailure("a receiver is checked") }
            return .integer(pence)
        }
    ]

    static let rateMethods: [APIFunction] = [
        APIFunction(
            "of", of: .rate, .positional([.required("amount", .money, "the amount that the rate is taken of")]),
            returns: .money,
            errors: [.moneyOverflow],
            summary: "This rate of an amount, rounded once to the penny, halves away from zero.",
            example: "local growth = percent(2.5):of(gbp(1000))"
        ) { arguments, _ throws(LuaCallError) in
            guard case .object(_, let object) = arguments.receiver, let handle = object as? RateHandle else {
                preconditionFailure("a receiver is checked")
            }
            let amount = arguments.required(arguments.money("amount"))
            do throws(MoneyError) {
                return .money(pence: try handle.rate.of(amount).pence)
            } catch {
                throw LuaCallError("money.overflow", error.description)
            }
        }
    ]

    /// A number or text as decimal text. A fraction is taken at its shortest decimal form, so 2.49 means 2.49.
    private static func decimalText(_ arguments: Arguments, _ name: String) throws(LuaCallError) -> String {
        switch arguments.required(arguments.raw(name)) {
        case .integer(let number): return String(number)
        case .number(let number):
            let text = number.description
            guard number.isFinite, !text.contains("e") else {
                throw LuaCallError(
                    "number.not-decimal", "\(text) is not a decimal number of a usual size",
                    help: "write the figure as text, in quotes")
            }
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        case .string(let text): return text
        default: preconditionFailure("the type is checked")
        }
    }

    private static func filled(_ template: String, with values: [LuaValue]) throws(LuaCallError) -> String {
        var text = ""
        var rest = values[...]
        var placeholders = 0
        var letters = template.makeIterator()
        while let letter = letters.next() {
            guard letter == "{" || letter == "}" else {
                text.append(letter)
                continue
            }
            let next = letters.next()
            if next == letter {
                text.append(letter)
            } else if letter == "{", next == "}" {
                placeholders += 1
                if let value = rest.popFirst() { text += try shown(value) }
            } else {
                throw LuaCallError(
                    "fmt.brace", "a brace stands alone in \"\(template)\"",
                    help: "write {} where a value goes, and {{ or }} for a brace itself")
            }
        }
        guard placeholders == values.count else {
            throw LuaCallError(
                "fmt.count",
                "\"\(template)\" has \(placeholders) places for values, and \(values.count) were given")
        }
        return text
    }

    private static func shown(_ value: LuaValue) throws(LuaCallError) -> String {
        switch value {
        case .money(let pence): return Money(pence: pence).description
        case .object(_, let object as RateHandle): return object.rate.description
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .number(let number): return number.description
        case .boolean(let flag): return flag ? "true" : "false"
        default:
            throw LuaCallError(
                "fmt.value", "fmt cannot write \(value.words)",
                help: "give an amount, a rate, a number or text, such as line.title")
        }
    }
}
