import Diagnostics
import Foundation
import PlanFiles
import Scripting
import TestSupport
import Testing

@testable import ScenarioRuns
@testable import Workers

extension MessageTests {
    /// Whatever a worker says, its parent has a proper answer or an error, keeps its size, and leaves nothing of the worker.
    @Suite struct AnswerFuzzTests {
        /// What a proper worker says in a run: that it is confined, then an answer for each request.
        private static func frames(_ files: PlanFolderFiles) throws -> [[UInt8]] {
            let worker = try WorkerProcess(program: AttackRun.program, arguments: [ScenarioServer.argument])
            let ready = try worker.waitUntilReady(within: .seconds(60)).bytes
            let answers = try MessageFuzz.requests(files).prefix(3).map {
                try worker.answer(to: $0, within: .seconds(60))
            }
            return [MessageFuzz.frame(.ready, ready)] + answers.map { MessageFuzz.frame(.answer, $0) }
        }

        @Test("A parent whose worker says anything has an answer or an error, and no worker any more")
        func answers() throws {
            let folder = try AttackFolder()
            let path = "\(folder.path)/\(AttackRun.plan)"
            let files = try PlanFolderFiles(at: path)
            let plan = try PlanFolder.read(at: path).plan
            let frames = try Self.frames(files)
            // Each is a process of its own.
            let count = MessageFuzz.count.map { max(1, $0 / 2) } ?? 60
            let before = Self.measure()
            let ends = try parallel(Array(0..<count)) { number in
                Result {
                    var chance = Chance(seed: UInt64(number) &* 104_729)
                    let worker = try ScenarioWorker(
                        program: Liar.program, arguments: Liar.arguments(saying: frames, &chance),
                        deadline: .seconds(60))
                    let id = try #require(worker.process.processIdentifier)
                    var code = "none"
                    do throws(DiagnosticList) {
                        let script = ScriptText(name: "script.lua", text: MessageFuzz.script)
                        _ = try worker.answer(.declare(script, []), for: script.name)
                        _ = try worker.answer(.load(files), for: script.name)
                        if case .outcome(let outcome) = try worker.answer(.run(ScenarioSettings()), for: script.name) {
                            _ = try ScenarioRun(outcome, of: script.name, on: plan)
                        }
                    } catch {
                        code = try #require(error.diagnostics.first).code
                        _ = DiagnosticRenderer(colour: false).render(error.diagnostics)
                    }
                    // A worker that lied is gone before the error is thrown; one that did not goes with its owner.
                    if code.hasPrefix("worker.") { #expect(kill(id, 0) != 0, "answer \(number) left a worker") }
                    worker.process.stop()
                    return code
                }
            }.map { try $0.get() }
            var codes: [String: Int] = [:]
            for code in ends where code.hasPrefix("worker.") || code.hasPrefix("scenario.") || code == "none" {
                codes[code, default: 0] += 1
            }
            #expect(codes.count > 2)
            #expect(codes["none", default: 0] < count / 2)
            #expect(codes["worker.stalled"] == nil, "nothing here makes a parent wait")
            let after = Self.measure()
            if MessageFuzz.count != nil {
                // Only a run by itself has nothing beside it that opens files and takes memory.
                #expect(after.descriptors == before.descriptors)
                #expect(after.bytes - before.bytes < 64 << 20)
            }
            print("messages: \(count) spoilt answers, \(codes.sorted { $0.key < $1.key })")
            print(
                "messages: grew by \((after.bytes - before.bytes) >> 10) KB, \(after.descriptors - before.descriptors) files"
            )
        }

        private static func measure() -> (descriptors: Int, bytes: Int) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
            let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
            let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            return (names.count, pages * Int(sysconf(Int32(_SC_PAGESIZE))))
        }
    }
}

/// A program that takes a worker's place and says what it is told to.
private enum Liar {
    /// The fixture of the tests of Workers, which stands beside the tests.
    static let program = AttackRun.neighbour("WorkerFixture")

    /// Says spoilt frames, one after each request, and then ends in one of several ways.
    static func arguments(saying frames: [[UInt8]], _ chance: inout Chance) -> [String] {
        var frames = frames
        if chance.below(2) == 0 {
            frames = [MessageFuzz.spoil(frames, &chance)]
        } else {
            // Frames in their form, with something else in one of them.
            let place = 1 + chance.below(frames.count - 1)
            var body = Array(frames[place].dropFirst(Frame.headBytes))
            MessageFuzz.spoilBody(&body, with: frames, &chance)
            frames[place] = MessageFuzz.frame(.answer, body)
        }
        let digits = frames.map { $0.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
        return ["lie", ["exit", "fail", "kill", "crash", "close"][chance.below(5)]] + digits
    }
}
