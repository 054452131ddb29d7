import Glibc

/// Standard output and standard error, written whole.
enum Terminal {
    /// Writes a text to standard output.
    static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes a text to standard error.
    static func writeError(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether standard error is a terminal whose user has not asked for plain text (https://no-color.org).
    static var errorTakesColour: Bool {
        isatty(STDERR_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }

    /// Ends the process with a code.
    static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count < 0, errno == EINTR {
                    continue
                } else {
                    // The reader is gone, as in `bcf check … | head`: nobody is left to tell.
                    return
                }
            }
        }
    }
}
