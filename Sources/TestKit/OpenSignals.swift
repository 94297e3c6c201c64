import Glibc

/// Runs `body` with no signal blocked. The threads that tests run on block them, and a process that is started there would
/// never hear of a Ctrl-C.
package func withOpenSignals<Result>(_ body: () throws -> Result) rethrows -> Result {
    var none = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
}
