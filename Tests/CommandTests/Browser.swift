import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A headless Chromium, driven by the WebDriver protocol over a plain socket: Foundation's client sends headers that
/// chromedriver refuses.
final class Browser {
    /// Whether Chromium and its driver are installed.
    static let isInstalled = ["/usr/bin/chromium", "/usr/bin/chromedriver"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private let driver: pid_t
    private let port: UInt16
    private var session = ""

    /// Starts the driver and a window of so many pixels.
    init(width: Int) throws {
        port = try Self.freePort()
        let arguments = ["/usr/bin/chromedriver", "--port=\(port)", "--silent"]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [1, 2] as [Int32] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var child = pid_t()
        let spawned = posix_spawn(&child, "/usr/bin/chromedriver", &actions, nil, words, environ)
        driver = child
        try #require(spawned == 0, "chromedriver could not be started")
        let options: [String: Any] = [
            "binary": "/usr/bin/chromium",
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                "--window-size=\(width),1200",
            ],
        ]
        let wanted: [String: Any] = [
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
            "timeouts": ["script": 240_000, "pageLoad": 60_000],
        ]
        // The driver is there when it answers.
        for _ in 0..<300 where (try? ask("GET", "/status", nil)) == nil { usleep(100_000) }
        let made = try ask("POST", "/session", ["capabilities": ["alwaysMatch": wanted]]) as? [String: Any]
        session = try #require(made?["sessionId"] as? String)
        try devtools(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": 1200, "deviceScaleFactor": 1, "mobile": false])
    }

    deinit {
        _ = try? ask("DELETE", "/session/\(session)", nil)
        // A child of a concurrency thread may have the gentler signals blocked.
        kill(driver, SIGKILL)
        var status: Int32 = 0
        waitpid(driver, &status, 0)
    }

    /// Opens a file.
    func open(_ file: String) throws { _ = try ask("POST", "/session/\(session)/url", ["url": "file://\(file)"]) }

    /// Shows pages as people see them who asked for dark colours, or as they are printed.
    func emulate(dark: Bool) throws {
        try devtools(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]]])
    }

    /// What an expression of the browser's own language comes to; the page itself may run none.
    func value(_ script: String) throws -> Any? {
        try ask("POST", "/session/\(session)/execute/sync", ["script": script, "args": []])
    }

    /// The same of a script that calls its last argument when it is done.
    func awaited(_ script: String) throws -> Any? {
        try ask("POST", "/session/\(session)/execute/async", ["script": script, "args": []])
    }

    /// Presses a key in the page.
    func press(_ key: String) throws {
        let events = ["keyDown", "keyUp"].map { ["type": $0, "value": key] }
        _ = try ask(
            "POST", "/session/\(session)/actions",
            ["actions": [["type": "key", "id": "keyboard", "actions": events]]])
    }

    /// What the page said at the console.
    func console() throws -> [String] { try log("browser").compactMap { $0["message"] as? String } }

    /// Everything that was asked for, by its address.
    func requests() throws -> [String] {
        try log("performance").compactMap { entry in
            guard let text = entry["message"] as? String,
                let message = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
                let event = message["message"] as? [String: Any],
                event["method"] as? String == "Network.requestWillBeSent",
                let parameters = event["params"] as? [String: Any],
                let request = parameters["request"] as? [String: Any]
            else { return nil }
            return request["url"] as? String
        }
    }

    private func log(_ type: String) throws -> [[String: Any]] {
        try ask("POST", "/session/\(session)/se/log", ["type": type]) as? [[String: Any]] ?? []
    }

    private func devtools(_ command: String, _ parameters: [String: Any]) throws {
        _ = try ask("POST", "/session/\(session)/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    // MARK: The wire

    private struct Refused: Error, CustomStringConvertible { let description: String }

    private func ask(_ method: String, _ path: String, _ body: [String: Any]?) throws -> Any? {
        let content = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(content.count)\r\nConnection: close\r\n\r\n"
        let answer = try exchange(Data(head.utf8) + content)
        guard let gap = answer.range(of: Data("\r\n\r\n".utf8)) else { throw Refused(description: "no answer") }
        let value = try JSONSerialization.jsonObject(with: answer[gap.upperBound...]) as? [String: Any]
        if let error = (value?["value"] as? [String: Any])?["error"] as? String {
            throw Refused(description: "\(path): \(error): \(String(describing: value).prefix(600))")
        }
        return value?["value"]
    }

    private func exchange(_ request: Data) throws -> Data {
        let descriptor = try Self.socket()
        defer { close(descriptor) }
        var address = Self.address(port: port)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Refused(description: "no driver at port \(port)") }
        var rest = [UInt8](request)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Refused(description: "the driver went away") }
            rest = rest.dropFirst(count)
        }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return answer }
            answer.append(contentsOf: buffer[..<count])
            if Self.isWhole(answer) { return answer }
        }
    }

    /// Whether an answer has come in as long as it says it is.
    private static func isWhole(_ answer: Data) -> Bool {
        guard let gap = answer.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: answer[..<gap.lowerBound], as: UTF8.self).lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) }
        return length.map { answer.distance(from: gap.upperBound, to: answer.endIndex) >= $0 } ?? false
    }

    private static func socket() throws -> Int32 {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Refused(description: "no socket") }
        return descriptor
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// A port that nobody listens at.
    private static func freePort() throws -> UInt16 {
        let descriptor = try socket()
        defer { close(descriptor) }
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
    }
}
