import Complaints
import Rabbit
import Testing

@testable import Contract
@testable import Shared

@Suite struct EnvelopeTests {
    private func event(_ key: String, _ number: Int, bytes: Int = 10, channel: String? = nil) -> Outbound {
        let text = "\(number)"
        let json = "\"" + text + String(repeating: "x", count: max(0, bytes - 2 - text.count)) + "\""
        var event = Outbound(routingKey: key, messageID: "id-\(number)", json: Array(json.utf8))
        event.channel = channel
        return event
    }

    /// The numbers of an envelope's events, in order.
    private func numbers(_ publication: Publication) -> [Int] {
        (JSONSlices.elements(of: publication.body) ?? []).compactMap { range in
            Int(String(decoding: publication.body[range].dropFirst().prefix { 0x30...0x39 ~= $0 }, as: UTF8.self))
        }
    }

    @Test func `each message says when it was published, so that its reader knows how old it is`() {
        let moment = Instant(rfc3339: "2026-01-31T09:00:00Z")
        let packed = Envelope.pack([event("k", 1), event("m", 2)], exchange: "e", at: moment)
        #expect(packed.map(\.properties.timestamp) == [1_769_850_000, 1_769_850_000])
        #expect(Envelope.pack([event("k", 1)], exchange: "e").map(\.properties.timestamp) == [nil])
    }

    @Test func `an event of a case goes by its channel's key as well, in the same message, and never beside another's`()
    {
        let (one, other) = (event("k", 1, channel: "web"), event("k", 2, channel: "jabar.sms"))
        let packed = Envelope.pack([one, other, event("k", 3, channel: "web"), event("k", 4)], exchange: "e")
        #expect(packed.map(\.routingKey) == ["k", "k", "k"])
        let further = packed.map { $0.properties.headers["BCC"] }
        #expect(further == [.array([.text("k.web")]), .array([.text("k.jabar.sms")]), nil])
        #expect(packed.map(numbers) == [[1, 3], [2], [4]])
    }

    @Test func `an event of a confidential case goes by keys of its own, for its channel too`() throws {
        var details = EventDetails()
        let id = try #require(ComplaintID("019c21d5-7a20-7c41-9b5e-3f0a6d2c8e11"))
        func keys() throws -> [String] {
            let entry = JournalEntry(
                complaint: id, version: 2, event: .assigned, at: Instant(microseconds: 1), actor: "uji",
                details: details,
                channel: "web")
            let packed = Envelope.pack([.event(entry, data: details.json(version: 2, at: entry.at))], exchange: "e")
            let further = packed.map { $0.properties.headers["BCC"] }
            #expect(further == [.array([.text("\(packed[0].routingKey).web")])])
            return packed.map(\.routingKey)
        }
        #expect(try keys() == ["complaint.assigned"])
        details.isAnonymous = true
        #expect(try keys() == ["complaint.assigned"])
        details.isConfidential = true
        #expect(try keys() == ["confidential.assigned"])
    }

    @Test func `nothing for nothing`() { #expect(Envelope.pack([], exchange: "e").isEmpty) }

    @Test func `one event`() {
        let packed = Envelope.pack([event("k", 7)], exchange: "e")
        #expect(packed.count == 1)
        #expect(packed[0].exchange == "e" && packed[0].routingKey == "k")
        #expect(packed[0].properties.contentType == "application/cloudevents-batch+json")
        #expect(packed[0].properties.messageID == "id-7")
        #expect(packed[0].properties.headers.isEmpty)
        #expect(packed[0].body == [UInt8(ascii: "[")] + event("k", 7).json + [UInt8(ascii: "]")])
    }

    @Test(arguments: [(256, [256]), (257, [256, 1]), (512, [256, 256]), (600, [256, 256, 88])])
    func `256 events at most`(count: Int, sizes: [Int]) {
        let packed = Envelope.pack((0..<count).map { event("k", $0) }, exchange: "e")
        #expect(packed.map { numbers($0).count } == sizes)
        #expect(packed.flatMap(numbers) == Array(0..<count))
    }

    @Test func `120 KiB at most`() {
        let packed = Envelope.pack((0..<100).map { event("k", $0, bytes: 4_000) }, exchange: "e")
        #expect(packed.count == 4)
        for publication in packed { #expect(publication.body.count <= 120 * 1024) }
        #expect(packed.flatMap(numbers) == Array(0..<100))
    }

    @Test func `exactly 120 KiB fits, one byte more does not`() {
        let half = 120 * 1024 / 2
        // [ a , b ] : three bytes beside the events.
        #expect(
            Envelope.pack([event("k", 1, bytes: half - 1), event("k", 2, bytes: half - 2)], exchange: "e").count == 1)
        #expect(
            Envelope.pack([event("k", 1, bytes: half - 1), event("k", 2, bytes: half - 1)], exchange: "e").count == 2)
    }

    @Test func `an event larger than an envelope travels alone`() {
        let packed = Envelope.pack([event("k", 1), event("k", 2, bytes: 200_000), event("k", 3)], exchange: "e")
        #expect(packed.map(numbers) == [[1], [2], [3]])
    }

    @Test func `one envelope per key, each in order`() {
        let events = (0..<90).map { event(["a", "b", "c"][$0 % 3], $0) }
        let packed = Envelope.pack(events, exchange: "e")
        #expect(packed.map(\.routingKey) == ["a", "b", "c"])
        for (index, publication) in packed.enumerated() {
            #expect(numbers(publication) == stride(from: index, to: 90, by: 3).map { $0 })
        }
    }

    @Test func `random loads keep every event, in the order of its key`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<30 {
            let events = (0..<Int.random(in: 1...900, using: &random)).map {
                event("k\(Int.random(in: 0..<3, using: &random))", $0, bytes: Int.random(in: 8...2_000, using: &random))
            }
            let packed = Envelope.pack(events, exchange: "e")
            for publication in packed {
                #expect(publication.body.count <= Envelope.maximumBytes && numbers(publication).count <= 256)
            }
            for key in Set(events.map(\.routingKey)) {
                let wanted = events.indices.filter { events[$0].routingKey == key }
                #expect(packed.filter { $0.routingKey == key }.flatMap(numbers) == wanted)
            }
        }
    }
}
