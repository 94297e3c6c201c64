package import Complaints
package import Postgres
import Store

/// What a hand-over needs besides the journal: the citizen's words, and names.
package struct HandOverRecord {
    var isAnonymous = true
    var isConfidential = false
    var reporter: HandOver.Reporter?
    var report = HandOver.Report(text: "")
    var region: String?
    var letters: [HandOver.Letter] = []
    var bodyNames: [String: String] = [:]

    /// Reads what belongs to a complaint. Who an anonymous reporter is is not even read.
    package static func read(
        _ id: ComplaintID, bodyNames: [String: String], _ database: inout PostgresConnection
    ) throws(PostgresError) -> HandOverRecord {
        var record = HandOverRecord()
        record.bodyNames = bodyNames
        let key = Parameter.id(id)
        let rows = try database.execute(
            "hand-over",
            """
            SELECT c.anonymous, c.confidential, c.title, c.text, c.location_text, c.incident_date::text, r.name
            FROM complaint c LEFT JOIN region r ON r.code = c.region_code WHERE c.id = $1
            """, [key])
        guard rows.count == 1 else { return record }
        record.isAnonymous = rows.boolean(0, 0)
        record.isConfidential = rows.boolean(0, 1)
        record.report = HandOver.Report(
            title: rows.optionalText(0, 2), text: rows.text(0, 3), location: rows.optionalText(0, 4),
            incidentDate: rows.optionalText(0, 5))
        record.region = rows.optionalText(0, 6)
        if !record.isAnonymous { record.reporter = try reporter(key, &database) }
        record.letters = try letters(key, bodyNames, &database)
        return record
    }

    /// Names of all bodies by code.
    package static func bodyNames(_ database: inout PostgresConnection) throws(PostgresError) -> [String: String] {
        let rows = try database.execute("names of bodies", "SELECT code, name FROM body")
        return Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), rows.text($0, 1)) })
    }

    private static func reporter(
        _ key: Parameter, _ database: inout PostgresConnection
    ) throws(PostgresError) -> HandOver.Reporter? {
        let rows = try database.execute(
            "hand-over reporter", "SELECT name, phone, email FROM reporter WHERE complaint_id = $1", [key])
        guard rows.count == 1 else { return nil }
        return HandOver.Reporter(
            name: rows.optionalText(0, 0), phone: rows.optionalText(0, 1), email: rows.optionalText(0, 2))
    }

    private static func letters(
        _ key: Parameter, _ names: [String: String], _ database: inout PostgresConnection
    ) throws(PostgresError) -> [HandOver.Letter] {
        let rows = try database.execute(
            "hand-over letters",
            "SELECT at, role, body_code, text FROM correspondence WHERE complaint_id = $1 ORDER BY at, id", [key])
        return (0..<rows.count).map { row in
            HandOver.Letter(
                at: Instant(microseconds: rows.microseconds(row, 0)).rfc3339, role: rows.text(row, 1),
                body: rows.optionalText(row, 2).map { names[$0] ?? $0 }, text: rows.text(row, 3))
        }
    }
}
