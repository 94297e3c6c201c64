package import Complaints
package import Contract
package import Postgres
package import Shared

/// Table `sms_part`: parts of messages, until all are there or the wait for them is over.
package enum SMSPartTable {
    /// Seconds after which a part that was missing counts as that of another message: senders use their numbers again.
    private static let memory: Int64 = 86_400

    /// Stores the parts that are not known.
    ///
    /// - Returns: the positions of those whose key belongs to other words.
    package static func add(
        _ parts: [ArrivedPart], _ hashes: PersonalHashes, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<Int> {
        let whole = try connection.execute(
            "whole submissions",
            """
            SELECT k.position FROM unnest($1, $2) WITH ORDINALITY AS k (channel, external_id, position)
            JOIN submission s ON s.channel = k.channel AND s.external_id = k.external_id
            WHERE NOT EXISTS (SELECT 1 FROM sms_part p WHERE p.channel = k.channel AND p.external_id = k.external_id)
            """, Array(keys(of: parts).prefix(2)))
        var taken = Set(whole.map { $0.integer("position") - 1 })
        let new = parts.indices.filter { !taken.contains($0) }.map { parts[$0] }
        try insert(new, areKeyed: hashes.areKeyed, &connection)
        let known = try connection.execute(
            "known parts",
            """
            SELECT k.position, p.words FROM unnest($1, $2, $3) WITH ORDINALITY AS k (channel, external_id, part, position)
            JOIN sms_part p ON p.channel = k.channel AND p.external_id = k.external_id AND p.part = k.part
            """, keys(of: parts))
        for row in known {
            let position = row.integer("position") - 1
            let isSame = hashes.areWords(parts[position].part.words, as: Int64(row.integer("words")))
            if !isSame { taken.insert(position) }
        }
        return taken
    }

    private static func insert(
        _ parts: [ArrivedPart], areKeyed: Bool, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !parts.isEmpty else { return }
        let sorted = parts.sorted { $0.key < $1.key }
        let keys = connection.keys
        let sealed = try sorted.map { part throws(PostgresError) in try keys.parcel(part.part.json, in: column) }
        try connection.execute(
            "add parts",
            """
            INSERT INTO sms_part (channel, external_id, part, parts, ref, sender, at, words, submission, sealed, keyed)
            SELECT u.channel, u.external_id, u.part, u.parts, u.ref, u.sender, u.at, u.words, u.submission::json, u.sealed, $11
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                AS u (channel, external_id, part, parts, ref, sender, at, words, submission, sealed)
            ON CONFLICT DO NOTHING
            """,
            Self.keys(of: sorted) + [
                .smallints(sorted) { $0.part.count }, .texts(sorted) { $0.part.ref },
                .bigints(sorted.map(\.message.sender)), .instants(sorted) { $0.at }, .bigints(sorted.map(\.words)),
                .texts(zip(sorted, sealed)) { $1 == nil ? String(decoding: $0.part.json, as: UTF8.self) : nil },
                .byteas(sealed) { $0 }, .boolean(areKeyed),
            ])
    }

    /// What parts say stands there until they have become part of a message; they belong to no case yet.
    static let column = "sms_part.sealed"

    fileprivate static func said(_ row: Row, _ keys: CaseKeys) throws(PostgresError) -> [UInt8]? {
        try row.optionalBytes("sealed").map { parcel throws(PostgresError) in
            try keys.openParcel(parcel, in: column)
        } ?? row.optionalBytes("json")
    }

    private static func keys(of parts: [ArrivedPart]) -> [Parameter] {
        [
            .texts(parts) { $0.key.channel }, .texts(parts) { $0.key.externalID }, .smallints(parts) { $0.key.number },
        ]
    }

    /// The numbers of the parts that are stored under each of these ids.
    package static func numbers(
        of keys: [SubmissionKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SubmissionKey: Set<Int>] {
        guard !keys.isEmpty else { return [:] }
        let rows = try connection.execute(
            "numbers of parts",
            """
            SELECT DISTINCT p.channel, p.external_id, p.part FROM unnest($1, $2) AS k (channel, external_id)
            JOIN sms_part p ON p.channel = k.channel AND p.external_id = k.external_id
            """, [.texts(keys) { $0.channel }, .texts(keys) { $0.externalID }])
        return rows.reduce(into: [:]) { found, row in
            let key = SubmissionKey(channel: row.text("channel"), externalID: row.text("external_id"))
            found[key, default: []].insert(row.integer("part"))
        }
    }

    /// What is stored of the messages of these parts, oldest first.
    package static func stored(
        of arrived: [ArrivedPart], _ hashes: PersonalHashes, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [StoredPart] {
        // Parts from before stand under another hash of their sender.
        let senders = Dictionary(arrived.map { ($0.message, $0.senders) }) { first, _ in first }
        let asked: [(message: SMSMessageKey, sender: Int64)] = senders.flatMap { known in
            known.value.map { (known.key, $0) }
        }
        let keys = connection.keys
        return try connection.execute(
            "parts of messages",
            """
            SELECT k.position, p.channel, p.external_id, p.part, p.at, p.words, p.keyed, p.submission::text AS json,
                p.sealed, p.message_id, p.complaint_id, EXISTS (SELECT 1 FROM submission s
                    WHERE s.channel = p.channel AND s.external_id = p.external_id) AS taken
            FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS k (channel, sender, ref, parts, position)
            JOIN sms_part p ON p.channel = k.channel AND p.sender = k.sender AND p.ref = k.ref AND p.parts = k.parts
            WHERE p.message_id IS NULL OR p.at > $5 ORDER BY p.at, p.external_id, p.part
            """,
            [
                .texts(asked) { $0.message.channel }, .bigints(asked.map(\.sender)), .texts(asked) { $0.message.ref },
                .smallints(asked) { $0.message.count }, .instant(now.advanced(bySeconds: -memory)),
            ]
        ).map { row throws(PostgresError) in
            var part = try StoredPart(row, of: asked[row.integer("position") - 1].message, keys)
            if !row.boolean("keyed") { part.words = words(of: part, arrived, hashes) }
            return part
        }
    }

    /// What a part from before says, as one says it that comes now.
    private static func words(of part: StoredPart, _ arrived: [ArrivedPart], _ hashes: PersonalHashes) -> Int64 {
        if let json = part.json {
            let (ref, number, count) = (part.message.ref, part.key.number, part.message.count)
            return hashes.words(SMSPart(ref: ref, number: number, of: count, json: json).words)
        }
        return arrived.first { hashes.areWords($0.part.words, as: part.words) }?.words ?? part.words
    }

    /// The parts have become part of a message.
    package static func settle(
        _ settled: [SettledPart], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !settled.isEmpty else { return }
        try connection.execute(
            "settle parts",
            """
            UPDATE sms_part p SET submission = NULL, sealed = NULL, message_id = u.message, complaint_id = u.complaint
            FROM unnest($1, $2, $3, $4, $5) AS u (channel, external_id, part, message, complaint)
            WHERE p.channel = u.channel AND p.external_id = u.external_id AND p.part = u.part AND p.message_id IS NULL
            """,
            [
                .texts(settled) { $0.key.channel }, .texts(settled) { $0.key.externalID },
                .smallints(settled) { $0.key.number }, .ids(settled.map(\.message)), .ids(settled.map(\.complaint)),
            ])
    }

    /// One part of each message whose last part came before `end`, as it came: intake joins a message when it sees one of
    /// its parts again.
    package static func overdue(
        before end: Instant, limit: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Outbound] {
        let master = connection.keys
        return try connection.execute(
            "overdue parts",
            """
            SELECT DISTINCT ON (channel, sender, ref, parts) channel, external_id, submission::text AS json, sealed, at
            FROM sms_part p WHERE message_id IS NULL AND at < $1
                AND NOT EXISTS (SELECT 1 FROM sms_part q WHERE q.message_id IS NULL AND q.channel = p.channel
                    AND q.sender = p.sender AND q.ref = p.ref AND q.parts = p.parts AND q.at >= $1)
            ORDER BY channel, sender, ref, parts, at LIMIT $2
            """, [.instant(end), .bigint(Int64(limit))]
        ).map { row throws(PostgresError) in
            let (channel, externalID) = (row.text("channel"), row.text("external_id"))
            let id = "sms:" + String(FNV1a.hash(of: "\(channel) \(externalID)".utf8), radix: 36)
            return Outbound(
                routingKey: "intake.\(channel)", messageID: id,
                json: SMSPart.event(try said(row, master) ?? [], id: id, at: row.instant("at")),
                to: .exchange(Topology.intakeExchange))
        }
    }
}

extension StoredPart {
    fileprivate init(_ row: Row, of message: SMSMessageKey, _ keys: CaseKeys) throws(PostgresError) {
        self.init(
            key: SMSPartKey(
                channel: row.text("channel"), externalID: row.text("external_id"), number: row.integer("part")),
            message: message, at: row.instant("at"), words: Int64(row.integer("words")),
            json: try SMSPartTable.said(row, keys), isTaken: row.boolean("taken"))
        if let message = row.optionalComplaintID("message_id"), let complaint = row.optionalComplaintID("complaint_id")
        {
            joined = Joined(message: message, complaint: complaint)
        }
    }
}
