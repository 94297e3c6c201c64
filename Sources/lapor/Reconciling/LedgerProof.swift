import Foundation
import Postgres
import Shared

/// Compares a client's ledger with what is stored and what is parked.
struct LedgerProof {
    private static let chunk = 10_000
    private let file: FileHandle
    private let parked: ParkedSubmissions?

    /// - Throws: `Failure` `noInput`.
    init(_ path: String, _ parked: ParkedSubmissions?) throws(Failure) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Failure(.noInput, "cannot read \(path)") }
        self.file = file
        self.parked = parked
    }

    /// Each id of the ledger is stored, parked or discarded.
    ///
    /// - Throws: `PostgresError`, or what reading the file throws.
    func check(_ database: inout PostgresConnection) throws -> ReconciliationCheck {
        var (accepted, found, missing) = (0, 0, [String]())
        var line = 0
        var rest = Data()
        var isEnd = false
        while !isEnd {
            let data = try file.read(upToCount: 1 << 20) ?? Data()
            isEnd = data.isEmpty
            rest += data
            var lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
            rest = isEnd ? Data() : Data(lines.removeLast())
            let keys = try lines.compactMap { text throws(Failure) -> Key? in
                line += 1
                return text.isEmpty ? nil : try Key(String(decoding: text, as: UTF8.self), line: line)
            }
            for start in stride(from: 0, to: keys.count, by: Self.chunk) {
                let part = Array(keys[start..<min(start + Self.chunk, keys.count)])
                let known = try Self.stored(part, &database)
                accepted += part.count
                for key in part {
                    if known.contains(key) || parked?.externalIDs.contains(key.id) == true {
                        found += 1
                    } else if missing.count < ReconciliationCheck.examplesKept {
                        missing.append("\(key.channel) \(key.id)")
                    }
                }
            }
        }
        return ReconciliationCheck(
            "ledger", .init("ids in the ledger", accepted), .init("stored, parked or discarded", found),
            wrong: accepted - found, examples: missing)
    }

    private static func stored(_ keys: [Key], _ database: inout PostgresConnection) throws -> Set<Key> {
        var channels = BinaryArray(.text), ids = BinaryArray(.text)
        for key in keys {
            channels.append(key.channel)
            ids.append(key.id)
        }
        let rows = try database.execute(
            "stored ids",
            """
            SELECT s.channel, s.external_id FROM unnest($1, $2) AS u (channel, id)
            JOIN submission s ON s.channel = u.channel AND s.external_id = u.id
            """, [.array(channels), .array(ids)])
        return Set((0..<rows.count).map { Key(channel: rows.text($0, 0), id: rows.text($0, 1)) })
    }

    /// A submission as its channel knows it.
    private struct Key: Hashable {
        var channel: String
        var id: String

        init(channel: String, id: String) {
            self.channel = channel
            self.id = id
        }

        init(_ text: String, line: Int) throws(Failure) {
            let parts = text.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].isEmpty else {
                throw Failure(.badData, "line \(line) of the ledger must be channel, tab and id")
            }
            self.init(channel: String(parts[0]), id: String(parts[1]))
        }
    }
}
