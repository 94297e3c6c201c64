import Complaints
import Foundation
package import Sealing
import Store

/// A file of keys after a change.
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

    /// - Parameter actor: who does it.
    /// - Throws: `Failure` `notPermitted` when a key that is to go still wraps something; `notYet` when a worker has not loaded one that is
    ///   to be used, seals under one that is to go, or may.
    package init(_ kind: KeyKind, _ change: Change, by actor: String) throws {
        var named = try NamedKeyFile(kind)
        switch change {
        case .add: named.file = named.file.grown
        case .use(let kid): named.file = try Self.using(kid, named, kind)
        case .drop: named.file = try DroppedKeys(named, kind).drop(by: actor)
        }
        try named.store()
        (file, kids) = (named.path, named.file.ids.map { "\($0)" })
    }

    private static func using(_ kid: String, _ named: NamedKeyFile, _ kind: KeyKind) throws -> KeyFile {
        guard let id = MasterKeyID(kid), let file = named.file.using(id) else {
            throw Failure(.notFound, SealingWords.noKey(kid, named.path))
        }
        var database = try Connections.database()
        let key = LoadedKey(kind: kind, id: id)
        try WorkersKeys(&database).require(key)
        if kind.wraps { try KeyRegister.restore([key], &database) }
        // Said first: who starts with the new file must not be taken for a stranger.
        let codes = kind == .codes ? [named.file, file].compactMap { $0.codeKeys?.newest } : []
        try KeyRegister.note(codes: codes, &database)
        return file
    }

    package var text: String { kids.joined(separator: "\n") }
    package var hint: Phrase? { SealingWords.fileChanged(file) }
}

/// Master keys that are to go out of their file. What is sealed under one afterwards nobody could open: so first nobody may begin to
/// seal under it, then whoever could still be doing so is waited for or named, and only then what is there is counted.
struct DroppedKeys {
    private let file: KeyFile
    private let first: LoadedKey
    private let going: [LoadedKey]
    /// Looks whether others' transactions are over, 20 a second.
    private static let looks = 600

    /// - Throws: `Failure` `notFound` when there is only one key.
    init(_ named: NamedKeyFile, _ kind: KeyKind) throws(Failure) {
        let keys = named.file.ids.map { LoadedKey(kind: kind, id: $0) }
        guard let first = keys.first, keys.count > 1 else {
            throw Failure(.notFound, SealingWords.nothingToDrop(named.path))
        }
        (file, self.first, going) = (named.file, first, Array(keys.dropFirst()))
    }

    /// The file without them.
    ///
    /// - Throws: `Failure`; they are as before then.
    func drop(by actor: String) throws -> KeyFile {
        var database = try Connections.database(seconds: 600)
        let known = try KeyRegister.dropped(&database)
        try KeyRegister.drop(going, by: actor, &database)
        do {
            try WorkersKeys(&database).requireFirst(first)
            try waitForOthers(&database)
            try requireUnused(&database)
        } catch {
            try KeyRegister.restore(going.filter { !known.contains($0) }, &database)
            throw error
        }
        return file.firstAlone
    }

    /// A transaction that began before may still seal under a key of then, in tables that it has not touched yet: no lock of a table
    /// would wait for it.
    private func waitForOthers(_ database: inout Database) throws {
        var others = try OpenTransactions.ofOthers(&database)
        for _ in 0..<Self.looks where !others.isEmpty {
            Thread.sleep(forTimeInterval: 0.05)
            others.formIntersection(try OpenTransactions.ofOthers(&database))
        }
        guard others.isEmpty else { throw Failure(.notYet, SealingWords.underWay(others.count)) }
    }

    private func requireUnused(_ database: inout Database) throws {
        let counts = try MasterKeyUse.counts(first.kind, &database)
        for key in going {
            let parcels = try ParcelRows.allCases.reduce(0) { $0 + (try $1.counts(&database)[key.id] ?? 0) }
            let used = (counts[key.id] ?? 0) + parcels
            guard used == 0 else { throw Failure(.notPermitted, SealingWords.stillUsed("\(key.id)", used)) }
        }
    }
}
