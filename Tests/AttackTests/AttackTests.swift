import Diagnostics
import Foundation
import LuaHost
import PlanFiles
import Scripting
import Synchronization
import Testing

/// Hostile scripts: each must end, as the table says, and leave nothing behind.
///
/// On every test run a share of them goes through the real `bcf`, all that are no plain text among them, and the others run
/// in this process under lower limits. `make attack` sends all of them through a release build, with its own limits, and
/// measures (``CompleteAttackTests``).
@Suite struct AttackTests {
    /// Whether the complete run is asked for.
    static let isComplete = ProcessInfo.processInfo.environment["BCF_ATTACK"] != nil

    @Test("The table is as large as it should be, and no name stands in it twice")
    func table() {
        #expect(Attack.all.count >= 200)
        let names = Attack.all.map(\.testDescription)
        let twice = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys
        #expect(twice.isEmpty)
    }

    /// The share that goes through `bcf`: of what is no plain text all that lies in several files and a third of the
    /// rest, and of the others one in so many.
    private static let throughProgram = Attack.all.enumerated()
        .filter { place, attack in
            if attack.isSlow || attack.isLarge { return false }
            return attack.isForProgram ? !attack.files.isEmpty || place % 3 == 0 : place % 48 == 0
        }.map(\.element)

    @Test("A share of the attacks end as they must in a worker", .enabled(if: !isComplete))
    func worker() throws { try AttackReport(of: Self.throughProgram, deadline: 30).hold("a share") }

    @Test("A share of the others end as they must in this process, under lower limits", .enabled(if: !isComplete))
    func here() throws {
        let folder = try AttackFolder()
        let plan = try PlanFolder.read(at: "\(folder.path)/\(AttackRun.plan)").plan
        let lowered = LuaLimits(instructions: 250_000, softBytes: 3 << 20, hardBytes: 4 << 20, seconds: 0.1)
        // Of those that only a limit ends, one in three: they take the time.
        let others = Attack.all.enumerated().filter { place, attack in
            attack.text != nil && !attack.isLarge && !attack.isForProgram && (!attack.isSlow || place % 3 == 0)
        }.map(\.element)
        let ends = parallel(others) { attack -> (end: Attack.End, seconds: Double) in
            let start = ContinuousClock.now
            do throws(DiagnosticList) {
                let script = try ScenarioScript(
                    ScriptText(name: "script.lua", text: attack.text ?? ""), limits: attack.isSlow ? lowered : .standard
                )
                return (try script.run(on: plan).isPassed ? .passed : .findings, start.seconds)
            } catch {
                return (.refused(error.diagnostics[0].code), start.seconds)
            }
        }
        for (attack, (end, _)) in zip(others, ends) {
            // Under lower limits another limit may be the first; and only the command looks for plans and modules.
            let limits: Set<Attack.End> = [
                .refused("lua.instructions"), .refused("lua.memory"), .refused("lua.time"),
            ]
            if attack.isSlow, limits.contains(end) { continue }
            if attack.ends == [.refused("run.other-plan")] || attack.name == "based on itself" { continue }
            #expect(attack.ends.contains(end), "\(attack.testDescription): ended with \(end)")
        }
        #expect(ends.count > 400)
        if ProcessInfo.processInfo.environment["BCF_ATTACK_TIMES"] != nil {
            for (attack, (_, seconds)) in zip(others, ends).sorted(by: { $0.1.seconds > $1.1.seconds }).prefix(60) {
                print("time \(seconds) \(attack.testDescription)")
            }
        }
    }
}

/// The same through a release build, all of them, with figures: `make attack`.
@Suite(.enabled(if: AttackTests.isComplete), .serialized) struct CompleteAttackTests {
    @Test("Every attack ends as it must within a deadline of a second, and without it by a limit of its own")
    func complete() throws {
        let first = try AttackReport(of: Attack.all, deadline: 1, alsoStalled: true)
        try first.hold("deadline of 1 s")
        try AttackReport(of: first.stalled, deadline: 60).hold("deadline of 60 s")
    }
}

/// What came of many attacks.
struct AttackReport {
    private let attacks: [Attack]
    private let deadline: Int
    private let alsoStalled: Bool
    private let runs: [AttackRun]
    private let idle: AttackRun
    private let seconds: Double

    /// Runs attacks, two at a time.
    init(of attacks: [Attack], deadline: Int, alsoStalled: Bool = false) throws {
        self.attacks = attacks
        self.deadline = deadline
        self.alsoStalled = alsoStalled
        let words = ["run", "script.lua", "--format", "json", "--deadline", "\(deadline)"]
        let plain = try AttackFolder()
        try plain.write(Attack.scenario().utf8, to: "script.lua")
        idle = try AttackRun(words, in: plain)
        let start = ContinuousClock.now
        runs = try parallel(attacks) { attack in
            Result {
                let folder = try AttackFolder()
                try folder.write(attack)
                return try AttackRun(words + ["--plan", AttackRun.plan], in: folder)
            }
        }.map { try $0.get() }
        seconds = start.seconds
    }

    /// The attacks that the deadline ended.
    var stalled: [Attack] {
        zip(attacks, runs).filter { $1.codes.first == "worker.stalled" }.map(\.0)
    }

    private func end(of run: AttackRun) -> Attack.End? {
        switch run.status {
        case 0 where run.codes.isEmpty: .passed
        case 1 where run.codes.isEmpty: .findings
        case 2: run.codes.first.map { .refused($0) }
        default: nil
        }
    }

    /// Holds every run against the table, and prints the figures.
    func hold(_ name: String) throws {
        var (slowest, largest, latest, wrong) = (0, 0, 0, 0)
        for (index, run) in runs.enumerated() {
            let attack = attacks[index]
            let end = end(of: run)
            let isExpected = end.map {
                attack.ends.contains($0) || (alsoStalled && attack.isSlow && $0 == .refused("worker.stalled"))
            }
            let found = end.map { "\($0)" } ?? "status \(run.status) \(run.codes)"
            if isExpected != true { wrong += 1 }
            #expect(isExpected == true, "\(attack.testDescription): ended with \(found)")
            let grown = run.peakBytes - idle.peakBytes
            #expect(grown <= 64 << 20, "\(attack.testDescription): the parent grew by \(grown >> 20) MB")
            #expect(!run.output.contains(0x1B) && !run.errors.contains(0x1B), "\(attack.testDescription): escapes")
            if run.seconds > runs[slowest].seconds { slowest = index }
            if run.peakBytes > runs[largest].peakBytes { largest = index }
            if run.seconds - Double(deadline) > runs[latest].seconds - Double(deadline) { latest = index }
        }
        #expect(idle.status == 0)
        let orphans = AttackRun.orphans()
        #expect(orphans.isEmpty)
        let overrun = runs[latest].seconds - Double(deadline)
        if ProcessInfo.processInfo.environment["BCF_ATTACK_TIMES"] != nil {
            for (attack, run) in zip(attacks, runs).sorted(by: { $0.1.seconds > $1.1.seconds }).prefix(30) {
                print(
                    "time \(run.seconds) \(attack.testDescription) \(run.codes.first ?? "") \(run.peakBytes >> 20) MB")
            }
        }
        let late = runs.count { $0.seconds > Double(deadline) + 0.05 }
        print(
            """
            attack (\(name)): \(runs.count) scripts in \(Int(seconds.rounded())) s, \(stalled.count) ended by the deadline
              ended otherwise than they must  \(wrong)
              slowest           \(Self.milliseconds(runs[slowest].seconds))  \(attacks[slowest].testDescription)
              largest overrun   \(overrun > 0 ? Self.milliseconds(overrun) : "none")  \(attacks[latest].testDescription)
              later than 50 ms  \(late)
              growth of a parent  \((runs[largest].peakBytes - idle.peakBytes) >> 10) KB  \(attacks[largest].testDescription)
              an idle parent    \(idle.peakBytes >> 10) KB, \(Self.milliseconds(idle.seconds))
              workers left      \(orphans.count)
            """)
    }

    private static func milliseconds(_ seconds: Double) -> String { "\(Int((seconds * 1000).rounded())) ms" }
}

/// The results of a body for each element, two at a time, in order.
func parallel<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) -> Result
) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    let next = Atomic(0)
    // The threads have room for the deepest of scripts, which a pool's may not have.
    let threads = (0..<2).map { _ in
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < elements.count else { break }
                let result = body(elements[index])
                results.withLock { $0[index] = result }
            }
            done.signal()
        }
        thread.stackSize = 64 << 20
        thread.start()
        return done
    }
    threads.forEach { $0.wait() }
    return results.withLock { $0.compactMap { $0 } }
}
