import Diagnostics
import Finance

// What a plan sets aside and passes down, beside its tables.

extension CheckReport {
    /// The Disabled Facilities Grant, risk pools, contingencies and reserves; empty when the plan says nothing of them.
    package func setAside() -> Passage { grant() + agreements() + pools() + reserves() }

    /// What the pools' agreements say, as far as the plan states it.
    private func agreements() -> String {
        plan.pools.map { pool in
            let terms = plan.terms(ofPool: pool.id)
            guard terms != PoolTerms() else { return "" }
            var text = "Agreement of pool \(pool.id): \(pool.title)".onOneLine + "\n"
            text += PoolTermsText(plan: plan, pool: pool, terms: terms).text()
            for opening in terms.openingBalance ?? [] {
                text +=
                    "  brought forward by \(plan.title(ofPartner: opening.partner)): \(opening.amount)".onOneLine + "\n"
            }
            return text + "\n"
        }.joined()
    }

    private func grant() -> Passage {
        guard let found = plan.grantAssessment() else { return "" }
        var table = TextTable([.words(""), .figures("Stated")])
        table.add(["Allocation", found.allocation.description])
        table.add(["Passed to the districts", found.passedDown.description])
        for row in found.kept {
            let line = plan.lines.first { $0.id == row.line }?.title ?? ""
            let how = row.evidence.map { "agreement \($0.rawValue)" } ?? "under the policy"
            table.add(["Retained on \(row.line) \(line.shortened(to: 40)), \(how)", row.held.description])
        }
        if !found.unaccounted.isZero { table.add(["Unaccounted for", found.unaccounted.description]) }
        var text: Passage = "Disabled Facilities Grant\n\(table.passage)"
        text += found.districtTable(in: plan)
        let unknown = [
            found.districts.allSatisfy { $0.entitled == nil } ? "is entitled to" : nil,
            found.districts.allSatisfy { $0.passed == nil } ? "gets" : nil,
        ].compactMap(\.self)
        if !found.districts.isEmpty, !unknown.isEmpty {
            text +=
                "  Not stated: what each of \(found.districts.count) districts \(unknown.joined(separator: " and "))\n"
        }
        for flag in found.flags { text += "  ! \(flag.words(in: plan).onOneLine)\n" }
        return text + "\n"
    }

    private func pools() -> Passage {
        let arrangements = plan.arrangements
        if arrangements.riskPools.isEmpty, arrangements.contingencies.isEmpty { return "" }
        var table = TextTable([.words(""), .figures("Stated"), .words("Where it sits"), .words("Formula")])
        for pool in arrangements.riskPools {
            table.add([
                pool.title.shortened(to: 60), pool.amount.description, pool.heldIn.words,
                pool.terms.formula ?? notStated,
            ])
        }
        for contingency in arrangements.contingencies {
            table.add([
                contingency.title.shortened(to: 60), contingency.amount.description, contingency.heldIn.words, "–",
            ])
        }
        return "Set aside against risk, and in no total\n\(table.passage)\n"
    }

    private func reserves() -> Passage {
        plan.reserveAssessments().map { found in
            var table = TextTable([.words(""), .figures("Stated")])
            table.add(["At the start of the year", found.reserve.opening.description])
            table.add(["Drawn by the plan", found.drawn.description])
            table.add(["At the end of the year", found.closing.description])
            if !found.placed.isEmpty { table.add(["Less what is set aside in it", found.free.description]) }
            var text: Passage = "Reserve: \(found.reserve.title.onOneLine)\n\(table.passage)"
            if !found.unplaced.isEmpty {
                let names = found.unplaced.map { "\($0.title.onOneLine) \($0.amount)" }.joined(separator: ", ")
                text += "  \(found.freeIfAllSatHere) would be free if what has no stated place sat in it: \(names)\n"
            }
            if found.isOverdrawn { text += "  ! the reserve is overdrawn\n" }
            return text + "\n"
        }.joined()
    }

    /// The same as JSON.
    func setAsideJSON() -> [(String, JSONValue)] {
        let grant = plan.grantAssessment()
        return [
            (
                "disabled_facilities_grant",
                grant.map { found in
                    .object([
                        ("allocation_pence", .integer(found.allocation.pence)),
                        ("passed_down_pence", .integer(found.passedDown.pence)),
                        ("retained_pence", .integer(found.retained.pence)),
                        ("evidenced_pence", .integer(found.evidenced.pence)),
                        ("top_sliced_pence", .integer(found.topSliced.pence)),
                        ("unaccounted_pence", .integer(found.unaccounted.pence)),
                        ("flags", .array(found.flags.map { .string($0.words(in: plan)) })),
                    ])
                } ?? .null
            ),
            (
                "risk_pools_pence",
                .object(plan.arrangements.riskPools.map { ($0.id, .integer($0.amount.pence)) })
            ),
            (
                "contingencies_pence",
                .object(plan.arrangements.contingencies.map { ($0.id, .integer($0.amount.pence)) })
            ),
            (
                "reserves",
                .array(
                    plan.reserveAssessments().map { found in
                        .object([
                            ("id", .string(found.reserve.id)), ("opening_pence", .integer(found.reserve.opening.pence)),
                            ("drawn_pence", .integer(found.drawn.pence)),
                            ("closing_pence", .integer(found.closing.pence)),
                            ("free_pence", .integer(found.free.pence)),
                            ("free_if_all_sat_here_pence", .integer(found.freeIfAllSatHere.pence)),
                        ])
                    })
            ),
        ]
    }
}
