import Complaints
import Sealing
import Store

/// Rows from before, sealed in batches while workers run. Ended in between, it goes on where it was.
package struct SealedRows: CommandResult {
    /// By table.
    let sealed: [String: Int]
    /// Rows that stay in clear: what else their cases have is sealed under master keys that are not in the files.
    let left: Int
    package let failure: Failure?

    private enum CodingKeys: String, CodingKey {
        case sealed, left
    }

    /// - Parameter batch: rows of one transaction.
    package init(batch: Int) throws {
        for kind in KeyKind.allCases where kind != .envelopes && kind != .webhooks { _ = try NamedKeyFile(kind) }
        var database = try Connections.database(seconds: 600)
        try Connections.checkKeys(&database)
        var sealed: [String: Int] = [:]
        for table in ClearRows.allCases {
            var place: ComplaintID? = ComplaintID(high: 0, low: 0)
            while let last = place {
                let step = try table.seal(after: last, limit: batch, &database)
                sealed[table.rawValue, default: 0] += step.sealed
                place = step.next
                if step.next != nil {
                    Terminal.complain(SealingWords.progress(table.rawValue, sealed[table.rawValue] ?? 0))
                }
            }
        }
        self.sealed = sealed
        left = try ClearRows.allCases.reduce(0) { $0 + (try $1.count(&database)) }
        failure = left == 0 ? nil : Failure(missing: try MasterKeyUse.missing(&database))
    }

    package var text: String {
        let count = sealed.values.reduce(0, +)
        return (left == 0 ? SealingWords.sealedRows(count) : SealingWords.sealedSome(count, left)).text
    }
}

/// Keys of cases, wrapped anew under the first master key of each file.
package struct RotatedKeys: CommandResult {
    /// Cases by kind of key, and rows of tables that carry their own.
    let rewrapped: [String: Int]
    /// Under which master keys something stays that are not in the files.
    let missing: [MissingKey]

    /// - Parameter batch: cases of one transaction.
    package init(batch: Int) throws {
        var database = try Connections.database(seconds: 600)
        var rewrapped: [String: Int] = [:]
        for kind in KeyKind.allCases where kind.wraps {
            _ = try NamedKeyFile(kind)
            var place: ComplaintID? = ComplaintID(high: 0, low: 0)
            while let last = place {
                let step = try MasterKeyUse.rewrap(kind, after: last, limit: batch, &database)
                rewrapped[kind.rawValue, default: 0] += step.sealed
                place = step.next
            }
        }
        for table in ParcelRows.allCases {
            while case let rows = try table.rewrap(limit: batch, &database), rows > 0 {
                rewrapped[table.rawValue, default: 0] += rows
            }
        }
        self.rewrapped = rewrapped
        missing = try MasterKeyUse.missing(&database)
    }

    package var failure: Failure? { Failure(missing: missing) }

    package var text: String { SealingWords.rewrapped(rewrapped.values.reduce(0, +)).text }
}
