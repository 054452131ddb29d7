import Diagnostics
import Finance
import LuaHost

// What a scenario takes for true: the assumptions log of its report writes itself.

extension API {
    static let assumptionFunctions: [APIFunction] = [
        APIFunction(
            "assume",
            .named([
                .required("what", .text, "what is taken for true"),
                .optional(
                    "value", .either([.money, .rate, .number, .text, .boolean, .object(.uncertain)]), "the figure",
                    unit: .own),
                .required("owner", .text, "who answers for it"),
                .required("source", .text, "where it comes from: a document and section, or a person"),
                .required("date", .text, "the day on which it was last looked at, as in 2016-04-30"),
                .required(
                    "quality", .text,
                    "how good it is: \(Assumption.Quality.allCases.map(\.rawValue).joined(separator: ", "))"),
            ]), returns: .anything, unit: .own,
            errors: [.blankAssumption, .assumptionDate, .assumptionQuality, .assumedTwice, .tooManyAssumptions],
            summary: "Registers an assumption and gives its value. Every report lists the assumptions behind it.",
            example: """
                local share = assume {
                  what = "share of the grant that districts need this year", value = percent(90), owner = "head of housing",
                  source = "district returns, quarter 3", date = "2016-01-31", quality = "estimate",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            for name in ["what", "owner", "source"] {
                guard arguments.text(name)?.allSatisfy(\.isWhitespace) == true else { continue }
                throw LuaCallError(
                    "assume.blank", "`\(name)` of the assumption is blank",
                    reason: "an assumption that nobody answers for, or that comes from nowhere, cannot be judged",
                    help:
                        "say \(name == "what" ? "what is taken for true" : name == "owner" ? "who answers for it" : "where it comes from")"
                )
            }
            let date = arguments.required(arguments.text("date"))
            try checkDate(date)
            let quality = arguments.required(arguments.text("quality"))
            guard let known = Assumption.Quality(rawValue: quality) else {
                let words = Assumption.Quality.allCases.map(\.rawValue)
                throw LuaCallError(
                    "assume.quality", "`\(quality)` is not a known quality of an assumption",
                    help: Suggestion.didYouMean(quality, in: words) ?? "known: \(words.joined(separator: ", "))")
            }
            let assumption = Assumption(
                what: arguments.required(arguments.text("what")), value: arguments.raw("value").map(reported),
                owner: arguments.required(arguments.text("owner")),
                source: arguments.required(arguments.text("source")), date: date, quality: known,
                written: arguments.caller)
            try session.assume(assumption)
            return arguments.raw("value") ?? .nil
        }
    ]

    private static func checkDate(_ date: String) throws(LuaCallError) {
        guard !CalendarDay.isReal(date) else { return }
        switch CalendarDay.slip(date) {
        case .noSuchDay:
            throw LuaCallError("assume.date", "there is no day `\(date)`", help: "write it as in 2016-04-30")
        case .otherForm(let meant):
            throw LuaCallError(
                "assume.date", "`\(date)` is not a day written year-month-day",
                help: "write \(meant.map { "\"\($0)\"" } ?? "it as in 2016-04-30")")
        }
    }

    /// A value as people write it.
    static func reported(_ value: LuaValue) -> String {
        switch value {
        case .money(let pence): Money(pence: pence).description
        case .object(_, let object as any ScriptObject): object.text
        case .integer(let number): String(number)
        case .number(let number): number.description
        case .string(let text): text
        case .boolean(let flag): flag ? "yes" : "no"
        default: preconditionFailure("the type is checked")
        }
    }
}
