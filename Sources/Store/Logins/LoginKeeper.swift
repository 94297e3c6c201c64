package import Complaints
package import Postgres

/// Makes owner and logins, and gives each login what its program needs. Every step is safe to repeat, and none is in the way of
/// programs that work: who owned the schema before may do everything until somebody takes that away.
package struct LoginKeeper: ~Copyable {
    /// Why logins cannot be made so.
    package enum Fault: Error, Sendable, Equatable {
        /// Tables are missing.
        case noSchema
        /// The owner may log in, so somebody can become it by a password.
        case ownerMayLogIn(String)
        /// A program's login is a superuser: rights mean nothing to it.
        case superuser(String)
        /// A table was in use for so long that its owner could not be changed.
        case inUse(String)
        /// Who calls may not make roles, or not give these rights: the server's words. Rights of a program would not help.
        case mayNotGive(String)

        /// Nil: `error` is about something else.
        package init?(_ error: any Error) {
            if let fault = error as? Fault {
                self = fault
            } else if let error = error as? PostgresError, error.sqlState == .notAllowed {
                self = .mayNotGive(error.reason)
            } else {
                return nil
            }
        }
    }

    let owner: String
    let logins: [LoginTable.Login]
    let known: Set<String>
    var connection: PostgresConnection

    /// - Parameters:
    ///   - url: the store, by an account that may make roles, and that owns the schema or is a superuser.
    ///   - known: names of others that are no strangers: nothing is made or changed of them.
    package init(
        at url: String, owner: String, logins: [LoginTable.Login], known: Set<String> = []
    ) throws(PostgresError) {
        connection = try PostgresConnection(at: url, seconds: 60)
        self.owner = owner
        self.logins = logins
        self.known = known
    }

    /// Names of `logins` that there are not yet.
    ///
    /// - Throws: `PostgresError`, `Fault`.
    package mutating func missing() throws -> [LoginTable.Login] {
        let powers = try LoginTable.powers(of: logins.map(\.name), &connection)
        if let mighty = logins.first(where: { powers[$0.name]?.attributes.contains("SUPERUSER") == true }) {
            throw Fault.superuser(mighty.name)
        }
        return logins.filter { powers[$0.name] == nil }
    }

    /// Makes a login.
    package mutating func make(_ login: LoginTable.Login, password: String) throws(PostgresError) {
        // It never comes to the server as it is, so no log of statements has it.
        let verifier = try connection.passwordVerifier(password, of: login.name)
        // What it may do besides, it must say: whoever migrates becomes the owner knowingly.
        try connection.run("CREATE ROLE \(quoted(login.name)) LOGIN NOINHERIT PASSWORD \(literal(verifier))")
    }

    /// Who owns the schema now; nil: as it must be.
    package mutating func otherOwner() throws -> String? {
        guard let place = try SchemaPlace.look(&connection) else { throw Fault.noSchema }
        return place.owner == owner ? nil : place.owner
    }

    /// Gives the schema to the owner without login. Who had it becomes a member of that, so that what works by its login goes on.
    package mutating func takeOver() throws {
        guard let place = try SchemaPlace.look(&connection) else { throw Fault.noSchema }
        try makeOwner(before: place)
        try connection.run("SET lock_timeout = '2s'")
        for thing in try ownable(place) { try giveAway(thing) }
        try connection.run("SET lock_timeout = 0")
    }

    private mutating func makeOwner(before place: SchemaPlace) throws {
        let power = try LoginTable.powers(of: [owner], &connection)[owner]
        if power?.mayLogIn == true { throw Fault.ownerMayLogIn(owner) }
        if power == nil { try connection.run("CREATE ROLE \(quoted(owner)) NOLOGIN") }
        let me = try connection.execute("who am I", "SELECT current_user::text AS name")[0].text("name")
        for member in Set([me, place.owner]) where member != owner {
            guard try mustJoin(member) else { continue }
            try connection.run("GRANT \(quoted(owner)) TO \(quoted(member))")
        }
        try connection.run(
            """
            GRANT USAGE ON SCHEMA \(place.schema) TO \(quoted(owner)) WITH GRANT OPTION;
            GRANT CREATE ON SCHEMA \(place.schema) TO \(quoted(owner));
            REVOKE CREATE ON SCHEMA \(place.schema) FROM PUBLIC
            """)
        try giveDatabaseAway(of: place.owner)
    }

    /// Whose the database is may drop its schemas. Only a superuser can give it to a role that may make none.
    private mutating func giveDatabaseAway(of old: String) throws(PostgresError) {
        let database = try connection.execute(
            "whose database",
            """
            SELECT datname::text AS name FROM pg_database WHERE datname = current_database()
                AND datdba = $1::text::regrole AND current_setting('is_superuser') = 'on'
            """, [.text(quoted(old))]
        ).first?.text("name")
        if let database { try connection.run("ALTER DATABASE \(quoted(database)) OWNER TO \(quoted(owner))") }
    }

    /// A superuser need not be a member, and is never told apart from one.
    private mutating func mustJoin(_ member: String) throws(PostgresError) -> Bool {
        let power = try LoginTable.powers(of: [member], &connection)[member]
        return power.map { !$0.attributes.contains("SUPERUSER") } ?? false
    }

    /// What ALTER … OWNER says of each thing of the old owner's: tables, then what hangs on them.
    private mutating func ownable(_ place: SchemaPlace) throws(PostgresError) -> [String] {
        try connection.execute(
            "what is to be given away",
            """
            WITH me AS (SELECT relnamespace, relowner FROM pg_class WHERE oid = to_regclass('schema_migration'))
            SELECT sql FROM (
                SELECT 1 AS n, format('TABLE %s', c.oid::regclass) AS sql FROM pg_class c JOIN me USING (relnamespace, relowner)
                    WHERE c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'
                UNION ALL SELECT 2, format('VIEW %s', c.oid::regclass) FROM pg_class c JOIN me USING (relnamespace, relowner)
                    WHERE c.relkind = 'v'
                -- Those of identity columns go with their tables.
                UNION ALL SELECT 2, format('SEQUENCE %s', c.oid::regclass) FROM pg_class c JOIN me USING (relnamespace, relowner)
                    WHERE c.relkind = 'S' AND NOT EXISTS (
                        SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')
                UNION ALL SELECT 3, format('%s %s', CASE p.prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
                        p.oid::regprocedure)
                    FROM pg_proc p JOIN me ON p.pronamespace = me.relnamespace AND p.proowner = me.relowner
                UNION ALL SELECT 4, format('TYPE %s', t.oid::regtype) FROM pg_type t
                    JOIN me ON t.typnamespace = me.relnamespace AND t.typowner = me.relowner WHERE t.typtype IN ('e', 'd')
                -- By its owner the next call sees that it is done.
                UNION ALL SELECT 5, 'TABLE schema_migration' FROM me) AS all_ ORDER BY n, sql
            """
        ).map { $0.text("sql") }
    }

    /// Each alone, and not waiting long: who waits for a table keeps all others from it.
    private mutating func giveAway(_ thing: String) throws {
        for _ in 0..<60 {
            do throws(PostgresError) {
                try connection.run("ALTER \(thing) OWNER TO \(quoted(owner))")
                return
            } catch {
                guard error.sqlState == SQLState("55P03") else { throw error }
            }
        }
        throw Fault.inUse(thing)
    }

    /// What differs from the rights that there must be, of `logins` as they must be registered.
    package mutating func differences() throws(PostgresError) -> [LoginDifference] {
        try LoginRegister(owner: owner, logins).differences(&connection)
    }

    /// Whether it is recorded which logins are whose, and who is known.
    package mutating func isRegistered() throws(PostgresError) -> Bool {
        let registered = Set(try LoginTable.all(&connection))
        let named = try KnownAccounts.names(at: .database, &connection)
        return registered == Set(logins) && named == known
    }

    /// Gives each login what it lacks, and takes what it has too much.
    package mutating func grant(at now: Instant) throws(PostgresError) {
        let (owner, logins, known) = (owner, logins, known)
        for login in logins where login.program == .migrate {
            guard try mustJoin(login.name) else { continue }
            try connection.run("GRANT \(quoted(owner)) TO \(quoted(login.name))")
        }
        try connection.transaction { connection throws(PostgresError) in
            try connection.run("SET LOCAL ROLE \(quoted(owner))")
            try LoginTable.set(logins, at: now, &connection)
            try KnownAccounts.set(known, at: .database, on: now, &connection)
            try LoginRegister(owner: owner, logins).mend(&connection)
        }
    }

    /// Takes from `login` what makes it more than a login.
    package mutating func weaken(_ difference: LoginDifference) throws(PostgresError) {
        let attributes = ["SUPERUSER", "CREATEROLE", "CREATEDB", "REPLICATION", "BYPASSRLS"]
        for power in difference.powers {
            try connection.run(
                attributes.contains(power)
                    ? "ALTER ROLE \(quoted(difference.login)) NO\(power)"
                    : "REVOKE \(quoted(power)) FROM \(quoted(difference.login))")
        }
    }

    /// What stands open in the schema.
    package mutating func openDoors() throws(PostgresError) -> [SchemaFault] { try SchemaGuard.faults(&connection) }
}

/// Logins as they must be, compared with the rights that there are, and brought to them by the owner.
package struct LoginRegister: Sendable {
    private let owner: String
    private let logins: [LoginTable.Login]

    package init(owner: String, _ logins: [LoginTable.Login]) {
        self.owner = owner
        self.logins = logins
    }

    /// Of each login, also where all is as it must be.
    package func differences(_ connection: inout PostgresConnection) throws(PostgresError) -> [LoginDifference] {
        guard let place = try SchemaPlace.look(&connection) else { return [] }
        let names = logins.map(\.name)
        let present = try LoginRights.present(names, &connection)
        let powers = try LoginTable.powers(of: names, &connection)
        return logins.map { login in
            let (wanted, has) = (LoginRights.wanted(login.program, schema: place.schema), present[login.name] ?? [])
            let power = powers[login.name] ?? LoginTable.Power()
            return LoginDifference(
                login: login.name, program: login.program, missing: wanted.subtracting(has).sorted(),
                excess: has.subtracting(wanted).sorted(),
                powers: power.attributes + power.memberships.filter { login.program != .migrate || $0 != owner },
                isNoMember: login.program == .migrate && !power.memberships.contains(owner))
        }
    }

    /// Gives what lacks and takes what is too much; the session must be the owner's.
    ///
    /// - Throws: `PostgresError`, also when a table of the grants is not there.
    package func mend(_ connection: inout PostgresConnection) throws(PostgresError) {
        let place = try SchemaPlace.look(&connection)
        for difference in try differences(&connection) {
            for right in difference.excess {
                try connection.run("REVOKE \(right.sql(place?.schema)) FROM \(quoted(difference.login))")
            }
        }
        // Looked at anew: who loses a whole table loses its columns with it.
        for difference in try differences(&connection) {
            for right in difference.missing {
                try connection.run("GRANT \(right.sql(place?.schema)) TO \(quoted(difference.login))")
            }
        }
    }
}

extension LoginRight {
    /// What GRANT and REVOKE say of it.
    fileprivate func sql(_ schema: String?) -> String {
        let column = column.isEmpty ? "" : " (\(quoted(column)))"
        let place = schema.map { "\($0)." } ?? ""
        switch kind {
        case .table: return "\(verb)\(column) ON \(place)\(quoted(name))"
        case .function: return "\(verb) ON FUNCTION \(place)\(name)"
        case .sequence: return "\(verb) ON SEQUENCE \(place)\(quoted(name))"
        case .schema: return "\(verb) ON SCHEMA \(name)"
        }
    }
}

/// A name as it can stand in SQL.
func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

/// A text as it can stand in SQL.
private func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
