import Confinement
import Glibc

// Swift hides it, as it should; here it must be seen to fail.
@_silgen_name("fork") private func systemFork() -> pid_t

/// What a confined process must not be able to do, tried one after another.
enum Attempts {
    /// Puts the layers of a mask on this process and prints their outcomes, then those of every attempt.
    static func run(confinedBy layers: UInt32) -> Int32 {
        // An inherited descriptor, and a signal that would hide the error number that a test looks for.
        _ = dup2(2, 9)
        signal(SIGXFSZ, SIG_IGN)
        var path = Array("/tmp/bcf-worker-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        unlink(path)
        // Memory limits of this size suit the fixture in a debug build.
        var limits = confinement_limits(
            memory_bytes: 512 << 20, stack_bytes: 8 << 20, processor_seconds: 60, descriptors: 4, leash: 3,
            layers: layers)
        var outcomes = [Int32](repeating: -1, count: Int(CONFINEMENT_LAYERS.rawValue))
        confinement_confine(&limits, &outcomes)
        for (layer, outcome) in outcomes.enumerated() { print("layer \(layer)", outcome) }
        if file >= 0 { print("write a file", result(of: write(file, "x", 1))) }
        print(list(), terminator: "")
        return 0
    }

    /// A line for each attempt: its name and the error number, 0 when it was let through.
    static func list() -> String { attempts.map { "\($0.0) \($0.1())\n" }.joined() }

    private static let attempts: [(String, @Sendable () -> Int32)] = [
        ("read a file", { result(of: open("/etc/passwd", O_RDONLY)) }),
        ("make a file", { result(of: open("/tmp/bcf-worker-attempt", O_WRONLY | O_CREAT, 0o600)) }),
        ("delete a file", { result(of: unlink("/tmp/bcf-worker-attempt")) }),
        ("make a folder", { result(of: mkdir("/tmp", 0o700)) }),
        ("read own environment", { result(of: open("/proc/self/environ", O_RDONLY)) }),
        ("open a socket", { result(of: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) }),
        ("connect by TCP", connect),
        ("copy a descriptor", { result(of: dup(0)) }),
        ("use an inherited descriptor", { result(of: write(9, nil, 0)) }),
        ("signal the parent", { result(of: kill(parent, 0)) }),
        ("signal another process", { result(of: kill(1, 0)) }),
        ("fork", fork),
        ("run a program", runProgram),
        ("map memory that runs code", { mapMemory(PROT_READ | PROT_EXEC) }),
        ("map memory", { mapMemory(PROT_READ | PROT_WRITE) }),
        ("take a gigabyte", takeGigabyte),
        ("change the root folder", { result(of: chroot("/")) }),
        ("change the folder", { result(of: chdir("/")) }),
        ("raise a limit", raiseLimit),
        ("change the user", { result(of: setuid(getuid())) }),
        ("have an environment", { environ.pointee == nil ? ENOENT : 0 }),
    ]

    private static func result(of value: some BinaryInteger) -> Int32 { value < 0 ? errno : 0 }

    private static func connect() -> Int32 {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard number >= 0 else { return errno }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        // Port 9 of this machine: nobody is there, so an error other than "refused" comes from a layer.
        address.sin_port = UInt16(9).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) { bytes in
            result(
                of: Glibc.connect(
                    number, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count)))
        }
    }

    private static func fork() -> Int32 {
        let child = systemFork()
        if child == 0 { _exit(0) }
        guard child > 0 else { return errno }
        waitpid(child, nil, 0)
        return 0
    }

    private static func runProgram() -> Int32 {
        var child = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/true"), nil]
        let problem = posix_spawn(&child, "/bin/true", nil, nil, &arguments, environ)
        if problem == 0 { waitpid(child, nil, 0) }
        return problem
    }

    private static func mapMemory(_ protection: Int32) -> Int32 {
        mmap(nil, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0
    }

    private static func takeGigabyte() -> Int32 {
        guard let memory = malloc(1 << 30) else { return ENOMEM }
        free(memory)
        return 0
    }

    private static func raiseLimit() -> Int32 {
        var limit = rlimit(rlim_cur: 100, rlim_max: 100)
        return result(of: setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit))
    }
}
