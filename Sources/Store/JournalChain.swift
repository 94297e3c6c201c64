package import Complaints
import Crypto
import Postgres

/// The hashes that make a chain of each case's journal. A row's is the SHA-256 (FIPS 180-4) of the hash before it, 32 zeros at the
/// beginning, and of what the row says, each part with a fixed length or its length before it; numbers big-endian. The function
/// `journal_hash` of the database computes the same.
package enum JournalChain {
    /// Bytes of a hash.
    package static let length = 32
    private static let beginning = [UInt8](repeating: 0, count: length)

    /// - Parameters:
    ///   - data: the row's data, byte by byte as it is stored.
    ///   - previous: the hash of the row before it; nil: it is the first of its case.
    package static func hash(_ row: JournalEntry, data: some Sequence<UInt8>, after previous: [UInt8]?) -> [UInt8] {
        hash(
            row.complaint, version: row.version, event: row.event.rawValue, at: row.at, actor: row.actor, data: data,
            after: previous)
    }

    /// The hash of a stored row, also of one that cannot be read as an event.
    static func hash(_ row: Row, after previous: [UInt8]?) -> [UInt8] {
        hash(
            row.complaintID("complaint_id"), version: row.integer("version"), event: row.text("event"),
            at: row.instant("at"), actor: row.text("actor"), data: row.utf8("data"), after: previous)
    }

    /// The same of a row whose parts are at hand.
    package static func hash(
        _ complaint: ComplaintID, version: Int, event: String, at: Instant, actor: String, data: some Sequence<UInt8>,
        after previous: [UInt8]?
    ) -> [UInt8] {
        var bytes = previous ?? beginning
        bytes.reserveCapacity(512)
        append(complaint.high, to: &bytes)
        append(complaint.low, to: &bytes)
        append(UInt32(bitPattern: Int32(truncatingIfNeeded: version)), to: &bytes)
        append(UInt64(bitPattern: at.microseconds), to: &bytes)
        for text in [event, actor] {
            append(UInt32(truncatingIfNeeded: text.utf8.count), to: &bytes)
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(contentsOf: data)
        return Array(SHA256.hash(data: bytes))
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The hashes that the rows at these places follow on. Those of rows from before there were any are computed.
    static func heads(
        of cases: [(complaint: ComplaintID, version: Int)], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [UInt8]] {
        let ids = cases.map(\.complaint)
        // Between the first and the last, so that other months are not looked into.
        guard let first = ids.min(), let last = ids.max() else { return [:] }
        let rows = try connection.execute(
            "heads of journals",
            """
            SELECT j.complaint_id, COALESCE(j.hash, (SELECT journal_chain(complaint_id, version, event, at, actor, data::text
                ORDER BY version) FROM journal e WHERE e.complaint_id = j.complaint_id AND e.version <= j.version)) AS hash
            FROM unnest($1, $2) AS u (id, version) JOIN journal j ON j.complaint_id = u.id AND j.version = u.version
            WHERE j.complaint_id BETWEEN $3 AND $4
            """, [.ids(ids), .integers(cases) { $0.version }, .id(first), .id(last)])
        return (0..<rows.count).reduce(into: [:]) {
            $0[rows[$1].complaintID("complaint_id")] = rows[$1].utf8("hash")
        }
    }
}
