import Shared
import Transfer

/// Spares a provider that fails: after ten failures in a row nothing is offered to it for half a minute, then one
/// message tries the ground.
struct CircuitBreaker: Sendable {
    static let failuresToOpen = 10
    static let openSeconds: Int64 = 30
    private var failures = 0
    private var openUntil: Instant?

    /// Performs `requests`, or puts all off while the provider is being spared.
    mutating func perform(
        _ requests: [Result<TransferRequest, RequestFault>], at now: Instant, with client: inout TransferClient,
        reading read: (TransferOutcome) -> AttemptOutcome
    ) -> [AttemptOutcome] {
        if let until = openUntil, now < until {
            return requests.map { _ in .retry("provider is failing; waiting before the next attempt") }
        }
        let isProbe = openUntil != nil
        let offered = requests.indices.filter { if case .success = requests[$0] { true } else { false } }
        let admitted = isProbe ? Array(offered.prefix(1)) : offered
        let answers = client.perform(admitted.compactMap { try? requests[$0].get() }).map(read)
        var outcomes = requests.map { request -> AttemptOutcome in
            guard case .failure(let fault) = request else { return .retry("provider is being tried again") }
            return .failed(fault.reason)
        }
        for (position, answer) in zip(admitted, answers) {
            outcomes[position] = answer
            note(answer, at: now)
        }
        return outcomes
    }

    private mutating func note(_ outcome: AttemptOutcome, at now: Instant) {
        switch outcome {
        case .sent, .failed:
            failures = 0
            openUntil = nil
        case .retry, .unknown:
            failures += 1
            if failures >= Self.failuresToOpen || openUntil != nil {
                openUntil = now.advanced(bySeconds: Self.openSeconds)
            }
        }
    }
}
