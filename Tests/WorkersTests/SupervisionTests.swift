import Glibc
import Testing
import Workers

/// What is left of workers: nothing. Each test has a parent process of its own, in which nothing else runs.
struct SupervisionTests {
    @Test func `Two hundred workers that fail leave no process and no descriptor`() throws {
        let (output, code) = try Fixture.run(["parent-of-failures", "200"])
        #expect(code == 0)
        #expect(output == "failures 200\nchildren left 0\ndescriptors left 0\n")
    }

    @Test func `The parent holds little of a worker that writes without end`() throws {
        let (output, code) = try Fixture.run(["parent-of-flood"])
        #expect(code == 0)
        #expect(try #require(Fixture.numbers(output)["megabytes"]) < 64)
    }

    @Test(arguments: [SIGKILL, SIGINT, SIGTERM])
    func `A parent that is killed takes its workers along, idle or busy`(signal: Int32) throws {
        let (parent, output) = try Fixture.start(["parent"])
        defer { close(output) }
        var text = [UInt8](repeating: 0, count: 64)
        let count = read(output, &text, text.count)
        let line = String(decoding: text.prefix(max(0, count)), as: UTF8.self)
        let workers = line.split { !$0.isNumber }.compactMap { pid_t($0) }
        #expect(workers.count == 2)
        for worker in workers { #expect(Self.isRunning(worker)) }
        kill(parent, signal)
        waitpid(parent, nil, 0)
        // As long as it takes a busy machine; mostly they have gone at once.
        for _ in 0..<3000 where workers.contains(where: Self.isRunning) { usleep(10_000) }
        for worker in workers { #expect(!Self.isRunning(worker)) }
    }

    /// Whether a process is there and is no zombie: an orphan may wait for a system's first process to look at it.
    private static func isRunning(_ process: pid_t) -> Bool {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return false }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let state = text.split(separator: ")").last?.first { $0 != " " }
        return state != "Z" && state != "X"
    }
}
