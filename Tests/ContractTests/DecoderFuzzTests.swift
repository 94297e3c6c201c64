import Complaints
import TestKit
import Testing

@testable import Contract

/// Random bytes: the decoder answers every message, whatever is in it, and always the same.
@Suite struct DecoderFuzzTests {
    private static let spice = Array("{}[]\",:\\\u{0}u0d8e.-<&;nt".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF]

    static func mutate(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var body = body
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !body.isEmpty else { break }
            let place = Int.random(in: 0..<body.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: body[place] = UInt8.random(in: 0...255, using: &random)
            case 1: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: body.insert(spice.randomElement(using: &random) ?? 0, at: place)
            case 3: body.remove(at: place)
            case 4: body.removeSubrange(place...)
            default:
                let end = min(body.count, place + Int.random(in: 1...40, using: &random))
                body.insert(contentsOf: Array(body[place..<end]), at: Int.random(in: 0...body.count, using: &random))
            }
        }
        return body
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `every mutation is answered, always alike`(seed: UInt64) throws {
        let small = try ContractExample.all.filter { try $0.name.hasPrefix("valid/") && $0.body().count < 4_000 }
        #expect(small.count > 30)
        let bodies = try small.map { try $0.body() }
        var random = SeededGenerator(seed: seed)
        var refusals: [String: Int] = [:]
        for round in 0..<1_500 {
            let choice = round % small.count
            let body = Self.mutate(bodies[choice], &random)
            let parts = small[choice].decode(body)
            try #require(!parts.isEmpty)
            let isAlike = Self.words(parts) == Self.words(small[choice].decode(body))
            #expect(isAlike)
            for part in parts {
                if let refusal = part.content.refusal { refusals[refusal, default: 0] += 1 }
            }
        }
        #expect(refusals.count > 8, "the mutations reach more than the first check")
    }

    @Test func `events of our own are answered too`() throws {
        let valid = Array(SampleEvent.json(version: 2).utf8)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<2_000 {
            let batch = [UInt8(ascii: "[")] + valid + [UInt8(ascii: ",")] + valid + [UInt8(ascii: "]")]
            let parts = CaseEventDecoder().decode(Self.mutate(Bool.random(using: &random) ? batch : valid, &random))
            try #require(!parts.isEmpty)
        }
    }

    private static func words(_ parts: [Entry<AcceptedSubmission>]) -> [String] {
        parts.map { "\($0.content) \($0.index ?? -1) \($0.bytes ?? [])" }
    }
}
