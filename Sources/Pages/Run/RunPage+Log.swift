import Diagnostics
import Finance
import Reports
import Scripting

// What the result rests on: agreements, assumptions and decisions, checks, data.

extension RunPage {
    /// The grant, the pools, the risk pools and the reserves, where there is anything to say.
    func arrangements() -> PageSection? {
        let passages: [(StaticString, String, Passage)] = [
            ("grant", "Disabled Facilities Grant", report.grant()), ("risk-pools", "Risk pools", report.riskPools()),
            ("reserves", "Reserves", report.reserves()), ("pools", "Pooled funds", report.poolsText()),
        ]
        guard passages.contains(where: { !$0.2.isEmpty }) else { return nil }
        return PageSection("arrangements", "Pooled funds, grant and reserves") {
            for (id, title, passage) in passages {
                PassageNodes.of(passage, id: id.description, heading: title)
            }
        }
    }

    /// What is taken for true, and who decided what.
    func log() -> PageSection {
        PageSection("log", "Assumptions and decisions") {
            Tag.h3 { "Assumptions" }
            AssumptionNodes.of(run.assumptions)
            Tag.h3 { "Decisions" }
            decisions()
            if !run.streams.isEmpty {
                Tag.p { "The script drew by chance from: \(run.streams.joined(separator: ", "))." }
            }
            if !run.printed.isEmpty {
                Tag.h3 { "Printed by the script" }
                Tag.pre(.anyDirection) { run.printed }
            }
        }
    }

    /// Who decided each movement and each closure, and why: those of one reason and one authority together.
    private func decisions() -> Node {
        struct Key: Hashable {
            let reason: String
            let authority: String?
            let place: String
        }
        var order: [Key] = []
        var counts: [Key: (count: Int, amount: Int64)] = [:]
        for movement in run.movements {
            let key = Key(
                reason: movement.note.reason, authority: movement.note.authority,
                place: movement.note.written?.description ?? "")
            if counts[key] == nil { order.append(key) }
            let known = counts[key] ?? (0, 0)
            // A sum of movements may be larger than money can be; then it is not shown.
            let (sum, overflow) = known.amount.addingReportingOverflow(movement.amount.pence)
            counts[key] = (known.count + 1, overflow ? Int64.max : sum)
        }
        guard !order.isEmpty else { return Tag.p { "No money moves, so nothing is decided." } }
        var table = DataTable(
            "decisions", "Who decides what moves, and why",
            [.words("Reason"), .words("Authority"), .words("Written"), .figures("Movements"), .figures("Amount")])
        for key in order {
            let (count, pence) = counts[key] ?? (0, 0)
            table.add(words: [
                key.reason, key.authority ?? notStated, key.place, String(count),
                pence == .max ? "too large to add up" : FigureCell.amount(Money(pence: pence)),
            ])
        }
        return table.node
    }

    // MARK: Checks

    func checks() -> PageSection {
        PageSection("checks", "Checks") {
            Findings(findings: balanceFindings + conditionFindings + virementFindings + expectationFindings).node
            if !run.warnings.isEmpty {
                Tag.h3 { "To be looked at" }
                Findings(findings: run.warnings.map(WarningNodes.finding)).node
            }
            Tag.p { "Not tested: \(RunReport.notTested(after))." }
        }
    }

    private var balanceFindings: [Findings.Finding] {
        report.years.map { plan in
            let inYear = report.inYear(plan)
            return switch plan.balance {
            case .met: .init(standing: .good, word: "Met", what: "Income equals expenditure for every source\(inYear)")
            case .notMet:
                .init(standing: .bad, word: "Not met", what: "Income does not equal expenditure\(inYear)")
            case .cannotBeTold:
                .init(
                    standing: .open, word: "Cannot be told", what: "Whether income equals expenditure\(inYear)",
                    details: [plan.unstatedIncomeWords].compactMap(\.self))
            }
        }
    }

    private var conditionFindings: [Findings.Finding] {
        let all = evaluation.conditions + evaluation.laterConditions.flatMap(\.changes)
        guard !all.isEmpty else {
            return [.init(standing: .open, word: "Not tested", what: "No rulebook is known for the year")]
        }
        let broken = evaluation.breached
        if broken.isEmpty {
            return [
                .init(standing: .good, word: "None breached", what: report.conditionVerdict ?? "no national condition")
            ]
        }
        return broken.map { change in
            let short = change.after.headroom.map { "\(Money(pence: 0 &- $0.pence)) short" }
            return .init(
                standing: .bad, word: "Breached", what: "\(change.condition.markedId): \(change.condition.title)",
                details: [short, change.isNewlyBreached ? "the scenario breaks it" : "it was broken before"].compactMap(
                    \.self))
        }
    }

    private var virementFindings: [Findings.Finding] {
        let found = report.virementFindings.map { plan, finding -> Findings.Finding in
            .init(
                standing: .open, word: "Another authority",
                what: "Movement \(finding.movement + 1)\(report.inYear(plan)), pool \(finding.pool): \(finding.words)",
                details: [plan.movements[finding.movement].note.written?.description].compactMap(\.self))
        }
        let hasLevels = report.years.contains { plan in
            plan.pools.contains { !(plan.arrangements.poolTerms[$0.id]?.virement ?? []).isEmpty }
        }
        guard found.isEmpty else { return found }
        return [
            hasLevels
                ? .init(standing: .good, word: "Met", what: "Every virement names an authority that may decide it")
                : .init(standing: .open, word: "Not tested", what: "Virements: no agreement states limits")
        ]
    }

    private var expectationFindings: [Findings.Finding] {
        if run.expectations.isEmpty {
            return [.init(standing: .info, word: "None", what: "The script states no expectation")]
        }
        return run.expectations.map { expectation in
            let ofLayer = expectation.isMet && expectation.holdsOfWhole == false
            return .init(
                standing: expectation.isMet ? (ofLayer ? .open : .good) : .bad,
                word: expectation.isMet ? "Met" : "Not met", what: expectation.message,
                details: [
                    expectation.valuesInWords, ofLayer ? "of its own layer; of the whole plan it does not hold" : nil,
                    expectation.written?.description,
                ].compactMap(\.self))
        }
    }

    // MARK: Data

    func sources() -> PageSection {
        PageSection("sources", "Data and how to make this report again") {
            ProvenanceNodes.of(report.provenance)
        }
    }
}
