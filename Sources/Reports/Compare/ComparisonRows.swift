package import Finance
package import Scripting

extension ScenarioComparison {
    /// An amount in the base and after each scenario. Where it does not exist, as a line that only one of the scenarios
    /// adds, there is no amount: that is not nothing.
    package struct Row: Hashable, Sendable {
        /// The id of what the figure is of.
        package let id: String
        /// Its name.
        package let title: String
        /// The figure in the base.
        package let base: Money?
        /// The figure after each scenario.
        package let amounts: [Money?]

        /// Makes a row.
        package init(id: String, title: String, base: Money?, amounts: [Money?]) {
            self.id = id
            self.title = title
            self.base = base
            self.amounts = amounts
        }

        /// By how much each scenario changes the figure; `nil` where neither the base nor the scenario has it. All are
        /// sums of cells of plans that fit on their own; a difference that does not fit is `nil`, never a wrong figure.
        package var changes: [Money?] {
            amounts.map { amount in
                if amount == nil, base == nil { return nil }
                return (amount ?? .zero).less(base ?? .zero)
            }
        }

        /// The change as a percentage of the base, exact until it is rounded once, to one decimal place; `nil` where the
        /// base is nothing or does not exist.
        package var percentages: [DecimalFigure?] {
            changes.map { change in
                guard let change, let base, !base.isZero else { return nil }
                let part = Fraction(Int128(change.pence) * 100, over: Int128(base.magnitudeOfPence))
                return part?.rounded(places: 1)
            }
        }

        /// Whether any scenario changes the figure.
        package var isChanged: Bool { amounts.contains { $0 != base } }
    }

    /// A line that a scenario changes, adds or closes.
    package struct LineRow: Hashable, Sendable {
        /// What the line spends in all.
        package let total: Row
        /// What it spends from each source that a scenario changes: also where the total stays and somebody else pays.
        package let sources: [Row]
        /// The scenarios that close the line, by their places.
        package let closedBy: [Int]
    }

    /// A national condition in the base and after each scenario, as a margin where it is one.
    package struct ConditionRow: Hashable, Sendable {
        /// The condition.
        package let condition: Condition
        /// The year whose rulebook asks for it.
        package let year: PlanningYear
        /// How the base stands to it; `nil` where the base does not reach the year.
        package let base: ConditionAssessment?
        /// How each scenario stands to it; `nil` where the scenario does not reach the year.
        package let after: [ConditionAssessment?]

        /// By how much each scenario changes the margin to breach; `nil` where either has none.
        package var changes: [Money?] {
            after.map { assessment in
                guard let after = assessment?.headroom, let before = base?.headroom else { return nil }
                return after.less(before)
            }
        }

        /// Whether each scenario is what breaks it.
        package var newlyBreached: [Bool] { after.map { $0?.verdict == .breached && base?.verdict != .breached } }

        /// Whether any scenario changes the verdict, the margin, or what is planned or required.
        package var isChanged: Bool { after.contains { $0 != base } }

        /// Whether the base or any scenario has a margin to show.
        package var hasMargin: Bool { ([base] + after).contains { $0?.headroom != nil } }

        /// Whether its margin says which option is better: everybody knows the verdict of each, and one differs.
        package var tellsApart: Bool {
            let known = ([base] + after).compactMap { assessment -> Money? in
                guard let assessment, [.met, .breached].contains(assessment.verdict) else { return nil }
                return assessment.headroom
            }
            return known.count == after.count + 1 && Set(known).count > 1
        }
    }

    /// What scenarios say of one thing that they take for true.
    package struct AssumptionRow: Hashable, Sendable {
        /// One statement, and the scenarios that make it, by their places.
        package struct Statement: Hashable, Sendable {
            /// What is stated. Its place is that of the first scenario.
            package let assumption: Assumption
            /// The scenarios that state it.
            package var scenarios: [Int]
        }

        /// What is assumed.
        package let what: String
        /// The statements, in the order of the scenarios that make them first.
        package var statements: [Statement]

        /// Whether the scenarios assume different values: then they differ also because of that, and not because of
        /// the change alone.
        package var hasDifferentValues: Bool { Set(statements.map(\.assumption.value)).count > 1 }
    }
}

extension Money {
    /// This less another; `nil` when it does not fit.
    func less(_ other: Money) -> Money? {
        let (pence, overflow) = self.pence.subtractingReportingOverflow(other.pence)
        return overflow ? nil : Money(pence: pence)
    }

    fileprivate var magnitudeOfPence: UInt64 { pence.magnitude }
}

// MARK: - Making the rows

/// One figure of one plan, before plans are put side by side.
struct ComparedEntry {
    let id: String
    let title: String
    let amount: Money

    struct Key: Hashable {
        let id: String
        let title: String
    }

    var key: Key { Key(id: id, title: title) }
}

extension ScenarioComparison {
    /// Puts tables side by side: the base's first, then each scenario's. What scenarios add comes after what the base
    /// has. Two scenarios may add different things under one id, so the name belongs to the key.
    static func rows(_ tables: [[ComparedEntry]]) -> [Row] {
        let columns = tables.map { table in
            Dictionary(table.map { ($0.key, $0.amount) }, uniquingKeysWith: { first, _ in first })
        }
        var seen: Set<ComparedEntry.Key> = []
        return tables.joined().map(\.key).filter { seen.insert($0).inserted }.map { key in
            Row(id: key.id, title: key.title, base: columns[0][key], amounts: columns.dropFirst().map { $0[key] })
        }
    }

    static func assumptions(_ runs: [ScenarioRun]) -> [AssumptionRow] {
        var rows: [AssumptionRow] = []
        for (index, run) in runs.enumerated() {
            for assumption in run.assumptions {
                guard let row = rows.firstIndex(where: { $0.what == assumption.what }) else {
                    let statement = AssumptionRow.Statement(assumption: assumption, scenarios: [index])
                    rows.append(AssumptionRow(what: assumption.what, statements: [statement]))
                    continue
                }
                if let same = rows[row].statements.firstIndex(where: { $0.assumption.isRepeated(in: assumption) }) {
                    if rows[row].statements[same].scenarios.last != index {
                        rows[row].statements[same].scenarios.append(index)
                    }
                } else {
                    rows[row].statements.append(.init(assumption: assumption, scenarios: [index]))
                }
            }
        }
        return rows
    }

    /// How plans stand to the conditions of every year that any of them reaches and that has a rulebook.
    static func conditions(_ plans: [Plan]) -> [ConditionRow] {
        struct Key: Hashable {
            let year: PlanningYear
            let id: String
        }
        var order: [(key: Key, condition: Condition)] = []
        var seen: Set<Key> = []
        let columns = plans.map { plan in
            var found: [Key: ConditionAssessment] = [:]
            for year in plan.allYears {
                for (condition, assessment) in zip(year.rulebook?.conditions ?? [], year.conditionAssessments()) {
                    let key = Key(year: year.identity.year, id: condition.id)
                    found[key] = assessment
                    if seen.insert(key).inserted { order.append((key, condition)) }
                }
            }
            return found
        }
        return order.map { key, condition in
            ConditionRow(
                condition: condition, year: key.year, base: columns[0][key],
                after: columns.dropFirst().map { $0[key] })
        }
    }
}
