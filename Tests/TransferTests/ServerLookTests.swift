import TestKit
import Testing

@testable import Transfer

/// Whether a server that carries messages is there.
@Suite struct ServerLookTests {
    @Test func `nobody there`() {
        let port = LoopbackServer.deadPort()
        for scheme in ["smtp", "smtps", "http", "https"] {
            #expect(ServerLook.fault(of: "\(scheme)://127.0.0.1:\(port)", seconds: 2) == "it does not answer")
        }
        #expect(ServerLook.fault(of: "smtp://tidak-ada.invalid", seconds: 5) != nil)
        #expect(ServerLook.fault(of: "", seconds: 2) != nil)
    }

    @Test func `one that greets is there, and one without TLS is not where TLS is required`() {
        LoopbackServer.run { peer in
            peer.say("220 contoh ESMTP\r\n")
            while let line = peer.line() {
                if line.uppercased().hasPrefix("QUIT") { return peer.say("221 selesai\r\n") }
                peer.say(
                    line.uppercased().hasPrefix("AUTH") ? "535 5.7.8 tidak\r\n" : "250-contoh\r\n250 AUTH PLAIN\r\n")
            }
        } _: { server in
            let url = "smtp://127.0.0.1:\(server.port)"
            #expect(ServerLook.fault(of: url, seconds: 5) == nil)
            #expect(ServerLook.fault(of: url, requireTLS: true, seconds: 5) == "it does not offer TLS")
            let wrong = Credentials(user: "u", password: "p")
            #expect(ServerLook.fault(of: url, wrong, seconds: 5) == "it refuses user or password")
        }
    }
}
