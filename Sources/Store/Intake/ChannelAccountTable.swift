package import Complaints
package import Contract
package import Postgres

/// Tables `channel_account`: which accounts of the broker may send for which channels; and `channel_account_action`: who said so.
package enum ChannelAccountTable {
    package static func pairs(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ChannelAccounts.Pair] {
        try connection.execute(
            "channel accounts", "SELECT channel, account FROM channel_account ORDER BY channel, account"
        ).map { ChannelAccounts.Pair(channel: $0.text("channel"), account: $0.text("account")) }
    }

    /// Channels by which complaints came lately that have no account.
    package static func openChannels(
        since: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String] {
        try connection.execute(
            "open channels",
            """
            SELECT DISTINCT c.channel FROM complaint c
            WHERE c.id >= $1 AND NOT EXISTS (SELECT 1 FROM channel_account a WHERE a.channel = c.channel)
            ORDER BY c.channel
            """, [.id(ComplaintID.v7(milliseconds: since.milliseconds, random: (0, 0)))]
        ).map { $0.text("channel") }
    }

    /// Makes these the only ones.
    ///
    /// - Returns: how many were given and taken.
    package static func set(
        _ pairs: Set<ChannelAccounts.Pair>, by actor: String, at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> (given: Int, taken: Int) {
        try connection.transaction { connection throws(PostgresError) in
            try connection.run("LOCK TABLE channel_account IN SHARE ROW EXCLUSIVE MODE")
            let present = Set(try Self.pairs(&connection))
            let (given, taken) = (pairs.subtracting(present).sorted(), present.subtracting(pairs).sorted())
            try connection.execute(
                "take channels",
                """
                DELETE FROM channel_account a USING unnest($1, $2) AS u (channel, account)
                WHERE a.channel = u.channel AND a.account = u.account
                """, [.texts(taken) { $0.channel }, .texts(taken) { $0.account }])
            try connection.execute(
                "give channels",
                """
                INSERT INTO channel_account (channel, account, added_at)
                SELECT channel, account, $3 FROM unnest($1, $2) AS u (channel, account)
                """, [.texts(given) { $0.channel }, .texts(given) { $0.account }, .instant(now)])
            for (action, changed) in [("take", taken), ("give", given)] {
                try connection.execute(
                    "record channels",
                    """
                    INSERT INTO channel_account_action (at, action, channel, account, actor)
                    SELECT $3, $4, channel, account, $5 FROM unnest($1, $2) AS u (channel, account)
                    """,
                    [
                        .texts(changed) { $0.channel }, .texts(changed) { $0.account }, .instant(now), .text(action),
                        .text(actor),
                    ])
            }
            return (given.count, taken.count)
        }
    }
}
