import Complaints
import Rabbit

/// A parked message: what was given up, by whom, and why.
package struct DeadLetter: Encodable {
    /// Twelve hexadecimal digits made from its bytes: the same wherever and whenever it is looked at.
    var id: String
    var stage: String
    /// Stable code of the reason; `delivery_limit` when the broker parked it.
    var code: String
    var field: String?
    var reason: String
    var parkedAt: String?
    var exchange: String
    var routingKey: String
    var contentType: String?
    var bytes: Int
    /// How many of the same are there: a crash between parking and acknowledging parks a message again.
    var copies = 1
    /// How often it was put back and parked again.
    var replays: Int
    /// Whether the broker parked it after too many deliveries: it may end the worker that takes it.
    var isSuspect: Bool { code == "delivery_limit" }

    /// Reads the headers of a message in the parking queue of `stage`.
    init(_ delivery: Delivery, stage: String) {
        let headers = delivery.properties.headers
        func text(_ name: String) -> String? { headers["x-lapor-\(name)"]?.text }
        let death = Self.death(headers)
        id = Self.fingerprint(delivery, stage)
        self.stage = text("stage") ?? stage
        code = text("code") ?? death?.reason ?? "unknown"
        field = text("field")
        reason = text("reason") ?? "the broker gave up: the message ended workers or was delivered too often"
        parkedAt = text("at") ?? death?.at
        exchange = text("exchange") ?? death?.exchange ?? delivery.exchange
        routingKey = text("routing-key") ?? delivery.routingKey
        contentType = delivery.properties.contentType
        bytes = delivery.body.count
        replays = Int(headers[ParkedReplay.header]?.integer ?? 0)
    }

    /// The first entry of `x-death`, which the broker writes when it parks a message itself.
    private static func death(
        _ headers: [String: FieldValue]
    ) -> (reason: String, at: String?, exchange: String?)? {
        guard case .array(let deaths)? = headers["x-death"], case .table(let first)? = deaths.first else { return nil }
        var at: String?
        if case .timestamp(let seconds)? = first["time"] {
            at = Instant(unixSeconds: seconds).rfc3339
        }
        return (first["reason"]?.text ?? "unknown", at, first["exchange"]?.text)
    }

    private static func fingerprint(_ delivery: Delivery, _ stage: String) -> String {
        // Not a secret, only a name.
        var hash = SipHash(key: SipHashKey(k0: 0, k1: 0))
        hash.append(stage.utf8.span)
        hash.append(0)
        let key = delivery.properties.headers["x-lapor-routing-key"]?.text ?? ""
        hash.append(key.utf8.span)
        hash.append(0)
        hash.append(delivery.body.span)
        let digits = String(hash.finalized() & 0xffff_ffff_ffff, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
