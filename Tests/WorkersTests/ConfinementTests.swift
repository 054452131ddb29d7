import Confinement
import Glibc
import Testing
import Workers

/// What the kernel holds: all layers together in a worker, and each by itself in a process that tries to get out.
struct ConfinementTests {
    /// Attempts that nothing but the list of system calls, or several layers, must stop.
    private static let stopped = [
        "read a file", "make a file", "delete a file", "make a folder", "read own environment", "open a socket",
        "connect by TCP", "copy a descriptor", "use an inherited descriptor", "signal the parent",
        "signal another process", "fork", "run a program", "map memory that runs code", "take a gigabyte",
        "change the root folder", "change the folder", "raise a limit", "change the user", "have an environment",
    ]

    @Test func `A worker can do none of what it must not do`() throws {
        let worker = try Fixture.worker()
        let text = String(
            decoding: try worker.answer(to: Array("attempts".utf8), within: Fixture.patience), as: UTF8.self)
        let outcomes = Fixture.numbers(text)
        let confinement = try #require(worker.confinement)
        if confinement.isInForce(.systemCalls) {
            for attempt in Self.stopped { #expect(outcomes[attempt, default: 0] != 0, "\(attempt)") }
        }
        #expect(outcomes["map memory"] == 0)
        #expect(outcomes.count == Self.stopped.count + 1)
    }

    @Test func `A worker says which layers are in force`() throws {
        let confinement = try Fixture.worker().waitUntilReady(within: Fixture.patience)
        // What any Linux of this century has; the security modules are the kernel's to offer.
        var certain = Set(ConfinementReport.Layer.allCases)
        certain.subtract([.processes, .landlock, .systemCalls, .descriptors])
        #expect(certain.isDisjoint(with: confinement.missing))
        // The kernel exempts root from the number of processes, and the report must not claim otherwise.
        #expect(confinement.isInForce(.processes) == (getuid() != 0))
        #expect(confinement.isInForce(.landlock) == (confinement.obstacle(to: .landlock) == nil))
    }

    @Test func `Each layer of the kernel has a name`() {
        #expect(ConfinementReport.Layer.allCases.count == Int(CONFINEMENT_LAYERS.rawValue))
        #expect(ConfinementReport.Layer.landlock.rawValue == CONFINEMENT_LANDLOCK.rawValue)
        #expect(ConfinementReport.Layer.systemCalls.rawValue == CONFINEMENT_SYSTEM_CALLS.rawValue)
        #expect(Set(ConfinementReport.Layer.allCases.map(\.name)).count == Int(CONFINEMENT_LAYERS.rawValue))
    }

    /// A layer, and what it must stop with which error number when it stands alone.
    private static let layers: [(confinement_layer, [String: Int32])] = [
        (CONFINEMENT_DESCRIPTORS, ["use an inherited descriptor": EBADF]),
        (CONFINEMENT_MEMORY, ["take a gigabyte": ENOMEM]),
        (CONFINEMENT_FILE_SIZE, ["write a file": EFBIG]),
        (
            CONFINEMENT_OPEN_FILES,
            ["read a file": EMFILE, "make a file": EMFILE, "open a socket": EMFILE, "copy a descriptor": EMFILE]
        ),
        (CONFINEMENT_PROCESSES, ["fork": EAGAIN, "run a program": EAGAIN]),
        (CONFINEMENT_CAPABILITIES, ["change the root folder": EPERM]),
        (
            CONFINEMENT_LANDLOCK,
            [
                "read a file": EACCES, "make a file": EACCES, "read own environment": EACCES,
                "run a program": EACCES,
            ]
        ),
        (
            CONFINEMENT_SYSTEM_CALLS,
            [
                "read a file": EPERM, "make a file": EPERM, "delete a file": EPERM, "make a folder": EPERM,
                "open a socket": EPERM, "copy a descriptor": EPERM, "signal the parent": EPERM,
                "signal another process": EPERM, "fork": EPERM, "run a program": EPERM,
                "map memory that runs code": EPERM, "change the root folder": EPERM, "change the folder": EPERM,
                "raise a limit": EPERM, "change the user": EPERM,
            ]
        ),
    ]

    @Test(arguments: layers)
    func `A layer holds by itself wherever it says that it is in force`(
        layer: confinement_layer, stops: [String: Int32]
    ) throws {
        var mask = UInt32(1) << UInt32(layer.rawValue)
        // These two need that no new privileges can be gained, as the worker has it.
        if layer == CONFINEMENT_LANDLOCK || layer == CONFINEMENT_SYSTEM_CALLS {
            mask |= 1 << UInt32(CONFINEMENT_NO_NEW_PRIVILEGES.rawValue)
        }
        let (output, code) = try Fixture.run(["layer", String(mask)])
        #expect(code == 0)
        let outcomes = Fixture.numbers(output)
        guard outcomes["layer \(layer.rawValue)"] == 0 else { return }
        for (attempt, number) in stops { #expect(outcomes[attempt] == number, "\(attempt)") }
        #expect(outcomes["map memory"] == 0)
    }

    @Test func `Without any layer the attempts go through, so that their failure means something`() throws {
        let outcomes = Fixture.numbers(try Fixture.run(["layer", "0"]).output)
        for attempt in [
            "read a file", "make a file", "delete a file", "open a socket", "copy a descriptor", "write a file",
            "use an inherited descriptor", "signal the parent", "fork", "run a program", "map memory that runs code",
            "take a gigabyte", "have an environment", "change the folder",
        ] {
            #expect(outcomes[attempt] == 0, "\(attempt)")
        }
    }
}
