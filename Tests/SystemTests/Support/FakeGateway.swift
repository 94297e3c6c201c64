import Foundation
import Synchronization
import TestKit

/// An SMS gateway that answers as its script says: the n-th request for a number gets the n-th answer, then 200.
/// An answer of 0 is none: the gateway stays silent.
final class FakeGateway: Sendable {
    struct Request: Sendable {
        var key: String
        var number: String
        /// The header `traceparent`.
        var trace: String
    }

    private let script: @Sendable (_ number: String, _ attempt: Int) -> Int
    private let seen = Mutex<[Request]>([])

    init(_ script: @escaping @Sendable (_ number: String, _ attempt: Int) -> Int) { self.script = script }

    var requests: [Request] { seen.withLock { $0 } }

    func requests(to number: String) -> [Request] { requests.filter { $0.number == number } }

    /// Plays one connection.
    func serve(_ peer: Peer) {
        while let request = peer.httpRequest() {
            let status = note(
                request.header("Idempotency-Key") ?? "", request.header("traceparent") ?? "", request.body)
            if status == 0 { return peer.staySilent() }
            peer.say("HTTP/1.1 \(status) x\r\nContent-Length: 0\r\n\r\n")
        }
    }

    private func note(_ key: String, _ trace: String, _ body: [UInt8]) -> Int {
        let fields = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: String]
        let number = fields?["to"] ?? ""
        let attempt = seen.withLock { seen in
            seen.append(Request(key: key, number: number, trace: trace))
            return seen.count { $0.number == number }
        }
        return script(number, attempt)
    }
}
