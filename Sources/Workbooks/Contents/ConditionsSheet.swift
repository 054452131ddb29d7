import Finance

/// The conditions with their margins as live formulas, where figures decide them.
struct ConditionsSheet {
    static let name = "Conditions"

    /// The letters of the columns that other sheets point to.
    static let verdict = "J"
    /// The verdicts by row, for the checks.
    private(set) var verdicts: [(condition: Condition, year: PlanningYear, verdict: ConditionAssessment.Verdict)] = []
    private(set) var rows: [[SheetCell]] = []
    private var workings: WorkingsSheet
    private let words: (ConditionAssessment, Plan) -> String?

    /// - Parameter words: why a verdict is what it is, in words.
    init(
        _ evaluation: Evaluation, workings: WorkingsSheet, words: @escaping (ConditionAssessment, Plan) -> String?
    ) {
        self.workings = workings
        self.words = words
        let years = evaluation.after.allYears
        for (index, plan) in years.enumerated() {
            let assessments = plan.conditionAssessments()
            for (condition, assessment) in zip(plan.rulebook?.conditions ?? [], assessments) {
                // The sheets hold the last year's figures.
                add(condition, assessment, of: plan, isLive: index == years.count - 1)
            }
        }
    }

    /// The sheet of conditions, and the sheet that it works on.
    var sheets: (conditions: WorkbookSheet, workings: WorkbookSheet) {
        let columns = [
            SheetColumn("year", width: 10), SheetColumn("condition", width: 32), SheetColumn("what it asks", width: 44),
            SheetColumn("test", width: 14), SheetColumn("required (£)", width: 18),
            SheetColumn("planned (£)", width: 18), SheetColumn("planned at most (£)", width: 18),
            SheetColumn("stated by the document (£)", width: 18), SheetColumn("headroom (£)", width: 18),
            SheetColumn("verdict", width: 16), SheetColumn("live", width: 8), SheetColumn("why", width: 44),
            SheetColumn("a breach", width: 12), SheetColumn("source", width: 60), SheetColumn("note", width: 60),
        ]
        return (
            WorkbookSheet(
                Self.name, about: "What the year asks of the plan: required, planned, headroom and verdict",
                columns: columns,
                rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows,
                frozenColumns: 2),
            workings.sheet
        )
    }

    /// The verdict as a report shows it.
    static func shown(_ verdict: ConditionAssessment.Verdict) -> String {
        verdict == .breached ? "BREACHED" : verdict.rawValue
    }

    private mutating func add(
        _ condition: Condition, _ assessment: ConditionAssessment, of plan: Plan, isLive: Bool
    ) {
        let row = rows.count + 2
        let figures = isLive ? live(condition, assessment, plan, row: row) : nil
        let stated = plan.arrangements.statedPlanned.first { $0.condition == condition.id }
        func fixed(_ money: Money?) -> SheetCell { money.map { .money($0) } ?? .blank }
        verdicts.append((condition, plan.identity.year, assessment.verdict))
        rows.append([
            .text(plan.identity.year.text), .text(condition.id), .text(condition.title), .text(condition.test.kind),
            figures?.required ?? fixed(assessment.required), figures?.certain ?? fixed(assessment.certain),
            figures?.possible ?? fixed(assessment.possible), fixed(stated?.amount),
            figures?.headroom ?? fixed(assessment.headroom),
            figures?.verdict ?? .text(Self.shown(assessment.verdict)), .text(figures == nil ? "no" : "yes"),
            .text(words(assessment, plan) ?? ""),
            .text(condition.onBreach == .breach ? "breaks it" : "is flagged"),
            .text(condition.citation.words(in: plan.rulebook)), .text(condition.note ?? ""),
        ])
    }

    /// The cells of a condition that figures decide.
    private struct Figures {
        let required, certain, possible, headroom, verdict: SheetCell
    }

    /// The exact terms of a margin, as formulas in pounds.
    private struct Margin {
        let certain, possible, required, least, most: String
        /// Whether what is required is an amount that somebody states, and no formula.
        var isInput = false
    }

    private mutating func live(
        _ condition: Condition, _ assessment: ConditionAssessment, _ plan: Plan, row: Int
    ) -> Figures? {
        if case .balance = condition.test { return balance(condition, assessment, row: row) }
        guard let certain = assessment.certain, let possible = assessment.possible, let required = assessment.required,
            let headroom = assessment.headroom, let margin = margin(condition, assessment, plan, row: row)
        else { return nil }
        func down(_ term: String) -> String { "INT(ROUND((\(term))*100,4))/100" }
        let broken = PlanSheetPlaces.quoted(condition.onBreach == .breach ? "BREACHED" : "flagged")
        let open = PlanSheetPlaces.quoted(ConditionAssessment.Verdict.cannotBeTold.rawValue)
        var (met, breached) = ("\"met\"", broken)
        let stated = plan.arrangements.statedPlanned.first { $0.condition == condition.id }
        if let half = stated?.precision.map({ Money(pence: $0.pence / 2) }) {
            // The document rounds its figure: a margin within half of that says nothing.
            let near = Self.pounds(half)
            met = "IF(I\(row)<\(near),\(open),\"met\")"
            breached = "IF(-INT(-ROUND((\(margin.most))*100,4))/100>=-\(near),\(open),\(broken))"
        }
        return Figures(
            required: margin.isInput
                ? .money(required) : .moneyFormula("-INT(-ROUND((\(margin.required))*100,4))/100", required),
            certain: .moneyFormula(down(margin.certain), certain),
            possible: .moneyFormula(down(margin.possible), possible),
            headroom: .moneyFormula(down(margin.least), headroom),
            verdict: .textFormula(
                "IF(I\(row)>=0,\(met),IF(ROUND(\(margin.most),6)<0,\(breached),\(open)))",
                Self.shown(assessment.verdict)))
    }

    private func balance(_ condition: Condition, _ assessment: ConditionAssessment, row: Int) -> Figures? {
        let last = max(workings.places.plan.sources.count, 1) + 1
        let sources = "\(SummarySheet.name)!$\(SummarySheet.unallocated)$2:$\(SummarySheet.unallocated)$\(last)"
        let stated = "COUNTIF(\(SummarySheet.name)!$E$2:$E$\(last),\"\(notStated)\")"
        let broken = condition.onBreach == .breach ? "BREACHED" : "flagged"
        guard let certain = assessment.certain else { return nil }
        let spend = SheetCell.moneyFormula("SUM(\(workings.places.totals))", certain)
        let income = "SUM(\(SummarySheet.name)!$\(SummarySheet.income)$2:$\(SummarySheet.income)$\(last))"
        return Figures(
            required: assessment.required.map { .moneyFormula(income, $0) } ?? .blank, certain: spend, possible: spend,
            headroom: .blank,
            verdict: .textFormula(
                "IF(SUMPRODUCT((\(sources)<>0)*1)>0,\"\(broken)\",IF(\(stated)>0,\"cannot be told\",\"met\"))",
                Self.shown(assessment.verdict)))
    }

    private mutating func margin(
        _ condition: Condition, _ assessment: ConditionAssessment, _ plan: Plan, row: Int
    ) -> Margin? {
        switch condition.test {
        case .minimum(let measure, let required):
            guard let planned = planned(measure, condition, assessment, plan, row: row),
                let (needed, isInput) = self.required(required, condition, plan)
            else { return nil }
            // An amount that is stated is an input cell; a formula stands in the cell as well, to the penny.
            let needs = isInput ? "E\(row)" : needed
            return Margin(
                certain: planned.certain, possible: planned.possible, required: needed,
                least: "\(planned.certain)-\(needs)", most: "\(planned.possible)-\(needs)", isInput: isInput)
        case .maximum(let measure, let required):
            guard let planned = planned(measure, condition, assessment, plan, row: row),
                let (needed, isInput) = self.required(required, condition, plan)
            else { return nil }
            let needs = isInput ? "E\(row)" : needed
            return Margin(
                certain: planned.certain, possible: planned.possible, required: needed,
                least: "\(needs)-(\(planned.possible))", most: "\(needs)-(\(planned.certain))", isInput: isInput)
        case .ringFence(let money, let lines): return ringFence(money, lines, condition, assessment, plan, row: row)
        case .capitalOnCapital(let money):
            var capital = SpendFilter()
            capital.nature = .any([.capital])
            return ringFence(money, capital, condition, assessment, plan, row: row)
        case .share(let part, let rate, let whole):
            guard let planned = planned(part, condition, assessment, plan, row: row),
                let base = workings.sum(whole, of: condition.id)
            else { return nil }
            let factor = "\(rate.numerator)/\(rate.denominator)"
            let largest = "(\(base.possible))*\(factor)"
            return Margin(
                certain: planned.certain, possible: planned.possible, required: largest,
                least: "\(planned.certain)-\(largest)", most: "\(planned.possible)-(\(base.certain))*\(factor)")
        case .balance, .passDown, .reserve, .declaration: return nil
        }
    }

    private mutating func ringFence(
        _ money: SpendFilter, _ lines: SpendFilter, _ condition: Condition, _ assessment: ConditionAssessment,
        _ plan: Plan, row: Int
    ) -> Margin? {
        var inside = lines
        inside.sourceKind = money.sourceKind
        inside.contributorKind = money.contributorKind
        guard let planned = planned(.spend(inside), condition, assessment, plan, row: row),
            let all = workings.sum(.spend(money), of: condition.id)
        else { return nil }
        return Margin(
            certain: planned.certain, possible: planned.possible, required: all.certain,
            least: "\(planned.certain)-(\(all.possible))",
            most: "\(planned.possible)-(\(planned.open))-(\(all.certain))")
    }

    /// What is planned. Where the document prints a figure of its own, that and what has changed since.
    private mutating func planned(
        _ measure: Condition.Measure, _ condition: Condition, _ assessment: ConditionAssessment, _ plan: Plan, row: Int
    ) -> WorkingsSheet.Sum? {
        guard assessment.isStated else { return workings.sum(measure, of: condition.id) }
        // Of a line that might count, a change goes both ways, whichever it is: that is no sum of cells.
        guard !measure.filter.isAboutLines, let sum = workings.sum(measure, of: condition.id), sum.open == "0",
            let stated = plan.arrangements.statedPlanned.first(where: { $0.condition == condition.id }),
            let certain = assessment.certain,
            let now = Self.total(measure, of: plan)
        else { return nil }
        let opening = now.pence &- (certain.pence &- stated.amount.pence)
        let term = "H\(row)+\(sum.certain)-\(Self.pounds(Money(pence: opening)))"
        return WorkingsSheet.Sum(certain: term, possible: term, open: "0")
    }

    /// What a sum that does not look at lines comes to.
    private static func total(_ measure: Condition.Measure, of plan: Plan) -> Money? {
        let kinds = Dictionary(plan.partners.map { ($0.id, $0.kind) }) { first, _ in first }
        let sources = plan.sources.indices.filter {
            measure.filter.mayAdmit(plan.sources[$0], contributor: kinds[plan.sources[$0].contributor])
        }
        let amounts = sources.map { source -> Money in
            if case .funding = measure { return plan.funding(source: source) }
            return plan.spend(source: source)
        }
        return try? Money.sum(amounts)
    }

    /// What is required, as a formula, and whether somebody states it.
    private mutating func required(
        _ required: Condition.Required, _ condition: Condition, _ plan: Plan
    ) -> (String, isInput: Bool)? {
        guard case .share(let amount, let kind, let national) = required else { return ("0", true) }
        var filter = SpendFilter()
        filter.sourceKind = .any([kind])
        guard let income = workings.sum(.funding(filter), of: condition.id), let rule = plan.rulebook?.rounding else {
            return nil
        }
        let exact = "\(Self.pounds(amount))*(\(income.certain))/\(Self.pounds(national))"
        let unit = Self.pounds(rule.unit)
        switch rule.rule {
        case .halfAwayFromZero: return ("ROUND(\(exact)/\(unit),0)*\(unit)", false)
        case .towardZero: return ("ROUNDDOWN(ROUND(\(exact)/\(unit),6),0)*\(unit)", false)
        case .down: return ("INT(ROUND(\(exact)/\(unit),6))*\(unit)", false)
        case .up: return ("-INT(-ROUND(\(exact)/\(unit),6))*\(unit)", false)
        case .halfToEven: return nil
        }
    }

    /// An amount as a number of a formula.
    static func pounds(_ money: Money) -> String {
        money.formatted(pence: .whenNeeded, symbol: false).filter { $0 != "," }
    }
}
