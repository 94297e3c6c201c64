package import Complaints
package import Postgres

// The agenda as operators and rehearsals look at it.

extension AgendaTable {
    /// How many cases have clocks that will speak.
    package static func count(_ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        try connection.execute("open cases", "SELECT count(*) AS cases FROM agenda")[0].integer("cases")
    }

    /// Up to a thousand of them, in the order of their ids.
    package static func page(
        after last: ComplaintID, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID] {
        try connection.execute(
            "next open cases",
            "SELECT complaint_id FROM agenda WHERE complaint_id > $1 ORDER BY complaint_id LIMIT 1000", [.id(last)]
        ).map { $0.complaintID("complaint_id") }
    }

    package static func stale(
        before version: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "cases left", "SELECT count(*) AS cases FROM agenda WHERE calendar < $1", [.integer(Int32(version))]
        )[0].integer("cases")
    }

    package static func next(
        upTo end: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Instant? {
        try connection.execute(
            "next deadline", "SELECT min(next_at) AS next_at FROM agenda WHERE next_at <= $1", [.instant(end)]
        )[0].optionalInstant("next_at")
    }
}
