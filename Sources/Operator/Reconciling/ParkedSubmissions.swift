package import Postgres
import Rabbit
import Shared

/// Submissions that were accepted and could not be stored: those that are parked, and those that somebody discarded.
package struct ParkedSubmissions: Encodable {
    /// Parked messages of intake, each once.
    private(set) var waiting = 0
    /// Further copies of these: a worker that dies after parking parks again.
    private(set) var copies = 0
    /// Those that somebody discarded.
    private(set) var discarded = 0
    /// What is in them.
    private(set) var keys: Set<SubmissionKey> = []

    private enum CodingKeys: String, CodingKey {
        case waiting, copies, discarded
    }

    /// Looks through the queue of parked submissions and the record of what was discarded; nil without a broker's address.
    ///
    /// - Throws: `RabbitError`, `SettingError`, `PostgresError`.
    package static func read(_ database: inout PostgresConnection) throws -> ParkedSubmissions? {
        guard Connections.environment.text(.amqpURL) != nil else { return nil }
        var parked = ParkedSubmissions()
        var seen: Set<String> = []
        var queue = try DeadQueue(stage: "intake")
        while let delivery = try queue.next() {
            let isNew = seen.insert(DeadLetter(delivery, stage: "intake").id).inserted
            if isNew { parked.waiting += 1 } else { parked.copies += 1 }
            parked.keys.formUnion(MessageHead(of: delivery.body).keys)
        }
        try parked.readDiscarded(&database)
        return parked
    }

    private mutating func readDiscarded(_ database: inout PostgresConnection) throws(PostgresError) {
        let rows = try database.execute(
            "discarded submissions",
            """
            SELECT DISTINCT a.letter_id, k.channel, k.external_id FROM parked_action a
            LEFT JOIN LATERAL unnest(a.channels, a.external_ids) AS k (channel, external_id) ON true
            WHERE a.action = 'discard' AND a.stage = 'intake'
            """)
        var letters: Set<String> = []
        for row in 0..<rows.count {
            letters.insert(rows.text(row, 0))
            guard let channel = rows.optionalText(row, 1), let id = rows.optionalText(row, 2) else { continue }
            keys.insert(SubmissionKey(channel: channel, externalID: id))
        }
        discarded = letters.count
    }

    /// In a line.
    var text: String { "Parked at intake: \(waiting) wait (and \(copies) copies of them), \(discarded) were discarded" }
}
