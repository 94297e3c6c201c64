import Complaints
import Sealing
import Testing

@Suite struct EnvelopeTests {
    private let words = Array(#"{"channel":"web","external_id":"S-1","text":"Jalan berlubang di Kota Bandung"}"#.utf8)

    private func keys(_ count: Int = 1) throws -> EnvelopeKeys {
        var file = KeyFile(new: .envelopes)
        for _ in 1..<count { file = file.grown }
        return try #require(file.envelopeKeys)
    }

    @Test func `what is sealed for a routing key is opened with it, and with no other`() throws {
        let keys = try keys()
        let envelope = try #require(keys.newest.seal(words, routingKey: "intake.web"))
        #expect(envelope.count == words.count + 53)
        #expect(try keys.open(envelope, routingKey: "intake.web") == words)
        #expect(throws: EnvelopeError.forged) { try keys.open(envelope, routingKey: "intake.sms") }
        let again = try #require(keys.newest.seal(words, routingKey: "intake.web"))
        #expect(again != envelope, "the same words look otherwise each time")
        let other = try self.keys()
        #expect(throws: EnvelopeError.unknownKey(keys.newest.id)) { try other.open(envelope, routingKey: "intake.web") }
    }

    @Test func `no byte of it can be changed, and none be missing`() throws {
        let keys = try keys()
        let envelope = try #require(keys.newest.seal(words, routingKey: "intake.web"))
        for index in envelope.indices {
            var changed = envelope
            changed[index] ^= 1
            #expect(throws: EnvelopeError.self) { try keys.open(changed, routingKey: "intake.web") }
        }
        for end in envelope.indices {
            #expect(throws: EnvelopeError.self) { try keys.open(Array(envelope[..<end]), routingKey: "intake.web") }
        }
    }

    @Test func `an older key still opens, and the file says which one is used`() throws {
        let file = KeyFile(new: .envelopes)
        let first = try #require(file.envelopeKeys)
        let envelope = try #require(first.newest.seal(words, routingKey: "intake.web"))
        let grown = file.grown
        #expect(grown.envelopeKeys?.newest.id == first.newest.id)
        let latest = try #require(grown.ids.last)
        let used = try #require(grown.using(latest))
        let both = try #require(used.envelopeKeys)
        #expect(both.newest.id == used.ids[0] && used.ids[1] == first.newest.id)
        #expect(try both.open(envelope, routingKey: "intake.web") == words)
        #expect(EnvelopeKey(both.newest.bytes)?.id == both.newest.id)
        #expect(EnvelopeKey([1, 2, 3]) == nil)
    }

    /// Made by another implementation (pyhpke 0.6.5) for the secret 00 01 … 1f.
    @Test func `what others have sealed is opened`() throws {
        let secret = Hexadecimal.text(of: (0..<32).map { UInt8($0) })
        let keys = try #require(try KeyFile("lapor-envelopes-key \(secret)\n", of: .envelopes).envelopeKeys)
        #expect(
            Hexadecimal.text(of: keys.newest.bytes)
                == "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f")
        let envelope = try #require(
            Hexadecimal.bytes(
                of:
                    "01eedd883d39b10b8901a1c04431d46a3b719a1c2a6e576de0e2e0ec61d14ceb76aa1b823872640c7117e7454e21cc48c053e5"
                    + "1949c97440849da0843b1b5aebf08059065b5e2f3bff9157d71d0ec14152bbdb04bce44111b12b2265040a2e438f3790d8107f1f"
                    + "bf27e790f50ce5e7e94b460a4d28d417c2247ddc8759696c97c7c786"))
        #expect(try keys.open(envelope, routingKey: "intake.web") == words)
    }
}
