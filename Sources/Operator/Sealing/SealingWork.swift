import Complaints
package import Sealing
import Store

/// Rows from before, sealed in batches while workers run. Ended in between, it goes on where it was.
package struct SealedRows: CommandResult {
    /// By table.
    let sealed: [String: Int]

    /// - Parameter batch: rows of one transaction.
    package init(batch: Int) throws {
        for kind in KeyKind.allCases { _ = try NamedKeyFile(kind) }
        var database = try Connections.database(seconds: 600)
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
    }

    package var text: String { SealingWords.sealedRows(sealed.values.reduce(0, +)).text }
}

/// Keys of cases, wrapped anew under the first master key of each file.
package struct RotatedKeys: CommandResult {
    /// Cases by kind of key, and rows of tables that carry their own.
    let rewrapped: [String: Int]

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
    }

    package var text: String { SealingWords.rewrapped(rewrapped.values.reduce(0, +)).text }
}

/// A file of master keys after a change.
package struct ChangedKeyFile: CommandResult {
    package enum Change: Sendable {
        /// A new key, known and not used yet.
        case add
        /// This one is used from now on.
        case use(String)
        /// All but the one that is used go.
        case drop
    }

    let file: String
    /// First the one that is used.
    let kids: [String]

    /// - Throws: `Failure` `notPermitted` when a key that is to go still wraps something, or a worker that runs has not loaded one that
    ///   is to be used.
    package init(_ kind: KeyKind, _ change: Change) throws {
        guard kind != .search else { throw Failure(.notPermitted, SealingWords.searchKept) }
        var named = try NamedKeyFile(kind)
        switch change {
        case .add: named.file = named.file.grown
        case .use(let kid):
            guard let id = MasterKeyID(kid), let file = named.file.using(id) else {
                throw Failure(.notFound, SealingWords.noKey(kid, named.path))
            }
            var database = try Connections.database()
            try WorkersKeys(&database).require(LoadedKey(kind: kind, id: id))
            named.file = file
        case .drop: named.file = try Self.dropped(named, kind)
        }
        try named.store()
        (file, kids) = (named.path, named.file.ids.map { "\($0)" })
    }

    private static func dropped(_ named: NamedKeyFile, _ kind: KeyKind) throws -> KeyFile {
        guard kind != .codes else { throw Failure(.notPermitted, SealingWords.codesKept) }
        let going = named.file.ids.dropFirst()
        guard !going.isEmpty else { throw Failure(.notFound, SealingWords.nothingToDrop(named.path)) }
        var database = try Connections.database(seconds: 600)
        let counts = try MasterKeyUse.counts(kind, &database)
        for id in going {
            let parcels = try ParcelRows.allCases.reduce(0) { $0 + (try $1.counts(&database)[id] ?? 0) }
            let used = (counts[id] ?? 0) + parcels
            guard used == 0 else { throw Failure(.notPermitted, SealingWords.stillUsed("\(id)", used)) }
        }
        return named.file.firstAlone
    }

    package var text: String { kids.joined(separator: "\n") }
    package var hint: Phrase? { SealingWords.fileChanged(file) }
}
