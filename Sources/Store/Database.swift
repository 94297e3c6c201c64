package import Postgres

/// A session with the store, for those who have no lane.
package typealias Database = PostgresConnection

extension PostgresConnection {
    /// What sessions are told that read whole tables: plans for the tables as they are. A page is no dearer at random.
    static let planning = """
        SET plan_cache_mode = force_custom_plan; SET random_page_cost = 1.1; SET jit = off; SET timezone = 'UTC'
        """
    /// What lanes are told. A plan is good for a while: at 200 complaints a second planning a statement for each batch took
    /// a quarter of PostgreSQL's time. One that was made while tables were small would go through them whole ever after, so
    /// it is made again (`DatabaseSession`), and none scans a table that has an index.
    static let planningOnce = """
        SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET random_page_cost = 1.1; SET jit = off; \
        SET timezone = 'UTC'
        """
    /// The session of a machine that vanished must end soon, and free what it holds: the server notices in 25 s instead of
    /// two hours.
    static let keepalives = """
        SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
        """

    /// - Parameter seconds: how long one statement may take.
    package init(at url: String, name: String? = nil, seconds: Int? = nil) throws(PostgresError) {
        var options = Options()
        if let name { options.applicationName = name }
        if let seconds { options.statementSeconds = seconds }
        try self.init(to: url, options: options)
    }

    /// A session by which nothing can be changed.
    ///
    /// - Parameter seconds: how long one statement may take, here and at the server.
    package static func readOnly(at url: String, name: String, seconds: Int) throws(PostgresError) -> PostgresConnection
    {
        let connection = try PostgresConnection(at: url, name: name, seconds: seconds)
        try connection.run(
            "SET default_transaction_read_only = on; SET statement_timeout = '\(seconds)s'; \(keepalives)")
        return connection
    }
}

/// What stands behind a failure of the database, for those who must say what to do about it.
package enum DatabaseFault: Sendable {
    /// Nobody answers, or not in time: later it may.
    case unavailable
    /// The server lets the account in no longer, or never did; or one side does not take the other's certificate; or it may not do
    /// what was tried; or a key is missing.
    case refused
    /// The schema is older than the program.
    case schema
    /// What was to be stored cannot be.
    case badData
    /// What is stored contradicts itself.
    case inconsistent

    /// What `error` comes from; nil when it is none of the database.
    package init?(_ error: any Error) {
        guard let error = error as? PostgresError else { return nil }
        switch error.code {
        case .refused, .untrusted, .abandoned(.locked):
            self = .refused
            return
        default: break
        }
        switch error.sqlState {
        case SQLState.notAllowed: self = .refused
        case .some(.schemaMissing): self = .schema
        case .some(.badData): self = .badData
        default: self = error.isRetriable ? .unavailable : .inconsistent
        }
    }
}
