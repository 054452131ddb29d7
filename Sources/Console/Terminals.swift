import EditShim
import Glibc

/// The terminal of the process, and the key that stops what runs in it.
package enum Terminals {
    /// Whether a person sits at standard input and sees standard output.
    package static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// How many letters fit on a line.
    package static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Makes ctrl-C set ``interrupt`` instead of ending the process.
    package static func catchInterrupts() { esh_catch_interrupts() }

    /// Not 0 once ctrl-C was pressed since the last line was read. It is there as long as the process.
    package static var interrupt: UnsafePointer<Int32> { esh_interrupted }

    /// Whether ctrl-C was pressed since the last line was read.
    package static var isInterrupted: Bool { esh_interrupted.pointee != 0 }
}
