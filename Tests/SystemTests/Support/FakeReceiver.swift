import Foundation
import Synchronization
import TestKit
import Testing
import Tokens

/// A receiver of webhooks that answers as its script says; an answer of 0 is none: it stays silent.
final class FakeReceiver: Sendable {
    struct Call: Sendable {
        var id: String
        var timestamp: String
        var signatures: [String]
        var body: [UInt8]
        var status: Int

        /// Whether one of its signatures is made by `secret`.
        func isSigned(by secret: WebhookSecret) -> Bool {
            Int64(timestamp).map { signatures.contains(secret.signature(id: id, timestamp: $0, body: body)) } ?? false
        }

        /// The case, and which of its versions.
        var subject: Substring { id.prefix { $0 != ":" } }
        var version: Int { Int(id.drop { $0 != ":" }.dropFirst()) ?? 0 }
    }

    private let script: @Sendable (_ id: String, _ attempt: Int) -> Int
    private let seen = Mutex<[Call]>([])

    init(_ script: @escaping @Sendable (_ id: String, _ attempt: Int) -> Int = { _, _ in 204 }) { self.script = script }

    var calls: [Call] { seen.withLock { $0 } }
    /// Those that were taken.
    var taken: [Call] { calls.filter { (200..<300).contains($0.status) } }

    /// Plays one connection.
    func serve(_ peer: Peer) {
        while let request = peer.httpRequest() {
            let status = note(request)
            if status == 0 { return peer.staySilent() }
            peer.say("HTTP/1.1 \(status) x\r\nContent-Length: 0\r\n\r\n")
        }
    }

    private func note(_ request: SeenRequest) -> Int {
        let id = request.header("webhook-id") ?? ""
        return seen.withLock { seen in
            let status = script(id, 1 + seen.count { $0.id == id })
            seen.append(
                Call(
                    id: id, timestamp: request.header("webhook-timestamp") ?? "",
                    signatures: (request.header("webhook-signature") ?? "").split(separator: " ").map(String.init),
                    body: request.body, status: status))
            return status
        }
    }
}

extension Site {
    /// Runs `body` while the receiver answers at a port of this machine. Workers that run on would hold connections, for whose end it
    /// waits: they are stopped also after a failure.
    func withReceiver(_ receiver: FakeReceiver, _ body: (_ port: Int) throws -> Void) throws {
        try LoopbackServer.run(receiver.serve) { server in
            let outcome = Result { try body(server.port) }
            try stopWorkers()
            try outcome.get()
        }
    }

    /// Lets the receiver at that port of this machine be called; returns its secret.
    func addWebhook(_ name: String, port: Int, _ whose: [String] = ["--all"]) throws -> WebhookSecret {
        let allowed = ["http", "private", "port"].flatMap { ["--allow", $0] }
        let ending = try lapor(["webhook", "add", name, "http://127.0.0.1:\(port)/hook"] + whose + allowed)
        guard ending.code == 0,
            let line = ending.output.split(separator: "\n").first(where: { $0.hasPrefix("whsec_") }),
            let secret = WebhookSecret(String(line))
        else { throw WebhookNotAdded(output: ending.output) }
        return secret
    }
}

/// `lapor webhook add` did something else.
struct WebhookNotAdded: Error {
    var output: String
}

extension Records {
    /// Events that the journal has.
    func journalEvents() throws -> [String] {
        try texts("SELECT complaint_id || ':' || version FROM journal ORDER BY 1")
    }

    /// Waits until nothing waits for any receiver but these.
    func awaitDeliveries(besides names: [String] = []) throws {
        let list = names.map { "'\($0)'" }.joined(separator: ",")
        let isDone = try poll(seconds: 60) {
            try count(
                """
                SELECT count(*) FROM webhook w JOIN journal j ON j.at >= w.since LEFT JOIN webhook_delivery d
                    ON d.webhook_id = w.id AND d.complaint_id = j.complaint_id AND d.version = j.version
                WHERE d.state IS DISTINCT FROM 'delivered' AND NOT w.name = ANY (ARRAY[\(list)]::text[])
                """) == 0
        }
        guard !isDone else { return }
        let state = try site.lapor("webhook", "list").output
        try #require(isDone, "\(state) \(site.logs.suffix(1000))")
    }
}

extension [FakeReceiver.Call] {
    /// Whether each case's events came in their order, whatever came twice.
    var isInOrder: Bool {
        Dictionary(grouping: self, by: \.subject).values.allSatisfy { calls in
            var seen: [Int] = []
            for call in calls where !seen.contains(call.version) { seen.append(call.version) }
            return seen == seen.sorted()
        }
    }
}
