import ArgumentParser
import Complaints
import Foundation
import Operator
import Rabbit
import Shared

/// `lapor dead show`
struct DeadShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one parked message: reason, headers, and its content with personal data masked.")

    @Argument(help: "The id that 'lapor dead list' prints, or its beginning.")
    var id: String
    @OptionGroup var stage: DeadCommand.StageOption
    @Flag(help: "Write the original bytes to standard output, unmasked, and nothing else.")
    var raw = false
    @OptionGroup var output: OutputOptions

    private struct Shown: Encodable {
        var letter: DeadLetter
        var headers: [String: String]
        /// The body with personal data masked.
        var content: String
    }

    func run() throws {
        guard let (delivery, letter) = try find() else {
            throw Failure(.notFound, "no parked message has an id that begins with \(id)")
        }
        if raw { return FileHandle.standardOutput.write(Data(delivery.body)) }
        let shown = Shown(
            letter: letter, headers: Self.headers(delivery), content: TextMask(delivery.body).text)
        try output.print(shown, text(of: shown))
    }

    private func find() throws -> (Delivery, DeadLetter)? {
        for stage in stage.stages {
            var queue = try DeadQueue(stage: stage)
            while let delivery = try queue.next() {
                let letter = DeadLetter(delivery, stage: stage)
                if letter.id.hasPrefix(id.lowercased()) { return (delivery, letter) }
            }
        }
        return nil
    }

    private static func headers(_ delivery: Delivery) -> [String: String] {
        delivery.properties.headers.mapValues { FieldMask.mask($0.readable) }
    }

    private func text(of shown: Shown) -> String {
        let letter = shown.letter
        let facts = [
            ("Id", letter.id), ("Stage", letter.stage), ("Code", letter.code), ("Field", letter.field ?? "-"),
            ("Reason", letter.reason), ("Parked at", letter.parkedAt ?? "-"),
            ("Published to", "\(letter.exchange), key \(letter.routingKey)"),
            ("Content type", letter.contentType ?? "-"), ("Bytes", String(letter.bytes)),
        ]
        let headers = shown.headers.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        return facts.map { $0.padded(to: 14) + $1 }.joined(separator: "\n")
            + "\n\nHeaders\n\(headers.joined(separator: "\n"))\n\nContent, masked\n\(shown.content)"
    }
}

extension FieldValue {
    /// The value for people.
    fileprivate var readable: String {
        switch self {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .double(let value): String(value)
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .timestamp(let seconds): Instant(unixSeconds: seconds).rfc3339
        case .table(let table):
            "{" + table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.readable)" }.joined(separator: ", ")
                + "}"
        case .array(let values): "[" + values.map(\.readable).joined(separator: ", ") + "]"
        case .void: "-"
        }
    }
}
