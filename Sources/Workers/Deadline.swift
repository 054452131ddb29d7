import Glibc

/// A moment on the clock that nobody can set.
struct Deadline {
    private let nanoseconds: Int64

    /// The moment when `time` will have passed.
    init(after time: Duration) {
        let (seconds, attoseconds) = time.components
        let (scaled, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let wait = tooLong ? Int64.max / 2 : max(0, min(scaled, Int64.max / 2) + attoseconds / 1_000_000_000)
        nanoseconds = Self.now + wait
    }

    /// How long there is to wait, as `poll` takes it; 0 when the moment has passed.
    var milliseconds: Int32 {
        let left = nanoseconds - Self.now
        return left <= 0 ? 0 : Int32(clamping: (left - 1) / 1_000_000 + 1)
    }

    /// Whether the moment has passed.
    var hasPassed: Bool { nanoseconds <= Self.now }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
