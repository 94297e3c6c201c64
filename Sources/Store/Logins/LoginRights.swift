package import Postgres

/// The rights of logins: those that they must have, and those that they have.
package enum LoginRights {
    /// What the login of a program must have in `schema`.
    package static func wanted(_ program: DatabaseProgram, schema: String) -> Set<LoginRight> {
        guard program != .migrate else { return [] }
        var rights = Set(LoginGrants.of(program).flatMap(\.rights))
        // Who may do it with the whole table needs no column of it.
        let whole = Set(rights.filter(\.column.isEmpty))
        rights = rights.filter { $0.column.isEmpty || !whole.contains(LoginRight(of: $0.kind, $0.name, $0.verb)) }
        rights.formUnion(LoginGrants.further(program))
        rights.insert(LoginRight(of: .schema, schema, "USAGE"))
        return rights
    }

    /// What was granted to each of `logins` by name in the schema of the store's tables, whoever granted it. `PUBLIC` is called so. What
    /// everybody may do with functions and the schema by PostgreSQL's own rules is left out.
    package static func present(
        _ logins: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Set<LoginRight>] {
        let rows = try connection.execute(
            "granted rights",
            """
            WITH place AS (SELECT relnamespace AS id FROM pg_class WHERE oid = to_regclass('schema_migration')),
            things AS (
                SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, c.relname::text AS name, '' AS part, a.grantee, a.privilege_type FROM pg_class c
                    JOIN place ON c.relnamespace = place.id, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
                        AND a.grantee <> c.relowner
                UNION ALL SELECT 'table', c.relname::text, t.attname::text, a.grantee, a.privilege_type FROM pg_attribute t
                    JOIN pg_class c ON c.oid = t.attrelid JOIN place ON c.relnamespace = place.id, aclexplode(t.attacl) a
                    WHERE NOT t.attisdropped
                UNION ALL SELECT 'function', p.proname || '(' || array_to_string(
                        ARRAY(SELECT format_type(o, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS u (o, n) ORDER BY n), ',')
                        || ')', '', a.grantee, a.privilege_type
                    FROM pg_proc p JOIN place ON p.pronamespace = place.id, aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a
                    WHERE p.prosecdef AND a.grantee <> p.proowner
                UNION ALL SELECT 'schema', n.nspname::text, '', a.grantee, a.privilege_type FROM pg_namespace n
                    JOIN place ON n.oid = place.id, aclexplode(n.nspacl) a WHERE a.grantee <> 0 OR a.privilege_type <> 'USAGE'
            )
            SELECT t.kind, t.name, t.part, COALESCE(r.rolname, 'PUBLIC')::text AS login, t.privilege_type AS verb
            FROM things t LEFT JOIN pg_roles r ON r.oid = t.grantee WHERE COALESCE(r.rolname, 'PUBLIC') = ANY ($1)
            """, [.texts(logins)])
        return rows.reduce(into: [:]) { rights, row in
            let right = LoginRight(
                of: LoginRight.Kind(rawValue: row.text("kind")) ?? .table, row.text("name"), row.text("verb"),
                column: row.text("part"))
            rights[row.text("login"), default: []].insert(right)
        }
    }

    /// Roles of PostgreSQL's whose members read, write or change every table, or the server's files.
    private static let mighty = [
        "pg_read_all_data", "pg_write_all_data", "pg_maintain", "pg_read_server_files", "pg_write_server_files",
        "pg_execute_server_program",
    ]

    /// Others than `logins` and the owner to whom somebody has granted something in the schema of the store's tables, or everything
    /// everywhere by a role of PostgreSQL's; no superusers.
    package static func strangers(
        besides logins: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String] {
        try connection.execute(
            "strangers",
            """
            WITH RECURSIVE place AS (SELECT relnamespace AS id, relowner FROM pg_class WHERE oid = to_regclass('schema_migration')),
            mighty AS (
                SELECT m.member FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid, place
                WHERE g.rolname = ANY ($2) OR g.oid = place.relowner
                UNION SELECT m.member FROM pg_auth_members m JOIN mighty g ON g.member = m.roleid
            ),
            grants AS (
                SELECT a.grantee FROM pg_class c JOIN place ON c.relnamespace = place.id AND c.relowner = place.relowner,
                    aclexplode(c.relacl) a
                UNION SELECT a.grantee FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
                    JOIN place ON c.relnamespace = place.id AND c.relowner = place.relowner, aclexplode(t.attacl) a
                UNION SELECT a.grantee FROM pg_class c JOIN place ON c.relnamespace = place.id AND c.relkind IN ('S', 'v', 'm'),
                    aclexplode(c.relacl) a
                UNION SELECT a.grantee FROM pg_proc p JOIN place ON p.pronamespace = place.id AND p.prosecdef, aclexplode(p.proacl) a
                UNION SELECT a.grantee FROM pg_namespace n JOIN place ON n.oid = place.id, aclexplode(n.nspacl) a
                    WHERE a.privilege_type = 'CREATE'
                UNION SELECT member FROM mighty
            )
            SELECT COALESCE(r.rolname, 'PUBLIC')::text AS name FROM grants g LEFT JOIN pg_roles r ON r.oid = g.grantee
            WHERE g.grantee <> (SELECT relowner FROM place) AND NOT COALESCE(r.rolname, 'PUBLIC') = ANY ($1)
                AND NOT COALESCE(r.rolsuper, false) AND COALESCE(r.rolname, '') <> 'pg_database_owner'
            ORDER BY 1
            """, [.texts(logins), .texts(mighty)]
        ).map { $0.text("name") }
    }
}

extension LoginRights {
    /// The same, besides the owner and the registered logins. Before there are logins: besides who looks, who then is the owner.
    package static func strangers(_ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        guard let place = try SchemaPlace.look(&connection) else { return [] }
        let logins = try LoginTable.all(&connection).map(\.name)
        let me = try connection.execute("session login", "SELECT session_user::text AS name")[0].text("name")
        return try strangers(besides: logins + [place.owner] + (logins.isEmpty ? [me] : []), &connection)
    }

    /// Roles of PostgreSQL's of which `login` is a member, and by which it may do something with every table.
    static func mighty(of login: String, _ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        try LoginTable.powers(of: [login], &connection)[login]?.memberships.filter(mighty.contains) ?? []
    }
}

/// What a login lacks, and what it has beyond its program's work.
package struct LoginDifference: Sendable, Equatable {
    package let login: String
    package let program: DatabaseProgram
    package let missing: [LoginRight]
    package let excess: [LoginRight]
    /// What makes it more than a login, such as `SUPERUSER`, or whose rights it has besides.
    package let powers: [String]
    /// Whether a migrating login cannot become the owner.
    package let isNoMember: Bool

    package var isNone: Bool { missing.isEmpty && excess.isEmpty && powers.isEmpty && !isNoMember }

    /// Compares each registered login with its program.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [LoginDifference] {
        let logins = try LoginTable.all(&connection)
        guard !logins.isEmpty, let place = try SchemaPlace.look(&connection) else { return [] }
        return try LoginRegister(owner: place.owner, logins).differences(&connection)
    }

    /// What the login of this session lacks; nil when it is no program's, and has what somebody gave it.
    package static func ofSession(_ connection: inout PostgresConnection) throws(PostgresError) -> LoginDifference? {
        let name = try connection.execute("session login", "SELECT session_user::text AS name")[0].text("name")
        return try all(&connection).first { $0.login == name }
    }
}
