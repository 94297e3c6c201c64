import Glibc

/// Time that only goes forward, for deadlines of waits.
enum MonotonicClock {
    /// Milliseconds since some fixed moment.
    static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
