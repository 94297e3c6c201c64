import Foundation
import Synchronization

/// An SMS gateway that answers as its script says: the n-th request for a number gets the n-th answer, then 200.
/// An answer of 0 is none: the gateway stays silent.
final class FakeGateway: Sendable {
    struct Request: Sendable {
        var key: String
        var number: String
    }

    private let script: @Sendable (_ number: String, _ attempt: Int) -> Int
    private let seen = Mutex<[Request]>([])

    init(_ script: @escaping @Sendable (_ number: String, _ attempt: Int) -> Int) { self.script = script }

    var requests: [Request] { seen.withLock { $0 } }

    func requests(to number: String) -> [Request] { requests.filter { $0.number == number } }

    /// Plays one connection.
    func serve(_ peer: Peer) {
        while let start = peer.line(), !start.isEmpty {
            var length = 0
            var key = ""
            while let header = peer.line(), !header.isEmpty {
                let parts = header.split(separator: ":", maxSplits: 1)
                let value = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
                switch parts[0].lowercased() {
                case "content-length": length = Int(value) ?? 0
                case "idempotency-key": key = value
                default: continue
                }
            }
            guard let body = peer.bytes(length) else { return }
            let status = note(key, body)
            if status == 0 { return peer.staySilent() }
            peer.say("HTTP/1.1 \(status) x\r\nContent-Length: 0\r\n\r\n")
        }
    }

    private func note(_ key: String, _ body: [UInt8]) -> Int {
        let fields = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: String]
        let number = fields?["to"] ?? ""
        let attempt = seen.withLock { seen in
            seen.append(Request(key: key, number: number))
            return seen.count { $0.number == number }
        }
        return script(number, attempt)
    }
}
