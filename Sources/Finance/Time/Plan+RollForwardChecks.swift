import Diagnostics

extension Plan {
    /// Checks that the terms of a roll-forward fit this plan and leave nothing open.
    func check(_ terms: RollForwardTerms) throws(PlanError) {
        guard terms.note.isReasoned else {
            throw PlanError(
                "plan.movement.no-reason", "the roll-forward has no reason",
                reason: "a section 151 officer signs for every year", help: "say why: reason = \"…\"")
        }
        guard terms.to == identity.year.next else {
            throw PlanError(
                "plan.roll.year", "a plan of \(identity.year.id) cannot be rolled forward to \(terms.to.id)",
                reason: "a roll-forward goes one year at a time, so that every year can be seen",
                help: "write to = \"\(identity.year.next.id)\"")
        }
        let years = allYears
        guard years.count < Self.mostYears else { throw .tooMany("years", Self.mostYears) }
        guard (years + [self]).reduce(0, { $0 + $1.lines.count * $1.sources.count }) <= Self.mostCellsOverYears else {
            throw .tooMany("cells over all years", Self.mostCellsOverYears)
        }
        try checkNames(terms)
        try checkDecided(terms)
    }

    private func checkNames(_ terms: RollForwardTerms) throws(PlanError) {
        let lineIDs = lines.map(\.id)
        let sourceIDs = sources.map(\.id)
        // In order, so that the same mistake always gives the same words.
        for id in terms.sameMonths.sorted() where !lineIDs.contains(id) { throw .noSuchLine(id, in: lines) }
        for id in (terms.recurrent.union(terms.nonRecurrent)).sorted() where !(lineIDs + sourceIDs).contains(id) {
            throw PlanError(
                "plan.roll.unknown", "there is no line or source `\(id)`",
                help: Suggestion.didYouMean(id, in: lineIDs + sourceIDs) ?? "`bcf check PLAN --lines` lists the lines")
        }
        if let both = terms.recurrent.intersection(terms.nonRecurrent).min() {
            throw PlanError(
                "plan.roll.both", "`\(both)` is named as recurrent and as non-recurrent",
                help: "name it in one of the two lists")
        }
        for uplift in terms.uplifts {
            if case .source(let id) = uplift.target, !sourceIDs.contains(id) {
                let known = sourceIDs + fundingKinds.map(\.rawValue)
                throw PlanError(
                    "plan.roll.unknown", "there is no source or kind of funding `\(id)`",
                    help: Suggestion.didYouMean(id, in: known) ?? "the sources are \(sourceIDs.joined(separator: ", "))"
                )
            }
        }
    }

    /// Checks that everything which does not say whether it goes on is decided.
    private func checkDecided(_ terms: RollForwardTerms) throws(PlanError) {
        guard terms.notStatedRecurs == nil else { return }
        var changed: Set<String> = []
        for movement in movements {
            for case .line(let id) in [movement.from, movement.to] { changed.insert(id) }
        }
        let open = lines.indices.filter { line in
            let description = lines[line]
            return description.isRecurrent == nil && description.status != .closed
                && terms.decision(on: description.id) == nil
                && (!total(line: line).isZero || changed.contains(description.id))
        }
        // A line that was closed with its money is one movement; one that held none is a closure alone.
        let changes =
            movements.count { $0.note.isRecurrent == nil }
            + closures.count { closure in
                closure.note.isRecurrent == nil
                    && !movements.contains { $0.verb == .closeLine && $0.from == .line(closure.line) }
            }
        guard !open.isEmpty || changes > 0 else { return }
        let first = open.prefix(3).map { "`\(lines[$0].id)`" }.joined(separator: ", ")
        let ofLines =
            open.isEmpty
            ? "" : "\(open.count) \(open.count == 1 ? "line" : "lines") (\(first)\(open.count > 3 ? ", …" : ""))"
        let ofMovements = changes == 0 ? "" : "\(changes) \(changes == 1 ? "movement" : "movements")"
        let what = [ofLines, ofMovements].filter { !$0.isEmpty }.joined(separator: " and ")
        throw PlanError(
            "plan.roll.not-stated",
            "\(what) \(open.count + changes == 1 ? "does" : "do") not say whether to go on in \(terms.to.text)",
            reason: "what is not stated is never guessed",
            help: """
                decide all of them with not_stated = "recurrent" or not_stated = "non-recurrent"; name single lines in \
                recurrent = { … } or non_recurrent = { … }
                """)
    }
}

extension PlanError {
    static func belowZero(_ what: String, _ rolled: RolledAmount, _ year: PlanningYear) -> Self {
        let what = "\(what) would be \(rolled.next) in \(year.text)"
        // Without its growth it would not be.
        if rolled.next.pence >= rolled.uplift.pence {
            return Self(
                "plan.roll.below-zero", what, reason: "a growth below -100% takes away more than there is",
                help: "check the growth and its sign")
        }
        return Self(
            "plan.roll.below-zero", what,
            reason: "the full-year effect of what was taken away is more than there is",
            help: "check the months of the movements, or mark those that are only for the year with recurrent = false")
    }

    static func noUplift(_ source: FundingSource, _ amount: Money, _ year: PlanningYear) -> Self {
        Self(
            "plan.roll.no-uplift", "`\(source.id)` goes on with \(amount), and no uplift to \(year.text) is given",
            reason: "an uplift that nobody states is not nothing",
            help: """
                give one for the source or its kind: uplift = { ["\(source.kind.rawValue)"] = percent(0) } keeps it flat
                """)
    }
}
