import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The process that a person starts: whatever ends it, its worker ends with it.
@Suite struct ParentTests {
    /// Runs for as long as the machine's own limit of time: few instructions that each take long.
    private static let long = "local a, b = ('1'):rep(1e7), ('1'):rep(1e7) while true do local c = a == b end"

    @Test("A worker ends with its parent, however that ends", arguments: [SIGKILL, SIGTERM, SIGINT, SIGHUP])
    func killed(signal: Int32) throws {
        let folder = try AttackFolder()
        try folder.write(Self.long.utf8, to: "script.lua")
        let parent = try AttackRun.start(
            ["run", "script.lua", "--deadline", "60"], in: folder.path, output: "/dev/null", errors: "/dev/null")
        var worker: pid_t?
        for _ in 0..<2_000 {
            worker = AttackRun.workers(of: parent).first
            if worker != nil { break }
            usleep(5_000)
        }
        kill(parent, signal)
        var result: Int32 = 0
        while waitpid(parent, &result, 0) < 0 && errno == EINTR {}
        let found = try #require(worker)
        #expect(result & 0x7F == signal, "the signal ended it, and not the end of the script")
        var isGone = false
        for _ in 0..<2_000 where !isGone {
            isGone = !AttackRun.workers().contains(found)
            if !isGone { usleep(5_000) }
        }
        #expect(isGone)
    }

    @Test("A reader that goes away ends the run and its worker")
    func readerGone() throws {
        let folder = try AttackFolder()
        try folder.write(Attack.scenario(change: "print(('x'):rep(60000))").utf8, to: "script.lua")
        // Standard output is full from the start.
        let child = try AttackRun.start(
            ["run", "script.lua", "--plan", AttackRun.plan], in: folder.path, output: "/dev/full", errors: "/dev/null")
        var result: Int32 = 0
        while waitpid(child, &result, 0) < 0 && errno == EINTR {}
        #expect(result == 2 << 8)
        #expect(AttackRun.orphans().isEmpty)
    }
}
