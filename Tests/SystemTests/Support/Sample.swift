import Foundation
import TestKit
import Testing

/// The project's own complaints, `examples/complaints.jsonl`, and what its table says must be parked of them.
struct Sample {
    /// What of one submission, or of what stands in its place, the tests need.
    private struct Item {
        var line: Int
        var index: Int?
        var fields: [String: Any]

        var key: String { "\(fields["channel"] as? String ?? "") \(fields["external_id"] as? String ?? "")" }

        /// What of it must not travel.
        var secrets: [String] {
            let reporter = fields["reporter"] as? [String: Any] ?? [:]
            let said = ["name", "email", "phone"].compactMap { reporter[$0] as? String }
            let phone = (reporter["phone"] as? String).map { String($0.filter(\.isNumber).dropFirst()) }
            let text = (fields["text"] as? String).map { String($0.prefix(24)) }
            return (said + [phone, text].compactMap(\.self)).filter { $0.count > 5 }
        }
    }

    private struct Parked: Decodable {
        var line: Int
        var item: Int?
        var code: String
        var field: String?
    }

    static let file = TestStack.root.appending(path: "examples/complaints.jsonl")

    /// Channel and id of each submission that must be stored, once.
    let keys: Set<String>
    /// What must not travel.
    let secrets: [String]
    /// How the parked messages must be labelled: item, code and field.
    let parked: [String]

    init() throws {
        let lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
        let table = Self.file.deletingPathExtension().appendingPathExtension("parked.json")
        let bad = try JSONDecoder().decode([Parked].self, from: Data(contentsOf: table))
        let items = lines.enumerated().flatMap { Self.items(in: $1, line: $0 + 1) }
        let good = items.filter { item in !bad.contains { $0.line == item.line && $0.item == item.index } }
        keys = Set(good.map(\.key))
        secrets = items.flatMap(\.secrets)
        parked = bad.map { Self.label(item: $0.item.map(Int64.init), code: $0.code, field: $0.field) }.sorted()
    }

    /// How a parked message is named in what the tests compare.
    static func label(item: Int64?, code: String?, field: String?) -> String {
        "item \(item ?? -1): \(code ?? "?") \(field ?? "-")"
    }

    /// The submissions of a line: one, those of a batch of CloudEvents, or none when it is no JSON object.
    private static func items(in line: Substring, line number: Int) -> [Item] {
        switch try? JSONSerialization.jsonObject(with: Data(line.utf8)) {
        case let batch as [[String: Any]]:
            batch.enumerated().map { Item(line: number, index: $0, fields: submission(in: $1)) }
        case let document as [String: Any]: [Item(line: number, fields: submission(in: document))]
        default: []
        }
    }

    private static func submission(in document: [String: Any]) -> [String: Any] {
        document["specversion"] == nil ? document : document["data"] as? [String: Any] ?? [:]
    }
}
