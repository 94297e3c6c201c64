import Complaints

/// Spares a provider that fails: after ten failures in a row nothing is offered to it for half a minute, then one
/// message tries the ground.
struct CircuitBreaker: Sendable {
    static let failuresToOpen = 10
    static let openSeconds: Int64 = 30
    private var failures = 0
    private var openUntil: Instant?

    /// Performs `requests`, a few at a time, and puts off what is left when the provider begins to be spared or the
    /// time is up: a provider that answers nobody must hold neither the lane nor its claims.
    ///
    /// - Parameter offer: offers some of them to the provider; one outcome per request, in order.
    mutating func perform<Request>(
        _ requests: [Result<Request, RequestFault>], atATime width: Int, at now: Instant, while hasTime: () -> Bool,
        offering offer: ([Request]) -> [AttemptOutcome]
    ) -> [AttemptOutcome] {
        if let until = openUntil, now < until {
            return requests.map { _ in .postponed("provider is failing; waiting before the next attempt") }
        }
        let isProbe = openUntil != nil
        let offered = requests.indices.filter { if case .success = requests[$0] { true } else { false } }
        let admitted = isProbe ? Array(offered.prefix(1)) : offered
        var outcomes = requests.map { request -> AttemptOutcome in
            guard case .failure(let fault) = request else { return .postponed("provider is slow or being tried again") }
            return .failed(fault.reason)
        }
        var waiting = admitted[...]
        while !waiting.isEmpty, isProbe || openUntil == nil, hasTime() {
            let offered = waiting.prefix(width)
            waiting = waiting.dropFirst(width)
            let answers = offer(offered.compactMap { try? requests[$0].get() })
            for (position, answer) in zip(offered, answers) {
                outcomes[position] = answer
                note(answer, at: now)
            }
        }
        return outcomes
    }

    private mutating func note(_ outcome: AttemptOutcome, at now: Instant) {
        switch outcome {
        case .sent, .failed:
            failures = 0
            openUntil = nil
        case .postponed, .later: break
        case .retry, .unknown:
            failures += 1
            if failures >= Self.failuresToOpen || openUntil != nil {
                openUntil = now.advanced(bySeconds: Self.openSeconds)
            }
        }
    }
}
