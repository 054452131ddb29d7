/// Pieces of script that the functions of risk pools, grants and reserves refuse.
extension RefusalTests {
    /// Calls that note a fact, good but for what is changed in them.
    static let ofFacts = [
        ("plan:suppose_risk_terms", #"risk_pool = "open", formula = "proportional""#),
        ("plan:deliver", #"risk_pool = "stated", quarter = 1, delivery = percent(70)"#),
        ("plan:decide", #"risk_pool = "stated", quarter = 1, stage = "recommended""#),
        ("plan:release", #"risk_pool = "stated", quarter = 1"#),
        ("plan:split_dfg", #"by = { east = 1 }, key = "people""#),
    ]

    private static let delivered =
        "plan:deliver { risk_pool = 'stated', quarter = 1, delivery = percent(70), reason = 'r' } "
    private static let recommended =
        "plan:decide { risk_pool = 'stated', quarter = 1, stage = 'recommended', on = '2016-07-20' } "
    private static let approved = "plan:decide { risk_pool = 'stated', quarter = 1, stage = 'approved' } "
    private static let decided = delivered + recommended + approved

    private static func call(
        _ function: String, _ code: String, _ arguments: String, after before: String = ""
    ) -> Provocation {
        Provocation(function, code, "\(before)\(function) { \(arguments), reason = 'r' }")
    }

    private static func supposing(_ code: String, _ terms: String, of pool: String = "open", after before: String = "")
        -> Provocation
    {
        call(
            "plan:suppose_risk_terms", code, "risk_pool = '\(pool)'\(terms.isEmpty ? "" : ", \(terms)")", after: before)
    }

    private static func delivering(_ code: String, _ figures: String, after before: String = "") -> Provocation {
        call("plan:deliver", code, figures, after: before)
    }

    private static func deciding(_ code: String, _ step: String, after before: String = delivered) -> Provocation {
        call("plan:decide", code, step, after: before)
    }

    private static func releasing(_ code: String, _ what: String, after before: String = decided) -> Provocation {
        call("plan:release", code, what, after: before)
    }

    /// The same for the pool that sits in a reserve.
    private static let reserved = decided.replacing("'stated'", with: "'reserved'")

    static let ofGrants: [Provocation] =
        ofFacts.flatMap { function, arguments in
            [
                Provocation(
                    function, "scenario.plan-sealed",
                    check: "local plan = result.after \(function) { \(arguments), reason = 'r' }"),
                Provocation(
                    function, "plan.movement.no-reason",
                    "\(function == "plan:release" ? decided : function == "plan:decide" ? delivered : "")"
                        + "\(function) { \(arguments), \(function == "plan:release" ? "source = 'nhs', " : "")reason = ' ' }"
                ),
            ]
        } + ofSupposing + ofDelivering + ofDeciding + ofReleasing + ofGrantsAndReserves

    private static let ofSupposing = [
        supposing("plan.risk-pool.unknown", "formula = 'proportional'", of: "X"),
        supposing("plan.risk-terms.nothing", ""),
        supposing("plan.risk-terms.stated", "formula = 'proportional'", of: "stated"),
        supposing("plan.risk-terms.formula", "formula = 'X'"),
        supposing("script.argument.unknown-word", "quarters = 'X'"),
        supposing("plan.risk-terms.shares", "retained_by = { ccg = percent(99) }"),
        supposing("plan.risk-terms.steps", "steps = { { from = percent(1) } }"),
        supposing("plan.risk-terms.unit-cost", "unit_cost = gbp(0)"),
        supposing("plan.risk-terms.late", "unit_cost = gbp(1)", of: "stated", after: delivered + recommended),
        supposing("plan.partner.unknown", "retained_by = { X = percent(100) }"),
    ]

    private static let ofDelivering = [
        delivering("plan.risk-pool.unknown", "risk_pool = 'X', quarter = 1, delivery = percent(70)"),
        delivering("plan.quarter", "risk_pool = 'stated', quarter = 5, delivery = percent(70)"),
        delivering("plan.delivery.how", "risk_pool = 'stated', quarter = 1"),
        delivering("plan.delivery.twice", "risk_pool = 'stated', quarter = 1, actual = 7", after: delivered),
        delivering("plan.delivery.figure", "risk_pool = 'stated', quarter = 1, delivery = percent '70.00001'"),
        delivering("plan.delivery.planned", "risk_pool = 'stated', quarter = 1, planned = 9, actual = 7"),
        delivering("plan.delivery.gap", "risk_pool = 'stated', quarter = 2, actual = 7"),
    ]

    private static let ofDeciding = [
        deciding("plan.risk-pool.unknown", "risk_pool = 'X', quarter = 1, stage = 'approved'"),
        deciding("plan.quarter", "risk_pool = 'stated', quarter = 0, stage = 'recommended'"),
        deciding("script.argument.unknown-word", "risk_pool = 'stated', quarter = 1, stage = 'X'"),
        deciding("plan.decision.stage", "risk_pool = 'stated', quarter = 1, stage = 'agreed', by = 'Board'"),
        deciding("plan.decision.body", "risk_pool = 'stated', quarter = 1, stage = 'recommended', by = 'X'"),
        deciding("plan.decision.body-needed", "risk_pool = 'open', quarter = 1, stage = 'approved'"),
        deciding("plan.decision.not-delivered", "risk_pool = 'stated', quarter = 1, stage = 'recommended'", after: ""),
        deciding(
            "plan.decision.twice", "risk_pool = 'stated', quarter = 1, stage = 'recommended'",
            after: delivered + recommended),
        deciding("plan.decision.order", "risk_pool = 'stated', quarter = 1, stage = 'approved'"),
        deciding(
            "plan.decision.day", "risk_pool = 'stated', quarter = 1, stage = 'approved', on = '2016-07-19'",
            after: delivered + recommended),
        deciding("plan.day", "risk_pool = 'stated', quarter = 1, stage = 'recommended', on = '31 July 2016'"),
    ]

    private static let ofReleasing = [
        releasing("plan.risk-pool.unknown", "risk_pool = 'X', quarter = 1"),
        releasing("plan.quarter", "risk_pool = 'stated', quarter = 7"),
        releasing("plan.line.unknown", "risk_pool = 'stated', quarter = 1, source = 'nhs', to = 'X'"),
        releasing("plan.source.unknown", "risk_pool = 'stated', quarter = 1, source = 'X'"),
        releasing(
            "plan.release.twice", "risk_pool = 'stated', quarter = 1, source = 'nhs'",
            after: decided + "plan:release { risk_pool = 'stated', quarter = 1, source = 'nhs', reason = 'r' } "),
        releasing("plan.release.not-decided", "risk_pool = 'stated', quarter = 2"),
        releasing("plan.release.cannot-be-told", "risk_pool = 'open', quarter = 1"),
        releasing(
            "plan.release.nothing", "risk_pool = 'stated', quarter = 1, source = 'nhs'",
            after: decided.replacing("percent(70)", with: "percent(0)")),
        releasing("plan.release.no-source", "risk_pool = 'stated', quarter = 1"),
        releasing("plan.release.other-source", "risk_pool = 'reserved', quarter = 1, source = 'dfg'", after: reserved),
    ]

    private static let ofGrantsAndReserves = [
        Provocation("plan:risk_pool", "plan.risk-pool.unknown", "plan:risk_pool 'X'"),
        Provocation("result:risk_pool", "plan.risk-pool.unknown", check: "result:risk_pool 'X'"),
        Provocation("risk_pool:quarter", "plan.quarter", "plan:risk_pool('stated'):quarter(5)"),
        Provocation("risk_pool:retained_by", "plan.risk-pool.retention", "plan:risk_pool('stated'):retained_by 'ccg'"),
        Provocation("plan:dfg", "plan.dfg.none", "plan:dfg()", on: .bare),
        Provocation("result:dfg", "plan.dfg.none", check: "result:dfg()", on: .bare),
        Provocation("plan:reserve", "plan.reserve.unknown", "plan:reserve 'X'"),
        Provocation("result:reserve", "plan.reserve.unknown", check: "result:reserve 'X'"),
        Provocation("grant:passed_to", "plan.split.district", "plan:dfg():passed_to 'X'"),
        Provocation("grant:passed_to", "plan.dfg.not-divided", "plan:dfg():passed_to 'east'"),
        Provocation(
            "plan:split_dfg", "plan.dfg.none", "plan:split_dfg { by = { east = 1 }, key = 'k', reason = 'r' }",
            on: .bare),
        call("plan:split_dfg", "plan.split.district", "by = { east = 1, X = 1 }, key = 'k'"),
        call("plan:split_dfg", "plan.split.missing", "by = {}, key = 'k'"),
        call("plan:split_dfg", "plan.split.key", "by = { east = 0 }, key = 'k'"),
        call(
            "plan:split_dfg", "plan.split.twice", "by = { east = 1 }, key = 'k'",
            after: "plan:split_dfg { by = { east = 1 }, key = 'k', reason = 'r' } "),
    ]
}
