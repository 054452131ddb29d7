import Glibc

/// What a worker does when asked for it by name; anything else is echoed.
enum Misdeeds {
    static func answer(_ request: [UInt8]) -> [UInt8] {
        switch String(decoding: request.prefix(40), as: UTF8.self) {
        case "sleep": sleepForEver()
        case "spin": while true {}
        case "segv": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        case "abort": abort()
        case "trap": fatalError("a \u{1B}[31mtrap\u{1B}[0m\nfor the reader")
        case "exit 0": exit(0)
        case "exit 3": exit(3)
        case "allocate": allocateForEver()
        case "allocate in swift": return [UInt8](repeating: 1, count: 4 << 30)
        case "noise": writeNoise()
        case "announce too much": write(head(kind: 4, count: .max))
        case "answer for ever": while true { write(head(kind: 4, count: 1000) + [UInt8](repeating: 7, count: 1000)) }
        case "answer, then spin":
            write(head(kind: 4, count: 0))
            while true {}
        case "half an answer":
            write(head(kind: 4, count: 1000) + [1])
            exit(0)
        case "wrong kind": write(head(kind: 2, count: 0))
        case "complain for ever": while true { complain([UInt8](repeating: 0x78, count: 4096)) }
        case "print": print("printed by accident")
        case "close and sleep":
            close(0)
            sleepForEver()
        case "close everything and spin":
            for number in Int32(0)..<4 { close(number) }
            while true {}
        case "attempts": return Array(Attempts.list().utf8)
        default: break
        }
        return request
    }

    /// Says each of these, given as hexadecimal digits, when it is asked or after a moment, and ends.
    static func lie(_ sayings: [String], thenEndBy end: String) -> Never {
        for saying in sayings {
            listen()
            let digits = saying.utf8.map { UInt8($0 < 0x3A ? $0 - 0x30 : $0 - 0x57) }
            write(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
        }
        listen()
        switch end {
        case "fail": exit(3)
        case "kill": kill(getpid(), SIGKILL)
        case "crash": kill(getpid(), SIGSEGV)
        case "close":
            close(0)
            sleepForEver()
        default: break
        }
        exit(0)
    }

    /// Takes what was sent, waiting a moment for it: whoever expects more than comes is not to wait for long.
    private static func listen() {
        var waited = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, 10) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while recv(0, &bytes, bytes.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    static func sleepForEver() -> Never { while true { sleep(1000) } }

    static func writeNoise() -> Never {
        while true { write([UInt8](repeating: 0xA5, count: 4096)) }
    }

    /// The head of a frame, made by hand: the fixture may lie.
    static func head(kind: UInt32, count: UInt32) -> [UInt8] {
        [0x3157_4342, kind, count].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }

    static func write(_ bytes: [UInt8]) { put(bytes, to: 0) }

    private static func complain(_ bytes: [UInt8]) { put(bytes, to: 2) }

    private static func put(_ bytes: [UInt8], to number: Int32) {
        _ = bytes.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
    }

    private static func allocateForEver() {
        var kept: [[UInt8]] = []
        while true { kept.append([UInt8](repeating: UInt8(truncatingIfNeeded: kept.count), count: 1 << 20)) }
    }
}
