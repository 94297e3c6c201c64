package import Complaints
import Contract
package import Postgres
import Routing

/// Table `correspondence`: what officers and reporters write to each other.
package enum Correspondence {
    /// Cases with the same words that are counted; who has pasted more has pasted this many.
    private static let mostCounted = 1000

    /// In how many cases words with these fingerprints stand.
    package static func counts(
        of fingerprints: [Int64], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: Int] {
        guard !fingerprints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "pasted words",
            """
            SELECT f.print, n.cases FROM unnest($1) AS f (print) CROSS JOIN LATERAL (SELECT count(*) AS cases
                FROM (SELECT DISTINCT complaint_id FROM correspondence WHERE fingerprint = f.print LIMIT $2) AS c) AS n
            """, [.bigints(Set(fingerprints)), .bigint(Int64(mostCounted))])
        return rows.reduce(into: [:]) { $0[Int64($1.integer("print"))] = $1.integer("cases") }
    }

    /// Those of these words that are kept and wait to be taken up, with their cases.
    package static func waiting(
        among words: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ComplaintID] {
        guard !words.isEmpty else { return [:] }
        let rows = try connection.execute(
            "waiting words",
            "SELECT id, complaint_id FROM correspondence WHERE id = ANY ($1) AND version IS NULL",
            [.ids(Set(words))])
        return rows.reduce(into: [:]) { $0[$1.complaintID("id")] = $1.complaintID("complaint_id") }
    }

    /// What was written in these cases, by case and version of the case.
    package static func words(
        in complaints: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [Int: String]] {
        guard !complaints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "words",
            """
            SELECT complaint_id, version, text FROM correspondence
            WHERE complaint_id = ANY ($1) AND version IS NOT NULL
            """, [.ids(complaints)])
        return rows.reduce(into: [:]) {
            $0[$1.complaintID("complaint_id"), default: [:]][$1.integer("version")] = $1.text("text")
        }
    }

    /// Keeps what came by a channel with the cases that it answers; CaseWorker takes them up.
    ///
    /// - Parameter answers: the complaint that each answers, by its id.
    package static func keep(
        _ complaints: [NewComplaint], answering answers: [ComplaintID: ComplaintID],
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let words = complaints.filter { answers[$0.id] != nil }
        guard !words.isEmpty else { return }
        var rows = CopyRows(columns: 5)
        for word in words {
            rows.beginRow()
            rows.append(word.id)
            rows.append(answers[word.id])
            rows.append(word.entry.at)
            rows.append(CaseRole.reporter.rawValue)
            rows.append(word.submission.text)
        }
        try connection.copy(into: "correspondence (id, complaint_id, at, role, text)", rows)
        try SubmissionTable.link(words, &connection)
    }

    /// What reporters wrote in these cases, oldest first.
    static func ofReporters(
        in complaints: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> QueryResult {
        try connection.execute(
            "answers",
            "SELECT complaint_id, text FROM correspondence WHERE complaint_id = ANY ($1) AND role = 'reporter' ORDER BY at",
            [.ids(complaints)])
    }

    /// Keeps the words of commands that were carried out; words that are kept already are given their place.
    package static func store(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try storeNew(applied.filter { $0.command.correspondence == nil }, at: now, &connection)
        for command in applied {
            guard let words = command.command.correspondence else { continue }
            try connection.execute(
                "place correspondence",
                "UPDATE correspondence SET version = $2 WHERE id = $1 AND complaint_id = $3",
                [.id(words), .integer(Int32(command.entry.version)), .id(command.after.id)])
        }
    }

    private static func storeNew(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 8)
        for command in applied {
            guard let words = command.command.words else { continue }
            rows.beginRow()
            rows.append(command.correspondenceID)
            rows.append(command.after.id)
            rows.append(Int32(command.entry.version))
            rows.append(now)
            rows.append(command.command.actor.role.rawValue)
            rows.append(words)
            rows.append(command.after.body ?? command.after.desk)
            rows.append(command.command.officersFingerprint)
        }
        guard rows.count > 0 else { return }
        try connection.copy(
            into: "correspondence (id, complaint_id, version, at, role, text, body_code, fingerprint)", rows)
    }
}

extension AppliedCommand {
    /// Derived from case and version: the same words of the same command have the same id.
    fileprivate var correspondenceID: ComplaintID {
        var hash = SipHash(key: SipHashKey(k0: after.id.high, k1: after.id.low))
        hash.append(bigEndian: UInt64(entry.version))
        return ComplaintID(high: after.id.high, low: hash.finalized())
    }
}

extension CaseCommand {
    /// Of an officer's words to a reporter.
    package var officersFingerprint: Int64? {
        guard name == .reply || name == .close, actor.role != .reporter else { return nil }
        return words.flatMap(PastedWords.fingerprint)
    }
}
