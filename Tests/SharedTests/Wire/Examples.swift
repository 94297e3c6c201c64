import Foundation

@testable import Shared

/// One line of `docs/examples/examples.json`: bytes, how they are published, and what must become of them.
struct Example: Decodable, Sendable, CustomStringConvertible {
    /// Part of a body that is made rather than kept in a file.
    struct Part: Decodable, Sendable {
        var text: String?
        var hex: String?
        var `repeat`: String?
        var count: Int?
        var each: String?
        var from: Int?
        var to: Int?
        var join: String?

        var bytes: [UInt8] {
            if let hex { return stride(from: 0, to: hex.count, by: 2).map { Self.byte(hex.dropFirst($0).prefix(2)) } }
            if let text = self.repeat { return Array(String(repeating: text, count: count ?? 0).utf8) }
            if let each, let from, let to, let join {
                let items = (from...to).map { each.replacingOccurrences(of: "{n}", with: "\($0)") }
                return Array(items.joined(separator: join).utf8)
            }
            return Array((text ?? "").utf8)
        }

        private static func byte(_ digits: Substring) -> UInt8 { UInt8(digits, radix: 16) ?? 0 }
    }

    struct Expectation: Decodable, Sendable {
        var outcome: String
        var code: String?
        var field: String?
        var item: Int?
        var count: Int?
    }

    var name: String
    var file: String?
    var make: [Part]?
    var contentType: String?
    var contentEncoding: String?
    var routingKey: String
    var expect: [Expectation]

    var description: String { name }

    enum CodingKeys: String, CodingKey {
        case name, file, make, expect
        case contentType = "content_type"
        case contentEncoding = "content_encoding"
        case routingKey = "routing_key"
    }

    /// The bytes of the message.
    func body() throws -> [UInt8] {
        if let file { return Array(try Data(contentsOf: Self.folder.appending(path: file))) }
        return (make ?? []).flatMap(\.bytes)
    }

    /// What the decoder makes of it.
    func decoded() throws -> [SubmissionDecoder.Part] { decode(try body()) }

    /// What the decoder makes of other bytes that are published in the same way.
    func decode(_ body: [UInt8]) -> [SubmissionDecoder.Part] {
        let channel = routingKey.hasPrefix("intake.") ? String(routingKey.dropFirst("intake.".count)) : nil
        return SubmissionDecoder().decode(
            body, contentType: contentType, contentEncoding: contentEncoding,
            check: SubmissionCheck(now: Self.now, routedChannel: channel))
    }

    /// A month after the newest example.
    static let now = Instant(microseconds: 1_772_400_000_000_000)
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/examples").standardized
    /// The manifest; empty when it cannot be read, which a test of its own notices.
    static let all = (try? JSONDecoder().decode([Example].self, from: Data(contentsOf: manifest))) ?? []
    private static let manifest = folder.appending(path: "examples.json")
}

/// Decodes plain JSON of channel `web` and hands out the only part.
func submit(_ json: String) -> Result<AcceptedSubmission, Rejection> {
    let parts = SubmissionDecoder().decode(
        Array(json.utf8), contentType: nil, contentEncoding: nil,
        check: SubmissionCheck(now: Example.now, routedChannel: nil))
    return parts.count == 1 ? parts[0].content : .failure(Rejection("test", "\(parts.count) parts"))
}

extension Result where Success == AcceptedSubmission, Failure == Rejection {
    /// The accepted submission, or nil.
    var accepted: AcceptedSubmission? { try? get() }
    /// `code field`, or nil when accepted.
    var refusal: String? {
        guard case .failure(let rejection) = self else { return nil }
        return rejection.field.map { "\(rejection.code) \($0)" } ?? rejection.code
    }
}
