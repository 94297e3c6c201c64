import ServiceLifecycle
import UnixSignals

/// Ends the process in order on SIGTERM or SIGINT: when this service ends, its group shuts down.
///
/// The signals are trapped when the value is made, long before the group runs: one that comes while the program is
/// starting is not lost and does not kill it.
struct SignalWatch: Service {
    private let signals: UnixSignalsSequence

    init() async { signals = await UnixSignalsSequence(trapping: .sigterm, .sigint) }

    func run() async throws {
        for await _ in signals.cancelOnGracefulShutdown() { return }
    }
}
