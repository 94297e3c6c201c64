import Complaints
package import Contract
package import Postgres

// Submissions before they are published, beside what is stored.

/// A submission whose id is looked up.
package struct LookedUpSubmission: Sendable {
    package var key: SubmissionKey
    package var contentHash: UInt64
    /// What it is a part of; nil: it is whole.
    package var part: SMSPart?

    package init(_ submission: AcceptedSubmission) {
        (key, contentHash, part) = (submission.key, submission.contentHash, submission.part)
    }
}

/// What is stored under a submission's id, of parts of SMS under id and number.
package enum StoredSubmission: Sendable {
    case nothing, same, other
    /// The same: a part of an SMS that waits for the others.
    case waiting

    /// Whether what was looked up is stored, word for word.
    package var isSame: Bool { self == .same || self == .waiting }
}

extension SubmissionTable {
    /// What is stored under the ids of submissions, in their order.
    ///
    /// - Parameter hashes: by what it is known what they say.
    package static func compare(
        _ submissions: [LookedUpSubmission], _ hashes: PersonalHashes, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [StoredSubmission] {
        var found = [StoredSubmission](repeating: .nothing, count: submissions.count)
        let whole = submissions.indices.filter { submissions[$0].part == nil }
        for row in try wholeRows(whole.map { submissions[$0].key }, &connection) {
            let place = whole[row.integer("position") - 1]
            let content = submissions[place].contentHash
            // Of those that were stored before it was kept nobody knows what they say.
            let isSame = row.optionalInteger("said").map { hashes.isSaid(content, as: Int64($0)) } ?? true
            found[place] = isSame ? .same : .other
        }
        let parts = submissions.indices.filter { submissions[$0].part != nil }
        let numbers = parts.map { submissions[$0].part?.number ?? 0 }
        for row in try partRows(parts.map { submissions[$0].key }, numbers, &connection) {
            let place = parts[row.integer("position") - 1]
            let stored = row.optionalInteger("words").map(Int64.init)
            let isSame = stored.flatMap { stored in
                submissions[place].part.map { part in
                    // Without the search key nobody knows what those say that were hashed by it.
                    row.boolean("keyed") && !hashes.areKeyed || hashes.areWords(part.words, as: stored)
                }
            }
            found[place] = !(isSame ?? false) ? .other : row.boolean("waits") ? .waiting : .same
        }
        return found
    }

    private static func wholeRows(
        _ keys: [SubmissionKey], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        let said = Self.said(connection.keys)
        return try connection.execute(
            "compare submissions",
            """
            SELECT k.position, \(said)
            FROM unnest($1, $2) WITH ORDINALITY AS k (channel, external_id, position)
            JOIN submission s ON s.channel = k.channel AND s.external_id = k.external_id
            """, [.texts(keys) { $0.channel }, .texts(keys) { $0.externalID }])
    }

    /// Those whose number is stored, and those whose id is that of a whole submission: `words` is null there.
    private static func partRows(
        _ keys: [SubmissionKey], _ numbers: [Int], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        try connection.execute(
            "compare parts",
            """
            SELECT k.position, p.words, COALESCE(p.keyed, false) AS keyed,
                p.part IS NOT NULL AND p.message_id IS NULL AS waits
            FROM unnest($1, $2, $3) WITH ORDINALITY AS k (channel, external_id, part, position)
            LEFT JOIN sms_part p ON p.channel = k.channel AND p.external_id = k.external_id AND p.part = k.part
            WHERE p.part IS NOT NULL
                OR EXISTS (SELECT 1 FROM submission s WHERE s.channel = k.channel AND s.external_id = k.external_id)
                AND NOT EXISTS (SELECT 1 FROM sms_part q WHERE q.channel = k.channel AND q.external_id = k.external_id)
            """,
            [.texts(keys) { $0.channel }, .texts(keys) { $0.externalID }, .smallints(numbers) { $0 }])
    }
}
