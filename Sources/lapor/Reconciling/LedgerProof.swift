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
        let channels = try Self.channels(&database)
        var rest = Data()
        var isEnd = false
        while !isEnd {
            let data = try file.read(upToCount: 1 << 20) ?? Data()
            isEnd = data.isEmpty
            rest += data
            var lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
            rest = isEnd ? Data() : Data(lines.removeLast())
            let ids = lines.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
            for start in stride(from: 0, to: ids.count, by: Self.chunk) {
                let part = Array(ids[start..<min(start + Self.chunk, ids.count)])
                let known = try Self.stored(part, channels, &database)
                accepted += part.count
                for id in part {
                    if known.contains(id) || parked?.externalIDs.contains(id) == true {
                        found += 1
                    } else if missing.count < ReconciliationCheck.examplesKept {
                        missing.append(id)
                    }
                }
            }
        }
        return ReconciliationCheck(
            "ledger", .init("ids in the ledger", accepted), .init("stored, parked or discarded", found),
            wrong: accepted - found, examples: missing)
    }

    /// The key of submissions begins with the channel.
    private static func channels(_ database: inout PostgresConnection) throws -> BinaryArray {
        let rows = try database.execute("channels", "SELECT DISTINCT channel FROM submission")
        var channels = BinaryArray(.text)
        for row in 0..<rows.count { channels.append(rows.text(row, 0)) }
        return channels
    }

    private static func stored(
        _ ids: [String], _ channels: BinaryArray, _ database: inout PostgresConnection
    ) throws -> Set<String> {
        var wanted = BinaryArray(.text)
        for id in ids { wanted.append(id) }
        let rows = try database.execute(
            "stored ids", "SELECT external_id FROM submission WHERE channel = ANY ($1) AND external_id = ANY ($2)",
            [.array(channels), .array(wanted)])
        return Set((0..<rows.count).map { rows.text($0, 0) })
    }
}
