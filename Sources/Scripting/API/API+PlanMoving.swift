import Finance
import LuaHost

// Moving money: every balance of a plan changes through one of these.

extension API {
    static let noteParameters: [APIParameter] = [
        .required("reason", .text, "why, for the people who sign"),
        .optional("authority", .text, "who may decide it, such as a board"),
        .optional("recurrent", .boolean, "whether the change goes on in the next year"),
        .optional(
            "months", .text,
            "the months in which the change takes effect, as in oct-mar; without it, those in which the line runs"),
    ]

    static let planMoving: [APIFunction] = [
        APIFunction(
            "move", of: .plan,
            .named(
                [
                    .required("from", .end, "the line that gives the money, or \"unallocated\""),
                    .required("to", .end, "the line that gets it, or \"unallocated\""),
                    .required("amount", .money, "how much, above nothing"),
                    .optional(
                        "source", .source,
                        "which source's money; without it, pro rata to what the line holds of each"),
                ] + noteParameters),
            errors: APIError.ofEveryMovement + [
                .unknownLine, .unknownSource, .notPositive, .sameLine, .nowhere, .noSource, .notEnough,
                .notEnoughUnallocated, .incomeNotStated, .closedLine,
            ],
            summary: "Moves money between lines. The money of every source is conserved.",
            example: """
                plan:move {
                  from = "IUR2.2", to = "UPO5.1", amount = gbp "390,000",
                  reason = "to see the plan with prevention first", authority = "Health and Wellbeing Board",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = try arguments.source("source", in: handle.plan)
            let note = try arguments.note()
            try refusing { () throws(PlanError) in
                try handle.plan.move(
                    arguments.required(arguments.money("amount")), from: arguments.required(arguments.end("from")),
                    to: arguments.required(arguments.end("to")), source: source, note: note)
            }
            return .nil
        },
        APIFunction(
            "contribute", of: .plan,
            .named(
                [
                    .required("source", .source, "the source that grows"),
                    .required("amount", .money, "how much comes in, above nothing"),
                    .optional("to", .end, "the line that gets it; without it, it is unallocated"),
                ] + noteParameters),
            errors: APIError.ofEveryMovement + [.unknownSource, .unknownLine, .notPositive, .closedLine, .tooLarge],
            summary: "Brings new money in from a source's contributor.",
            example: """
                plan:contribute {
                  source = "lcc-programme-management", amount = gbp "100,000", to = "UPO9.1",
                  reason = "the programme runs for the full year",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = arguments.required(try arguments.source("source", in: handle.plan))
            let amount = arguments.required(arguments.money("amount"))
            let note = try arguments.note()
            try refusing(opposite: "plan:withdraw", of: amount) { () throws(PlanError) in
                try handle.plan.contribute(
                    amount, to: arguments.end("to") ?? .unallocated,
                    source: source, note: note)
            }
            return .nil
        },
        APIFunction(
            "withdraw", of: .plan,
            .named(
                [
                    .required("amount", .money, "how much goes back, above nothing"),
                    .optional("from", .end, "the line that gives it; without it, the unallocated money"),
                    .optional(
                        "source", .source, "which source's money; without it, pro rata to what the line holds of each"),
                ] + noteParameters),
            errors: APIError.ofEveryMovement + [
                .unknownLine, .unknownSource, .notPositive, .noSource, .notEnough, .notEnoughUnallocated,
                .incomeNotStated,
                .overWithdrawn,
            ],
            summary: "Gives money back to its contributor: it leaves the plan.",
            example: """
                plan:withdraw {
                  from = "EN04.1", source = "reserve-ipoa", amount = gbp "137,000",
                  reason = "the programme closes and its money returns to the reserve",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = try arguments.source("source", in: handle.plan)
            let amount = arguments.required(arguments.money("amount"))
            let note = try arguments.note()
            try refusing(opposite: "plan:contribute", of: amount) { () throws(PlanError) in
                try handle.plan.withdraw(
                    amount, from: arguments.end("from") ?? .unallocated,
                    source: source, note: note)
            }
            return .nil
        },
        APIFunction(
            "scale", of: .plan,
            .named(
                [
                    .required("line", .line, "the line"),
                    .optional("by", .object(.rate), "the change, as in percent(-10)"),
                    .optional("to", .object(.rate), "what is left of it, as in percent(90)"),
                    .optional("source", .source, "only what the line holds of this source"),
                ] + noteParameters),
            errors: APIError.ofEveryMovement + [
                .unknownLine, .unknownSource, .byOrTo, .rateOverflow, .negativeScale, .tooLarge, .notEnoughUnallocated,
                .incomeNotStated,
            ],
            summary: """
                Makes a line larger or smaller in proportion, rounded once to the penny. The difference goes to the \
                unallocated money or comes from it.
                """,
            example: #"plan:scale { line = "LTC5.1", by = percent(-10), reason = "fewer training days" }"#
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let line = arguments.required(try arguments.line("line", in: handle.plan))
            let source = try arguments.source("source", in: handle.plan)
            let rate = try scaleRate(arguments)
            let note = try arguments.note()
            let held = source.map { handle.plan.cell(line: line, source: $0) } ?? handle.plan.total(line: line)
            try refusing { () throws(PlanError) in
                try handle.plan.scale(line: line, to: rate, source: source, note: note)
            }
            if held.isZero {
                session.noteEmptyScale(of: handle.plan.lines[line].id, written: arguments.caller)
            }
            return .nil
        },
    ]

    private static func scaleRate(_ arguments: Arguments) throws(LuaCallError) -> Rate {
        switch (arguments.rate("by"), arguments.rate("to")) {
        case (nil, let to?): return to
        case (let by?, nil):
            let (sum, overflow) = by.numerator.addingReportingOverflow(by.denominator)
            guard !overflow, let rate = Rate(sum, over: by.denominator) else {
                throw LuaCallError("rate.overflow", "\(by) is too large a change")
            }
            return rate
        default:
            throw LuaCallError(
                "plan.scale.by-or-to", "plan:scale needs either `by` or `to`",
                reason: "`by` is the change and `to` is what is left, so one of them says it all",
                help: "write by = percent(-10), or to = percent(90)")
        }
    }
}
