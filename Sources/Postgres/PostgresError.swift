package import TLS

package struct PostgresError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// No server answered, or it cannot take sessions now.
        case cannotConnect
        /// The server refused the account, or has no such database: trying again changes nothing.
        case refused(SQLState)
        /// By its certificate the server is not who it must be, or does not know us by ours.
        case untrusted(TLSFault)
        /// The connection broke; whether the statement took effect is unknown.
        case connectionLost
        /// No answer before the client's own deadline; whether the statement took effect is unknown.
        case timeout
        /// COMMIT was answered with another command tag, such as ROLLBACK.
        case notCommitted
        case server(SQLState)
        /// The body of a transaction gave up, and wants nothing of it stored.
        case abandoned(Abandonment)
    }

    package enum Abandonment: Sendable, Equatable {
        /// Another transaction was faster: the same again may succeed.
        case conflict
        /// It is to stop.
        case stopped
        /// What is stored contradicts itself, or cannot be read by this program.
        case fault
        /// A row cannot be read; others can.
        case unreadable
        /// What is stored can be read by a key that this program does not have now.
        case locked
    }

    package let code: Code
    /// The statement's name or first words; never its values.
    package let operation: String
    /// What was wrong. Values of columns are left out: they may be personal data.
    package let reason: String

    package init(_ code: Code, in operation: String, _ reason: String) {
        self.code = code
        self.operation = operation
        self.reason = reason
    }

    /// The server's code, when it was the server that refused.
    package var sqlState: SQLState? {
        guard case .server(let state) = code else { return nil }
        return state
    }

    /// Whether a new connection may succeed where this one failed.
    package var isSessionLost: Bool {
        switch code {
        case .connectionLost: true
        // Of class 57P the server ends sessions: admin_shutdown, crash_shutdown and the like.
        case .server(let state): state.description.hasPrefix("57P")
        default: false
        }
    }

    package var isRetriable: Bool {
        switch code {
        case .cannotConnect, .refused, .untrusted, .connectionLost, .timeout, .notCommitted: true
        case .server(let state): SQLStateClass.unavailable ~= state || SQLStateClass.contention ~= state
        case .abandoned(let reason): reason == .conflict || reason == .stopped
        }
    }

    package var description: String {
        switch code {
        case .server(let state): "PostgreSQL, \(operation): \(reason) [SQLSTATE \(state)]"
        case .abandoned: "\(operation): \(reason)"
        case .cannotConnect, .refused, .untrusted, .connectionLost, .timeout, .notCommitted:
            "PostgreSQL, \(operation): \(reason)"
        }
    }
}
