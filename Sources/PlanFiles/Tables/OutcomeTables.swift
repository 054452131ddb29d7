import Finance

/// The tables that say what the money does: metrics.csv, effects.csv and readings.csv, each held against the others.
struct OutcomeTables {
    private let metrics: MetricsTable?
    private let effects: EffectsTable?
    private let readings: ReadingsTable?

    /// Reads those that are there.
    ///
    /// - Parameters:
    ///   - files: the files that a folder may do without.
    ///   - findings: one for each of ``PlanFolder/optionalFileNames``.
    init(
        _ files: [(name: String, file: FileBytes)], _ findings: [Findings], manifest: PlanManifest?,
        rulebook: Rulebook?, spending: SpendingTable?
    ) {
        func table(_ name: String) -> (file: FileBytes, findings: Findings)? {
            guard let file = files.first(where: { $0.name == name })?.file,
                let place = PlanFolder.optionalFileNames.firstIndex(of: name)
            else { return nil }
            return (file, findings[place])
        }
        let stated = table(MetricsTable.fileName)
        metrics = stated.flatMap {
            MetricsTable(
                $0.file, year: manifest?.identity?.year, rulebook: rulebook, populations: manifest?.knownPopulations,
                findings: $0.findings)
        }
        // Without the file there is no metric; with one that cannot be read they are not known.
        let names = stated == nil ? [] : metrics.flatMap { $0.isWhole ? $0.names : nil }
        // A metric of which something is wrong lacks what its row has been told of already.
        let hasSlips = stated.map { !$0.findings.isEmpty } ?? false
        let known = EffectsTable.Known(
            lines: spending.flatMap { $0.isWhole ? $0.lines.map(\.id) : nil },
            metrics: hasSlips ? nil : metrics?.metrics,
            metricNames: names)
        effects = table(EffectsTable.fileName).flatMap {
            EffectsTable($0.file, known: known, findings: $0.findings)
        }
        readings = table(ReadingsTable.fileName).flatMap {
            ReadingsTable($0.file, metrics: names, findings: $0.findings)
        }
    }

    /// Adds what the tables state, each metric with what it would be without the schemes.
    func add(to arrangements: inout PlanArrangements) {
        arrangements.metrics = (metrics?.metrics ?? []).map { metric in
            Metric(
                id: metric.id, title: metric.title, unit: metric.unit, good: metric.good, rule: metric.rule,
                measure: metric.measure, periods: metric.periods, basis: effects?.bases[metric.id])
        }
        arrangements.effects = effects?.effects ?? []
        arrangements.effectOverlaps = effects?.overlaps ?? []
        arrangements.effectCorrelations = effects?.correlations ?? []
        arrangements.readings = readings?.readings ?? []
    }
}
