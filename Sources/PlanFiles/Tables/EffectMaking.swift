import Diagnostics
import Draws
import Finance

/// Makes effects, bases, overlaps and correlations of the rows of effects.csv, and notes what they lack.
struct EffectMaking {
    let drafts: [EffectDraft]
    /// Whether every row of the file could be read: where not, what is missing may stand in one of the others.
    let isWhole: Bool
    let known: EffectsTable.Known
    let findings: Findings

    private func drafts(of subject: EffectFigure.Subject) -> [EffectDraft] {
        drafts.filter { $0.subject == subject }
    }

    /// Whether a draft has all that it must; notes what it lacks.
    private func isComplete(_ draft: EffectDraft) -> Bool {
        let missing = EffectFigure.all(of: draft.subject)
            .filter { $0.isRequired && draft.lines[$0.name] == nil }.map(\.name)
        if !missing.isEmpty, isWhole {
            findings.add(
                Diagnostic(
                    "effects.missing",
                    "the \(draft.subject.rawValue) `\(Quoting.short(draft.id))` has no \(Quoting.list(missing))",
                    at: draft.place, reason: "nothing can be worked out without it",
                    help: missing.count == 1
                        ? "add a row with the figure `\(missing[0])`" : "add a row for each of these figures"))
        }
        return missing.isEmpty && draft.isWhole
    }

    /// Notes a name that stands for nothing; `true` when it stands for something, or nobody can tell.
    private func isKnown(
        _ figure: String, _ what: String, of draft: EffectDraft, in names: [String]?, where place: String
    ) -> Bool {
        guard let row = draft.rows[figure]?.first, case .text(let name) = row.value, let names,
            !names.contains(name)
        else { return true }
        note(unknown: name, what, at: row.place, names, where: place)
        return false
    }

    private func note(unknown name: String, _ what: String, at place: Place, _ names: [String], where file: String) {
        findings.add(
            Diagnostic(
                "effects.\(what).unknown", "there is no \(what) `\(Quoting.short(name))`", at: place,
                reason: "it names a \(what) of \(file)",
                help: Suggestion.didYouMean(name, in: names.prefix(1000))
                    ?? (names.isEmpty
                        ? "there is none yet: add it to \(file)" : "write the id of one: \(Quoting.list(names))")))
    }

    /// What metrics would be without the schemes.
    func bases() -> [String: MetricBasis] {
        var bases: [String: MetricBasis] = [:]
        for draft in drafts(of: .metric) {
            if let names = known.metricNames, !names.contains(draft.id) {
                note(unknown: draft.id, "metric", at: draft.place, names, where: MetricsTable.fileName)
                continue
            }
            let metric = known.metrics?.first { $0.id == draft.id }
            if let metric, metric.measure == nil {
                findings.add(
                    Diagnostic(
                        "effects.metric.no-measure", "the metric `\(draft.id)` has no measure", at: draft.place,
                        reason: "without one it cannot be told how counts become its figures",
                        help: "give it a `measure` in \(MetricsTable.fileName), or list the population of its rule in "
                            + "plan.yaml"))
            }
            if let metric, let measure = metric.measure, let row = draft.rows["of"]?.first, measure != .share {
                findings.add(
                    Diagnostic(
                        "effects.metric.no-share", "the metric `\(draft.id)` is no share", at: row.place,
                        reason: "`of` is how many could be counted, and only a share is of them",
                        help: "delete the row, or make it a `share` in \(MetricsTable.fileName)"))
            }
            let isShareWithoutWhole = metric?.measure == .share && draft.lines["of"] == nil
            if isShareWithoutWhole, isWhole {
                findings.add(
                    Diagnostic(
                        "effects.missing", "the metric `\(draft.id)` has no `of`", at: draft.place,
                        reason: "a share is of those who could be counted", help: "add a row with the figure `of`"))
            }
            guard isComplete(draft), !isShareWithoutWhole, let count = draft.evidence("count") else { continue }
            bases[draft.id] = MetricBasis(
                count: count, of: draft.evidence("of"), growth: draft.evidence("growth"), profile: draft.profile,
                unitValue: draft.evidence("unit-value"), marks: draft.marks)
        }
        return bases
    }

    /// What lines' money buys and does.
    func effects() -> [Effect] {
        let overlaps = drafts(of: .overlap).map(\.id)
        return drafts(of: .effect).compactMap { draft in
            let line = isKnown("line", "line", of: draft, in: known.lines, where: SpendingTable.fileName)
            let metric = isKnown("metric", "metric", of: draft, in: known.metricNames, where: MetricsTable.fileName)
            let overlap = isKnown(
                "overlap", "overlap", of: draft, in: isWhole ? overlaps : nil, where: "the rows of kind `overlap`")
            let curve = curve(of: draft)
            guard isComplete(draft), line, metric, overlap, let curve, let title = draft.text("title"),
                let line = draft.text("line"), let metric = draft.text("metric"), let unit = draft.text("unit"),
                let unitCost = draft.evidence("unit-cost"), let perUnit = draft.evidence("per-unit")
            else { return nil }
            return Effect(
                id: draft.id, title: title, line: line, metric: metric, unit: unit, unitCost: unitCost,
                capacity: draft.evidence("capacity"), delivery: draft.evidence("delivery"), perUnit: perUnit,
                perUnitOf: draft.evidence("per-unit-of"), lagMonths: draft.number("lag-months") ?? 0,
                rampMonths: draft.number("ramp-months") ?? 0, isEstablished: draft.flag("established") ?? false,
                isInBasis: draft.flag("in-basis") ?? false,
                curve: curve.isEmpty ? nil : curve, overlap: draft.text("overlap"),
                cashReleasing: draft.evidence("cash-releasing"), reference: draft.rows["line"]?.first?.reference,
                marks: draft.marks)
        }
    }

    /// The points of a curve, none for no curve; `nil` for one that does not rise, which is noted.
    private func curve(of draft: EffectDraft) -> [Effect.CurvePoint]? {
        var points: [Effect.CurvePoint] = []
        for row in draft.rows["curve"] ?? [] {
            guard case .point(let point) = row.value else { continue }
            let last = points.last ?? .init(funded: 0, effective: 0)
            guard point.funded > last.funded, point.effective >= last.effective else {
                findings.add(
                    Diagnostic(
                        "effects.curve", "the curve does not rise here", at: row.place,
                        reason: "the points follow each other: more money buys more units, and not fewer of use; the "
                            + "curve starts at `0 gives 0`",
                        help: "put the points in order, or correct the slip"))
                return nil
            }
            points.append(point)
        }
        return points
    }

    /// Which effects reach some of the same people.
    func overlaps() -> [EffectOverlap] {
        drafts(of: .overlap).compactMap { draft in
            guard isComplete(draft), let shared = draft.evidence("shared") else { return nil }
            return EffectOverlap(id: draft.id, shared: shared)
        }
    }

    /// Which figures go together.
    func correlations() -> [EffectCorrelation] {
        let parameters = parameters
        var owners: [String: String] = [:]
        return drafts(of: .correlation).compactMap { draft in
            var names: [String] = []
            var isNamed = true
            for row in draft.rows["parameter"] ?? [] {
                guard case .text(let name) = row.value else { continue }
                if isWhole, !parameters.contains(name) {
                    isNamed = false
                    note(unknown: name, "parameter", at: row.place, parameters, where: "another row of the file")
                } else if let owner = owners[name] {
                    isNamed = false
                    findings.add(
                        Diagnostic(
                            "effects.parameter.twice", "`\(Quoting.short(name))` is in `\(owner)` already",
                            at: row.place, reason: "two correlations of one figure could contradict each other",
                            help: "name it in one correlation"))
                } else {
                    owners[name] = draft.id
                    names.append(name)
                }
            }
            guard isComplete(draft), isNamed, let row = draft.rows["rank"]?.first, case .evidence(let rank) = row.value
            else {
                return nil
            }
            guard case .certain(let coefficient) = rank.figure else {
                findings.add(
                    Diagnostic(
                        "effects.no-range", "a correlation is one figure", at: row.place,
                        reason: "it takes no part in chance", help: "write it in `value`, without a shape"))
                return nil
            }
            // Of many figures that all go against each other, each two can only do so a little.
            guard names.count > 1, (try? CorrelationGroup(names, rank: coefficient)) != nil else {
                findings.add(
                    Diagnostic(
                        "effects.correlation",
                        names.count > 1
                            ? "\(names.count) figures cannot all go against each other as much as that"
                            : "one figure alone goes with nothing", at: names.count > 1 ? row.place : draft.place,
                        reason: names.count > 1
                            ? "where one is high and a second low, a third cannot be against both"
                            : "a correlation is of two figures or more",
                        help: names.count > 1
                            ? "write a correlation of at least \(Self.leastCorrelation(of: names)), or name fewer figures"
                            : "add a row with another `parameter`"))
                return nil
            }
            return EffectCorrelation(
                id: draft.id, parameters: names, correlation: coefficient, quality: rank.quality,
                reference: rank.reference)
        }
    }

    /// The least correlation, in hundredths, that all of so many figures can have with each other.
    private static func leastCorrelation(of names: [String]) -> DecimalFigure {
        let hundredths = (-100...0).first { (try? CorrelationGroup(names, rank: Double($0) / 100)) != nil }
        return DecimalFigure(digits: Int64(hundredths ?? 0), places: 2)
    }

    /// The names of all figures that chance can turn.
    private var parameters: [String] {
        drafts.filter { $0.subject != .correlation }.flatMap { draft in
            EffectFigure.all(of: draft.subject).compactMap { figure -> String? in
                if case .believed = figure.form, draft.lines[figure.name] != nil {
                    "\(draft.id)/\(figure.name)"
                } else {
                    nil
                }
            }
        }
    }
}
