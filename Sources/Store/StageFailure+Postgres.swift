import Contract
package import Postgres
import Shared

extension StageFailure {
    /// What a database error means for the batch in hand.
    package init(_ error: PostgresError) {
        guard let state = error.sqlState else {
            self = .unavailable(error.description)
            return
        }
        switch state {
        case .unavailable: self = .unavailable(error.description)
        case .contention: self = .contention(error.description)
        case .badData:
            self = .badData(Rejection("storage_refused", "the database cannot store it: SQLSTATE \(state)"))
        case .schemaMissing: self = .fault("\(error.description); run 'lapor migrate'")
        default: self = .fault(error.description)
        }
    }
}
