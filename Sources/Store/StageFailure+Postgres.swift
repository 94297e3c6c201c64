import Contract
package import Postgres
import Shared

extension StageFailure {
    /// What an error means for work that is no batch: one of the database as a stage has it, any other as it is.
    package static func known(_ error: any Error) -> any Error {
        (error as? PostgresError).map { StageFailure($0) } ?? error
    }

    /// What a database error means for the batch in hand.
    package init(_ error: PostgresError) {
        switch error.code {
        case .refused, .untrusted: self = .refused(Remedy(database: error)?.description ?? error.description)
        case .cannotConnect, .connectionLost, .timeout, .notCommitted, .abandoned(.stopped):
            self = .unavailable(error.description)
        case .abandoned(.conflict): self = .contention(error.description)
        case .abandoned(.fault): self = .fault(error.description)
        case .abandoned(.locked):
            self = .locked(Remedy(error.reason, "bring the file of keys that has it: it is read again by itself"))
        case .abandoned(.unreadable): self = .badData(Rejection("sealed_unreadable", error.reason))
        case .server(let state): self.init(state, error)
        }
    }

    private init(_ state: SQLState, _ error: PostgresError) {
        switch state {
        case .notAllowed: self = .forbidden(Remedy(lacking: "\(error.reason) (\(error.operation))"))
        case .unavailable: self = .unavailable(error.description)
        case .contention: self = .contention(error.description)
        case .badData:
            self = .badData(Rejection("storage_refused", "the database cannot store it: SQLSTATE \(state)"))
        case .schemaMissing: self = .fault("\(error.description); run 'lapor migrate'")
        default: self = .fault(error.description)
        }
    }
}
