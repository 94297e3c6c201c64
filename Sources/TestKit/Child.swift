package import Foundation
import Glibc
import Synchronization

/// A program that a test starts. It reads nothing, keeps no descriptor of the test's, hears every signal, and is killed when
/// nobody holds it any more.
///
/// Not Foundation's `Process`: that learns of an end by a socket which programs that start at the same moment inherit, so
/// that a dead one runs on as long as any of those; and it hands on the signals that the threads of tests block.
package final class Child: Sendable {
    /// How it ended, or that it has not.
    private enum State {
        case running
        case ended(Int32)
    }

    /// Its process id.
    package let processID: pid_t
    private let state = Mutex(State.running)

    /// Starts `command`, a path or a name of `PATH`, with its arguments.
    ///
    /// - Parameters:
    ///   - environment: all its variables; nil: those of the test.
    ///   - folder: where it runs; nil: where the test does.
    ///   - output: the file that its standard output goes to, made empty.
    ///   - errors: the file of its standard error; nil: the same as `output`.
    /// - Throws: `ChildError` when it cannot be started. With a folder, a program that is not there ends with 127.
    package init(
        _ command: [String], environment: [String: String]? = nil, in folder: URL? = nil, output: String = "/dev/null",
        errors: String? = nil
    ) throws(ChildError) {
        let variables = environment ?? ProcessInfo.processInfo.environment
        let whole = (folder.map { ["/usr/bin/env", "-C", $0.path] } ?? []) + command
        let arguments = unsafe whole.map { unsafe strdup($0) } + [nil]
        let settings = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (arguments + settings).forEach { unsafe free($0) } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o644)
        if let errors {
            unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o644)
        } else {
            unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        // Those that are open when it starts, whoever opens them meanwhile.
        for other in 3..<min(getdtablesize(), 1024) { unsafe posix_spawn_file_actions_addclose(&actions, other) }
        var attributes = Self.openSignals()
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var started = pid_t()
        let code = unsafe posix_spawnp(&started, whole[0], &actions, &attributes, arguments, settings)
        guard code == 0 else { throw ChildError(command: command, reason: unsafe String(cString: strerror(code))) }
        processID = started
    }

    /// No signal blocked, none ignored.
    private static func openSignals() -> posix_spawnattr_t {
        var (none, all) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    deinit { kill() }

    package var isRunning: Bool { code == nil }

    /// Its exit code, or the number of the signal that killed it, negated; nil while it runs.
    package var code: Int32? {
        state.withLock { state in
            if case .ended(let code) = state { return code }
            var status: Int32 = 0
            guard unsafe waitpid(processID, &status, WNOHANG) == processID else { return nil }
            let signal = status & 0x7F
            let code = signal == 0 ? (status >> 8) & 0xFF : -signal
            state = .ended(code)
            return code
        }
    }

    /// Its `code` when it has ended within `seconds`.
    package func wait(seconds: Double) -> Int32? {
        let end = ContinuousClock.now + .seconds(seconds)
        while isRunning, ContinuousClock.now < end { usleep(5_000) }
        return code
    }

    /// Sends it a signal, if it still runs.
    package func signal(_ number: Int32) {
        state.withLock { state in
            // Not reaped, so that its id is nobody else's yet.
            if case .running = state { _ = Glibc.kill(processID, number) }
        }
    }

    /// kill -9, and waits until it is gone.
    package func kill() {
        signal(SIGKILL)
        _ = wait(seconds: 10)
    }
}

/// A program could not be started.
package struct ChildError: Error, CustomStringConvertible {
    let command: [String]
    let reason: String
    package var description: String { "cannot start \(command.first ?? ""): \(reason)" }
}
