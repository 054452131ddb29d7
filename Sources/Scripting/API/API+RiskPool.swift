import Diagnostics
import Finance
import LuaHost

// Risk pools: what was delivered, who decided, and what is released.

extension API {
    static let factParameters: [APIParameter] = [
        .required("reason", .text, "why, or where it comes from, for the people who sign"),
        .optional("authority", .text, "who may say so, such as a board"),
    ]

    private static let riskPoolParameter = APIParameter.required("risk_pool", .text, "the risk pool's id")
    private static let quarterParameter = APIParameter.required(
        "quarter", .integer, "the quarter: 1 is April to June", unit: .number)

    static let riskPoolFunctions: [APIFunction] = [
        APIFunction(
            "suppose_risk_terms", of: .plan,
            .named(
                [
                    riskPoolParameter,
                    .optional(
                        "formula", .text, "how delivery becomes money", words: RiskPoolFormula.all.map(\.name)),
                    .optional(
                        "quarters", .text, "how the year's amount is divided between the quarters",
                        words: words(RiskPoolTerms.Quarters.self)),
                    .optional("unit_cost", .money, "what one unit of the metric is worth"),
                    .optional(
                        "planned", .list(.integer), "what is planned in each of the four quarters", unit: .count),
                    .optional(
                        "steps", .list(.map(.rate)),
                        "the steps of a threshold, from the lowest up: { from = percent(80), released = percent(50) }"),
                    .optional(
                        "retained_by", .map(.rate),
                        "who keeps what is not released: each partner's share; together 100%"),
                ] + factParameters),
            errors: APIError.ofEveryRecord + [
                .unknownRiskPool, .nothingSupposed, .termsStated, .unknownFormula, .unknownQuarters, .badShares,
                .badSteps, .badUnitCost, .badPlanned, .lateTerms, .unknownPartner,
            ],
            summary: """
                Supposes terms of a risk pool that the plan does not state. What the plan states stays as it is, and the \
                report shows what is supposed.
                """,
            example: """
                plan:suppose_risk_terms {
                  risk_pool = "emergency-admissions", formula = "proportional", quarters = "equal",
                  reason = "the papers do not print the formula",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let terms = SupposedTerms(
                riskPool: arguments.required(arguments.text("risk_pool")), terms: try supposedTerms(arguments, handle))
            try note(.riskPoolTerms(terms), arguments, handle, session)
            return .nil
        },
        APIFunction(
            "deliver", of: .plan,
            .named(
                [
                    riskPoolParameter, quarterParameter,
                    .optional("delivery", .object(.rate), "what was delivered, as a share of what was planned"),
                    .optional(
                        "actual", .integer, "what was delivered, counted in the unit of the pool's metric", unit: .count
                    ),
                    .optional(
                        "planned", .integer, "what was planned, where the plan does not state it", unit: .count),
                ] + factParameters),
            errors: APIError.ofEveryRecord + [
                .unknownRiskPool, .unknownQuarter, .deliveryHow, .deliveredTwice, .badDelivery, .otherTrajectory,
                .deliveryGap,
            ],
            summary: "Notes what was delivered against a risk pool in a quarter. No money moves by it.",
            example: """
                plan:deliver {
                  risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "what 2015 delivered",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let delivery = Delivery(
                riskPool: arguments.required(arguments.text("risk_pool")), quarter: arguments.quarter,
                try measure(arguments, handle.plan))
            try note(.delivery(delivery), arguments, handle, session)
            return .nil
        },
        APIFunction(
            "decide", of: .plan,
            .named([
                riskPoolParameter, quarterParameter,
                .required("stage", .text, "the step that is taken", words: words(RiskPoolDecision.Stage.self)),
                .optional("by", .text, "who takes it; may be left out where the plan names the body"),
                .optional("on", .text, "the day, as in 2016-07-31"),
                .optional("reason", .text, "why, for the people who sign"),
                .optional("authority", .text, "who may say so, such as a board"),
            ]),
            errors: APIError.ofEveryRecord + [
                .unknownRiskPool, .unknownQuarter, .unknownStage, .stageNotNamed, .otherBody, .bodyNeeded,
                .decidedBeforeDelivery, .decidedTwice, .decisionOrder, .decisionDay, .noSuchDay,
            ],
            summary: """
                Notes a step of the decision on a quarter of a risk pool. Money is released or retained with the last stage \
                that the plan names.
                """,
            example: """
                plan:deliver { risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "a test" }
                plan:decide { risk_pool = "emergency-admissions", quarter = 1, stage = "recommended" }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            try note(.decision(try decision(arguments, handle.plan)), arguments, handle, session)
            return .nil
        },
        APIFunction(
            "release", of: .plan,
            .named(
                [
                    riskPoolParameter, quarterParameter,
                    .optional(
                        "source", .source,
                        "the source that pays; needed where the pool sits outside the plan or nobody says where"),
                    .optional(
                        "to", .line, "the line that gets the money; without it, the pool's next schemes in order"),
                ] + factParameters),
            errors: APIError.ofEveryRecord + [
                .unknownRiskPool, .unknownQuarter, .unknownLine, .unknownSource, .releasedTwice, .notDecided,
                .cannotBeTold, .nothingReleased, .releaseWithoutSource, .otherReserve,
            ],
            summary: """
                Brings what was released of a quarter to lines: to the pool's next schemes in order, each up to its amount. \
                What none takes is unallocated. Money from outside the plan comes in as a contribution.
                """,
            example: """
                plan:suppose_risk_terms {
                  risk_pool = "emergency-admissions", formula = "proportional", quarters = "equal", reason = "a test",
                }
                plan:deliver { risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "a test" }
                plan:decide { risk_pool = "emergency-admissions", quarter = 1, stage = "recommended" }
                plan:decide { risk_pool = "emergency-admissions", quarter = 1, stage = "approved" }
                plan:release {
                  risk_pool = "emergency-admissions", quarter = 1, source = "wlccg-minimum", to = "UPO9.1",
                  reason = "the next joint priority",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = try arguments.source("source", in: handle.plan)
            let line = try arguments.line("to", in: handle.plan)
            session.work += handle.plan.workOfFacts + handle.plan.workOfTotals
            try refusing { () throws(PlanError) in
                try handle.plan.release(
                    riskPool: arguments.required(arguments.text("risk_pool")), quarter: arguments.quarter,
                    source: source, to: line, note: arguments.note(orElse: ""))
            }
            return .nil
        },
        lookingUpRiskPool(of: .plan), lookingUpRiskPool(of: .result),
    ]

    /// Notes a fact in a plan.
    static func note(
        _ fact: PlanRecord.Fact, _ arguments: Arguments, _ handle: PlanHandle, _ session: ScenarioSession
    ) throws(LuaCallError) {
        var standard = ""
        if case .decision(let decision) = fact { standard = "\(decision.stage.rawValue) by \(decision.body)" }
        let note = arguments.note(orElse: standard)
        session.work += handle.plan.workOfFacts
        try refusing { () throws(PlanError) in try handle.plan.record(PlanRecord(fact, note: note)) }
    }

    private static func supposedTerms(
        _ arguments: Arguments, _ handle: PlanHandle
    ) throws(LuaCallError) -> RiskPoolTerms {
        var terms = RiskPoolTerms(formula: arguments.text("formula"), unitCost: arguments.money("unit_cost"))
        if let text = arguments.text("quarters") {
            terms.quarters = try choice(text, "quarters")
        }
        if case .table(let table)? = arguments.raw("steps") {
            terms.steps = try table.positional.map { value throws(LuaCallError) in
                guard case .table(let step) = value, step.named.count == 2,
                    let from = rate(step.named.first { $0.key == "from" }?.value),
                    let released = rate(step.named.first { $0.key == "released" }?.value)
                else {
                    throw LuaCallError(
                        "plan.risk-terms.steps", "a step says from which delivery on what share is released",
                        reason: "more delivery never releases less",
                        help: "write { from = percent(80), released = percent(50) }")
                }
                return RiskPoolTerms.Step(from: from, released: released)
            }
        }
        if let shares = arguments.entries("retained_by") {
            let partners = handle.plan.partners.map(\.id)
            let place = { (id: String) in partners.firstIndex(of: id) ?? partners.count }
            terms.retainedBy = shares.compactMap { entry in
                rate(entry.value).map { RiskPoolTerms.Share(partner: entry.key, rate: $0) }
            }
            .sorted { (place($0.partner), $0.partner) < (place($1.partner), $1.partner) }
        }
        if case .table(let table)? = arguments.raw("planned") {
            terms.planned = table.positional.compactMap {
                if case .integer(let number) = $0 { number } else { nil }
            }
        }
        return terms
    }

    private static func rate(_ value: LuaValue?) -> Rate? {
        guard case .object(_, let object as RateHandle)? = value else { return nil }
        return object.rate
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ name: String
    ) throws(LuaCallError) -> Choice {
        if let value = Choice(rawValue: text) { return value }
        let known = Choice.allCases.map(\.rawValue)
        throw LuaCallError(
            "script.argument.unknown-word", "`\(text)` is not a known \(name)",
            help: Suggestion.didYouMean(text, in: known) ?? "known: \(known.joined(separator: ", "))")
    }

    private static func measure(_ arguments: Arguments, _ plan: Plan) throws(LuaCallError) -> Delivery.Measure {
        switch (arguments.rate("delivery"), arguments.integer("actual"), arguments.integer("planned")) {
        case (let rate?, nil, nil): return .share(rate)
        case (nil, let actual?, let planned?): return .counted(planned: planned, actual: actual)
        case (nil, let actual?, nil):
            let pool = arguments.text("risk_pool").flatMap { plan.riskPoolAssessment($0)?.pool }
            let quarter = arguments.quarter - 1
            if let planned = pool?.planned, planned.indices.contains(quarter) {
                return .counted(planned: planned[quarter], actual: actual)
            }
            // A pool or quarter that is not there is refused by the plan, in its own words.
            if pool == nil || !(0..<4).contains(quarter) { return .counted(planned: 0, actual: actual) }
        default: break
        }
        throw LuaCallError(
            "plan.delivery.how", "plan:deliver needs either `delivery`, or `actual` and what was planned",
            reason: "a delivery is held against what was planned",
            help: "write delivery = percent(70), or planned = 380, actual = 266")
    }

    private static func decision(_ arguments: Arguments, _ plan: Plan) throws(LuaCallError) -> RiskPoolDecision {
        let id = arguments.required(arguments.text("risk_pool"))
        let stage: RiskPoolDecision.Stage = try choice(
            arguments.required(arguments.text("stage")), "stage")
        let pool = try refusing { () throws(PlanError) in try plan.riskPool(id) }
        let named = pool.stages.first { $0.stage == stage }?.body
        guard let body = arguments.text("by") ?? named ?? (pool.stages.isEmpty ? nil : "") else {
            throw LuaCallError(
                "plan.decision.body-needed", "who takes the step `\(stage.rawValue)`?",
                reason: "the plan names no body for `\(id)`", help: "name it: by = \"…\"")
        }
        return RiskPoolDecision(
            riskPool: id, quarter: arguments.quarter, stage: stage, body: body, day: arguments.text("on"))
    }

    private static func lookingUpRiskPool(of owner: APIClassName) -> APIFunction {
        APIFunction(
            "risk_pool", of: owner, .positional([.required("id", .text, "the risk pool's id in plan.yaml")]),
            returns: .object(.riskPool), errors: [.unknownRiskPool],
            summary: owner == .plan
                ? "A risk pool of the plan. Its fields show what is delivered, decided and released so far."
                : "A risk pool after the scenario; the same as result.after:risk_pool.",
            example: #"local risk_pool = \#(owner.variable):risk_pool "emergency-admissions""#
        ) { arguments, session throws(LuaCallError) in
            let handle = arguments.planOrResult
            let id = arguments.required(arguments.text("id"))
            _ = try refusing { () throws(PlanError) in try handle.plan.riskPool(id) }
            return session.value(RiskPoolHandle(handle, id, of: arguments.result))
        }
    }

    // MARK: - What a risk pool is asked

    static let riskPoolMethods: [APIFunction] = [
        APIFunction(
            "quarter", of: .riskPool,
            .positional([.required("number", .integer, "the quarter: 1 is April to June", unit: .number)]),
            returns: .object(.riskPoolQuarter), errors: [.unknownQuarter],
            summary: "A quarter of the risk pool.",
            example: #"local quarter = plan:risk_pool("emergency-admissions"):quarter(1)"#
        ) { arguments, session throws(LuaCallError) in
            let number = Int(clamping: arguments.required(arguments.integer("number")))
            try refusing { () throws(PlanError) in try Plan.checkQuarter(number) }
            return session.value(RiskPoolQuarterHandle(riskPool(arguments.receiver), number))
        },
        APIFunction(
            "retained_by", of: .riskPool, .positional([.required("partner", .text, "the partner's id")]),
            returns: .money, errors: [.retentionOpen],
            summary: "What one partner keeps of what is retained over the year.",
            example: """
                plan:suppose_risk_terms {
                  risk_pool = "emergency-admissions", retained_by = { wlccg = percent(100) }, reason = "a test",
                }
                print(plan:risk_pool("emergency-admissions"):retained_by "wlccg")
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = riskPool(arguments.receiver)
            session.work += handle.plan.workOfFacts
            let partner = arguments.required(arguments.text("partner"))
            guard let part = handle.assessment.retainedBy.first(where: { $0.partner == partner }) else {
                throw LuaCallError(
                    "plan.risk-pool.retention", "nothing says what `\(partner)` keeps of `\(handle.id)`",
                    reason: "who keeps what is not released is agreed between the partners",
                    help: "suppose it with plan:suppose_risk_terms { retained_by = { … } }")
            }
            return .money(pence: part.amount.pence)
        },
    ]

    static let riskPoolProperties: [APIProperty] = [
        riskPool("id", .text, "the risk pool's id") { .string($0.pool.id) },
        riskPool("title", .text, "its name") { .string($0.pool.title) },
        riskPool("amount", .money, "what is at risk over the year") { .money(pence: $0.pool.amount.pence) },
        riskPool("released", .money, "what is released") { .money(pence: $0.released.pence) },
        riskPool("retained", .money, "what is retained by those who put it up") { .money(pence: $0.retained.pence) },
        riskPool("remaining", .money, "what is still to be decided; the three together are the amount") {
            .money(pence: $0.remaining.pence)
        },
        riskPool("entered", .money, "what of the released money went to lines") { .money(pence: $0.entered.pence) },
        riskPool("formula", .text, "how delivery becomes money, or \"\(notStated)\"") {
            .string($0.terms.formula ?? notStated)
        },
        riskPool("obstacle", .text, "why it cannot be told what is earned; empty when it can") {
            .string($0.obstacle ?? "")
        },
        quarter("number", .integer, "the quarter: 1 is April to June", unit: .number) {
            .integer(Int64($0.quarter.number))
        },
        quarter("released", .money, "what is released of it") { .money(pence: $0.quarter.released.pence) },
        quarter("retained", .money, "what is retained with it") { .money(pence: $0.quarter.retained.pence) },
        quarter("stage", .text, "how far its decision has come, or \"not recommended\"") {
            .string($0.quarter.stage?.rawValue ?? "not recommended")
        },
        quarter("decided", .boolean, "whether the last stage that the plan names is reached") {
            .boolean($0.quarter.isDecided)
        },
        quarter("told", .boolean, "whether it can be told what it earned: its delivery and the formula are known") {
            .boolean($0.quarter.earned != nil)
        },
    ]

    private static func riskPool(_ value: LuaValue) -> RiskPoolHandle {
        guard case .object(_, let object) = value, let handle = object as? RiskPoolHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }

    private static func riskPool(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (RiskPoolAssessment) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .riskPool, type, doc) { value, session throws(LuaCallError) in
            let handle = riskPool(value)
            session.work += handle.plan.workOfFacts
            return read(handle.assessment)
        }
    }

    private static func quarter(
        _ name: String, _ type: APIType, _ doc: String, unit: APIUnit? = nil,
        _ read: @escaping @Sendable (RiskPoolQuarterHandle) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .riskPoolQuarter, type, doc, unit: unit) { value, session throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? RiskPoolQuarterHandle else {
                preconditionFailure("a receiver is checked")
            }
            session.work += handle.pool.plan.workOfFacts
            return read(handle)
        }
    }
}

extension Arguments {
    /// The result before the colon; `nil` where a plan stands there.
    fileprivate var result: ResultHandle? {
        guard case .object(_, let object) = receiver else { return nil }
        return object as? ResultHandle
    }

    /// The plan before the colon, or the plan after the scenario where a result stands there.
    var planOrResult: PlanHandle {
        guard case .object(_, let object) = receiver else { preconditionFailure("a receiver is checked") }
        if let result = object as? ResultHandle { return result.after }
        return plan
    }
}
