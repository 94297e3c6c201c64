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
    static let mighty = [
        "pg_read_all_data", "pg_write_all_data", "pg_maintain", "pg_read_server_files", "pg_write_server_files",
        "pg_execute_server_program",
    ]
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
