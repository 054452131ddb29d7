package import Diagnostics
package import Finance

/// A plan folder, read once: the plan, what a person should look at in it, and the hash of its files.
///
/// A plan folder holds `plan.yaml`, `funding.csv` and `spending.csv`, and those of ``optionalFileNames`` that a plan has;
/// other files in it are not read.
package struct PlanFolder: Sendable {
    /// The plan.
    package let plan: Plan
    /// What is allowed but looks like a slip: a source without spend, an active line without money, themes that are
    /// nearly alike, a folder that is not called like its plan. By kind, and each kind by line.
    package let warnings: [Diagnostic]
    /// `sha256:` and 64 hexadecimal digits over names and contents of the files but the rulebook, which has a hash of its
    /// own. The same files give the same hash wherever the folder lies and whatever it is called.
    package let hash: String

    /// The most cells of a plan: lines times sources. Far more than any plan has, and within the memory of a desk.
    private static let mostCells = 4 << 20

    /// Reads a plan folder.
    ///
    /// Throws all mistakes of all files in one go, by file, line and column; of each file at most
    /// ``Findings/most``, and then how many more there are.
    package static func read(at path: String) throws(DiagnosticList) -> PlanFolder {
        try read(try PlanFolderFiles(at: path))
    }

    /// Makes a plan of the files of a folder; see ``read(at:)``.
    package static func read(_ folder: PlanFolderFiles) throws(DiagnosticList) -> PlanFolder {
        let path = folder.path
        let findings = PlanFolder.fileNames.map { Findings(file: join(path, $0)) }
        var files: [FileBytes?] = []
        for (file, findings) in zip(folder.files, findings) {
            switch file {
            case .success(let bytes): files.append(FileBytes(path: findings.file, bytes: bytes))
            case .failure(let problem):
                findings.add(problem)
                files.append(nil)
            }
        }

        let optionalFindings = PlanFolder.optionalFileNames.map {
            Findings(file: $0 == RulebookFile.fileName ? folder.rulebookPath ?? join(path, $0) : join(path, $0))
        }
        var optional: [(name: String, file: FileBytes)] = []
        for ((name, file), findings) in zip(zip(optionalFileNames, folder.optionalFiles), optionalFindings) {
            switch file {
            case .success(let bytes)?: optional.append((name, FileBytes(path: findings.file, bytes: bytes)))
            case .failure(let problem)?: findings.add(problem)
            case nil: break
            }
        }

        let manifest = files[0].flatMap { PlanManifest($0, findings: findings[0]) }
        let rulebook = manifest?.identity.flatMap {
            Self.rulebook(
                of: $0.year, optional.first { $0.name == RulebookFile.fileName }?.file, findings: optionalFindings[0])
        }
        if let rulebook { manifest?.minimums.check(against: rulebook) }
        manifest?.riskPools?.check(against: rulebook)
        // A rulebook with a mistake may be the one that brings a kind of money.
        let kinds = optionalFindings[0].isEmpty ? FundingSource.Kind.known(in: rulebook) : nil
        let funding = files[1].flatMap {
            FundingTable($0, manifest: manifest, kinds: kinds, findings: findings[1])
        }
        let spending = files[2].flatMap { SpendingTable($0, funding: funding, findings: findings[2]) }
        var stated = PlanArrangements.none
        for (name, file) in optional {
            guard let place = PlanFolder.optionalFileNames.firstIndex(of: name) else { continue }
            switch name {
            case PricesTable.fileName:
                stated.statedPrices = PricesTable(file, findings: optionalFindings[place])?.prices ?? []
            default: break
            }
        }

        let outcomes = OutcomeTables(
            optional, optionalFindings, manifest: manifest, rulebook: rulebook, spending: spending)
        outcomes.add(to: &stated)

        // A row with a mistake is a line that is not known; what names it is no mistake of its own.
        if findings[1].isEmpty, findings[2].isEmpty, let manifest, let funding, let spending {
            manifest.later.run(.init(sources: funding.sources, lines: spending.lines.map(\.id)))
        }

        let all = findings + optionalFindings
        if all.allSatisfy(\.isEmpty), let manifest, let funding, let spending {
            let plan = plan(manifest, rulebook, funding, spending, stated, in: path, findings: findings[2])
            if let plan { PoolMentions.check(manifest, plan, findings[0]) }
            if let plan, findings[0].isEmpty {
                // A rulebook has a hash of its own: the plan stays the same, whatever it is held against.
                let stated = optional.filter { $0.name != RulebookFile.fileName }
                let named =
                    zip(PlanFolder.fileNames, files).map { ($0, $1?.bytes ?? []) }
                    + stated.map { ($0.name, $0.file.bytes) }
                return PlanFolder(
                    plan: plan, warnings: PlanWarnings.all(of: plan, folder: path),
                    hash: ContentHash.sha256(files: named))
            }
        }
        throw DiagnosticList(all.flatMap(\.sorted))
    }

    /// The files of a plan folder, in the order in which they are read.
    package static let fileNames = [PlanManifest.fileName, FundingTable.fileName, SpendingTable.fileName]

    /// The files that a plan folder may do without, in the order in which they are read.
    package static let optionalFileNames = [
        RulebookFile.fileName, MetricsTable.fileName, PricesTable.fileName, EffectsTable.fileName,
        ReadingsTable.fileName,
    ]

    /// A file of the folder, under the path as the person named it.
    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// What the year asks of the plan: the folder's own rulebook, or the one that the program carries.
    private static func rulebook(of year: PlanningYear, _ own: FileBytes?, findings: Findings) -> Rulebook? {
        if let own { return RulebookFile.read(own, for: year, findings: findings) }
        do throws(DiagnosticList) {
            return try BuiltInRulebooks.rulebook(of: year)
        } catch {
            for diagnostic in error.diagnostics { findings.add(diagnostic) }
            return nil
        }
    }

    /// Puts the parts together. What the plan itself refuses, such as sums that are too large, becomes a diagnostic.
    private static func plan(
        _ manifest: PlanManifest, _ rulebook: Rulebook?, _ funding: FundingTable, _ spending: SpendingTable,
        _ stated: PlanArrangements, in folder: String, findings: Findings
    ) -> Plan? {
        let (cellCount, overflow) = spending.lines.count.multipliedReportingOverflow(by: funding.sources.count)
        guard !overflow, cellCount <= mostCells else {
            findings.add(
                Diagnostic(
                    "plan.too-many-cells",
                    "\(spending.lines.count) lines times \(funding.sources.count) sources is more than \(mostCells) cells",
                    at: Place(file: folder), reason: "a plan is held in memory as a whole",
                    help: "check that these are the right files; a plan has at most a few hundred lines"))
            return nil
        }
        guard let identity = manifest.identity, let matrix = spending.matrix(sources: funding.sources) else {
            findings.add(
                Diagnostic(
                    "plan.incomplete", "the plan could not be put together", at: Place(file: folder),
                    reason: "a part of it is missing, and no message says which",
                    help: "this is a defect of the program: please report it with the folder"))
            return nil
        }
        var arrangements = manifest.arrangements
        arrangements.rulebook = rulebook
        arrangements.laterRulebooks = BuiltInRulebooks.shelf
        arrangements.metrics = stated.metrics
        arrangements.effects = stated.effects
        arrangements.effectOverlaps = stated.effectOverlaps
        arrangements.effectCorrelations = stated.effectCorrelations
        arrangements.readings = stated.readings
        arrangements.statedPrices = stated.statedPrices
        do throws(PlanError) {
            return try Plan(
                identity: identity, partners: manifest.partners, pools: manifest.pools, memoranda: manifest.memoranda,
                arrangements: arrangements, sources: funding.sources, lines: spending.lines,
                cells: matrix.cells, origins: matrix.origins)
        } catch {
            findings.add(
                Diagnostic(
                    error.code, error.message, at: Place(file: folder), reason: error.reason, help: error.help))
            return nil
        }
    }
}
