package import Complaints
package import Postgres

/// Table `body`, as operators list and change it.
package enum BodyTable {
    private static let columns = ["code", "parent_code", "kind", "name", "short_name", "region_code", "duty_code"]
    private static let columnList = columns.joined(separator: ", ")

    /// In the order of their codes; without those of a kind that this program does not know.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Body] {
        try connection.execute("bodies", "SELECT \(columnList) FROM body ORDER BY code").compactMap { row in
            BodyKind(rawValue: row.text("kind")).map {
                Body(
                    code: row.text("code"), parentCode: row.optionalText("parent_code"), kind: $0,
                    name: row.text("name"), shortName: row.optionalText("short_name"),
                    regionCode: row.optionalText("region_code"), dutyCode: row.optionalText("duty_code"))
            }
        }
    }

    package struct Listed: Sendable, Encodable {
        package var code: String
        package var parent: String?
        package var kind: String
        package var name: String
        package var region: String?
        /// Those who answer today.
        package var officers: Int
        package var dormant: Bool
        package var reasons: [String]
    }

    /// Which bodies are listed; nil does not narrow.
    package struct Filter: Sendable {
        /// The region and all below it.
        package var region: String?
        package var kind: String?
        /// Directly below this body.
        package var parent: String?
        package var isDormant: Bool

        package init(region: String?, kind: String?, parent: String?, isDormant: Bool) {
            (self.region, self.kind, self.parent, self.isDormant) = (region, kind, parent, isDormant)
        }
    }

    /// By code.
    package static func list(
        _ filter: Filter, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Listed] {
        try connection.execute(
            "list bodies",
            """
            SELECT b.code, b.parent_code, b.kind, b.name, b.region_code, (SELECT count(*) FROM valid_officer o
                WHERE o.body_code = b.code) AS officers, COALESCE(s.dormant, false) AS dormant,
                COALESCE(array_to_string(s.reasons, ','), '') AS reasons
            FROM body b LEFT JOIN body_standing s ON s.body_code = b.code
            WHERE ($1::text IS NULL OR b.region_code = $1 OR starts_with(b.region_code, $1 || '.'))
                AND ($2::text IS NULL OR b.kind = $2) AND ($3::text IS NULL OR b.parent_code = $3)
                AND (NOT $4 OR s.dormant) ORDER BY b.code
            """, [.text(filter.region), .text(filter.kind), .text(filter.parent), .boolean(filter.isDormant)]
        ).map { row in
            Listed(
                code: row.text("code"), parent: row.optionalText("parent_code"), kind: row.text("kind"),
                name: row.text("name"), region: row.optionalText("region_code"), officers: row.integer("officers"),
                dormant: row.boolean("dormant"),
                reasons: row.text("reasons").split(separator: ",").map(String.init))
        }
    }

    /// What is known of one body.
    package struct Facts: Sendable {
        package var name: String
        package var shortName: String?
        package var kind: String
        package var parent: String?
        package var region: String?
        package var duty: String?
        package var aliases: [String]
        package var openCases: Int
    }

    package static func facts(
        _ code: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Facts? {
        try connection.execute(
            "show body",
            """
            SELECT b.name, b.short_name, b.kind, b.parent_code, b.region_code, d.name AS duty,
                (SELECT count(*) FROM complaint c
                    WHERE c.body_code = b.code AND c.status NOT IN ('selesai', 'arsip')) AS open_cases,
                COALESCE((SELECT string_agg(alias, '|' ORDER BY alias) FROM body_alias a
                    WHERE a.kind = 'body' AND a.target_code = b.code), '') AS aliases
            FROM body b LEFT JOIN duty d ON d.code = b.duty_code WHERE b.code = $1
            """, [.text(code)]
        ).first.map { row in
            Facts(
                name: row.text("name"), shortName: row.optionalText("short_name"), kind: row.text("kind"),
                parent: row.optionalText("parent_code"), region: row.optionalText("region_code"),
                duty: row.optionalText("duty"), aliases: row.text("aliases").split(separator: "|").map(String.init),
                openCases: row.integer("open_cases"))
        }
    }

    /// The body's name; nil when there is none of that code.
    package static func name(
        of code: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> String? {
        try connection.execute("body name", "SELECT name FROM body WHERE code = $1", [.text(code)]).first?.text("name")
    }

    /// The code of a body and those of all below it.
    package static func codes(
        below code: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Set<String> {
        Set(
            try connection.execute(
                "bodies below",
                """
                WITH RECURSIVE below AS (SELECT code FROM body WHERE code = $1
                    UNION SELECT b.code FROM body b JOIN below u ON b.parent_code = u.code) SELECT code FROM below
                """, [.text(code)]
            ).map { $0.text("code") })
    }

    package static func names(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: String] {
        try connection.execute("names of bodies", "SELECT code, name FROM body")
            .reduce(into: [:]) { $0[$1.text("code")] = $1.text("name") }
    }

    /// Adds bodies, or changes those that are there, all or none.
    package static func store(
        _ bodies: [Body], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        guard !bodies.isEmpty else { return }
        // References are looked at when the statement ends, so that a body may come before the one above it.
        try connection.transaction { connection throws(PostgresError) in
            try connection.execute(
                "import bodies",
                """
                INSERT INTO body (\(columnList)) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (code) DO UPDATE SET \(Self.columns.map { "\($0) = EXCLUDED.\($0)" }.joined(separator: ", "))
                """,
                [
                    .texts(bodies) { $0.code }, .texts(bodies) { $0.parentCode }, .texts(bodies) { $0.kind.rawValue },
                    .texts(bodies) { $0.name }, .texts(bodies) { $0.shortName }, .texts(bodies) { $0.regionCode },
                    .texts(bodies) { $0.dutyCode },
                ])
            try ReferenceTables.announceChange(&connection)
        }
    }

    /// Adds units that are missing; returns how many by each rule.
    static func addTypical(_ connection: inout PostgresConnection) throws(PostgresError) -> [Int] {
        var added: [Int] = []
        for sql in typical { added.append(try connection.run(sql).affectedRows) }
        return added
    }

    /// The units that every region has by law, with the names that are typical (Permendagri 90/2019 names the duties;
    /// which unit carries them is our inference). Real names, where known, come with the file and win.
    private static let typical = [
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
