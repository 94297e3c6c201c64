import Foundation
import Rabbit
import TLS
import TestKit
import Testing
import Transfer

/// What the two sides of a handshake say of each other, as a broker's client and an HTTP client tell it.
@Suite(.openssl, .dedicatedThread) struct HandshakeTests {
    /// A way for things to be wrong with a server, and what is said of it.
    struct Case: Sendable, CustomStringConvertible {
        var description: String
        /// Of what is said.
        var words: String
        var names = "DNS:localhost,IP:127.0.0.1"
        var days = 10
        var host = "127.0.0.1"
        var isSelfSigned = false
        var isStranger = false
        var purpose = "serverAuth"
    }

    static let cases = [
        Case(description: "expired", words: "its certificate expired on 20", days: -1),
        Case(
            description: "other name", words: "for other names (mq.example, *.mq.example, 10.0.0.9), not for 127.0.0.1",
            names: "DNS:mq.example,DNS:*.mq.example,IP:10.0.0.9"),
        Case(
            description: "a name that is an address", words: "for other names (127.0.0.1), not for 127.0.0.1",
            names: "DNS:127.0.0.1"),
        Case(
            description: "an address alone, asked by name", words: "for other names (127.0.0.1), not for localhost",
            names: "IP:127.0.0.1", host: "localhost"),
        Case(description: "self-signed", words: "self-signed, by no known authority", isSelfSigned: true),
        Case(
            description: "unknown authority", words: "issued by an unknown authority (a stranger)", isStranger: true),
        Case(description: "made for clients", words: "its certificate cannot be used (", purpose: "clientAuth"),
    ]

    private func served(_ one: Case, _ body: (Int, TLSFiles) throws -> Void) throws {
        let authority = try TestAuthority()
        let stranger = try TestAuthority("a stranger")
        let files =
            try one.isSelfSigned
            ? authority.selfSigned("server")
            : (one.isStranger ? stranger : authority).sign(
                "server", names: one.names, days: one.days, purpose: one.purpose)
        let (port, server) = try authority.serve(files, "-naccept", "20")
        defer { server.kill() }
        try body(port, TLSFiles(authorities: authority.authorities))
    }

    @Test(arguments: cases) func `what is wrong with a broker's certificate`(_ one: Case) throws {
        try served(one) { port, files in
            let error = try #require(throws: RabbitError.self) {
                _ = try RabbitConnection(to: RabbitAddress("amqps://u:p@\(one.host):\(port)", files: files))
            }
            #expect(error.code == .untrusted && error.isLastingRefusal, "\(error)")
            #expect(error.reason.contains(one.words), "\(error)")
            #expect(error.reason.hasPrefix("\(one.host):\(port): "))
        }
    }

    @Test(arguments: cases) func `what is wrong with a gateway's certificate`(_ one: Case) throws {
        try served(one) { port, files in
            let request = HTTPRequest(url: "https://\(one.host):\(port)/", tls: files)
            guard case .failed(let failure) = TransferClient.one(.http(request)) else {
                Issue.record("not refused")
                return
            }
            #expect(failure.reason == .tls && failure.beforeRequestWasSent)
            #expect(failure.message.hasPrefix("not trusted, ") && failure.message.contains(one.words), "\(failure)")
        }
    }

    @Test(arguments: cases) func `what is wrong with a mail server's certificate`(_ one: Case) throws {
        try served(one) { port, files in
            let request = MailRequest(
                server: "smtps://\(one.host):\(port)", tls: files, from: "a@contoh.example", to: "b@contoh.example",
                message: Array("Subject: x\r\n\r\nx\r\n".utf8))
            guard case .failed(let failure) = TransferClient.one(.mail(request)) else {
                Issue.record("not refused")
                return
            }
            #expect(failure.reason == .tls && failure.beforeRequestWasSent)
            #expect(failure.message.contains(one.words), "\(failure)")
        }
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `a server that wants a certificate is told apart`(
        _ version: String
    ) throws {
        let authority = try TestAuthority()
        let stranger = try TestAuthority("a stranger")
        let own = try authority.sign("server")
        let (port, server) = try authority.serve(
            own, version, "-Verify", "1", "-verify_return_error", "-CAfile", "ca.pem", "-www")
        defer { server.kill() }
        let none = TLSFiles(authorities: authority.authorities)
        var other = try stranger.sign("client", purpose: "clientAuth")
        other.authorities = authority.authorities
        for (files, words) in [(none, "asks for a client certificate"), (other, "refuses the client certificate (")] {
            let error = try #require(throws: RabbitError.self) {
                _ = try RabbitConnection(to: RabbitAddress("amqps://u:p@127.0.0.1:\(port)", files: files))
            }
            #expect(error.code == .untrusted && error.reason.contains(words), "\(error)")
            // Nothing of a request has been heard, whatever was written: it may be sent again.
            let request = HTTPRequest(
                method: "POST", url: "https://127.0.0.1:\(port)/", body: [1, 2, 3], tls: files)
            guard case .failed(let failure) = TransferClient.one(.http(request)) else {
                Issue.record("not refused")
                continue
            }
            #expect(failure.reason == .tls && failure.beforeRequestWasSent, "\(failure)")
            #expect(failure.message.contains(words), "\(failure)")
        }
        let ours = try authority.sign("client", purpose: "clientAuth")
        let request = HTTPRequest(url: "https://127.0.0.1:\(port)/", tls: ours)
        guard case .http(200, _, _) = TransferClient.one(.http(request)) else {
            Issue.record("refused")
            return
        }
    }

    @Test func `no TLS there, and TLS that is too old`() throws {
        let authority = try TestAuthority()
        let files = TLSFiles(authorities: authority.authorities)
        LoopbackServer.run({ $0.say("AMQP\u{0}\u{0}\u{9}\u{1} and no TLS at all") }) { server in
            let error = #expect(throws: RabbitError.self) {
                _ = try RabbitConnection(to: RabbitAddress("amqps://u:p@127.0.0.1:\(server.port)", files: files))
            }
            #expect(error?.reason.contains("does not speak TLS there") == true, "\(String(describing: error))")
        }
        let (port, server) = try authority.serve(
            try authority.sign("server"), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        defer { server.kill() }
        let error = try #require(throws: RabbitError.self) {
            _ = try RabbitConnection(to: RabbitAddress("amqps://u:p@127.0.0.1:\(port)", files: files))
        }
        #expect(error.reason.contains("does not speak TLS 1.2 or newer"), "\(error)")
    }

    @Test func `nobody there is nobody to distrust`() throws {
        let port = LoopbackServer.deadPort()
        let error = try #require(throws: RabbitError.self) {
            _ = try RabbitConnection(to: RabbitAddress("amqps://u:p@127.0.0.1:\(port)"))
        }
        #expect(error.code == .cannotConnect)
        // Who hangs up in the middle may be about to end.
        LoopbackServer.run({ _ in }) { server in
            let error = #expect(throws: RabbitError.self) {
                _ = try RabbitConnection(to: RabbitAddress("amqps://u:p@127.0.0.1:\(server.port)"))
            }
            #expect(error?.code == .cannotConnect)
        }
    }

    @Test func `the system's authorities do not count beside those that are named`() throws {
        // Whom the system trusts is not among ours: a certificate of theirs would be unknown.
        let authority = try TestAuthority()
        let stranger = try TestAuthority("a stranger")
        let (port, server) = try stranger.serve(try stranger.sign("server"), "-www")
        defer { server.kill() }
        for authorities in [authority.authorities, nil] {
            let request = HTTPRequest(
                url: "https://127.0.0.1:\(port)/", tls: TLSFiles(authorities: authorities))
            guard case .failed(let failure) = TransferClient.one(.http(request)) else {
                Issue.record("not refused")
                continue
            }
            #expect(failure.message.contains("unknown authority (a stranger)"))
        }
    }

    @Test func `a kept connection is given up when the files are replaced`() throws {
        let authority = try TestAuthority()
        let (port, server) = try authority.serve(try authority.sign("server"), "-www")
        defer { server.kill() }
        let place = authority.path("trusted.pem")
        try FileManager.default.copyItem(atPath: authority.authorities, toPath: place)
        var client = TransferClient()
        func ask() -> Bool {
            let request = HTTPRequest(url: "https://127.0.0.1:\(port)/", tls: TLSFiles(authorities: place))
            if case .http(200, _, _) = client.perform([.http(request)])[0] { return true }
            return false
        }
        #expect(ask() && ask())
        let stranger = try TestAuthority("a stranger")
        try Data(contentsOf: URL(fileURLWithPath: stranger.authorities)).write(to: URL(fileURLWithPath: place))
        #expect(!ask())
        try Data(contentsOf: URL(fileURLWithPath: authority.authorities)).write(to: URL(fileURLWithPath: place))
        #expect(ask())
    }
}
