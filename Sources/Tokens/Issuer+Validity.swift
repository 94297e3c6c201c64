package import Complaints

extension Issuer {
    /// For how long an issuer's word counts.
    package enum Validity: Sendable, Equatable {
        /// It is revoked, or all its keys are.
        case revoked
        /// Until further notice.
        case lasting
        /// Without a gap until then.
        case until(Instant)
        /// Its last key ended then.
        case ended(Instant)
        /// Its first key holds from then on.
        case toCome(Instant)

        package var holds: Bool {
            switch self {
            case .lasting, .until: true
            case .revoked, .ended, .toCome: false
            }
        }

        /// When its word counts no more, or since when it does not.
        package var end: Instant? {
            switch self {
            case .until(let end), .ended(let end): end
            case .revoked, .lasting, .toCome: nil
            }
        }
    }

    package func validity(at now: Instant) -> Validity {
        let keys = keys.filter { $0.revokedAt == nil }
        guard revokedAt == nil, let first = keys.map(\.from).min() else { return .revoked }
        var end = now
        while case let holding = keys.filter({ $0.holds(at: end) }), !holding.isEmpty {
            let ends = holding.compactMap(\.until)
            guard ends.count == holding.count, let last = ends.max() else { return .lasting }
            end = last
        }
        if end > now { return .until(end) }
        return keys.compactMap(\.until).filter { $0 <= now }.max().map { .ended($0) } ?? .toCome(first)
    }
}
