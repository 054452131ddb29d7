import Glibc
import Workers

/// What it costs to have a script run in a process of its own, before the script does anything.
enum WorkerRoundTrip {
    /// The argument that makes this program the worker that it measures.
    static let serving = "worker-serving"

    /// Echoes until the parent has gone.
    static func serve() -> Never { exit(WorkerServer.serve { $0 }) }

    /// Prints the medians; the parts are taken in turns, so that a noisy moment hits all of them.
    static func measure() throws {
        let request = [UInt8](repeating: 7, count: 100)
        let patience = Duration.seconds(60)
        let warm = try WorkerProcess(arguments: [serving])
        try warm.waitUntilReady(within: patience)
        let clock = ContinuousClock()
        var (trips, starts, peers): ([Double], [Double], [Double]) = ([], [], [])
        for round in 0..<220 {
            let trip = try clock.measure {
                for _ in 0..<20 { _ = try warm.answer(to: request, within: patience) }
            }
            let start = try clock.measure {
                let worker = try WorkerProcess(arguments: [serving])
                _ = try worker.answer(to: request, within: patience)
                worker.stop()
            }
            let peer = clock.measure(runTrue)
            // The first ones fill caches.
            guard round >= 20 else { continue }
            trips.append(trip.seconds / 20)
            starts.append(start.seconds)
            peers.append(peer.seconds)
        }
        let missing = warm.confinement?.missing.map(\.name).joined(separator: ", ") ?? ""
        print("A worker process, confined\(missing.isEmpty ? "" : " (not in force here: \(missing))")")
        print("  started before, one round trip     \(shown(median(trips) * 1e6, "µs"))   (goal: 100 µs)")
        print("  start, one round trip, end         \(shown(median(starts) * 1e3, "ms"))   (goal: 5 ms)")
        print("  /bin/true, spawn and wait (peer)   \(shown(median(peers) * 1e3, "ms"))")
        print("  a worker costs \(Benchmarks.thousandths(median(starts) / median(peers))) times the peer")
    }

    private static func runTrue() {
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/true"), nil]
        defer { free(arguments[0]) }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/true", nil, nil, &arguments, environ) == 0 else { return }
        waitpid(child, nil, 0)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func shown(_ value: Double, _ unit: String) -> String {
        let text = Benchmarks.thousandths(value)
        return String(repeating: " ", count: max(0, 8 - text.count)) + text + " " + unit
    }
}
