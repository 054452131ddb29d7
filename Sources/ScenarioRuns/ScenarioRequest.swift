import Diagnostics
import Finance
import PlanFiles
import Scripting

/// What the parent asks of a worker that runs scenarios.
enum ScenarioRequest {
    /// Read a script and its modules, and say what it declares.
    case declare(ScriptText, [ScriptModule])
    /// Make a plan of these files.
    case load(PlanFolderFiles)
    /// Run the scenario on the plan with these settings of its levers.
    case run(ScenarioSettings)
    /// Run it once for each of these settings.
    case sweep([[LeverSetting]])
    /// Run it once for each of these settings, and look at the result with these expressions.
    case ask([ScenarioExpression], [[LeverSetting]], seed: UInt64)
}

/// What a worker answers.
enum ScenarioAnswer {
    /// The script declares this.
    case declared(DeclaredScenario)
    /// It is done, and there is nothing to tell.
    case done
    /// The scenario ran.
    case outcome(ScenarioOutcome)
    /// The scenario ran for every setting.
    case points([SweepPoint])
    /// This is what the expressions come to for every setting.
    case asked([QuestionPoint])
    /// It could not be done.
    case refused([Diagnostic])
}

extension ScenarioRequest: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .declare(let script, let modules):
            wire.byte(0)
            script.write(to: &wire)
            modules.write(to: &wire)
        case .load(let files):
            wire.byte(1)
            files.write(to: &wire)
        case .run(let settings):
            wire.byte(2)
            settings.write(to: &wire)
        case .sweep(let settings):
            wire.byte(3)
            settings.write(to: &wire)
        case .ask(let expressions, let settings, let seed):
            wire.byte(4)
            expressions.write(to: &wire)
            settings.write(to: &wire)
            wire.unsigned(seed)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .declare(try ScriptText(from: &wire), try [ScriptModule](from: &wire))
        case 1: self = .load(try PlanFolderFiles(from: &wire))
        case 2: self = .run(try ScenarioSettings(from: &wire))
        case 3: self = .sweep(try [[LeverSetting]](from: &wire))
        case 4:
            self = .ask(
                try [ScenarioExpression](from: &wire), try [[LeverSetting]](from: &wire), seed: try wire.unsigned())
        default: throw WireProblem(reason: "no request")
        }
    }
}

extension ScenarioAnswer: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .declared(let scenario):
            wire.byte(0)
            scenario.write(to: &wire)
        case .done: wire.byte(1)
        case .outcome(let outcome):
            wire.byte(2)
            outcome.write(to: &wire)
        case .points(let points):
            wire.byte(3)
            points.write(to: &wire)
        case .refused(let diagnostics):
            wire.byte(4)
            diagnostics.write(to: &wire)
        case .asked(let points):
            wire.byte(5)
            points.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .declared(try DeclaredScenario(from: &wire))
        case 1: self = .done
        case 2: self = .outcome(try ScenarioOutcome(from: &wire))
        case 3: self = .points(try [SweepPoint](from: &wire))
        case 4:
            let diagnostics = try [Diagnostic](from: &wire)
            guard !diagnostics.isEmpty else { throw WireProblem(reason: "a refusal without a reason") }
            self = .refused(diagnostics)
        case 5: self = .asked(try [QuestionPoint](from: &wire))
        default: throw WireProblem(reason: "no answer")
        }
    }
}

extension DeclaredScenario: WireValue {
    func write(to wire: inout WireWriter) {
        title.write(to: &wire)
        plan.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(title: try String(from: &wire), plan: try String(from: &wire))
    }
}

extension ScenarioSettings: WireValue {
    func write(to wire: inout WireWriter) {
        levers.write(to: &wire)
        wire.unsigned(seed)
        samples.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            levers: try [LeverSetting](from: &wire), seed: try wire.unsigned(), samples: try Int(from: &wire))
    }
}

extension PlanFolderFiles: WireValue {
    func write(to wire: inout WireWriter) {
        path.write(to: &wire)
        rulebookPath.write(to: &wire)
        for file in files + optionalFiles {
            switch file {
            case .success(let bytes)?:
                wire.byte(0)
                wire.raw(bytes)
            case .failure(let problem)?:
                wire.byte(1)
                problem.write(to: &wire)
            case nil: wire.byte(2)
            }
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let path = try String(from: &wire)
        let rulebookPath = try String?(from: &wire)
        var files: [Result<[UInt8], Diagnostic>] = []
        for _ in PlanFolder.fileNames {
            guard let file = try Self.file(&wire) else { throw WireProblem(reason: "a file is not there") }
            files.append(file)
        }
        var optionalFiles: [Result<[UInt8], Diagnostic>?] = []
        for _ in PlanFolder.optionalFileNames { optionalFiles.append(try Self.file(&wire)) }
        self.init(path: path, files: files, optionalFiles: optionalFiles, rulebookPath: rulebookPath)
    }

    private static func file(_ wire: inout WireReader) throws(WireProblem) -> Result<[UInt8], Diagnostic>? {
        switch try wire.byte() {
        case 0: .success(try wire.raw())
        case 1: .failure(try Diagnostic(from: &wire))
        case 2: nil
        default: throw WireProblem(reason: "no file")
        }
    }
}

extension SweepPoint: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .figures(let figures):
            wire.byte(0)
            figures.spend.write(to: &wire)
            figures.unallocated.write(to: &wire)
            figures.isBalanced.write(to: &wire)
            figures.expectations.write(to: &wire)
            figures.met.write(to: &wire)
            figures.lost.write(to: &wire)
        case .refused(let reason):
            wire.byte(1)
            reason.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0:
            let (spend, unallocated) = (try Money(from: &wire), try Money(from: &wire))
            self = .figures(
                SweepFigures(
                    spend: spend, unallocated: unallocated, isBalanced: try Bool(from: &wire),
                    expectations: try Int(from: &wire), met: try Int(from: &wire), lost: try [Int](from: &wire)))
        case 1: self = .refused(try String(from: &wire))
        default: throw WireProblem(reason: "no point of a sweep")
        }
    }
}
