package import Complaints
package import Postgres
import Shared

/// The calendar: the holidays in force, a draft of the next one, and how it came about.
package enum CalendarTable {
    /// A calendar that came into force.
    package struct Version: Sendable {
        package var number: Int
        package var at: Instant
        package var actor: String
        /// Why: the decree.
        package var note: String
        package var change: CalendarChange
    }

    /// The holidays in force, in order.
    package static func inForce(_ connection: inout PostgresConnection) throws(PostgresError) -> [Holiday] {
        try connection.execute(
            "calendar in force", "SELECT \(columns) FROM holiday ORDER BY 1, 4, 2"
        ).compactMap(day)
    }

    package static func draft(_ connection: inout PostgresConnection) throws(PostgresError) -> CalendarDraft? {
        guard let whole = try connection.execute("draft kind", "SELECT whole FROM calendar_draft").first else {
            return nil
        }
        let rows = try connection.execute(
            "draft days", "SELECT \(columns) FROM calendar_draft_day ORDER BY 1, 4, 2")
        return CalendarDraft(days: rows.compactMap(day), isWhole: whole.boolean("whole"))
    }

    /// Keeps a draft in the place of the one before.
    package static func stage(
        _ draft: CalendarDraft, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.transaction { connection throws(PostgresError) in
            try forgetDraft(connection)
            try connection.execute(
                "stage draft", "INSERT INTO calendar_draft (whole) VALUES ($1)", [.boolean(draft.isWhole)])
            try insert(draft.days, into: "calendar_draft_day", connection)
        }
    }

    /// Puts the draft in force. Workers follow within half a minute; ClockWorker computes open deadlines again.
    ///
    /// - Returns: the version with its change; nil when the draft changes nothing, or there is none.
    package static func apply(
        actor: String, note: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Version? {
        try connection.transaction { connection throws(PostgresError) in
            // One after the other: the second finds no draft.
            try connection.run("LOCK TABLE calendar_draft, calendar_version IN SHARE ROW EXCLUSIVE MODE")
            guard let draft = try draft(&connection) else { return nil }
            let change = CalendarChange(draft, in: try inForce(&connection))
            try forgetDraft(connection)
            guard !change.isEmpty else { return nil }
            try remove(change.removed, &connection)
            try insert(change.added, into: "holiday", connection)
            return try record(change, actor: actor, note: note, at: now, &connection)
        }
    }

    /// Notes that loading reference data has changed the calendar `before`, if it has and open deadlines rest on it.
    static func recordLoad(
        after before: [Holiday], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let change = CalendarChange(from: before, to: try inForce(&connection))
        let isUsed = try connection.execute("agenda is used", "SELECT EXISTS (SELECT FROM agenda) AS used")[0].boolean(
            "used")
        guard !change.isEmpty, isUsed else { return }
        _ = try record(change, actor: "lapor load", note: "reference data", at: now, &connection)
    }

    /// Gives a calendar its number, and lets those who read it know.
    static func record(
        _ change: CalendarChange, actor: String, note: String, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Version {
        let number = try connection.execute(
            "new calendar",
            """
            INSERT INTO calendar_version SELECT max(version) + 1, $1, $2, $3 FROM calendar_version RETURNING version
            """, [.instant(now), .text(actor), .text(note)]
        )[0].integer("version")
        var rows = CopyRows(columns: 6)
        for (days, isAdded) in [(change.removed, false), (change.added, true)] {
            for day in days {
                rows.beginRow()
                rows.append(Int32(number))
                rows.append(isAdded)
                rows.append(day)
            }
        }
        try connection.copy(into: "calendar_change (version, added, \(columns))", rows)
        try ReferenceTables.announceChange(&connection)
        return Version(number: number, at: now, actor: actor, note: note, change: change)
    }

    /// All versions, newest first.
    package static func history(_ connection: inout PostgresConnection) throws(PostgresError) -> [Version] {
        let changes = try connection.execute(
            "calendar changes",
            "SELECT \(columns), version, added FROM calendar_change ORDER BY 5, 1, 4, 2")
        var added: [Int: [Holiday]] = [:]
        var removed: [Int: [Holiday]] = [:]
        for row in changes {
            guard let day = day(row) else { continue }
            let version = row.integer("version")
            if row.boolean("added") {
                added[version, default: []].append(day)
            } else {
                removed[version, default: []].append(day)
            }
        }
        return try connection.execute(
            "calendar versions", "SELECT version, at, actor, note FROM calendar_version ORDER BY version DESC"
        ).map { row in
            let number = row.integer("version")
            return Version(
                number: number, at: row.instant("at"), actor: row.text("actor"), note: row.text("note"),
                change: CalendarChange(from: removed[number] ?? [], to: added[number] ?? []))
        }
    }

    private static let columns = "date, name, kind, region_code"

    private static func day(_ row: Row) -> Holiday? {
        Holiday.Kind(rawValue: row.text("kind")).map {
            Holiday(date: row.date("date"), name: row.text("name"), kind: $0, region: row.text("region_code"))
        }
    }

    private static func insert(
        _ days: [Holiday], into table: String, _ connection: borrowing PostgresConnection
    ) throws(PostgresError) {
        var rows = CopyRows(columns: 4)
        for day in days {
            rows.beginRow()
            rows.append(day)
        }
        try connection.copy(into: "\(table) (\(columns))", rows)
    }

    private static func remove(
        _ days: [Holiday], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "remove holidays",
            """
            DELETE FROM holiday h USING unnest($1, $2, $3) AS u (date, name, region)
            WHERE h.date = u.date AND h.name = u.name AND h.region_code = u.region
            """, [.dates(days) { $0.date }, .texts(days) { $0.name }, .texts(days) { $0.region }])
    }

    private static func forgetDraft(_ connection: borrowing PostgresConnection) throws(PostgresError) {
        try connection.run("DELETE FROM calendar_draft_day; DELETE FROM calendar_draft")
    }
}

extension CopyRows {
    fileprivate mutating func append(_ day: Holiday) {
        append(day.date)
        append(day.name)
        append(day.kind.rawValue)
        append(day.region)
    }
}
