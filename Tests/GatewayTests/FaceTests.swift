import Faces
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Shared
import TestKit
import Testing

@testable import Gateway

/// What holds for every door.
@Suite struct FaceTests {
    @Test func `an unknown method is told those that there are`() async throws {
        let door = Door()
        for method in ["GET", "PUT", "DELETE", "OPTIONS", "BREW"] {
            let answer = try await door.ask(method, "/v1/complaints")
            #expect(answer.status == 405 && answer.headers["allow"] == "POST", "\(method)")
            #expect(answer.code == "method_not_allowed")
        }
        let nowhere = try await door.ask("GET", "/v1/complain")
        #expect(nowhere.status == 404 && nowhere.headers["content-type"] == Problem.contentType)
        #expect(nowhere.headers["x-content-type-options"] == "nosniff")
    }

    @Test func `a body that is too long is refused, whether it says so or not`() async throws {
        let door = Door()
        let long = [UInt8](repeating: 0x20, count: 262_145)
        #expect(try await door.ask("POST", "/v1/complaints", long).status == 413)
        let said = try await door.ask("POST", "/v1/complaints", [], ["content-length": "262145"])
        #expect(said.status == 413 && said.code == "body_too_large")
    }

    @Test func `who is answered while they still send is not listened to any longer`() async throws {
        let (door, body) = (Door(), Array(#"{"channel":"web","external_id":"1","text":"Jalan rusak."}"#.utf8))
        let length = ["content-length": String(body.count), "content-type": "application/json"]
        let taken = try await door.ask("POST", "/v1/complaints", body, length)
        #expect(taken.status == 202 && taken.headers["connection"] == nil)
        let refused = try await door.ask("POST", "/v1/complaints", body, length, key: nil)
        #expect(refused.status == 401 && refused.headers["connection"] == "close")
        #expect(try await door.ask("GET", "/openapi.yaml").headers["connection"] == nil)
    }

    @Test func `a body that never ends is not waited for`() async throws {
        let (drips, drip) = AsyncStream.makeStream(of: ByteBuffer.self)
        drip.yield(ByteBuffer(string: "{"))
        let request = Request(
            head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/"),
            body: RequestBody(asyncSequence: drips))
        let context = FaceContext(peer: nil)
        await #expect(throws: Problem.self) {
            try await BodyDeadline(.milliseconds(1)).body(of: request, context, upTo: 100)
        }
        drip.finish()
    }

    @Test func `a sender who goes away amid a body is no fault of ours`() async throws {
        let gone = AsyncThrowingStream<ByteBuffer, any Error> { stream in
            stream.yield(ByteBuffer(string: "{"))
            stream.finish(throwing: ChannelError.eof)
        }
        let request = Request(
            head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/"),
            body: RequestBody(asyncSequence: gone))
        let problem = await #expect(throws: Problem.self) {
            try await BodyDeadline().body(of: request, FaceContext(peer: nil), upTo: 100)
        }
        #expect(problem?.status == .badRequest && problem?.code == "body_incomplete")
    }

    @Test func `a bucket fills evenly, may be overdrawn, and is forgotten when it is full`() {
        let limit = RateLimit(perMinute: 600, names: 2)
        for _ in 0..<60 { #expect(limit.take(of: "a", at: 0) == nil) }
        #expect(limit.take(of: "a", at: 0) == 1)
        #expect(limit.take(of: "a", at: 100) == nil)
        #expect(limit.take(100, of: "b", at: 0) == nil)
        #expect(limit.take(of: "b", at: 0) == 5)
        #expect(limit.take(of: "b", at: 4_099) == 1)
        #expect(limit.take(of: "b", at: 4_101) == nil)
        // A third name makes room: "a" is full by now.
        #expect(limit.take(of: "c", at: 10_000) == nil)
        #expect(limit.take(of: "d", at: 10_000) == nil)
    }

    @Test func `an address is the last that is no proxy's`() {
        let proxies = TrustedProxies("10.0.0.1, 10.0.0.2")
        #expect(proxies.client(peer: "203.0.113.9", forwarded: "198.51.100.7") == "203.0.113.9")
        #expect(proxies.client(peer: "10.0.0.1", forwarded: "1.1.1.1, 198.51.100.7, 10.0.0.2") == "198.51.100.7")
        #expect(proxies.client(peer: "::ffff:10.0.0.1", forwarded: "198.51.100.7") == "198.51.100.7")
        #expect(proxies.client(peer: "10.0.0.1", forwarded: nil) == "10.0.0.1")
        let one = proxies.client(peer: "2001:db8:1:2::1", forwarded: nil)
        #expect(one == proxies.client(peer: "2001:DB8:1:2:ffff::", forwarded: nil) && one == "2001:db8:1:2::/64")
        #expect(one != proxies.client(peer: "2001:db8:1:3::1", forwarded: nil))
        #expect(proxies.client(peer: nil, forwarded: "198.51.100.7") == "unknown")
    }

    @Test func `a request is measured by its route, whatever its path`() async throws {
        let metrics = MetricRegistry()
        let router = FaceServer.router(
            [Endpoint(.get, "/v1/things/{code}") { _, _ in Response(status: .ok) }], metrics, ManualWorld().world)
        let responder = router.buildResponder()
        for path in ["/v1/things/BCDF", "/v1/things/rahasia", "/elsewhere"] {
            let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: path)
            _ = try await responder.respond(
                to: Request(head: head, body: RequestBody(buffer: ByteBuffer())), context: FaceContext(peer: nil))
        }
        let lines = metrics.text.split(separator: "\n").filter { $0.contains("_count") }
        #expect(
            lines.sorted() == [
                #"lapor_http_request_duration_seconds_count{route="/v1/things/{code}",status="200"} 2"#,
                #"lapor_http_request_duration_seconds_count{route="other",status="404"} 1"#,
            ])
    }
}
