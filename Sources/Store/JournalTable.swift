package import Complaints
import Contract
package import Postgres
package import Shared

/// Table `journal`, as operators ask it.
package enum JournalTable {
    /// A row, as the way of a case shows it.
    package struct Step: Sendable, Encodable {
        package var version: Int
        package var event: String
        package var at: Instant
        package var actor: String
        package var reason: String?
    }

    /// The way of a case, oldest step first.
    package static func steps(
        of id: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Step] {
        try connection.execute(
            "history",
            """
            SELECT version, event, at, actor, data->>'reason' AS reason FROM journal WHERE complaint_id = $1
            ORDER BY version
            """, [.id(id)]
        ).map(Step.init)
    }

    /// A step that sent a case somewhere, and why.
    package struct Decision: Sendable {
        package var step: Step
        /// Code of the body, or of the desk.
        package var body: String?
        package var bodyName: String?
        /// JSON: what it was found with.
        package var explanation: String?
    }

    /// What was decided about a case since it came, oldest first.
    package static func decisions(
        about code: TrackingCode, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Decision] {
        try connection.execute(
            "decisions",
            """
            SELECT j.version, j.at, j.event, j.actor, COALESCE(j.data->>'body', j.data->>'coordinator') AS body,
                b.name AS body_name, j.data->>'reason' AS reason, (jsonb_build_object('basis', j.data#>'{why,basis}',
                    'agency', j.data#>'{why,candidates}') || e.data::jsonb)::text AS explanation
            FROM complaint c JOIN journal j ON j.complaint_id = c.id
            LEFT JOIN explanation e ON e.complaint_id = j.complaint_id AND e.version = j.version
            LEFT JOIN body b ON b.code = COALESCE(j.data->>'body', j.data->>'coordinator')
            WHERE c.code = $1 AND j.event <> 'registered' ORDER BY j.version
            """, [.text(code.description)]
        ).map {
            Decision(
                step: Step($0), body: $0.optionalText("body"), bodyName: $0.optionalText("body_name"),
                explanation: $0.optionalText("explanation"))
        }
    }

    /// Cases that were handed up to the Ombudsman's level, oldest first.
    package static func ripeForOmbudsman(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "ripe cases",
            """
            SELECT DISTINCT complaint_id FROM journal WHERE event = 'escalated' AND data ->> 'clock' = 'ombudsman'
            ORDER BY complaint_id
            """
        ).map { $0.complaintID("complaint_id") }
    }

    /// When officers, and coordinators and national desks, last did something on the cases of each body.
    package static func work(
        since start: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [BodySurvey.Work] {
        try connection.execute(
            "casework",
            """
            SELECT data->>'body' AS body, data->>'role' = 'officer' AS officer, max(at) AS at FROM journal
            WHERE at >= $1 AND data->>'role' IN ('officer', 'coordinator', 'national') AND data->>'body' IS NOT NULL GROUP BY 1, 2
            """, [.instant(start)]
        ).map { BodySurvey.Work(body: $0.text("body"), isOfficers: $0.boolean("officer"), at: $0.instant("at")) }
    }

    /// How many deadlines were computed again since a moment and moved, by clock.
    package static func deadlinesMoved(
        since moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Int] {
        try connection.execute(
            "deadlines moved",
            """
            SELECT m ->> 'clock' AS clock, count(*) AS moved FROM journal, json_array_elements(data -> 'moves') m
            WHERE at >= $1 AND event = 'rescheduled' GROUP BY 1
            """, [.instant(moment)]
        ).reduce(into: [:]) { $0[$1.text("clock")] = $1.integer("moved") }
    }

    /// Number of rows and a digest of all of them: two rehearsals with the same digest were the same.
    package static func digest(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (events: Int, sha256: String) {
        let row = try connection.execute(
            "journal digest",
            """
            SELECT count(*) AS events, encode(sha256(convert_to(COALESCE(string_agg(concat_ws(' ', complaint_id, version,
                event, extract(epoch FROM at), actor, data::jsonb), E'\\n' ORDER BY complaint_id, version), ''), 'UTF8')), 'hex')
                AS digest
            FROM journal
            """)[0]
        return (row.integer("events"), row.text("digest"))
    }
}

extension JournalTable.Step {
    fileprivate init(_ row: Row) {
        self.init(
            version: row.integer("version"), event: row.text("event"), at: row.instant("at"), actor: row.text("actor"),
            reason: row.optionalText("reason"))
    }
}

/// Rows of the event journal, for `COPY`. Whoever writes to the journal does it by them.
package struct JournalRows: Sendable {
    private var rows: [(entry: JournalEntry, data: [UInt8])] = []

    package init() {}

    /// - Returns: the row's data, which is what the event's message carries.
    @discardableResult
    package mutating func add(_ entry: JournalEntry) -> [UInt8] {
        let data = entry.details.json(version: entry.version, at: entry.at)
        rows.append((entry, data))
        return data
    }

    /// Stores the rows, each with its hash, and notes that they are to be numbered and their cases folded.
    ///
    /// - Parameter folded: the cases whose facts are stored in the same transaction.
    package func store(
        folded: Set<ComplaintID> = [], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var heads = try JournalChain.heads(of: continued, &connection)
        var copies = CopyRows(columns: 7)
        for (entry, data) in rows {
            let hash = JournalChain.hash(entry, data: data, after: heads[entry.complaint])
            heads[entry.complaint] = hash
            copies.beginRow()
            copies.append(entry.complaint)
            copies.append(Int32(entry.version))
            copies.append(entry.event.rawValue)
            copies.append(entry.at)
            copies.append(entry.actor)
            copies.append(utf8: data)
            copies.append(utf8: hash)
        }
        try connection.copy(into: "journal (complaint_id, version, event, at, actor, data, hash)", copies)
        try noteToDo(folded: folded, &connection)
    }

    /// One statement for both: each batch of each stage waits for it.
    private func noteToDo(
        folded: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try connection.execute(
            "note what is to do",
            """
            WITH numbered AS (INSERT INTO event_todo (complaints, versions) VALUES ($1, $2))
            INSERT INTO fact_todo (ids) SELECT $3::uuid[] WHERE cardinality($3::uuid[]) > 0
            """,
            [
                .ids(rows) { $0.entry.complaint }, .integers(rows) { $0.entry.version },
                .ids(Set(rows.map(\.entry.complaint)).subtracting(folded)),
            ])
    }

    /// Where journals end that these rows go on with.
    private var continued: [(complaint: ComplaintID, version: Int)] {
        var seen: Set<ComplaintID> = []
        return rows.compactMap { entry, _ in
            seen.insert(entry.complaint).inserted && entry.version > 1 ? (entry.complaint, entry.version - 1) : nil
        }
    }
}

extension JournalEntry {
    /// The columns that `init(_:)` reads.
    static let columns = "complaint_id, version, event, at, actor, data::text AS data"
    /// The same with the row's hash.
    static let columnsWithHash = columns + ", hash"
    /// The same of the table that a statement calls `j`.
    static let columnsOfJ = "j.complaint_id, j.version, j.event, j.at, j.actor, j.data::text AS data"

    /// Where the journal of each complaint stands in rows that are in their order.
    static func journals(_ rows: QueryResult) -> [(complaint: ComplaintID, rows: Range<Int>)] {
        var journals: [(complaint: ComplaintID, rows: Range<Int>)] = []
        var row = 0
        while row < rows.count {
            let id = rows[row].complaintID("complaint_id")
            let end = (row..<rows.count).first { rows[$0].complaintID("complaint_id") != id } ?? rows.count
            journals.append((id, row..<end))
            row = end
        }
        return journals
    }

    /// - Throws: `ReplayError` when it cannot be read.
    package convenience init(_ row: Row) throws(ReplayError) {
        let (complaint, version) = (row.complaintID("complaint_id"), row.integer("version"))
        func unreadable(_ reason: String) -> ReplayError {
            ReplayError(complaint: complaint, version: version, reason: reason)
        }
        guard let event = CaseEvent(rawValue: row.text("event")) else {
            throw unreadable("this program does not know the event '\(row.text("event"))'")
        }
        let at = row.instant("at")
        do throws(Rejection) {
            self.init(
                complaint: complaint, version: version, event: event, at: at, actor: row.text("actor"),
                details: try EventDetails(json: row.utf8("data"), at: at))
        } catch {
            throw unreadable("\(error.field ?? "data"): \(error.reason)")
        }
    }

    /// The message that announces it.
    package var outbound: Outbound { outbound(by: channel) }

    /// The same of a case of which its row does not tell the channel.
    package func outbound(by channel: String?) -> Outbound {
        var message = Outbound.event(self, data: details.json(version: version, at: at))
        message.channel = channel
        return message
    }
}
