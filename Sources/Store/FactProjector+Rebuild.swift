import Complaints
package import Postgres

extension FactProjector {
    /// - Parameter progress: told how many cases were folded, now and then.
    package static func rebuild(
        _ connection: inout PostgresConnection, progress: (Int) -> Void = { _ in }
    ) throws(PostgresError) {
        var done = 0
        var last = ComplaintID(high: 0, low: 0)
        while true {
            let page = try connection.execute(
                "page of complaints", "SELECT id FROM complaint WHERE id > $1 ORDER BY id LIMIT $2",
                [.id(last), .bigint(Int64(batch))])
            guard page.count > 0 else { break }
            let ids = page.map { $0.complaintID("id") }
            try connection.transaction { connection throws(PostgresError) in
                try takeTurn(&connection)
                try connection.execute(
                    "forget facts", "DELETE FROM fact WHERE complaint_id = ANY ($1)",
                    [.ids(ids)])
                try project(ids, &connection)
            }
            done += ids.count
            progress(done)
            last = ids[ids.count - 1]
        }
        try catchUpWhole(&connection)
    }
}
