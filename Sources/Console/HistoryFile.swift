import Glibc

/// What a person entered in earlier sessions, in a file that only they can read.
///
/// An entry is a line of the file. Where the entry breaks its own lines, the file has a control letter that nobody types.
///
/// A history is a comfort: when it cannot be read or written, the session goes on without.
package struct HistoryFile: Sendable {
    private let path: String
    private let most: Int

    /// ASCII's record separator, for a line break within an entry.
    private static let lineBreak: Character = "\u{1E}"

    /// A file by its path.
    ///
    /// - Parameter most: how many lines are kept.
    package init(path: String, most: Int = 1_000) {
        self.path = path
        self.most = most
    }

    /// Where the history of a program is kept: in `$XDG_STATE_HOME`, or else `~/.local/state`; `nil` without a home.
    package static func standardPath(of program: String, environment: (String) -> String?) -> String? {
        // The rules of XDG: a relative path counts as none.
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return "\(state)/\(program)/history" }
        guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
        return "\(home)/.local/state/\(program)/history"
    }

    /// The last entries, oldest first. A file that has grown too long is cut to them.
    package func entries() -> [String] {
        // Nobody types a file of this size.
        guard let text = read(limit: 4 << 20) else { return [] }
        let all = text.split(separator: "\n").map(String.init)
        if all.count > 2 * most { replace(Array(all.suffix(most))) }
        return all.suffix(most).map { String($0.map { $0 == Self.lineBreak ? "\n" : $0 }) }
    }

    /// Adds an entry at the end, making the file and its folders when they are not there.
    package func append(_ entry: String) {
        guard entry.contains(where: { !$0.isWhitespace }) else { return }
        let line = String(entry.filter { $0 != Self.lineBreak }.map { $0.isNewline ? Self.lineBreak : $0 })
        makeFolders()
        write(line + "\n", to: path, O_APPEND)
    }

    private func read(limit: Int) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private func replace(_ lines: [String]) {
        let temporary = path + ".new"
        unlink(temporary)
        guard write(lines.map { $0 + "\n" }.joined(), to: temporary, O_EXCL) else { return }
        rename(temporary, path)
    }

    @discardableResult
    private func write(_ text: String, to path: String, _ flags: Int32) -> Bool {
        // Private from its first moment on. A link is not followed: it could lead to somebody else's file.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    }

    private func makeFolders() {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o700)
        }
    }
}
