import Diagnostics
import Glibc

/// Standard output and standard error, written whole.
enum Terminal {
    /// Writes a text to standard output. Throws when it could not be written whole: a report that nobody got is not a
    /// success. A reader that went away, as in `bcf check … | head`, got what it wanted.
    static func write(_ text: String) throws(DiagnosticList) {
        let failure = write(text, to: STDOUT_FILENO)
        guard failure != 0, failure != EPIPE else { return }
        throw DiagnosticList(
            Diagnostic(
                "output.not-written", "the report could not be written: \(String(cString: strerror(failure)))",
                help: "name a file with -o, or make room where the output goes"))
    }

    /// Writes a text to standard error. If that fails there is nobody left to tell.
    static func writeError(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// Whether standard error is a terminal whose user has not asked for plain text (https://no-color.org).
    static var errorTakesColour: Bool {
        isatty(STDERR_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }

    /// Whether standard output is a terminal whose user has not asked for plain text.
    static var outputTakesColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }

    /// How many columns standard output has; `nil` where it is no terminal.
    static var outputWidth: Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Makes a reader that goes away an error of the write instead of the end of the process.
    static func keepGoingWithoutReader() { signal(SIGPIPE, SIG_IGN) }

    /// Ends the process with a code.
    static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

    /// Writes all of a text; gives the system's error number, or 0.
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count < 0, errno == EINTR {
                    continue
                } else {
                    return errno
                }
            }
            return 0
        }
    }
}
