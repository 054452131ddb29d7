import Confinement
import Glibc

/// What of its confinement a worker said to be in force, before it read its first request.
package struct ConfinementReport: Equatable, Sendable {
    /// One thing that the kernel holds.
    package enum Layer: Int32, CaseIterable, Sendable {
        case leash, noDump, descriptors, memory, stack, processorTime, fileSize, openFiles, processes, capabilities
        case noNewPrivileges, landlock, systemCalls

        /// The layer's name for people.
        package var name: String {
            switch self {
            case .leash: "ends with its parent"
            case .noDump: "no core file, no look into its memory"
            case .descriptors: "inherited descriptors closed"
            case .memory: "memory limit"
            case .stack: "stack limit"
            case .processorTime: "processor time limit"
            case .fileSize: "no file may grow"
            case .openFiles: "no further descriptor"
            case .processes: "no further process"
            case .capabilities: "capabilities given up"
            case .noNewPrivileges: "no new privileges"
            case .landlock: "Landlock"
            case .systemCalls: "list of system calls (seccomp)"
            }
        }
    }

    /// By layer: 0, or the system's error number. Always one entry a layer.
    private let outcomes: [Int32]

    /// Whether the layer holds.
    package func isInForce(_ layer: Layer) -> Bool { outcomes[Int(layer.rawValue)] == 0 }

    /// The system's error number for a layer that does not hold; `nil` for one that does.
    package func obstacle(to layer: Layer) -> Int32? { isInForce(layer) ? nil : outcomes[Int(layer.rawValue)] }

    /// The layers that do not hold, in the order of their numbers.
    package var missing: [Layer] { Layer.allCases.filter { !isInForce($0) } }

    /// The report as the worker's first frame carries it.
    var bytes: [UInt8] { outcomes.map { UInt8(clamping: $0) } }

    /// Reads what ``bytes`` wrote.
    init?(bytes: [UInt8]) {
        guard bytes.count == Layer.allCases.count else { return nil }
        outcomes = bytes.map { Int32($0) }
    }

    /// Confines this process, for good, and says what came of it.
    init(confiningTo limits: WorkerLimits) {
        var wanted = confinement_limits()
        wanted.memory_bytes = UInt64(clamping: limits.memoryBytes)
        wanted.stack_bytes = 8 << 20
        wanted.processor_seconds = UInt64(clamping: limits.processorSeconds)
        wanted.descriptors = WorkerDescriptor.count
        wanted.leash = WorkerDescriptor.leash
        wanted.layers = .max
        var outcomes = [Int32](repeating: ENOSYS, count: Int(CONFINEMENT_LAYERS.rawValue))
        confinement_confine(&wanted, &outcomes)
        self.outcomes = outcomes
    }
}

/// The descriptors of a worker; it has no others.
enum WorkerDescriptor {
    /// The socket to the parent, both ways. Not standard output: something that prints by accident must not be able to
    /// put a word into an answer.
    static let channel: Int32 = 0
    /// Standard output and standard error go to the parent as the reason of a failure.
    static let output: Int32 = 1
    static let errors: Int32 = 2
    /// Never read; it closes when the parent ends.
    static let leash: Int32 = 3
    /// How many there are.
    static let count: Int32 = 4
}
