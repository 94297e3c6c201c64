import Shared
import Synchronization
import TestKit

/// What servers have seen, in order.
final class Log<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])
    var all: [Entry] { entries.withLock { $0 } }
    func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }
}

/// Answers each request of a connection with `answer`; nil is silence. "RESET" resets and "CLOSE" closes instead.
func httpScript(_ answer: @escaping @Sendable (SeenRequest) -> String?) -> @Sendable (Peer) -> Void {
    { peer in
        while let request = peer.httpRequest() {
            guard let answer = answer(request) else { return peer.staySilent() }
            if answer == "RESET" { return peer.reset() }
            if answer == "CLOSE" { return }
            peer.say(answer)
        }
    }
}

func httpAnswer(_ status: String, _ body: String = "") -> String {
    "HTTP/1.1 \(status)\r\nX-Trace:  seen \r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

/// An SMTP server's replies; nil is silence from there on.
struct SMTPScript: Sendable {
    var greeting: String? = "220 test"
    var hello: String? = "250 test"
    var auth: String? = "235 2.7.0 in"
    var mail: String? = "250 2.1.0 ok"
    var recipient: String? = "250 2.1.5 ok"
    var data: String? = "354 go"
    var final: String? = "250 2.0.0 queued"
    var quit: String? = "221 bye"
    /// Commands, then per mail its lines as one entry, dot stuffing undone.
    let log = Log<String>()

    func play(_ peer: Peer) {
        guard answer(peer, greeting) else { return }
        while let command = peer.line() {
            log.add(command)
            if command.hasPrefix("AUTH") {
                peer.say("334 \r\n")
                guard let response = peer.line() else { return }
                log.add(response)
            }
            guard answer(peer, reply(to: command)) else { return }
            if command == "DATA", data?.hasPrefix("354") == true {
                guard let message = Self.message(peer) else { return }
                log.add(message)
                guard answer(peer, final) else { return }
            }
        }
    }

    private func answer(_ peer: Peer, _ reply: String?) -> Bool {
        guard let reply else {
            peer.staySilent()
            return false
        }
        guard reply != "RESET" else {
            peer.reset()
            return false
        }
        peer.say(reply + "\r\n")
        return true
    }

    private func reply(to command: String) -> String? {
        switch command.prefix(4) {
        case "EHLO", "HELO": hello
        case "AUTH": auth
        case "MAIL": mail
        case "RCPT": recipient
        case "DATA": data
        case "QUIT": quit
        default: "500 what"
        }
    }

    private static func message(_ peer: Peer) -> String? {
        var message = ""
        while let line = peer.line() {
            if line == "." { return message }
            message += (line.hasPrefix(".") ? line.dropFirst() : line[...]) + "\r\n"
        }
        return nil
    }
}
