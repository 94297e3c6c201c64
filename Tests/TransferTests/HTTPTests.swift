import TestKit
import Testing

@testable import Transfer

/// Everything that opens sockets runs one after another, so that descriptors can be counted.
@Suite(.serialized)
enum Loopback {}

extension Loopback {
    @Suite("HTTP")
    struct HTTPTests {
        private static func url(_ port: Int) -> String { "http://127.0.0.1:\(port)/hook?x=1" }

        private static func failure(_ outcome: TransferOutcome) -> TransferFailure? {
            if case .failed(let failure) = outcome { failure } else { nil }
        }

        @Test("method, headers, body and login arrive; status, headers and body come back")
        func postAndAnswer() {
            let seen = Log<SeenRequest>()
            let outcome = LoopbackServer.run(
                httpScript {
                    seen.add($0)
                    return httpAnswer("202 Accepted", "taken")
                }
            ) { server in
                TransferClient.one(
                    .http(
                        HTTPRequest(
                            method: "POST", url: Self.url(server.port),
                            headers: [("Content-Type", "application/json"), ("X-Empty", "")], body: Array("{}".utf8),
                            credentials: Credentials(user: "u", password: "p"))))
            }
            let headers = [HTTPHeader(name: "X-Trace", value: "seen"), HTTPHeader(name: "Content-Length", value: "5")]
            #expect(outcome == .http(status: 202, body: Array("taken".utf8), headers: headers))
            let request = seen.all.first
            #expect(request?.line == "POST /hook?x=1 HTTP/1.1")
            #expect(request?.body == Array("{}".utf8))
            #expect(request?.head.contains("Content-Type: application/json") == true)
            #expect(request?.head.contains("X-Empty:") == true)
            #expect(request?.head.contains("Authorization: Basic dTpw") == true)
            #expect(request?.head.contains { $0.hasPrefix("Expect") } == false)
        }

        @Test("methods, with and without a body", arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"])
        func methods(_ method: String) {
            let seen = Log<SeenRequest>()
            for body in [[], Array("b".utf8)] where !(method == "HEAD" && !body.isEmpty) {
                let outcome = LoopbackServer.run(
                    httpScript {
                        seen.add($0)
                        return "HTTP/1.1 204 No Content\r\n\r\n"
                    }
                ) { server in
                    TransferClient.one(
                        .http(
                            HTTPRequest(
                                method: method, url: Self.url(server.port), body: body, timeout: .milliseconds(300))))
                }
                #expect(outcome == .http(status: 204, body: [], headers: []))
                #expect(seen.all.last?.line == "\(method) /hook?x=1 HTTP/1.1")
                #expect(seen.all.last?.body == body)
            }
        }

        @Test("an error status is an answer, a redirect is not followed", arguments: [500, 404, 302])
        func statusIsData(_ status: Int) {
            let outcome = LoopbackServer.run(
                httpScript { _ in "HTTP/1.1 \(status) X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n" }
            ) { server in TransferClient.one(.http(HTTPRequest(url: Self.url(server.port)))) }
            let headers = [
                HTTPHeader(name: "Location", value: "/other"), HTTPHeader(name: "Content-Length", value: "0"),
            ]
            #expect(outcome == .http(status: status, body: [], headers: headers))
        }

        @Test("connection refused: certainly not sent")
        func refused() {
            let request = HTTPRequest(method: "POST", url: Self.url(LoopbackServer.deadPort()))
            let failure = Self.failure(TransferClient.one(.http(request)))
            #expect(failure?.reason == .connect)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test("unknown name: certainly not sent")
        func unresolvable() {
            let failure = Self.failure(TransferClient.one(.http(HTTPRequest(url: "http://no-such-host.invalid/"))))
            #expect(failure?.reason == .resolve)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test("a peer without TLS where TLS is wanted: certainly not sent")
        func notTLS() {
            let failure = LoopbackServer.run({ $0.say("hello, no TLS here\r\n") }) { server in
                Self.failure(TransferClient.one(.http(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))))
            }
            #expect(failure?.reason == .tls)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test(
            "no answer after the request: unknown",
            arguments: [
                (nil, TransferFailure.Reason.timeout), ("RESET", .connectionLost), ("CLOSE", .connectionLost),
                ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", .timeout), ("SMTP?\r\n", .protocol),
            ])
        func noAnswer(_ answer: String?, _ reason: TransferFailure.Reason) {
            let failure = LoopbackServer.run(httpScript { _ in answer }) { server in
                let request = HTTPRequest(
                    method: "POST", url: Self.url(server.port), body: [1], timeout: .milliseconds(150))
                return Self.failure(TransferClient.one(.http(request)))
            }
            #expect(failure?.reason == reason)
            #expect(failure?.beforeRequestWasSent == false)
        }

        @Test("a kept connection that dies unanswered: not sent twice, and unknown")
        func noSilentRepetition() {
            let seen = Log<SeenRequest>()
            LoopbackServer.run(
                httpScript {
                    seen.add($0)
                    return seen.all.count == 1 ? httpAnswer("200 OK") : "CLOSE"
                }
            ) { server in
                var client = TransferClient()
                let request = TransferRequest.http(HTTPRequest(method: "POST", url: Self.url(server.port), body: [1]))
                _ = client.perform([request])
                let failure = Self.failure(client.perform([request])[0])
                #expect(failure?.reason == .connectionLost)
                #expect(failure?.beforeRequestWasSent == false)
            }
            #expect(seen.all.count == 2)
        }

        @Test("outcomes come in order, all at a time, over kept connections")
        func manyInOrder() {
            LoopbackServer.run(httpScript { httpAnswer("200 OK", $0.line) }) { server in
                var client = TransferClient(concurrency: 4)
                for _ in 0..<3 {
                    let requests = (0..<20).map { number in
                        TransferRequest.http(HTTPRequest(url: "http://127.0.0.1:\(server.port)/\(number)"))
                    }
                    let bodies = client.perform(requests).map { outcome in
                        if case .http(_, let body, _) = outcome { String(decoding: body, as: UTF8.self) } else { "" }
                    }
                    #expect(bodies == (0..<20).map { "GET /\($0) HTTP/1.1" })
                }
                #expect(server.connections <= 4)
            }
        }

        @Test("a silent peer delays nobody else")
        func concurrent() {
            let clock = ContinuousClock()
            LoopbackServer.run(httpScript { $0.line.contains("slow") ? nil : httpAnswer("200 OK") }) { server in
                let base = "http://127.0.0.1:\(server.port)/"
                let requests = (0..<12).map { number in
                    TransferRequest.http(
                        HTTPRequest(url: base + (number < 10 ? "slow" : "quick"), timeout: .milliseconds(200)))
                }
                var client = TransferClient(concurrency: 16)
                var outcomes: [TransferOutcome] = []
                let time = clock.measure { outcomes = client.perform(requests) }
                #expect(time < .milliseconds(1500))
                #expect(outcomes.filter { Self.failure($0)?.reason == .timeout }.count == 10)
                #expect(Self.failure(outcomes[11]) == nil)
            }
        }

        @Test("a long body is cut, and not read on")
        func bodyIsCut() {
            let size = TransferClient.bodyLimit + 100_000
            let answer = httpAnswer("200 OK", String(repeating: "x", count: size))
            let outcome = LoopbackServer.run(httpScript { _ in answer }) { server in
                TransferClient.one(.http(HTTPRequest(url: Self.url(server.port))))
            }
            guard case .http(200, let body, _) = outcome else {
                Issue.record("not an answer")
                return
            }
            #expect(body.count == TransferClient.bodyLimit)
        }

        @Test(
            "what could smuggle, or is no HTTP, is not sent",
            arguments: [
                HTTPRequest(url: "http://127.0.0.1:1/", headers: [("X", "a\r\nY: b")]),
                HTTPRequest(url: "http://127.0.0.1:1/", headers: [("X: a\nY", "b")]),
                HTTPRequest(url: "http://127.0.0.1:1/", headers: [("", "b")]),
                HTTPRequest(method: "GET / HTTP/1.1\r\nX:", url: "http://127.0.0.1:1/"),
                HTTPRequest(url: "http://127.0.0.1:1/\r\nX: y"), HTTPRequest(url: "file:///etc/hostname"),
                HTTPRequest(url: "smtp://127.0.0.1:1/"), HTTPRequest(url: ""), HTTPRequest(url: "http://u@:x:y/"),
                HTTPRequest(url: "http://127.0.0.1:1/", credentials: Credentials(user: "a\0b", password: "")),
            ])
        func invalid(_ request: HTTPRequest) {
            let failure = Self.failure(TransferClient.one(.http(request)))
            #expect(failure?.reason == .invalidRequest)
            #expect(failure?.beforeRequestWasSent == true)
        }

        @Test("no secret is printed")
        func secrets() {
            let request = HTTPRequest(
                method: "POST", url: "http://user:hunter2@127.0.0.1:\(LoopbackServer.deadPort())/?token=hunter2",
                headers: [("X-Key", "hunter2")], body: Array("hunter2".utf8),
                credentials: Credentials(user: "u", password: "hunter2"))
            var dumped = ""
            dump(TransferRequest.http(request), to: &dumped)
            let outcome = TransferClient.one(.http(request))
            #expect(Self.failure(outcome)?.reason == .connect)
            for text in [dumped, "\(TransferRequest.http(request))", "\(outcome)", String(reflecting: request)] {
                #expect(!text.contains("hunter2") && !text.contains("104, 117, 110"))
            }
        }
    }
}
