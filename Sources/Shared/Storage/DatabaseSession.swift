public import Postgres

/// A lane's database session and how to get a new one. Confined to the lane's thread.
public struct DatabaseSession: ~Copyable {
    private let url: String
    private let name: String
    private var connection: PostgresConnection

    /// Opens a session for `name`.
    ///
    /// - Throws: `StageFailure` `unavailable`.
    public init(url: String, name: String) throws(StageFailure) {
        self.url = url
        self.name = name
        connection = try Self.open(url, name)
    }

    /// Opens a new session in place of the old one.
    ///
    /// - Throws: `StageFailure` `unavailable`.
    public mutating func reopen() throws(StageFailure) {
        connection = try Self.open(url, name)
    }

    /// Runs `body` in one transaction.
    ///
    /// - Throws: `StageFailure`.
    public mutating func transaction<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result {
        do throws(PostgresError) {
            return try connection.transaction(body)
        } catch {
            throw StageFailure(error)
        }
    }

    /// Runs `body` without a transaction of its own: single reads.
    ///
    /// - Throws: `StageFailure`.
    public mutating func read<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(StageFailure) -> Result {
        do throws(PostgresError) {
            return try body(&connection)
        } catch {
            throw StageFailure(error)
        }
    }

    private static func open(_ url: String, _ name: String) throws(StageFailure) -> PostgresConnection {
        do throws(PostgresError) {
            var options = PostgresConnection.Options()
            options.applicationName = name
            let connection = try PostgresConnection(to: url, options: options)
            // A generic plan cached while tables are small would scan them whole ever after.
            try connection.run(
                """
                SET plan_cache_mode = force_custom_plan; SET jit = off; SET timezone = 'UTC'; \
                SET statement_timeout = '9s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s'
                """)
            return connection
        } catch {
            throw .unavailable(error.description)
        }
    }
}
