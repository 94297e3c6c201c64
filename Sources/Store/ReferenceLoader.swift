package import Complaints
package import Postgres

/// Loads reference data from CSV files: new rows are added, known ones updated, none removed.
package enum ReferenceLoader {
    /// A table, the columns that identify a row, and the file's text.
    package struct Source: Sendable {
        /// Table, and name of the CSV file.
        package var table: String
        package var key: [String]

        package init(_ table: String, key: [String]) {
            self.table = table
            self.key = key
        }

        /// What `lapor load reference` loads, in the order that references need.
        package static let reference = [
            Source("region", key: ["code"]), Source("village", key: ["code"]),
            Source("alias", key: ["alias", "region_code"]),
            Source("duty", key: ["code"]), Source("body", key: ["code"]),
            Source("body_alias", key: ["alias", "kind", "target_code"]), Source("category", key: ["code"]),
            Source("category_keyword", key: ["category_code", "phrase"]),
            Source("agency_family", key: ["family", "target"]),
            Source("holiday", key: ["date", "name", "region_code"]),
            Source("deadline_rule", key: ["clock", "class", "region_code", "valid_from"]),
        ]
        /// Regions that channels serve.
        package static let channelRegions = Source("channel_region", key: ["channel"])
        /// Liaison officers, which every installation brings itself.
        package static let officers = Source("liaison_officer", key: ["body_code", "name", "valid_from"])
    }

    /// Loads all files in one transaction and lets running workers know.
    ///
    /// - Parameter files: each with the text of its CSV, header first.
    /// - Throws: `PostgresError`; then nothing was changed.
    package static func load(
        _ files: [(source: Source, csv: [UInt8])], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(table: String, rows: Int)] {
        try connection.transaction { connection throws(PostgresError) in
            let calendar = try CalendarTable.inForce(&connection)
            var loaded: [(table: String, rows: Int)] = []
            for (source, csv) in files {
                loaded.append((source.table, try load(source, csv, &connection)))
                if source.table == "body" {
                    loaded += try BodyTable.addTypical(&connection).map { ("body (typical)", $0) }
                }
            }
            try CalendarTable.recordLoad(after: calendar, at: now, &connection)
            try ReferenceTables.announceChange(&connection)
            return loaded
        }
    }

    private static func load(
        _ source: Source, _ csv: [UInt8], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        let header = String(decoding: csv.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        let columns = header.split(separator: ",").map { "\"\($0.filter { $0.isLetter || $0 == "_" })\"" }
        let list = columns.joined(separator: ", ")
        let staging = "staging_\(source.table)"
        try connection.run(
            "CREATE TEMPORARY TABLE \(staging) ON COMMIT DROP AS SELECT \(list) FROM \(source.table) WITH NO DATA")
        try connection.copy(into: "\(staging) (\(list))", csv: csv)
        let key = source.key.map { "\"\($0)\"" }
        let others = columns.filter { !key.contains($0) }
        let update =
            others.isEmpty
            ? "NOTHING" : "UPDATE SET " + others.map { "\($0) = EXCLUDED.\($0)" }.joined(separator: ", ")
        return try connection.run(
            """
            INSERT INTO \(source.table) (\(list)) SELECT * FROM \(staging)
            ON CONFLICT (\(key.joined(separator: ", "))) DO \(update)
            """
        ).affectedRows
    }
}
