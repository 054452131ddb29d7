import Diagnostics
import Finance
import Scripting

// The Disabled Facilities Grant and the reserves, where a scenario touches them.

extension RunReport {
    /// The section about the grant; empty when the scenario leaves it as it is.
    package func grant() -> Passage {
        // How the grant was passed down does not go on into a next year.
        let (before, after) = (run.evaluation.before.grantAssessment(), years[0].grantAssessment())
        guard let before, let after, before != after else { return "" }
        var table = TextTable([.words(""), .figures("Before"), .figures("After"), .figures("Change")])
        func row(_ title: String, _ amount: (GrantAssessment) -> Money) {
            let (old, new) = (amount(before), amount(after))
            // Both are sums of one plan's cells and of amounts that the readers bound.
            table.add([title, old.description, new.description, Money(pence: new.pence &- old.pence).description])
        }
        row("Allocation", \.allocation)
        row("Passed to the districts", \.passedDown)
        row("Retained by agreement", \.retained)
        if !before.topSliced.isZero || !after.topSliced.isZero { row("Under a housing-assistance policy", \.topSliced) }
        row("Unaccounted for", \.unaccounted)
        var text: Passage = "Disabled Facilities Grant\(inYear(years[0]))\n\(table.passage)"
        text += districts(after)
        if after.passedDown < before.passedDown {
            text +=
                "  ! the scenario passes \(Money(pence: before.passedDown.pence - after.passedDown.pence)) less down\n"
        }
        for flag in after.flags {
            let isNew = before.flags.contains(flag) ? "" : " (new)"
            text += "  ! \(flag.words(in: years[0]).onOneLine)\(isNew)\n"
        }
        return text + "\n"
    }

    /// What each district gets, as far as the plan or a key of the scenario says.
    private func districts(_ grant: GrantAssessment) -> Passage {
        let table = grant.districtTable(in: years[0])
        guard !table.isEmpty else {
            return grant.districts.contains(where: \.isDivided)
                ? "  What each district gets is not stated; a scenario may divide it by a key.\n" : ""
        }
        let key = grant.key.map {
            "  By the key “\($0.onOneLine)” of the scenario; the plan prints no such division.\n"
        }
        return table + (key ?? "")
    }

    /// The reserves whose balance the scenario changes, or that are overdrawn.
    package func reserves() -> Passage {
        let pairs = zip(run.evaluation.before.reserveAssessments(), run.evaluation.after.reserveAssessments())
        return pairs.filter { $0 != $1 || $1.isOverdrawn }.map { before, after -> Passage in
            var table = TextTable([.words(""), .figures("Before"), .figures("After")])
            table.add([
                "At the start of the year", before.reserve.opening.description, after.reserve.opening.description,
            ])
            table.add(["Drawn by the plan", before.drawn.description, after.drawn.description])
            table.add(["At the end of the year", before.closing.description, after.closing.description])
            if !after.placed.isEmpty {
                table.add(["Less what is set aside in it", before.free.description, after.free.description])
            }
            var text: Passage = "Reserve: \(after.reserve.title.onOneLine)\n\(table.passage)"
            if !after.unplaced.isEmpty {
                let names = after.unplaced.map { "\($0.title.onOneLine) \($0.amount)" }.joined(separator: ", ")
                text += "  \(after.freeIfAllSatHere) would be free if what has no stated place sat in it: \(names)\n"
            }
            if after.isOverdrawn { text += "  ! the reserve is overdrawn\n" }
            return text + "\n"
        }.joined()
    }

    /// The grant as JSON; `null` when the plan does not say how it is passed down.
    func grantJSON() -> JSONValue {
        let plans = (before: run.evaluation.before, after: years[0])
        guard let before = plans.before.grantAssessment(), let after = plans.after.grantAssessment() else {
            return .null
        }
        return .object([("before", json(before, plans.before)), ("after", json(after, plans.after))])
    }

    private func json(_ grant: GrantAssessment, _ plan: Plan) -> JSONValue {
        .object([
            ("allocation_pence", .integer(grant.allocation.pence)),
            ("entitled_pence", grant.entitled.map { .integer($0.pence) } ?? .null),
            ("passed_down_pence", .integer(grant.passedDown.pence)),
            ("retained_pence", .integer(grant.retained.pence)), ("evidenced_pence", .integer(grant.evidenced.pence)),
            ("top_sliced_pence", .integer(grant.topSliced.pence)),
            ("unaccounted_pence", .integer(grant.unaccounted.pence)),
            ("key", .optional(grant.key)), ("pass_by", .optional(grant.passBy)),
            (
                "districts",
                .array(
                    grant.districts.map { row in
                        .object([
                            ("id", .string(row.id)),
                            ("entitled_pence", row.entitled.map { .integer($0.pence) } ?? .null),
                            ("passed_pence", row.passed.map { .integer($0.pence) } ?? .null),
                            ("short_pence", row.short.map { .integer($0.pence) } ?? .null),
                        ])
                    })
            ),
            ("flags", .array(grant.flags.map { .string($0.words(in: plan)) })),
        ])
    }

    /// The reserves as JSON.
    func reservesJSON() -> JSONValue {
        let pairs = zip(run.evaluation.before.reserveAssessments(), run.evaluation.after.reserveAssessments())
        return .array(
            pairs.map { before, after in
                .object([
                    ("id", .string(after.reserve.id)), ("title", .string(after.reserve.title)),
                    ("opening_pence", .integer(after.reserve.opening.pence)),
                    ("drawn_pence", Self.pair(before.drawn, after.drawn)),
                    ("closing_pence", Self.pair(before.closing, after.closing)),
                    ("free_pence", Self.pair(before.free, after.free)),
                    ("free_if_all_sat_here_pence", Self.pair(before.freeIfAllSatHere, after.freeIfAllSatHere)),
                ])
            })
    }

    private static func pair(_ before: Money, _ after: Money) -> JSONValue {
        .object([("before", .integer(before.pence)), ("after", .integer(after.pence))])
    }
}

extension GrantAssessment {
    /// What each district is entitled to and gets, as a table; empty when nothing is known of any.
    func districtTable(in plan: Plan) -> Passage {
        let told = districts.filter { $0.passed.map { !$0.isZero } ?? false || $0.entitled != nil }
        guard !told.isEmpty else { return "" }
        var table = TextTable([.words("District"), .figures("Entitled"), .figures("Passed down"), .figures("Short")])
        for row in told {
            table.add([
                plan.title(ofPartner: row.id), row.entitled?.description ?? notStated,
                row.passed?.description ?? notStated, row.short?.description ?? "–",
            ])
        }
        return table.passage
    }
}
