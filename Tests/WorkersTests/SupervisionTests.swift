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

    @Test func `A parent without standard descriptors has working workers`() throws {
        let (output, code) = try Fixture.run(["parent-without-descriptors"])
        #expect(code == 0)
        #expect(output == "echo true\n")
    }

    @Test func `A parent that was started with ended children ignored still learns how a worker ended`() throws {
        let (output, code) = try Fixture.run(["parent-without-children"])
        #expect(code == 0)
        #expect(output == "the worker process ended with code 3 and without an answer\n")
    }

    @Test func `Writing to a worker that somebody killed is an error, and no end of the parent`() throws {
        let (output, code) = try Fixture.run(["parent-of-the-dead"])
        #expect(code == 0)
        #expect(output == "the worker process crashed (signal 9, Killed)\n")
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
        var left = workers
        for _ in 0..<3000 where !left.isEmpty {
            left.removeAll { !Self.isRunning($0) }
            if !left.isEmpty { usleep(5_000) }
        }
        #expect(left.isEmpty)
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
