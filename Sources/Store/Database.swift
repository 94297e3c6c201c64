package import Postgres

/// A session with the store, for those who have no lane.
package typealias Database = PostgresConnection

extension PostgresConnection {
    /// Opens a session.
    ///
    /// - Parameter seconds: how long one statement may take.
    package init(at url: String, seconds: Int) throws(PostgresError) {
        var options = Options()
        options.statementSeconds = seconds
        try self.init(to: url, options: options)
    }
}

/// What stands behind a failure of the database, for those who must say what to do about it.
package enum DatabaseFault: Sendable {
    /// Nobody answers, or not in time: later it may.
    case unavailable
    /// The schema is older than the program.
    case schema
    /// What was to be stored cannot be.
    case badData
    /// What is stored contradicts itself.
    case inconsistent

    /// What `error` comes from; nil when it is none of the database.
    package init?(_ error: any Error) {
        guard let error = error as? PostgresError else { return nil }
        switch error.sqlState {
        case .some(.schemaMissing): self = .schema
        case .some(.badData): self = .badData
        default: self = error.isRetriable ? .unavailable : .inconsistent
        }
    }
}
