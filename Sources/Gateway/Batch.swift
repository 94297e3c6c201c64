import Contract
import Faces
import Foundation
import Hummingbird

/// Many submissions in one request: JSON lines, or a CloudEvents batch.
enum Batch {
    /// Bytes of a request.
    static let bodyBytes = 4 << 20

    private static let lines = ["application/x-ndjson", "application/jsonl", "application/x-jsonlines"]
    private static let events = "application/cloudevents-batch+json"
    /// Content types of a batch.
    static let types = lines + [events]

    /// One of them.
    struct Item: Sendable, Equatable {
        var body: [UInt8]
        var contentType: String
    }

    /// The items of a body of a type of these, in their order.
    ///
    /// - Throws: `Problem` 400, 413, 422.
    static func items(_ body: [UInt8], _ type: String) throws(Problem) -> [Result<Item, Problem>] {
        if lines.contains(type) {
            return try bounded(
                body.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy(isSpace) }
                    .map { Item(body: Array($0), contentType: "application/json") })
        }
        guard (try? UTF8Span(validating: body.span)) != nil else {
            throw Problem(.badRequest, "encoding_not_utf8", "the body must be valid UTF-8")
        }
        return try bounded(
            JSONArray.items(of: body).map { Item(body: $0, contentType: "application/cloudevents+json") })
    }

    private static func bounded(_ items: [Item]) throws(Problem) -> [Result<Item, Problem>] {
        guard !items.isEmpty else {
            throw Problem(
                .unprocessableContent, "batch_empty",
                "a batch must hold at least one report; of CloudEvents it must be a JSON array")
        }
        guard items.count <= SubmissionLimits.batchItems else {
            throw Problem(
                .contentTooLarge, "batch_too_large",
                "a batch must hold at most \(SubmissionLimits.batchItems) reports")
        }
        return items.map { .success($0) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0D || byte == 0x09 }
}

extension Batch {
    /// What became of each item.
    struct Answer: Encodable {
        struct Result: Encodable {
            /// From 0.
            var index: Int
            /// As of a request with this report alone.
            var status: Int
            var receipt: Receipt?
            var problem: Problem.Body?
        }

        var results: [Result]

        init(_ results: [Swift.Result<Receipt?, Problem>]) {
            self.results = results.enumerated().map { index, result in
                switch result {
                case .success(let receipt): Result(index: index, status: 202, receipt: receipt)
                case .failure(let problem): Result(index: index, status: problem.status.code, problem: problem.body)
                }
            }
        }
    }
}
