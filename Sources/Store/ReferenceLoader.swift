import Postgres

/// Loads reference data from CSV files: new rows are added, known ones updated, none removed.
package struct ReferenceLoader: ~Copyable {
    /// A table, the columns that identify a row, and the file's text.
    package struct Source: Sendable {
        /// Table, and name of the CSV file.
        package var table: String
        /// The columns that identify a row.
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

    private var connection: PostgresConnection

    /// A loader for the database at `url`.
    package init(url: String) throws {
        connection = try PostgresConnection(at: url, seconds: 120)
    }

    /// Loads all files in one transaction and lets running workers know.
    ///
    /// - Parameter files: each with the text of its CSV, header first.
    /// - Returns: rows per table.
    /// - Throws: `PostgresError`; then nothing was changed.
    package mutating func load(_ files: [(source: Source, csv: [UInt8])]) throws -> [(table: String, rows: Int)] {
        try connection.transaction { connection throws(PostgresError) in
            let calendar = try CalendarTable.inForce(&connection)
            var loaded: [(table: String, rows: Int)] = []
            for (source, csv) in files {
                loaded.append((source.table, try Self.load(source, csv, &connection)))
                if source.table == "body" {
                    for sql in Self.typicalBodies {
                        loaded.append(("body (typical)", try connection.run(sql).affectedRows))
                    }
                }
            }
            try CalendarTable.recordLoad(after: calendar, &connection)
            try ReferenceTables.announceChange(&connection)
            return loaded
        }
    }

    private static func load(
        _ source: Source, _ csv: [UInt8], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        let header = String(decoding: csv.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        let columns = header.split(separator: ",").map { "\"\($0.filter { $0.isLetter || $0 == "_" })\"" }
        let staging = "staging_\(source.table)"
        try connection.run(
            "CREATE TEMPORARY TABLE \(staging) ON COMMIT DROP AS SELECT \(columns.joined(separator: ", ")) "
                + "FROM \(source.table) WITH NO DATA")
        try connection.copy(into: "\(staging) (\(columns.joined(separator: ", ")))", csv: csv)
        let key = source.key.map { "\"\($0)\"" }
        let others = columns.filter { !key.contains($0) }
        let update =
            others.isEmpty
            ? "NOTHING" : "UPDATE SET " + others.map { "\($0) = EXCLUDED.\($0)" }.joined(separator: ", ")
        return try connection.run(
            """
            INSERT INTO \(source.table) (\(columns.joined(separator: ", "))) SELECT * FROM \(staging)
            ON CONFLICT (\(key.joined(separator: ", "))) DO \(update)
            """
        ).affectedRows
    }

    /// The units that every region has by law, with the names that are typical (Permendagri 90/2019 names the duties;
    /// which unit carries them is our inference). Real names, where known, come with the file and win.
    private static let typicalBodies = [
        """
        INSERT INTO body (code, parent_code, kind, name, region_code, duty_code)
        SELECT g.code || '/' || d.code, g.code, 'opd',
            d.typical_opd || ' ' || CASE WHEN r.level = 'province' THEN 'Provinsi ' || r.name ELSE r.name END,
            r.code, d.code
        FROM body g JOIN region r ON r.code = g.region_code
        JOIN duty d ON CASE WHEN r.level = 'province' THEN 'province' ELSE 'regency' END
            = ANY (string_to_array(d.levels, ';'))
        WHERE g.kind IN ('province', 'regency', 'city') ON CONFLICT (code) DO NOTHING
        """,
        """
        INSERT INTO body (code, parent_code, kind, name, region_code, duty_code)
        SELECT g.code || '/INSP', g.code, 'inspectorate',
            'Inspektorat Daerah ' || CASE WHEN r.level = 'province' THEN 'Provinsi ' || r.name ELSE r.name END,
            r.code, '6.01'
        FROM body g JOIN region r ON r.code = g.region_code
        WHERE g.kind IN ('province', 'regency', 'city') ON CONFLICT (code) DO NOTHING
        """,
        """
        INSERT INTO body (code, parent_code, kind, name, region_code, duty_code)
        SELECT r.code || '/' || d.code, COALESCE(own.code, up.code), 'opd', d.typical_opd || ' ' || r.name,
            r.code, d.code
        FROM region r JOIN duty d ON 'district' = ANY (string_to_array(d.levels, ';'))
        LEFT JOIN body own ON own.code = r.parent_code AND own.kind IN ('regency', 'city')
        LEFT JOIN body up ON up.code = left(r.code, 2) AND up.kind = 'province'
        WHERE r.level = 'district' ON CONFLICT (code) DO NOTHING
        """,
    ]
}
