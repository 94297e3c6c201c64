package import Complaints
package import Postgres
import Sealing
package import Tokens

/// Tables `webhook`: who is called; and `webhook_action`: who said so. Secrets lie sealed under the key of webhooks.
package enum WebhookTable {
    package enum Action: String, Sendable {
        case add, rotate, enable, disable, remove, replay, test
    }

    /// Why nothing was changed.
    package enum Fault: Error, Sendable, Equatable {
        /// There is one of that name.
        case taken(name: String)
        /// There is none of that name.
        case unknown(name: String)
    }

    private static let columns = """
        id, name, url, channel, array_to_string(events, ' ') AS events, array_to_string(allowed, ' ') AS allowed, since, state,
            why, paused_until, failing_since, delivered_at, former_until,
            test_asked_at IS NOT NULL AND COALESCE(test_answered_at < test_asked_at, true) AS test_wanted
        """
    /// Of the two numbers of a lock, the one that says what it is for; the other is the webhook's.
    private static let lock: Int32 = 0x7765_6268

    // MARK: Looking

    /// Those that are not removed, by name; or the one that is called so.
    package static func all(
        named name: String? = nil, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Webhook] {
        try connection.execute(
            "webhooks",
            """
            SELECT \(columns) FROM webhook WHERE state <> 'removed' AND ($1::text IS NULL OR name = $1) ORDER BY name
            """, [.text(name)]
        ).map(Webhook.init)
    }

    /// The one with that number; nil: it is removed.
    package static func one(
        _ id: Int32, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Webhook? {
        try connection.execute(
            "webhook", "SELECT \(columns) FROM webhook WHERE id = $1 AND state <> 'removed'", [.integer(id)]
        ).first.map(Webhook.init)
    }

    /// By what its events are signed at that moment: the secret, and the one before while that holds.
    ///
    /// - Throws: `PostgresError`, `locked` when the master key is not at hand.
    package static func secrets(
        of id: Int32, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [WebhookSecret] {
        let rows = try connection.execute(
            "webhook secrets",
            "SELECT secret, CASE WHEN former_until > $2 THEN former END AS former FROM webhook WHERE id = $1",
            [.integer(id), .instant(now)])
        guard let row = rows.first else { return [] }
        let keys = connection.keys
        let sealed = [row.utf8("secret")] + [row.optionalBytes("former")].compactMap(\.self)
        return try sealed.map { secret throws(PostgresError) in try keys.webhookSecret(secret) }
    }

    /// Makes this session the one that calls the receiver; false while another does. The server forgets it when the session ends.
    package static func take(_ id: Int32, _ connection: inout PostgresConnection) throws(PostgresError) -> Bool {
        try connection.execute(
            "take webhook", "SELECT pg_try_advisory_lock($1, $2) AS mine", [.integer(lock), .integer(id)]
        )[0].boolean("mine")
    }

    /// How many wait, by state of their webhook, and since when the one waits that has waited longest; for those who watch.
    package static func figures(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (enabled: Int, disabled: Int, waiting: Int, oldestSeconds: Double) {
        let row = try connection.execute(
            "webhook figures",
            """
            SELECT count(*) FILTER (WHERE state = 'enabled') AS enabled, count(*) FILTER (WHERE state = 'disabled') AS disabled,
                (SELECT count(*) FROM webhook_delivery WHERE state = 'waiting') AS waiting,
                (SELECT COALESCE(extract(epoch FROM $1 - min(d.noted_at)), 0)::float8 FROM webhook_delivery d
                    JOIN webhook w ON w.id = d.webhook_id WHERE d.state = 'waiting' AND w.state = 'enabled') AS oldest
            FROM webhook
            """, [.instant(now)])[0]
        return (
            row.integer("enabled"), row.integer("disabled"), row.integer("waiting"), max(0, row.double("oldest"))
        )
    }

    // MARK: Changing

    /// Keeps a new one, to which events go from now on.
    ///
    /// - Returns: `taken` when there is one of that name.
    /// - Throws: `PostgresError`, `locked` without a key of webhooks.
    package static func add(
        _ new: NewWebhook, _ secret: WebhookSecret, by actor: String, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        let sealed = try connection.keys.sealed(secret)
        return try connection.transaction { connection throws(PostgresError) in
            let rows = try connection.execute(
                "add webhook",
                """
                INSERT INTO webhook (name, url, channel, events, allowed, since, secret, state)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 'enabled') ON CONFLICT DO NOTHING RETURNING id
                """,
                [
                    .text(new.name), .text(new.url), .text(new.channel), .texts(new.events.map(\.rawValue).sorted()),
                    .texts(new.allowed.map(\.rawValue).sorted()), .instant(now), .bytea(sealed),
                ])
            guard let row = rows.first else { return .taken(name: new.name) }
            try record(.add, Int32(row.integer("id")), actor, now, &connection)
            return nil
        }
    }

    /// Gives it a new secret; the one before signs too until `end`.
    ///
    /// - Returns: `unknown` when there is none of that name.
    package static func rotate(
        _ name: String, to secret: WebhookSecret, until end: Instant, by actor: String, at now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        let sealed = try connection.keys.sealed(secret)
        return try change(
            .rotate, name, "former = secret, former_until = $2, secret = $3", [.instant(end), .bytea(sealed)], actor,
            now, &connection)
    }

    /// Lets events go to it again. What failed begins anew.
    ///
    /// - Returns: `unknown` when there is none of that name.
    package static func enable(
        _ name: String, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        try connection.transaction { connection throws(PostgresError) in
            guard let hook = try all(named: name, &connection).first else { return .unknown(name: name) }
            try DeliveryTable.beginAnew(hook.id, at: now, &connection)
            return try change(
                .enable, name, "state = 'enabled', why = NULL, paused_until = NULL, failing_since = NULL", [], actor,
                now, &connection)
        }
    }

    /// Lets no event go to it. They wait.
    ///
    /// - Returns: `unknown` when there is none of that name.
    package static func disable(
        _ name: String, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        try change(
            .disable, name, "state = 'disabled', why = $2", [.text("disabled by \(actor)")], actor, now, &connection)
    }

    /// Ends it. What waits is dropped, and its secrets are gone.
    ///
    /// - Returns: `unknown` when there is none of that name.
    package static func remove(
        _ name: String, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        try connection.transaction { connection throws(PostgresError) in
            guard let hook = try all(named: name, &connection).first else { return .unknown(name: name) }
            let fault = try change(
                .remove, name, "state = 'removed', secret = '', former = NULL, former_until = NULL", [], actor, now,
                &connection)
            try DeliveryTable.drop(hook.id, at: now, &connection)
            return fault
        }
    }

    /// Asks for one call that tells of nothing.
    ///
    /// - Returns: `unknown` when there is none of that name.
    package static func askTest(
        _ name: String, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        try change(.test, name, "test_asked_at = $2", [.instant(now)], actor, now, &connection)
    }

    /// What the call after that moment was answered; nil: nobody has made it yet.
    package static func testAnswer(
        _ name: String, after moment: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> String? {
        try connection.execute(
            "webhook answer",
            "SELECT test_answer FROM webhook WHERE name = $1 AND state <> 'removed' AND test_answered_at >= $2",
            [.text(name), .instant(moment)]
        ).first.flatMap { $0.optionalText("test_answer") }
    }

    private static func change(
        _ action: Action, _ name: String, _ what: String, _ values: [Parameter], _ actor: String, _ now: Instant,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Fault? {
        // One statement, so that it may stand in another's transaction.
        let (at, by, did) = (values.count + 2, values.count + 3, values.count + 4)
        let rows = try connection.execute(
            "\(action.rawValue) webhook",
            """
            WITH changed AS (UPDATE webhook SET \(what) WHERE name = $1 AND state <> 'removed' RETURNING id)
            INSERT INTO webhook_action (at, action, webhook, actor) SELECT $\(at), $\(did), id, $\(by) FROM changed RETURNING id
            """, [.text(name)] + values + [.instant(now), .text(actor), .text(action.rawValue)])
        return rows.isEmpty ? .unknown(name: name) : nil
    }

    static func record(
        _ action: Action, _ id: Int32, _ actor: String, _ now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "record webhook", "INSERT INTO webhook_action (at, action, webhook, actor) VALUES ($1, $2, $3, $4)",
            [.instant(now), .text(action.rawValue), .integer(id), .text(actor)])
    }
}

extension Webhook {
    fileprivate init(_ row: Row) {
        self.init(
            id: Int32(row.integer("id")), name: row.text("name"), url: row.text("url"),
            channel: row.optionalText("channel"),
            events: Set(row.text("events").split(separator: " ").compactMap { CaseEvent(rawValue: String($0)) }),
            allowed: Set(row.text("allowed").split(separator: " ").compactMap { Allowance(rawValue: String($0)) }),
            since: row.instant("since"), state: State(rawValue: row.text("state")) ?? .disabled,
            why: row.optionalText("why"), pausedUntil: row.optionalInstant("paused_until"),
            failingSince: row.optionalInstant("failing_since"), deliveredAt: row.optionalInstant("delivered_at"),
            formerUntil: row.optionalInstant("former_until"),
            isTestWanted: row.boolean("test_wanted"))
    }
}

extension CaseKeys {
    private static let place = "webhook.secret"

    /// - Throws: `PostgresError`, `locked` without a key of webhooks.
    fileprivate func sealed(_ secret: WebhookSecret) throws(PostgresError) -> [UInt8] {
        guard let webhooks else { throw PostgresError(.noKey(.webhooks, nil)) }
        do throws(SealingError) {
            return try Parcel.seal(secret.bytes, in: Self.place, webhooks)
        } catch {
            throw PostgresError(error)
        }
    }

    /// - Throws: `PostgresError`, `locked` without the key that it lies under.
    fileprivate func webhookSecret(_ sealed: [UInt8]) throws(PostgresError) -> WebhookSecret {
        guard let webhooks else { throw PostgresError(.noKey(.webhooks, nil)) }
        do throws(SealingError) {
            guard let secret = WebhookSecret(bytes: try Parcel.open(sealed, in: Self.place, webhooks)) else {
                throw .malformed(Self.place)
            }
            return secret
        } catch {
            throw PostgresError(error)
        }
    }
}
