import ArgumentParser
import Foundation
import Rabbit
import Shared

/// `lapor dead`
struct DeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead", abstract: "Parked messages: what could not be processed, and why.",
        discussion: "Looking changes nothing: every message stays in its queue.",
        subcommands: [List.self, Show.self])

    /// Which queues to look into.
    struct StageOption: ParsableArguments {
        @Option(help: "Only this stage: \(Topology.stages.joined(separator: ", ")).")
        var stage: String?

        var stages: [String] { stage.map { [$0] } ?? Topology.stages }

        func validate() throws {
            if let stage, !Topology.stages.contains(stage) {
                throw ValidationError("--stage must be one of \(Topology.stages.joined(separator: ", "))")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists parked messages, oldest first; the same message parked twice is one line.")

        @OptionGroup var stage: StageOption
        @Option(help: "At most so many of each stage.")
        var limit = 1000
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit must be above 0") }
        }

        func run() throws {
            let letters = try stage.stages.flatMap { try read($0) }
            try output.print(letters, text(of: letters))
        }

        private func read(_ stage: String) throws -> [DeadLetter] {
            var letters: [DeadLetter] = []
            var positions: [String: Int] = [:]
            try DeadQueue(stage: stage).each { delivery in
                let letter = DeadLetter(delivery, stage: stage)
                if let position = positions[letter.id] {
                    letters[position].copies += 1
                } else if letters.count < limit {
                    positions[letter.id] = letters.count
                    letters.append(letter)
                }
                return letters.count < limit
            }
            return letters
        }

        private func text(of letters: [DeadLetter]) -> String {
            guard !letters.isEmpty else { return "Nothing is parked." }
            var table = TextTable(["Id", "Stage", "Parked at", "Code", "Field", "Key", "Bytes", "Copies"])
            for letter in letters {
                table.add([
                    letter.id, letter.stage, letter.parkedAt.map { String($0.prefix(19)) } ?? "-", letter.code,
                    letter.field ?? "-", letter.routingKey, String(letter.bytes), String(letter.copies),
                ])
            }
            return table.text
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one parked message: reason, headers, and its content with personal data masked.")

        @Argument(help: "The id that 'lapor dead list' prints, or its beginning.")
        var id: String
        @OptionGroup var stage: StageOption
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
                letter: letter, headers: Self.headers(delivery), content: MaskedText(delivery.body).text)
            try output.print(shown, text(of: shown))
        }

        private func find() throws -> (Delivery, DeadLetter)? {
            for stage in stage.stages {
                var found: (Delivery, DeadLetter)?
                try DeadQueue(stage: stage).each { delivery in
                    let letter = DeadLetter(delivery, stage: stage)
                    if letter.id.hasPrefix(id.lowercased()) { found = (delivery, letter) }
                    return found == nil
                }
                if let found { return found }
            }
            return nil
        }

        private static func headers(_ delivery: Delivery) -> [String: String] {
            delivery.properties.headers.mapValues { Masking.mask($0.readable) }
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
