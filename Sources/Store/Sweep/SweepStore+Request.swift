package import Postgres

extension SweepStore {
    /// Has everything announced again that happened in the last `seconds`.
    ///
    /// - Returns: how many events that are.
    package static func announceAgain(
        seconds: Int, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Int {
        try connection.execute(
            "announce again",
            """
            WITH asked AS (
                UPDATE sweep SET again_to = now(), again_from = least(
                    CASE WHEN again_from < again_to THEN again_from END, now() - make_interval(secs => $1))
                RETURNING again_from, again_to)
            SELECT count(j.at) AS events FROM asked LEFT JOIN journal j ON j.at >= again_from AND j.at < again_to
            """, [.bigint(Int64(seconds))]
        )[0].integer("events")
    }
}
