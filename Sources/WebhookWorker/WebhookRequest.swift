import Complaints
import Contract
import Store
import TLS
import Tokens
import Transfer

/// One event as a receiver gets it: a CloudEvent (structured mode), signed as Standard Webhooks has it.
enum WebhookRequest {
    /// The longest time from the start to the end of the answer; a lane must get on within its silence limit.
    static let timeout = Duration.seconds(10)
    /// Bytes of an answer that are read; nobody looks at them.
    private static let bodyLimit = 4 << 10

    /// - Parameters:
    ///   - id: the same whenever the same event is sent.
    ///   - secrets: each signs: two while one follows the other.
    ///   - now: the moment of the attempt.
    static func make(
        to hook: Webhook, id: String, json: [UInt8], signedBy secrets: [WebhookSecret], at now: Instant, tls: TLSFiles
    ) -> TransferRequest {
        let timestamp = now.microseconds / 1_000_000
        let signatures = secrets.map { $0.signature(id: id, timestamp: timestamp, body: json) }
        var request = HTTPRequest(
            method: "POST", url: hook.url,
            headers: [
                ("Content-Type", "application/cloudevents+json; charset=utf-8"), ("User-Agent", "lapor"),
                ("webhook-id", id), ("webhook-timestamp", String(timestamp)),
                ("webhook-signature", signatures.joined(separator: " ")),
            ], body: json, timeout: timeout, tls: tls)
        request.peers = hook.allowed.contains(.private) ? .alsoPrivate : .public
        request.bodyLimit = bodyLimit
        return .http(request)
    }

    /// A call that tells of nothing.
    static func test(
        of hook: Webhook, signedBy secrets: [WebhookSecret], at now: Instant, tls: TLSFiles
    ) -> TransferRequest {
        let id = "test:\(hook.id):\(now.microseconds)"
        var json = JSONObject()
        json.add("specversion", "1.0")
        json.add("id", id)
        json.add("source", "lapor")
        json.add("type", "id.lapor.webhook.test.v1")
        json.add("time", now.rfc3339)
        return make(to: hook, id: id, json: json.bytes, signedBy: secrets, at: now, tls: tls)
    }
}
