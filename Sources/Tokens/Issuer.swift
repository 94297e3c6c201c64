package import Complaints

/// An application, or an operator, whose word on who gives a command counts here; and how far it counts.
package struct Issuer: Sendable, Equatable {
    /// Stands for all bodies, and for none named; or for all channels.
    package static let all = "*"

    /// A public key, and when it holds.
    package struct Key: Sendable, Equatable {
        package var id: String
        package var key: VerificationKey
        package var from: Instant
        package var until: Instant?
        package var revokedAt: Instant?

        package init(
            _ id: String, _ key: VerificationKey, from: Instant, until: Instant? = nil, revokedAt: Instant? = nil
        ) {
            self.id = id
            self.key = key
            self.from = from
            self.until = until
            self.revokedAt = revokedAt
        }

        func holds(at now: Instant) -> Bool {
            revokedAt == nil && from <= now && until.map { now < $0 } ?? true
        }
    }

    package var name: String
    package var roles: Set<CaseRole>
    /// Codes of bodies: each counts with those below it.
    package var bodies: Set<String>
    /// Channels whose reporters it knows, because they report by it.
    package var channels: Set<String>
    package var revokedAt: Instant?
    package var keys: [Key]

    package init(
        _ name: String, roles: Set<CaseRole>, bodies: Set<String>, channels: Set<String> = [],
        revokedAt: Instant? = nil,
        keys: [Key]
    ) {
        self.name = name
        self.roles = roles
        self.bodies = bodies
        self.channels = channels
        self.revokedAt = revokedAt
        self.keys = keys
    }

    /// Channels whose reporters it may speak for without their secrets. Whoever speaks for officials speaks for no reporter so: they
    /// would rate and confirm their own work.
    var vouchedChannels: Set<String> { roles == [.reporter] ? channels : [] }

    /// Whether it may say that somebody acts for `body` in `role`.
    func maySpeak(for body: String?, in role: CaseRole, _ isAbove: (String, String) -> Bool) -> Bool {
        guard role == .officer || role == .coordinator else { return body == nil }
        guard !bodies.contains(Self.all) else { return true }
        guard let body else { return false }
        return bodies.contains { isAbove($0, body) }
    }
}
