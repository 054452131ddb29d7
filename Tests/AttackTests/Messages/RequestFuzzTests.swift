import Diagnostics
import Foundation
import PlanFiles
import TestSupport
import Testing

@testable import ScenarioRuns
@testable import Workers

extension MessageTests {
    /// Whatever a worker is sent, it answers in its form or ends by itself, and never dies of it.
    @Suite struct RequestFuzzTests {
        private static func files() throws -> (AttackFolder, PlanFolderFiles) {
            let folder = try AttackFolder()
            return (folder, try PlanFolderFiles(at: "\(folder.path)/\(AttackRun.plan)"))
        }

        @Test("A worker answers spoilt requests with an error each, and proper ones afterwards as before")
        func bodies() throws {
            let (_, files) = try Self.files()
            let requests = MessageFuzz.requests(files)
            var chance = Chance(seed: 20_251_117)
            var (refused, done) = (0, 0)
            var answers: [[UInt8]] = []
            let count = MessageFuzz.count ?? 300
            // A worker may use 60 s of processor time in all, so a long run takes several.
            for start in stride(from: 0, to: count, by: 2_000) {
                let worker = try WorkerProcess(program: AttackRun.program, arguments: [ScenarioServer.argument])
                func ask(_ request: [UInt8]) throws -> [UInt8] { try worker.answer(to: request, within: .seconds(60)) }
                let proper = try requests.map(ask)
                if answers.isEmpty { answers = proper }
                #expect(proper == answers)
                for _ in start..<min(count, start + 2_000) {
                    let place = chance.below(requests.count)
                    var request = requests[place]
                    MessageFuzz.spoilBody(&request, with: requests, &chance)
                    switch try WireReader.value(ScenarioAnswer.self, in: try ask(request), making: 32 << 20) {
                    case .refused: refused += 1
                    default: done += 1
                    }
                }
                #expect(try requests.map(ask) == answers, "what came before left a trace")
            }
            #expect(refused > count / 3)
            print("messages: \(count) spoilt requests, \(refused) refused, \(done) done")
        }

        @Test("A worker that is sent anything ends by itself, and what it says before is in its form")
        func conversations() throws {
            let (_, files) = try Self.files()
            let frames =
                [MessageFuzz.frame(.limits, WorkerLimits.standard.bytes)]
                + MessageFuzz.requests(files).map { MessageFuzz.frame(.request, $0) }
            // Each is a process of its own; the program starts some hundred a second.
            let count = MessageFuzz.count.map { max(1, $0 / 2) } ?? 60
            var ends: [Int32: Int] = [:]
            let found = parallel(Array(0..<count)) { number in
                Result {
                    var chance = Chance(seed: UInt64(number) &* 7_919)
                    let bytes = MessageFuzz.spoil(frames, &chance)
                    return try RawWorker().converse(bytes, patience: .seconds(60))
                }
            }
            for (number, end) in try found.map({ try $0.get() }).enumerated() {
                #expect(!end.isStalled, "conversation \(number) did not end")
                let words = String(decoding: end.complaint.prefix(300), as: UTF8.self)
                #expect([0, 70].contains(end.status), "conversation \(number) ended with \(end.status): \(words)")
                #expect(Self.isInForm(end.said), "conversation \(number)")
                ends[end.status, default: 0] += 1
            }
            #expect(ends.count == 2, "some are ended by the end of the channel and some by bad form")
            print("messages: \(count) spoilt conversations, ends \(ends.sorted { $0.key < $1.key })")
            #expect(AttackRun.orphans().isEmpty)
        }

        /// Whether these are whole frames, first that of the confinement and then answers.
        private static func isInForm(_ said: [UInt8]) -> Bool {
            var rest = said[...]
            var kind = Frame.Kind.ready
            while !rest.isEmpty {
                guard rest.count >= Frame.headBytes, let frame = Frame(head: Array(rest.prefix(Frame.headBytes))),
                    frame.kind == kind, rest.count >= Frame.headBytes + frame.count
                else { return false }
                let body = Array(rest.dropFirst(Frame.headBytes).prefix(frame.count))
                let isFine =
                    kind == .ready
                    ? ConfinementReport(bytes: body) != nil
                    : (try? WireReader.value(ScenarioAnswer.self, in: body)) != nil
                guard isFine else { return false }
                rest = rest.dropFirst(Frame.headBytes + frame.count)
                kind = .answer
            }
            return true
        }
    }
}
