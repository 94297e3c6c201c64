import Complaints
import TestKit
import Testing

@testable import Kannel

@Suite struct BoxMessageTests {
    private static let sms: BoxSMS = {
        var sms = BoxSMS(.incoming, id: "0b6b1c0e-6d5c-4b9a-9f53-2a3c3f0f6f11", from: "+6281234567890", to: "1708")
        sms.header = [5, 0, 3, 7, 2, 1]
        sms.words = Array("Jalan rusak".utf8)
        (sms.time, sms.coding, sms.charset) = (1_770_000_000, 2, "UTF-16BE")
        (sms.reports, sms.reportKey, sms.validity) = ([.delivered, .undeliverable], "notice", 60)
        sms.isCompressed = true
        return sms
    }()

    @Test(
        "what is written is read again",
        arguments: [
            .heartbeat(load: 3), .admin(.identify, box: nil), .admin(.shutdown, box: "mt"), .sms(sms),
            .sms(BoxSMS(.outgoing, id: "", from: "", to: "")), .ack(BoxAck(.buffered, of: "x")), .other(kind: 9),
        ] as [BoxMessage])
    func again(message: BoxMessage) throws {
        let frame = message.frame
        #expect(frame.prefix(4).reduce(0) { $0 << 8 | Int($1) } == frame.count - 4)
        #expect(try BoxMessage(frame.dropFirst(4)) == message)
    }

    @Test func `a hello and an acknowledgement are the bytes that Kannel reads`() {
        let none: [UInt8] = [255, 255, 255, 255]
        #expect(BoxMessage.admin(.identify, box: nil).frame == [0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 3] + none)
        let ack = BoxMessage.ack(BoxAck(.success, of: "ab")).frame
        #expect(ack == [0, 0, 0, 18, 0, 0, 0, 3, 0, 0, 0, 0] + none + [0, 0, 0, 2] + Array("ab".utf8))
    }

    @Test func `later versions may say more, and nobody less`() throws {
        let body = BoxMessage.sms(Self.sms).frame.dropFirst(4)
        #expect(try BoxMessage(body + [0, 0, 0, 1, 0]) == .sms(Self.sms))
        // All fields up to the character set are needed.
        let needed = body.count - 4 * (2 + 4 + 1)
        for length in 0..<needed { #expect(throws: BoxFault.self) { try BoxMessage(body.prefix(length)) } }
        #expect(try BoxMessage(body.prefix(needed)) == .sms(Self.sms))
    }

    @Test func `bytes of anybody are a message or a fault`() {
        var generator = SeededGenerator(seed: Depth.seed)
        for _ in 0..<2_000 {
            var bytes = (0..<Int.random(in: 0...120, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            // Mostly of a kind that is known.
            bytes = [0, 0, 0, UInt8.random(in: 0...4, using: &generator)] + bytes
            _ = try? BoxMessage(bytes[...])
        }
    }
}
