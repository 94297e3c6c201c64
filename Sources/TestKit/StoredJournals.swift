package import Complaints
import Contract
package import Postgres
import Store

/// Puts journals into a database as the workers would: cases with their present state, rows of the journal by `COPY`.
package enum StoredJournals {
    /// Stores new cases.
    ///
    /// - Throws: `PostgresError`, `ReplayError`.
    package static func insert(_ journals: [[JournalEntry]], _ connection: inout PostgresConnection) throws {
        let states = try journals.map { journal throws(ReplayError) in try CaseState(replaying: journal) }
        var rows = CopyRows(columns: 16)
        for state in states { add(state, to: &rows) }
        try connection.transaction { connection throws(PostgresError) in
            try connection.copy(
                into: """
                    complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at, received_at,
                        hop, supervised, region_code, category_code, body_code, text)
                    """, rows)
            try store(journals.flatMap(\.self), &connection)
        }
    }

    /// Stores what happened to cases that are there already.
    ///
    /// - Throws: `PostgresError`, `ReplayError`.
    package static func append(
        _ entries: [JournalEntry], to before: [JournalEntry], _ connection: inout PostgresConnection
    ) throws {
        let state = try CaseState(replaying: before + entries)
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute(
                "move case",
                """
                UPDATE complaint SET version = $2, status = $3::case_status, kind = $4, supervised = $5, hop = $6,
                    body_code = $7, category_code = $8, region_code = $9 WHERE id = $1
                """,
                [
                    .id(state.id), .integer(Int32(state.version)),
                    .text(state.status.rawValue), .text(state.kind.rawValue), .boolean(state.isMisconduct),
                    .integer(Int32(state.hop)), .text(state.body ?? state.desk), .text(state.category),
                    .text(state.region),
                ])
            try store(entries, &connection)
        }
    }

    private static func store(
        _ entries: [JournalEntry], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        var rows = JournalRows()
        for entry in entries { rows.add(entry) }
        try rows.store(&connection)
    }

    private static func add(_ state: CaseState, to rows: inout CopyRows) {
        rows.beginRow()
        rows.append(state.id)
        rows.append(state.code)
        rows.append(Int32(state.version))
        for text in [state.status.rawValue, state.kind.rawValue, state.channel] { rows.append(text) }
        for flag in [false, false] { rows.append(flag) }
        rows.append(state.submittedAt)
        rows.append(state.registeredAt)
        rows.append(Int16(state.hop))
        rows.append(state.isMisconduct)
        for text in [state.region, state.category, state.body ?? state.desk] { rows.append(text) }
        rows.append("isi")
    }
}
