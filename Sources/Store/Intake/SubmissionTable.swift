package import Complaints
package import Contract
package import Postgres

/// The submissions that were ever taken in, by channel and the channel's own id, and what each became.
package enum SubmissionTable {
    /// Those whose keys nobody has claimed. Looking first and copying costs half of what `ON CONFLICT` does.
    package static func unclaimed(
        _ complaints: [NewComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [NewComplaint] {
        // In order, so that two workers with the same keys wait for each other instead of blocking each other.
        let sorted = complaints.sorted { $0.submission.key < $1.submission.key }
        let known = try connection.execute(
            "claimed submissions",
            """
            SELECT k.position FROM unnest($1, $2) WITH ORDINALITY AS k (channel, external_id, position)
            JOIN submission s ON s.channel = k.channel AND s.external_id = k.external_id
            """, keys(of: sorted))
        let claimed = Set(known.map { $0.integer("position") - 1 })
        return sorted.indices.filter { !claimed.contains($0) }.map { sorted[$0] }
    }

    /// Claims the keys of those that are unclaimed.
    ///
    /// - Parameters:
    ///   - answers: the complaint that each answers, by its id; those that are reports of their own are left out.
    ///   - folded: the report that each repeats.
    /// - Throws: `PostgresError`; a unique violation when another worker claimed one of them meanwhile.
    package static func claim(
        _ new: [NewComplaint], answering answers: [ComplaintID: ComplaintID],
        repeating folded: [ComplaintID: ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let column = connection.keys.search != nil ? "said" : "content_hash"
        let columns = "channel, external_id, complaint_id, \(column)"
        let repeated = new.filter { folded[$0.id] != nil }
        try connection.copy(
            into: "submission (\(columns))", rows(new.filter { folded[$0.id] == nil }, of: answers))
        guard !repeated.isEmpty else { return }
        try connection.copy(into: "submission (\(columns), repeats)", rows(repeated, of: folded, repeats: true))
    }

    /// - Parameter cases: where each belongs that makes no case of its own.
    private static func rows(
        _ complaints: [NewComplaint], of cases: [ComplaintID: ComplaintID], repeats: Bool = false
    ) -> CopyRows {
        var rows = CopyRows(columns: repeats ? 5 : 4)
        for complaint in complaints {
            rows.beginRow()
            rows.append(complaint.submission.channel)
            rows.append(complaint.submission.externalID)
            rows.append(cases[complaint.id] ?? complaint.id)
            rows.append(complaint.said)
            if repeats { rows.append(true) }
        }
        return rows
    }

    /// What is known of submissions whose keys were claimed before. A second statement, because what another
    /// transaction has just committed is visible only to the next one.
    ///
    /// - Throws: `PostgresError`; a fault when one of them is stored nowhere: announcing it would lose it.
    package static func known(
        _ complaints: [NewComplaint], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SubmissionKey: KnownComplaint] {
        guard !complaints.isEmpty else { return [:] }
        let said = Self.said(connection.keys)
        let rows = try connection.execute(
            "find known",
            """
            WITH \(OutboxTable.held)
            SELECT k.position, \(JournalEntry.columnsOfJ), c.version AS present_version, h.outbox_id, s.correspondence_id,
                \(said)
            FROM unnest($1, $2) WITH ORDINALITY AS k (channel, external_id, position)
            JOIN submission s ON s.channel = k.channel AND s.external_id = k.external_id
            JOIN complaint c ON c.id = s.complaint_id
            JOIN journal j ON j.complaint_id = s.complaint_id AND j.version = 1
            LEFT JOIN held h ON h.complaint_id = s.complaint_id AND h.version = 1
            """, keys(of: complaints))
        var known: [SubmissionKey: KnownComplaint] = [:]
        for row in rows {
            do throws(ReplayError) {
                known[complaints[row.integer("position") - 1].submission.key] = KnownComplaint(
                    entry: try JournalEntry(row), answer: row.optionalComplaintID("correspondence_id"),
                    version: row.integer("present_version"), held: row.optionalInteger("outbox_id").map(Int64.init),
                    said: row.optionalInteger("said").map(Int64.init))
            } catch {
                throw PostgresError(.abandoned(.fault), in: "find known", "\(error)")
            }
        }
        guard known.count == complaints.count else {
            throw PostgresError(
                .abandoned(.fault), in: "find known", "a submission is known but its complaint is not")
        }
        return known
    }

    /// What a submission says, in whichever form it is stored: one of the columns is empty. Without the search key nobody knows what
    /// those say that were hashed by it.
    static func said(_ keys: CaseKeys) -> String {
        keys.search == nil ? "s.content_hash AS said" : "COALESCE(s.said, s.content_hash) AS said"
    }

    /// Notes where the words of `answers` are kept: what comes again is known by its submission, and leads to the same
    /// words.
    static func link(_ answers: [NewComplaint], _ connection: inout PostgresConnection) throws(PostgresError) {
        try connection.execute(
            "link answers",
            """
            UPDATE submission s SET correspondence_id = u.id FROM unnest($1, $2, $3) AS u (channel, external_id, id)
            WHERE s.channel = u.channel AND s.external_id = u.external_id
            """, keys(of: answers) + [.ids(answers.map(\.id))])
    }

    private static func keys(of complaints: [NewComplaint]) -> [Parameter] {
        [.texts(complaints) { $0.submission.channel }, .texts(complaints) { $0.submission.externalID }]
    }
}
