import Complaints
import Sealing
import Store

/// The key of codes that a store had in its database, moved into the file of such keys: first into the file, then, when all workers
/// have it, out of the database. What it has made stays known.
package struct AdoptedCodes: CommandResult {
    let file: String
    let kid: String
    /// Whether the database has it no more.
    let isMoved: Bool

    /// - Throws: `Failure` `notFound` when the database has none, `notPermitted` in a store for rehearsal, `notYet` when a worker that runs
    ///   has not loaded it.
    package init() throws {
        var named = try NamedKeyFile(.codes)
        var database = try Connections.database()
        let own = try DeploymentTable.ownCodes(&database)
        guard !own.isRehearsal else { throw Failure(.notPermitted, SealingWords.rehearsalCodes) }
        guard let key = own.key else { throw Failure(.notFound, SealingWords.notMoved) }
        let isThere = named.file.codeKeys?.all.contains(key) ?? false
        if !isThere {
            named.file = named.file.adopting(key)
            try named.store()
        }
        guard let id = named.file.id(of: key) else { throw Failure(.notFound, SealingWords.notMoved) }
        (file, kid, isMoved) = (named.path, "\(id)", isThere)
        guard isThere else { return }
        try WorkersKeys(&database).require(LoadedKey(kind: .codes, id: id))
        // The first of the file makes new codes: before any worker has begun, nobody has said so yet.
        try DeploymentTable.dropOwnCodes(noting: [named.file.codeKeys?.newest, key].compactMap(\.self), &database)
    }

    package var text: String { kid }
    package var hint: Phrase? { isMoved ? SealingWords.moved : SealingWords.adopted(file) }
}
