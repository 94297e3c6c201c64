package import Complaints
package import Postgres

/// What receivers did, as who calls them writes it down.
extension WebhookTable {
    /// It took something.
    static func noteDelivery(
        _ id: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "webhook delivered",
            "UPDATE webhook SET delivered_at = $2, failing_since = NULL, paused_until = NULL WHERE id = $1",
            [.integer(id), .instant(now)])
    }

    /// It took nothing of a turn.
    static func noteFailure(
        _ id: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "webhook fails", "UPDATE webhook SET failing_since = $2 WHERE id = $1 AND failing_since IS NULL",
            [.integer(id), .instant(now)])
    }

    /// Nothing more is sent to it until that moment.
    static func pause(
        _ id: Int32, until end: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "pause webhook", "UPDATE webhook SET paused_until = $2 WHERE id = $1", [.integer(id), .instant(end)])
    }

    /// Its receiver is gone, or fails for too long: events wait until somebody enables it again.
    static func disable(
        _ id: Int32, because why: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "webhook failed", "UPDATE webhook SET state = 'disabled', why = $2 WHERE id = $1 AND state = 'enabled'",
            [.integer(id), .text(why)])
    }

    /// What the call that somebody asked for was answered.
    package static func answerTest(
        _ id: Int32, _ answer: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "webhook tested", "UPDATE webhook SET test_answer = $2, test_answered_at = $3 WHERE id = $1",
            [.integer(id), .text(answer), .instant(now)])
    }
}
