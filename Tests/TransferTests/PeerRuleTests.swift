import TestKit
import Testing

@testable import Transfer

/// Where a request may not go, whatever its name says.
@Suite("Peers") struct PeerRuleTests {
    @Test(
        "anybody's addresses",
        arguments: [
            "1.1.1.1", "8.8.8.8", "36.66.1.1", "103.10.66.1", "100.63.255.255", "100.128.0.1", "172.15.0.1",
            "172.32.0.1",
            "169.253.1.1", "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.1", "::ffff:8.8.8.8",
            "2001:4860:4860::8888", "2606:4700:4700::1111", "2400:3000::1",
        ])
    func world(_ address: String) {
        for rule in [PeerRule.any, .public, .alsoPrivate] { #expect(rule.allows(address), "\(rule)") }
    }

    @Test(
        "this machine, and networks inside, where they are named",
        arguments: [
            "127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
            "100.64.0.1", "100.127.255.255", "::1", "fc00::1", "fd12:3456:789a::1", "::ffff:127.0.0.1",
            "::ffff:10.0.0.1", "::ffff:192.168.1.1",
        ])
    func inside(_ address: String) {
        #expect(!PeerRule.public.allows(address) && PeerRule.alsoPrivate.allows(address))
    }

    @Test(
        "nobody's to call, also where networks inside are named",
        arguments: [
            "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
            "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
            "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::7f00:1", "::ffff:0.0.0.0",
            "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "fe80::1", "feb0::1", "fec0::1",
            "ff02::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fd00:ec2::254",
            "5f00::1", "", "localhost", "127.1", "2130706433", "0x7f000001", "fe80::1%eth0", "1.2.3.4 ",
        ])
    func nobody(_ address: String) {
        #expect(!PeerRule.public.allows(address) && !PeerRule.alsoPrivate.allows(address))
    }
}

extension Loopback {
    @Suite("Peers that are called") struct CalledPeerTests {
        private static func request(_ host: String, _ port: Int, _ rule: PeerRule) -> TransferRequest {
            var request = HTTPRequest(method: "POST", url: "http://\(host):\(port)/hook", body: Array("{}".utf8))
            request.peers = rule
            return .http(request)
        }

        private static func isRefused(_ outcome: TransferOutcome) -> Bool {
            if case .failed(let failure) = outcome { failure == .forbiddenPeer } else { false }
        }

        /// However the name or the number is written, and whatever it leads to today.
        @Test(
            "no connection is opened to this machine",
            arguments: [
                "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]",
                "0.0.0.0",
            ])
        func refused(_ host: String) {
            LoopbackServer.run(httpScript { _ in httpAnswer("200 OK", "") }) { server in
                let outcome = TransferClient.one(Self.request(host, server.port, .public))
                #expect(Self.isRefused(outcome), "\(outcome)")
                #expect(server.connections == 0)
            }
        }

        @Test("where it is named it is called; never what is nobody's")
        func named() {
            LoopbackServer.run(httpScript { _ in httpAnswer("200 OK", "") }) { server in
                guard case .http(200, _, _) = TransferClient.one(Self.request("localhost", server.port, .alsoPrivate))
                else {
                    Issue.record("not called")
                    return
                }
                #expect(Self.isRefused(TransferClient.one(Self.request("0.0.0.0", server.port, .alsoPrivate))))
            }
        }

        @Test("a connection that another request has opened is looked at again")
        func kept() {
            LoopbackServer.run(httpScript { _ in httpAnswer("200 OK", "") }) { server in
                var client = TransferClient(concurrency: 1)
                _ = client.perform([Self.request("127.0.0.1", server.port, .any)])
                let outcome = client.perform([Self.request("127.0.0.1", server.port, .public)])[0]
                #expect(Self.isRefused(outcome), "\(outcome)")
            }
        }

        @Test("of a long answer no more is read than is wanted")
        func longAnswer() {
            let long = String(repeating: "x", count: 100_000)
            LoopbackServer.run(httpScript { _ in httpAnswer("200 OK", long) }) { server in
                var request = HTTPRequest(
                    method: "POST", url: "http://127.0.0.1:\(server.port)/", body: Array("{}".utf8))
                request.bodyLimit = 4_096
                guard case .http(200, let body, _) = TransferClient.one(.http(request)) else {
                    Issue.record("no answer")
                    return
                }
                #expect(body.count == 4_096)
            }
        }
    }

    @Suite("Dates of HTTP") struct HTTPDateTests {
        @Test(
            arguments: [
                ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
                ("Sun Nov  6 08:49:37 1994", 784_111_777), ("soon", nil), ("", nil),
                ("Sun,\r\n06 Nov 1994 08:49:37 GMT", nil),
            ] as [(String, Int64?)]) func seconds(_ text: String, _ seconds: Int64?)
        {
            #expect(HTTPDate.seconds(text) == seconds)
        }
    }
}
