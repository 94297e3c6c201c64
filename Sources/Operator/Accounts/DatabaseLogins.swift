import Complaints
import Shared
import Store

/// The database's logins as they must be: what was made and changed, or would be.
package struct DatabaseLogins: CommandResult {
    private var changes: [Phrase] = []
    /// What guards the tables and stands open, with what to do: this command does not mend it.
    private var open: [Phrase] = []
    /// Who was to lose all rights here, and still has some.
    private var left: [LoginStranger] = []
    /// Whether nothing was done.
    private var isCheck: Bool
    /// Logins that were made, or would be.
    private var fresh: Set<String> = []

    private enum CodingKeys: String, CodingKey { case changes, open, isCheck }

    package var text: String {
        let lines = (changes.isEmpty ? [LoginWords.asTheyMustBe] : changes) + open
        return lines.map(\.text).joined(separator: "\n")
    }

    package var failure: Failure? {
        guard isCheck else {
            return left.isEmpty ? nil : Failure(.configuration, LoginWords.standOpen(left.count))
        }
        if !changes.isEmpty { return Failure(.configuration, LoginWords.differ(changes.count)) }
        return open.isEmpty ? nil : Failure(.configuration, LoginWords.standOpen(open.count))
    }

    /// What is asked for.
    package struct Wish {
        package var file: String
        /// The role without login that owns the schema.
        package var owner: String
        /// Folder of the passwords of new logins, a file each.
        package var passwords: String?
        /// Only say what differs.
        package var isCheck: Bool
        /// Whether others lose the rights that they have in the schema.
        package var expelsStrangers: Bool

        package init(file: String, owner: String, passwords: String?, isCheck: Bool, expelsStrangers: Bool) {
            self.file = file
            self.owner = owner
            self.passwords = passwords
            self.isCheck = isCheck
            self.expelsStrangers = expelsStrangers
        }
    }

    /// Makes the logins that the file names and gives each what its program needs, and nothing besides.
    ///
    /// - Throws: `Failure`, `PostgresError`; what was done until then stays, and is known by the next call.
    package static func apply(_ wish: Wish) throws -> DatabaseLogins {
        let file = try AccountFile(try InputFile.read(wish.file))
        let logins = file.logins
        guard !logins.isEmpty else { throw Failure(.badData, LoginWords.noLogins) }
        if let owner = logins.first(where: { $0.name == wish.owner }) {
            throw Failure(.badData, LoginWords.ownerMayLogIn(owner.name))
        }
        var database = try Connections.database()
        if let remedy = try Migrator().state(&database).remedy { throw remedy }
        var keeper = try LoginKeeper(
            at: try Connections.databaseURL(), owner: wish.owner, logins: logins, known: file.known)
        var change = DatabaseLogins(isCheck: wish.isCheck)
        do {
            try change.makeLogins(wish, &keeper)
            try change.compare(logins, &keeper)
            try change.lookAtStrangers(wish, &keeper)
            change.open += try keeper.openDoors().map { fault in
                let remedy = Remedy(fault)
                return LoginWords.mend(Phrase(said: remedy.cause), Phrase(said: remedy.cure))
            }
        } catch {
            guard let fault = LoginKeeper.Fault(error) else { throw error }
            throw Failure(.configuration, LoginWords.fault(fault))
        }
        return change
    }

    private mutating func makeLogins(_ wish: Wish, _ keeper: inout LoginKeeper) throws {
        let missing = try keeper.missing()
        fresh = Set(missing.map(\.name))
        changes += missing.map { LoginWords.made($0.name, $0.program.rawValue) }
        let other = try keeper.otherOwner()
        changes += other.map { [LoginWords.owned($0, wish.owner)] } ?? []
        guard !isCheck else { return }
        if !missing.isEmpty {
            guard let passwords = wish.passwords else { throw Failure(.badData, AccountWords.needsFolder) }
            for login in missing {
                // Written down first: a login whose password nobody knows is of no use.
                try keeper.make(login, password: try PasswordFile.read(login.name, in: passwords))
            }
        }
        if other != nil { try keeper.takeOver() }
    }

    private mutating func compare(_ logins: [LoginTable.Login], _ keeper: inout LoginKeeper) throws {
        let differences = try keeper.differences().filter { !$0.isNone }
        // That a new login has no rights yet goes without saying.
        changes += differences.filter { !fresh.contains($0.login) }.flatMap(LoginWords.lines)
        let isRegistered = try keeper.isRegistered()
        if !isRegistered, changes.isEmpty { changes.append(LoginWords.notRegistered) }
        guard !isCheck, !differences.isEmpty || !isRegistered else { return }
        for difference in differences { try keeper.weaken(difference) }
        try keeper.grant(at: .now)
    }

    private mutating func lookAtStrangers(_ wish: Wish, _ keeper: inout LoginKeeper) throws {
        guard isCheck || wish.expelsStrangers else { return }
        let strangers = try keeper.strangers()
        guard !isCheck else {
            changes += strangers.map(LoginWords.stranger)
            return
        }
        for stranger in strangers { try keeper.expel(stranger) }
        // What they may do on the whole server stays, and they with it.
        left = try keeper.strangers()
        changes += strangers.filter { stranger in !left.contains { $0.name == stranger.name } }.map {
            LoginWords.expelled($0.name)
        }
        open += left.map { LoginWords.mend(LoginWords.stranger($0), LoginWords.cure($0)) }
    }
}
