// What each class of the Lua API is, and how a script comes by an object of it.

extension APIClassName {
    /// What a script usually calls an object of the class; examples do.
    package var variable: String {
        switch self {
        case .random: "draws"
        case .scenario: "base"
        case .riskPool: "risk_pool"
        case .riskPoolQuarter: "quarter"
        case .uncertain: "figure"
        default: rawValue.lowercased()
        }
    }

    /// What an object of the class is, in one sentence.
    package var summary: String {
        switch self {
        case .money:
            "An exact amount of money, in whole pence. It is added, subtracted and compared with money only."
        case .rate: "An exact percentage. It is taken of an amount with `of`, and printed with its sign."
        case .plan: "A Better Care Fund plan: its lines, its funding sources, and the ways in which money moves."
        case .line: "A spend line of a plan. Its fields show the plan as it now is."
        case .source: "A funding source of a plan. Its fields show the plan as it now is."
        case .metric: "What a plan states of one of its metrics."
        case .lever: "A value that a scenario leaves open, as it is declared; it has no fields."
        case .levers: "The levers of a run: a field for each, by the name that the scenario gives it."
        case .result: "What a scenario did, for its `check`: the plan before and after."
        case .scenario: "A scenario that a script declares, to return or to build on."
        case .condition:
            "A condition of the year's rulebook, with its margin. That of a result has the margin before, too."
        case .uncertain:
            """
            A figure that nobody is sure of: how likely each of many values is. Nothing can be calculated with it; it is given \
            to `assume`, `plan:add_effect`, `plan:suppose_effect` and `plan:suppose_metric`, and the run works with its values.
            """
        case .outcome: "What the money does to one metric: with the plan as it is, and with the scenario's changes."
        case .pool:
            "A pooled fund's year: what its lines are forecast to spend, and who bears the difference by the agreement."
        case .random: "A stream of chance with a name. The same seed and name give the same draws on every machine."
        case .riskPool: "Money that is tied to performance. Released, retained and remaining are its amount, always."
        case .riskPoolQuarter: "A quarter of a risk pool: how far its decision is, and what is released of it."
        case .grant: "The Disabled Facilities Grant of a plan: how much reaches the districts, and what does not."
        case .reserve: "A reserve that pays for part of a plan: what it held, and what is left."
        }
    }

    /// A piece of script that shows how to come by an object of the class.
    package var example: String {
        switch self {
        case .money: #"local money = gbp "390,000""#
        case .rate: "local rate = percent(2.49)"
        case .plan: scenario("change = function(plan) print(plan.title) end,")
        case .line: #"local line = plan:line "UPO5.1""#
        case .source: "local source = plan:sources()[1]"
        case .metric: #"local metric = plan:metric "falls""#
        case .lever: #"local moved = lever { default = gbp(0), to = gbp "390,000", about = "what moves" }"#
        case .levers:
            scenario(
                "levers = { moved = lever { default = gbp(0) } },",
                "change = function(plan, levers) print(plan.title, levers.moved) end,")
        case .result:
            scenario(
                "change = function(plan) print(plan.title) end,",
                #"check = function(result) expect(result.balanced, "income equals expenditure") end,"#)
        case .scenario: #"local base = use "base""#
        case .condition: #"local condition = plan:condition "nhs-out-of-hospital""#
        case .pool: #"local pool = plan:pool "bcf""#
        case .uncertain: "local figure = between(gbp(400), gbp(900))"
        case .outcome:
            scenario(
                "change = function(plan) print(plan.title) end,",
                #"check = function(result) print(result:metric("falls").after) end,"#)
        case .random: #"local draws = random "winter""#
        case .riskPool: #"local risk_pool = plan:risk_pool "emergency-admissions""#
        case .riskPoolQuarter: #"local quarter = plan:risk_pool("emergency-admissions"):quarter(1)"#
        case .grant: "local grant = plan:dfg()"
        case .reserve: #"local reserve = plan:reserve "integration-reserve""#
        }
    }

    private func scenario(_ lines: String...) -> String {
        let head = [#"title = "An example","#, #"plan = "leicestershire-2016-17","#]
        return "return scenario {\n" + (head + lines).map { "  \($0)\n" }.joined() + "}"
    }
}
