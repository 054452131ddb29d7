/// Pieces of script that uncertain figures, suppositions and outcomes refuse.
extension RefusalTests {
    /// Calls that suppose something, good but for what is changed in them.
    static let suppositions = [
        (
            "plan:add_effect",
            "id = 'e', line = 'A.1', metric = 'admissions', unit = 'u', unit_cost = gbp(1), per_unit = -1, source = 's'"
        ),
        ("plan:suppose_effect", "id = 'visits', delivery = percent(70), source = 's'"),
        ("plan:suppose_metric", "id = 'admissions', growth = percent(1), source = 's'"),
    ]

    /// Refusals of runs without samples, and of plans that contradict themselves: `OutcomeScriptTests` provokes them.
    static let noSamples: [String] =
        ["outcome:percentile", "outcome:change_percentile", "risk_pool:expected_release"].map {
            "\($0): result.no-samples"
        }
        + [
            "result:metric", "result:metrics", "outcome:percentile", "outcome:change_percentile",
            "risk_pool:expected_release",
        ].map { "\($0): result.outcomes" }

    private static func adding(_ code: String, _ changed: String) -> Provocation {
        Provocation(
            "plan:add_effect", code,
            """
            local call = { id = 'e', line = 'A.1', metric = 'admissions', unit = 'u', unit_cost = gbp(1), per_unit = -1,
              source = 's', reason = 'r' }
            for name, value in pairs { \(changed) } do call[name] = value end
            plan:add_effect(call)
            """)
    }

    private static func supposing(_ code: String, _ figures: String) -> Provocation {
        Provocation(
            "plan:suppose_effect", code, "plan:suppose_effect { \(figures), source = 's', reason = 'r' }")
    }

    private static func ofMetric(_ code: String, _ figures: String) -> Provocation {
        Provocation(
            "plan:suppose_metric", code, "plan:suppose_metric { \(figures), source = 's', reason = 'r' }")
    }

    static let ofOutcomes: [Provocation] =
        ofFigures + ofSuppositions + ofResults
        + suppositions.flatMap { function, arguments in
            [
                Provocation(
                    function, "scenario.plan-sealed",
                    check: "local plan = result.after \(function) { \(arguments), reason = 'r' }"),
                Provocation(function, "plan.movement.no-reason", "\(function) { \(arguments), reason = ' ' }"),
            ]
        }

    private static let ofFigures: [Provocation] =
        ["between(1, gbp(2))", "uniform(percent(1), 2)"].map {
            Provocation(String($0.prefix { $0 != "(" }), "uncertain.mixed", $0)
        }
        + ["between(2, 1)", "uniform(2, 1)"].map {
            Provocation(String($0.prefix { $0 != "(" }), "uncertain.problem", $0)
        }
        + ["triangular", "pert"].flatMap { name in
            [
                Provocation(name, "uncertain.mixed", "\(name) { low = 1, mode = gbp(1), high = 2 }"),
                Provocation(name, "uncertain.problem", "\(name) { low = 1, mode = 3, high = 2 }"),
            ]
        }
        + [
            Provocation("normal", "uncertain.mixed", "normal { mean = gbp(1), deviation = 2 }"),
            Provocation("normal", "uncertain.problem", "normal { mean = 1, deviation = -2 }"),
            Provocation("lognormal", "uncertain.mixed", "lognormal { median = gbp(1), high = 2 }"),
            Provocation("lognormal", "uncertain.lognormal", "lognormal { median = 0, high = 2 }"),
            Provocation("lognormal", "uncertain.problem", "lognormal { median = 1e-300, high = 1e300 }"),
            Provocation("beta", "uncertain.beta", "beta { successes = 5, of = 4 }"),
            Provocation("beta", "uncertain.problem", "beta { alpha = 0, beta = 1 }"),
            Provocation("discrete", "uncertain.entry", "discrete { { value = 1 } }"),
            Provocation(
                "discrete", "uncertain.mixed", "discrete { { value = 1, weight = 1 }, { value = gbp(1), weight = 1 } }"),
            Provocation("discrete", "uncertain.problem", "discrete { { value = 1, weight = 0 } }"),
            Provocation("empirical", "uncertain.mixed", "empirical { 1, gbp(1) }"),
            Provocation("empirical", "uncertain.problem", "empirical {}"),
            Provocation("figure:percentile", "uncertain.percentile", "between(1, 2):percentile(100)"),
        ]

    private static let ofSuppositions: [Provocation] = [
        adding("plan.line.unknown", "line = 'X'"), adding("plan.metric.unknown", "metric = 'x'"),
        adding("plan.effect.id", "id = 'a/b'"), adding("plan.effect.twice", "id = 'visits'"),
        adding("uncertain.kind", "unit_cost = uniform(1, 2)"), adding("plan.effect.figure", "unit_cost = gbp(0)"),
        adding("plan.effect.months", "lag_months = -1"), adding("plan.effect.curve", "curve = { { 2, 2 }, { 1, 3 } }"),
        adding("plan.effect.overlap", "overlap = 'x'"), adding("plan.metric.no-share", "per_unit_of = 1"),
        adding("suppose.source", "source = ' '"),
        supposing("plan.effect.unknown", "id = 'visit', delivery = percent(1)"),
        supposing("plan.effect.nothing", "id = 'visits'"),
        supposing("uncertain.kind", "id = 'visits', delivery = uniform(1, 2)"),
        supposing(
            "plan.effect.figure", "id = 'visits', cash_releasing = between(percent(10), percent(90))"),
        supposing("plan.effect.months", "id = 'visits', ramp_months = 121"),
        supposing("plan.effect.curve", "id = 'visits', curve = { { 1 } }"),
        supposing("plan.effect.overlap", "id = 'visits', overlap = 'x'"),
        supposing("plan.metric.no-share", "id = 'visits', per_unit_of = 1"),
        Provocation(
            "plan:suppose_effect", "suppose.source",
            "plan:suppose_effect { id = 'visits', delivery = percent(1), source = '', reason = 'r' }"),
        ofMetric("plan.metric.unknown", "id = 'x', count = 1"), ofMetric("plan.metric.nothing", "id = 'admissions'"),
        ofMetric("plan.metric.no-measure", "id = 'falls', count = 1"),
        ofMetric("plan.metric.basis", "id = 'stays', growth = percent(1)"),
        ofMetric("plan.metric.no-share", "id = 'admissions', of = 1"),
        ofMetric("uncertain.kind", "id = 'admissions', unit_value = uniform(1, 2)"),
        ofMetric("plan.effect.figure", "id = 'admissions', count = -1"),
        Provocation(
            "plan:suppose_metric", "suppose.source",
            "plan:suppose_metric { id = 'admissions', count = 1, source = '', reason = 'r' }"),
        Provocation(
            "plan:suppose_risk_terms", "plan.risk-terms.planned",
            "plan:suppose_risk_terms { risk_pool = 'open', planned = { 1, 2 }, reason = 'r' }"),
    ]

    private static let ofResults: [Provocation] = [
        Provocation("result:metric", "plan.metric.unknown", check: "result:metric 'x'"),
        Provocation("result:metric", "result.metric.not-projected", check: "result:metric 'falls'"),
        Provocation("outcome:quarter", "plan.quarter", check: "result:metric('admissions'):quarter(5)"),
        Provocation("outcome:percentile", "uncertain.percentile", check: "result:metric('admissions'):percentile(0)"),
        Provocation(
            "outcome:change_percentile", "uncertain.percentile",
            check: "result:metric('admissions'):change_percentile(0)"),
        Provocation(
            "risk_pool:expected_release", "result.risk-pool.not-projected",
            "plan:risk_pool('stated'):expected_release()"),
        Provocation(
            "risk_pool:expected_release", "uncertain.percentile",
            """
            for quarter = 1, 4 do
              plan:deliver { risk_pool = 'stated', quarter = quarter, delivery = percent(70), reason = 'r' }
            end
            """, check: "result:risk_pool('stated'):expected_release(100)"),
    ]
}
