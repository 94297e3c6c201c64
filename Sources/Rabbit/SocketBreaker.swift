import Glibc

/// What a watchdog needs: a clock, and a way to end another thread's wait on a socket.
package enum SocketBreaker {
    /// Milliseconds of a clock that only goes forward.
    package static var monotonicMilliseconds: Int { MonotonicClock.milliseconds }

    /// Shuts a socket down in both directions; a thread that reads or writes it gets an error at once.
    package static func shutDown(_ descriptor: Int32) { _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }
}
