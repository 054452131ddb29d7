import Glibc
import Workers

/// A parent in a process of its own: what it leaves behind can be counted, as no other test runs in it.
enum Parent {
    /// Starts two workers, one idle and one that spins, says their process ids, and waits to be killed.
    static func waitForEver() -> Never {
        do {
            let idle = try WorkerProcess(arguments: ["serve"])
            let busy = try WorkerProcess(arguments: ["serve"])
            try idle.waitUntilReady(within: .seconds(60))
            try busy.waitUntilReady(within: .seconds(60))
            print(idle.processIdentifier ?? 0, busy.processIdentifier ?? 0)
            fflush(nil)
            _ = try busy.answer(to: Array("spin".utf8), within: .seconds(1000))
        } catch { print(error) }
        exit(1)
    }

    /// Has workers fail in every way, and prints what is left of them.
    static func countWhatFailuresLeave(rounds: Int) throws {
        let requests = [
            "segv", "exit 3", "trap", "noise", "announce too much", "close and sleep", "half an answer", "sleep",
        ]
        // What the runtime opens once and keeps is not counted.
        _ = try? ask("segv")
        let before = openDescriptors()
        var failures = 0
        for round in 0..<rounds {
            do { try ask(requests[round % requests.count]) } catch { failures += 1 }
            // Some are dropped before they are ready, and some cannot start.
            if round % 5 == 0 { _ = try WorkerProcess(arguments: ["sleep-at-once"]) }
            if round % 5 == 1 { _ = try? WorkerProcess(program: "/nowhere", arguments: []) }
        }
        let child = waitpid(-1, nil, WNOHANG)
        print("failures \(failures)")
        print("children left \(child == -1 && errno == ECHILD ? 0 : 1)")
        print("descriptors left \(openDescriptors() - before)")
    }

    private static func ask(_ request: String) throws {
        let worker = try WorkerProcess(arguments: ["serve"])
        try worker.waitUntilReady(within: .seconds(60))
        let time: Duration = request == "sleep" ? .milliseconds(20) : .seconds(60)
        _ = try worker.answer(to: Array(request.utf8), within: time)
    }

    /// Has a worker write without end in each way, and prints by how many megabytes this process grew at most.
    static func measureFlood() throws {
        try resetPeak()
        let before = try peakKilobytes()
        for request in ["answer for ever", "noise", "complain for ever", "announce too much"] {
            var limits = WorkerLimits.standard
            limits.answerBytes = 1 << 20
            let worker = try WorkerProcess(arguments: ["serve"], limits: limits)
            try worker.waitUntilReady(within: .seconds(60))
            for _ in 0..<3 { _ = try? worker.answer(to: Array(request.utf8), within: .milliseconds(400)) }
        }
        print("megabytes \((try peakKilobytes() - before) >> 10)")
    }

    private static func openDescriptors() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return -1 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }

    /// Has the kernel count the peak of resident memory from now.
    private static func resetPeak() throws {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }

    private static func peakKilobytes() throws -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if text.hasPrefix("VmHWM:") { return Int(text.filter(\.isNumber)) ?? 0 }
        }
        return 0
    }
}
