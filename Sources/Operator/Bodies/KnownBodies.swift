package import Complaints
package import Postgres
import Store

/// What is there already.
package struct KnownBodies {
    package private(set) var bodies: [String: Body] = [:]
    package let table: BodyFile.Known

    package init(_ database: inout PostgresConnection) throws {
        bodies = try ReferenceTables.caseRules(&database).bodies
        func codes(_ table: String) throws -> Set<String> {
            let rows = try database.execute("codes of \(table)", "SELECT code FROM \(table)")
            return Set((0..<rows.count).map { rows.text($0, 0) })
        }
        table = BodyFile.Known(
            parents: bodies.mapValues(\.parentCode), regions: try codes("region"), duties: try codes("duty"))
    }

    package static func store(_ bodies: [Body], _ database: inout PostgresConnection) throws {
        guard !bodies.isEmpty else { return }
        var columns = [BinaryArray](repeating: BinaryArray(.text), count: 7)
        for body in bodies {
            let values = [
                body.code, body.parentCode, body.kind.rawValue, body.name, body.shortName, body.regionCode,
                body.dutyCode,
            ]
            for (index, value) in values.enumerated() { columns[index].append(value) }
        }
        // References are looked at when the statement ends, so that a body may come before the one above it.
        try database.transaction { database throws(PostgresError) in
            try database.execute(
                "import bodies",
                """
                INSERT INTO body (code, parent_code, kind, name, short_name, region_code, duty_code)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO UPDATE SET
                    parent_code = EXCLUDED.parent_code, kind = EXCLUDED.kind, name = EXCLUDED.name,
                    short_name = EXCLUDED.short_name, region_code = EXCLUDED.region_code, duty_code = EXCLUDED.duty_code
                """, columns.map { .array($0) })
            try ReferenceTables.announceChange(&database)
        }
    }
}
