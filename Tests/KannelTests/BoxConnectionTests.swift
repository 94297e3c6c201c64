import Synchronization
import TestKit
import Testing

@testable import Kannel

@Suite struct BoxConnectionTests {
    private static let hello = BoxMessage.admin(.identify, box: nil).frame

    private static func code(_ body: () throws -> Void) -> BoxError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? BoxError)?.code
        }
    }

    private static func sms(_ id: String) -> BoxMessage { .sms(BoxSMS(.incoming, id: id, from: "62812", to: "1708")) }

    @Test func `it says who it is, reads what comes in pieces, and acknowledges`() throws {
        let seen = Mutex<[[UInt8]]>([])
        try LoopbackServer.run { peer in
            let hello = peer.bytes(Self.hello.count) ?? []
            let frames = Self.sms("one").frame + BoxMessage.heartbeat(load: 0).frame + Self.sms("two").frame
            for byte in frames { peer.say([byte]) }
            let answer = peer.bytes(BoxMessage.ack(BoxAck(.success, of: "one")).frame.count) ?? []
            seen.withLock { $0 = [hello, answer] }
        } _: { server in
            let address = try #require(BoxAddress("127.0.0.1:\(server.port)"))
            var box = try BoxConnection(to: address)
            var read: [BoxMessage] = []
            while read.count < 3 { if let message = try box.next(milliseconds: 10_000) { read.append(message) } }
            #expect(read == [Self.sms("one"), .heartbeat(load: 0), Self.sms("two")])
            try box.send(.ack(BoxAck(.success, of: "one")))
            #expect(Self.code { while true { _ = try box.next(milliseconds: 10_000) } } == .closed)
        }
        #expect(seen.withLock(\.self) == [Self.hello, BoxMessage.ack(BoxAck(.success, of: "one")).frame])
    }

    @Test func `nothing in time is nothing, and what is no message is said`() throws {
        try LoopbackServer.run { peer in
            _ = peer.bytes(Self.hello.count + BoxMessage.heartbeat(load: 0).frame.count)
            peer.say([127, 0, 0, 0])
            peer.staySilent()
        } _: { server in
            let address = try #require(BoxAddress("127.0.0.1:\(server.port)"))
            var box = try BoxConnection(to: address)
            #expect(try box.next(milliseconds: 1) == nil)
            try box.send(.heartbeat(load: 0))
            #expect(Self.code { while true { _ = try box.next(milliseconds: 10_000) } } == .protocolViolation)
        }
    }

    @Test func `nobody at the address`() throws {
        let address = try #require(BoxAddress("127.0.0.1:\(LoopbackServer.deadPort())"))
        #expect(Self.code { _ = try BoxConnection(to: address) } == .cannotConnect)
    }

    @Test(
        "addresses",
        arguments: [
            ("127.0.0.1:13001", "127.0.0.1:13001"), ("[::1]:1", "[::1]:1"), ("kannel:65535", "kannel:65535"),
            ("kannel", nil), ("kannel:0", nil), (":13001", nil), ("::1:13001", nil), ("a:b", nil), ("a:70000", nil),
        ])
    func address(text: String, read: String?) { #expect(BoxAddress(text)?.description == read) }
}
