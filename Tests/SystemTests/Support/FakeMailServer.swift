import Synchronization
import TestKit

/// An SMTP server that treats each recipient as its address says: `nanti…` is put off once (451), `tolak…` is refused
/// (550), `diam…` gets no answer after the message, everybody else is served.
final class FakeMailServer: Sendable {
    private struct State {
        var received: [String: Int] = [:]
        var putOff: Set<String> = []
    }

    private let state = Mutex(State())
    /// The only sender whose messages it takes; nil: any.
    private let sender: String?

    init(onlyFrom sender: String? = nil) { self.sender = sender }

    /// How many whole messages came for `recipient`, answered or not.
    func received(_ recipient: String) -> Int { state.withLock { $0.received[recipient] ?? 0 } }

    /// Plays one connection.
    func serve(_ peer: Peer) {
        var recipient = ""
        peer.say("220 contoh ESMTP\r\n")
        while let line = peer.line() {
            let verb = line.prefix(4).uppercased()
            switch verb {
            case "EHLO", "HELO": peer.say("250 contoh\r\n")
            case "MAIL":
                let isWelcome = sender.map { line.contains("<\($0)>") } ?? true
                peer.say(isWelcome ? "250 baik\r\n" : "550 5.7.1 pengirim tidak dikenal\r\n")
            case "RCPT":
                recipient = String(line.split(separator: "<").last?.split(separator: ">").first ?? "")
                peer.say(answer(to: recipient))
            case "DATA":
                peer.say("354 teruskan\r\n")
                while let line = peer.line(), line != "." {}
                state.withLock { $0.received[recipient, default: 0] += 1 }
                if recipient.hasPrefix("diam") { return peer.staySilent() }
                peer.say("250 diterima\r\n")
            case "QUIT": return peer.say("221 selesai\r\n")
            default: peer.say("250 baik\r\n")
            }
        }
    }

    private func answer(to recipient: String) -> String {
        if recipient.hasPrefix("tolak") { return "550 5.1.1 tidak ada kotak surat\r\n" }
        let isFirst = state.withLock { $0.putOff.insert(recipient).inserted }
        return recipient.hasPrefix("nanti") && isFirst ? "451 4.7.1 coba lagi\r\n" : "250 baik\r\n"
    }
}
