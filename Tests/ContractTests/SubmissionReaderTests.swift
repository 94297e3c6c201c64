import Complaints
import Foundation
import TestKit
import Testing

@testable import Contract

/// The reader of submissions beside Foundation's decoder, which reads the same contract from the same types.
@Suite struct SubmissionReaderTests {
    private static let values = [
        "null", "true", "false", "{}", "[]", "[{}]", "[null]", "1", "-0", "1.5", "1e2", "1e400", #""""#,
        #""a\n\u00e9""#,
        "9223372036854775807", "9223372036854775808", #"{"name":1}"#, #"{"lat":1,"lon":2.50}"#, #""\ud83d\ude00""#,
        #"[{"url":"http://a.b","size":1.0,"x":[1,{}]}]"#, #"[{"url":"http://a.b","size":1.5}]"#, #"[[{"url":1}]]"#,
    ]
    private static let keys =
        Submission.CodingKeys.allCases.map(\.rawValue) + [
            "name", "anonymous", "lat", "region_code", "url", "media_type", #"te\u0078t"#, #"repor\u0074er"#, "textt",
            "",
        ]

    /// A member more somewhere, or other bytes.
    private static func mutate(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        guard Int.random(in: 0..<4, using: &random) > 0 else { return DecoderFuzzTests.mutate(body, &random) }
        let isFirst = Bool.random(using: &random)
        let brace = UInt8(ascii: isFirst ? "{" : "}")
        guard let place = body.indices.filter({ body[$0] == brace }).randomElement(using: &random),
            let key = keys.randomElement(using: &random), let value = values.randomElement(using: &random)
        else { return body }
        let member = "\"\(key)\":\(value)"
        var body = body
        body.insert(contentsOf: (isFirst ? member + "," : "," + member).utf8, at: isFirst ? place + 1 : place)
        return body
    }

    /// What must be there.
    private struct Required: Decodable {
        var channel: String
        var text: String
        var external_id: String
    }

    /// Without objects and lists in which nothing is: they are absent.
    private static func tidy(_ submission: Submission) -> Submission {
        var tidy = submission
        if tidy.reporter == Submission.Reporter() { tidy.reporter = nil }
        if tidy.location == Submission.Location(text: nil) { tidy.location = nil }
        if tidy.attachments == [] { tidy.attachments = nil }
        return tidy
    }

    private static func read(_ body: [UInt8]) -> Result<ReadSubmission, Rejection> {
        Result { () throws(Rejection) in
            guard let part = JSONPart.read(body, SubmissionReader.shape) else { throw .invalidJSON }
            return try SubmissionReader(json: body).submission(part)
        }
    }

    /// The code of the refusal that a fault of Foundation's decoder means.
    private static func code(of error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound?: "field_missing"
        case .valueNotFound(_, let context)?: context.codingPath.isEmpty ? "not_an_object" : "field_missing"
        case .typeMismatch(_, let context)?: context.codingPath.isEmpty ? "not_an_object" : "field_type"
        default: "field_value"
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `takes what Foundation takes, and all with the required fields`(
        seed: UInt64
    ) throws {
        let plain = ContractExample.all.filter {
            $0.name.hasPrefix("valid/") && $0.contentType == "application/json"
        }
        let bodies = try plain.map { try $0.body() }.filter { $0.count < 4_000 }
        #expect(bodies.count > 10)
        var random = SeededGenerator(seed: seed)
        var outcomes: [String: Int] = [:]
        for round in 0..<3_000 {
            let body = Self.mutate(Self.mutate(bodies[round % bodies.count], &random), &random)
            guard JSONGrammar.accepts(body), String(validating: body, as: UTF8.self) != nil else { continue }
            let text = String(decoding: body, as: UTF8.self)
            let read = Self.read(body)
            do {
                _ = try JSONDecoder().decode(Required.self, from: Data(body))
            } catch {
                guard case .failure(let rejection) = read else {
                    Issue.record("taken: \(text)")
                    continue
                }
                #expect([Self.code(of: error), "field_repeated"].contains(rejection.code), "\(text)")
                outcomes[rejection.code, default: 0] += 1
                continue
            }
            guard case .success(let taken) = read else {
                #expect(read.refusedCode == "field_repeated", "refused: \(text)")
                outcomes["field_repeated", default: 0] += 1
                continue
            }
            guard let expected = try? JSONDecoder().decode(Submission.self, from: Data(body)) else {
                outcomes[taken.unread.isEmpty ? "read all the same" : "noted", default: 0] += 1
                continue
            }
            guard !taken.unread.contains(where: { $0.rejection.code == "field_repeated" }) else { continue }
            #expect(taken.unread == [] && Self.tidy(taken.submission) == Self.tidy(expected), "\(text)")
            outcomes["taken", default: 0] += 1
        }
        #expect(outcomes.count >= 4, "\(outcomes)")
    }

    @Test func `a member that is there twice has both values`() {
        func part(_ json: String) -> JSONPart? { JSONPart.read(Array(json.utf8), SubmissionReader.shape) }
        #expect(part(#"{"text":"a","x":{},"text":"b"}"#)?[1]?.kind == .repeated)
        #expect(part(#"{"text":"a","t\u0065xt":"a"}"#)?[1]?.kind == .string)
        #expect(part(#"{"text":"a","text":"\u0061"}"#)?[1]?.kind == .repeated)
    }

    @Test func `what cannot be read by name is told to be more`() {
        func hasMore(_ json: String) -> Bool? { JSONPart.read(Array(json.utf8), SubmissionReader.shape)?.hasMore }
        #expect(hasMore(#"{"text":"a","reporter":{"name":"b"},"attachments":[{"url":"c"}]}"#) == false)
        for json in [
            #"{"x":1}"#, #"{"reporter":{"x":1}}"#, #"{"location":{"x":1}}"#, #"{"attachments":[{},{"x":1}]}"#,
            #"{"text":"a","text":"b"}"#, #"{"reporter":null,"reporter":{"x":1}}"#,
        ] {
            #expect(hasMore(json) == true, "\(json)")
        }
    }
}

extension Result where Failure == Rejection {
    fileprivate var refusedCode: String? {
        guard case .failure(let rejection) = self else { return nil }
        return rejection.code
    }
}
