import Foundation
import TestKit
import Testing

@testable import Transfer

/// When a server's certificate runs out, as the server itself tells.
@Suite struct CertificateTests {
    @Test(.openssl) func `a certificate that nobody trusts is read all the same`() throws {
        let authority = try TestAuthority()
        let (port, server) = try authority.serve(try authority.selfSigned("server"), "-www")
        defer { server.kill() }
        var end: Int64?
        #expect(
            poll(seconds: 20) {
                end = CertificateLook.end(of: "https://127.0.0.1:\(port)", seconds: 2)
                return end != nil
            })
        let days = (Double(end ?? 0) - Date().timeIntervalSince1970) / 86_400
        #expect((9.9...10.1).contains(days))
    }

    @Test func `nobody there, no TLS, no address`() {
        #expect(CertificateLook.end(of: "https://127.0.0.1:\(LoopbackServer.deadPort())", seconds: 2) == nil)
        #expect(CertificateLook.end(of: "http://127.0.0.1:1", seconds: 2) == nil)
        #expect(CertificateLook.end(of: "", seconds: 2) == nil)
        LoopbackServer.run { _ in
        } _: { server in
            #expect(CertificateLook.end(of: "https://127.0.0.1:\(server.port)", seconds: 2) == nil)
        }
    }
}
