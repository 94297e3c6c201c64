package import Postgres

/// A login or role that is nobody's whom the accounts file names, and by what it can do something here.
package struct LoginStranger: Sendable, Equatable {
    package enum Way: Sendable, Equatable {
        /// Rights to tables, sequences, functions or the schema.
        case rights
        /// It may be more than a login on the whole server, such as `REPLICATION`.
        case attribute(String)
        /// It may make schemas in this database.
        case schemas(database: String)
        /// The database is theirs, and not `owner`'s: they may make and drop schemas.
        case owns(database: String, not: String)
        /// It has, or may take, the rights of this role.
        case member(of: String)
    }

    /// `PUBLIC`: everybody.
    package let name: String
    package fileprivate(set) var ways: [Way]

    package init(_ name: String, _ ways: [Way]) { (self.name, self.ways) = (name, ways) }
}

extension LoginRights {
    /// Besides the owner, the registered logins, and those that the accounts file says are known. Before there are logins: besides
    /// who looks, who then is the owner.
    package static func strangers(_ connection: inout PostgresConnection) throws(PostgresError) -> [LoginStranger] {
        guard let place = try SchemaPlace.look(&connection) else { return [] }
        let logins = try LoginTable.all(&connection).map(\.name)
        let known = try KnownAccounts.names(at: .database, &connection)
        let me = try connection.execute("session login", "SELECT session_user::text AS name")[0].text("name")
        return try strangers(
            of: logins, place.owner, besides: known.union(logins.isEmpty ? [me] : []), &connection)
    }

    /// Who can do something with the store's tables and is none of `ours`: by a right of their own, by an attribute that stands above
    /// rights, by making schemas, or as a member of who can, also through other roles. Superusers and PostgreSQL's own roles are left out.
    ///
    /// - Parameters:
    ///   - ours: the programs' logins; whoever becomes one of them, or the owner, has its rights.
    ///   - known: others that are no strangers; whoever becomes one of them is.
    static func strangers(
        of ours: [String], _ owner: String, besides known: Set<String>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [LoginStranger] {
        let rows = try connection.execute(
            "strangers",
            """
            WITH RECURSIVE place AS (SELECT relnamespace AS id, relowner FROM pg_class WHERE oid = to_regclass('schema_migration')),
            granted AS (
                SELECT a.grantee FROM pg_class c JOIN place ON c.relnamespace = place.id AND c.relowner = place.relowner,
                    aclexplode(c.relacl) a
                UNION SELECT a.grantee FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
                    JOIN place ON c.relnamespace = place.id AND c.relowner = place.relowner, aclexplode(t.attacl) a
                UNION SELECT a.grantee FROM pg_class c JOIN place ON c.relnamespace = place.id AND c.relkind IN ('S', 'v', 'm'),
                    aclexplode(c.relacl) a
                UNION SELECT a.grantee FROM pg_proc p JOIN place ON p.pronamespace = place.id AND p.prosecdef, aclexplode(p.proacl) a
                UNION SELECT a.grantee FROM pg_namespace n JOIN place ON n.oid = place.id, aclexplode(n.nspacl) a
                    WHERE a.privilege_type = 'CREATE'
            ),
            direct (who, way, what) AS (
                SELECT grantee, 'rights', '' FROM granted
                UNION SELECT r.oid, 'attribute', v.name FROM pg_roles r, LATERAL (VALUES (r.rolcreaterole, 'CREATEROLE'),
                    (r.rolreplication, 'REPLICATION'), (r.rolbypassrls, 'BYPASSRLS')) AS v (has, name) WHERE v.has
                UNION SELECT d.datdba, 'owns', d.datname FROM pg_database d WHERE d.datname = current_database()
                UNION SELECT a.grantee, 'schemas', d.datname FROM pg_database d, aclexplode(d.datacl) a
                    WHERE d.datname = current_database() AND a.privilege_type = 'CREATE' AND a.grantee <> d.datdba
            ),
            members (who, role) AS (
                SELECT m.member, m.roleid FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                WHERE g.rolname = ANY ($1) OR g.rolname = ANY ($3) OR g.rolsuper OR g.oid IN (SELECT who FROM direct)
                UNION SELECT m.member, m.roleid FROM pg_auth_members m JOIN members n ON n.who = m.roleid
            ),
            found (who, way, what) AS (
                SELECT who, way, what FROM direct
                UNION SELECT m.who, 'member', g.rolname FROM members m JOIN pg_roles g ON g.oid = m.role
            )
            SELECT COALESCE(r.rolname, 'PUBLIC')::text AS name, f.way, f.what::text AS what
            FROM found f LEFT JOIN pg_roles r ON r.oid = f.who
            WHERE NOT COALESCE(r.rolname, 'PUBLIC') = ANY ($1 || $2) AND NOT COALESCE(r.rolsuper, false)
                AND COALESCE(r.rolname, '') NOT LIKE 'pg\\_%'
            ORDER BY 1, 2 DESC, 3
            """, [.texts(ours + [owner]), .texts(known), .texts(mighty)])
        return rows.reduce(into: []) { strangers, row in
            if strangers.last?.name != row.text("name") { strangers.append(LoginStranger(row.text("name"), [])) }
            strangers[strangers.count - 1].ways.append(LoginStranger.Way(row.text("way"), row.text("what"), owner))
        }
    }
}

extension LoginStranger.Way {
    fileprivate init(_ way: String, _ what: String, _ owner: String) {
        switch way {
        case "attribute": self = .attribute(what)
        case "schemas": self = .schemas(database: what)
        case "owns": self = .owns(database: what, not: owner)
        case "member": self = .member(of: what)
        default: self = .rights
        }
    }
}
