import Complaints
import Postgres
import Sealing

/// What reports say, in table `complaint`.
enum ReportWordsTable {
    /// Of those that exist.
    static func read(
        _ ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ReportWords] {
        try words(
            try connection.execute(
                "words of reports",
                "SELECT c.id, \(ReportWords.columns(of: "c")) FROM complaint c WHERE c.id = ANY ($1)", [.ids(ids)]),
            connection.keys)
    }

    /// The same, locked.
    static func lock(
        _ ids: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: ReportWords] {
        try words(
            try connection.execute(
                "lock words of reports",
                """
                SELECT c.id, \(ReportWords.columns(of: "c")) FROM complaint c WHERE c.id = ANY ($1) ORDER BY c.id
                FOR UPDATE OF c
                """, [.ids(ids)]), connection.keys)
    }

    /// Rows with an id and `ReportWords.columns`.
    static func words(
        _ rows: QueryResult, _ keys: CaseKeys
    ) throws(PostgresError) -> [ComplaintID: ReportWords] {
        var words: [ComplaintID: ReportWords] = [:]
        for row in rows {
            let id = row.complaintID("id")
            words[id] = try ReportWords(row, of: id, keys)
        }
        return words
    }

    /// Puts these in the places of those that are there, sealed where this session seals. The cases keep their versions.
    static func put(
        _ words: [ComplaintID: ReportWords], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !words.isEmpty else { return }
        let rows = words.sorted { $0.key < $1.key }
        let keys = try CaseKeyTable.keys(.words, of: Set(words.keys), &connection)
        let sealed = try rows.map { id, words throws(PostgresError) in
            try keys[id].map { key throws(PostgresError) in try words.sealed(key, of: id) }
        }
        func clear(_ value: (ReportWords) -> String?) -> Parameter {
            .texts(zip(rows, sealed)) { row, sealed in sealed == nil ? value(row.value) : nil }
        }
        func json(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
        try connection.execute(
            "put words of reports",
            """
            UPDATE complaint c SET title = u.title, text = u.text, location_text = u.location,
                category_hint = u.category, agency_hint = u.agency, attachments = u.attachments::json,
                extras = u.extras::json, sealed = u.sealed
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                AS u (id, title, text, location, category, agency, attachments, extras, sealed)
            WHERE c.id = u.id
            """,
            [
                .ids(rows.map(\.key)), clear(\.title), clear(\.text), clear(\.location), clear(\.category),
                clear(\.agency), clear { json($0.attachments) }, clear { json($0.extras) }, .byteas(sealed) { $0 },
            ])
    }
}
