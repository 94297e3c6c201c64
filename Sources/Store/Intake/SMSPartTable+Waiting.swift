package import Complaints
package import Contract
package import Postgres

/// A part of an SMS that waits for the others and belongs to no case yet. Personal data.
package struct WaitingPart: Sendable {
    package var key: SMSPartKey
    package var at: Instant
    /// The submission as it came; nil: its master key is not at hand.
    package var json: [UInt8]?

    package var submission: SubmissionKey { SubmissionKey(channel: key.channel, externalID: key.externalID) }
}

extension SMSPartTable {
    /// All parts that wait: they do so for minutes, so there are few.
    package static func waiting(_ connection: inout PostgresConnection) throws(PostgresError) -> [WaitingPart] {
        let keys = connection.keys
        return try connection.execute(
            "parts that wait",
            """
            SELECT channel, external_id, part, at, submission::text AS json, sealed FROM sms_part WHERE message_id IS NULL
            ORDER BY at, channel, external_id, part
            """
        ).map { row throws(PostgresError) in
            WaitingPart(
                key: SMSPartKey(
                    channel: row.text("channel"), externalID: row.text("external_id"), number: row.integer("part")),
                at: row.instant("at"), json: try readable(row, keys))
        }
    }

    private static func readable(_ row: Row, _ keys: CaseKeys) throws(PostgresError) -> [UInt8]? {
        do throws(PostgresError) {
            return try said(row, keys)
        } catch {
            guard error.code == .abandoned(.locked) else { throw error }
            return nil
        }
    }

    /// Takes parts away for good, each written down as discarded in the same transaction: a channel's ledger still finds them. One that has
    /// become part of a case meanwhile stays.
    ///
    /// - Returns: how many went.
    package static func erase(
        _ parts: [WaitingPart], by run: ParkedActionTable.Run, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.transaction { connection throws(PostgresError) in
            var gone = 0
            for part in parts {
                let rows = try connection.execute(
                    "erase part",
                    """
                    DELETE FROM sms_part WHERE channel = $1 AND external_id = $2 AND part = $3 AND message_id IS NULL
                    """, [.text(part.key.channel), .text(part.key.externalID), .integer(Int32(part.key.number))]
                ).affectedRows
                guard rows > 0 else { continue }
                try ParkedActionTable.record(
                    .discard,
                    ParkedActionTable.Letter(
                        id: "part", stage: "intake", code: "sms_part_waiting", parkedAt: part.at.rfc3339,
                        keys: [part.submission]),
                    at: now, by: run, &connection)
                gone += rows
            }
            return gone
        }
    }
}
