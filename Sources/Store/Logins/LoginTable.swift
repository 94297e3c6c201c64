import Complaints
package import Postgres

/// Where the store's tables are, and whose.
package struct SchemaPlace: Sendable, Equatable {
    package let schema: String
    package let owner: String

    /// Nil when there are no tables.
    package static func look(_ connection: inout PostgresConnection) throws(PostgresError) -> SchemaPlace? {
        try connection.execute(
            "schema's place",
            """
            SELECT relnamespace::regnamespace::text AS schema, pg_get_userbyid(relowner)::text AS owner
            FROM pg_class WHERE oid = to_regclass('schema_migration')
            """
        ).first.map { SchemaPlace(schema: $0.text("schema"), owner: $0.text("owner")) }
    }
}

/// Table `database_login`: which login is which program's.
package enum LoginTable {
    package struct Login: Sendable, Hashable {
        package let name: String
        package let program: DatabaseProgram

        package init(_ name: String, _ program: DatabaseProgram) {
            self.name = name
            self.program = program
        }
    }

    /// Empty also where the table is not there yet.
    package static func all(_ connection: inout PostgresConnection) throws(PostgresError) -> [Login] {
        let isThere = try connection.execute(
            "logins there", "SELECT to_regclass('database_login') IS NOT NULL AS there")[0].boolean("there")
        guard isThere else { return [] }
        return try connection.execute("logins", "SELECT name, program FROM database_login ORDER BY name").compactMap {
            row in
            DatabaseProgram(rawValue: row.text("program")).map { Login(row.text("name"), $0) }
        }
    }

    static func set(
        _ logins: [Login], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try connection.execute(
            "forget logins", "DELETE FROM database_login WHERE NOT name = ANY ($1)", [.texts(logins) { $0.name }])
        try connection.execute(
            "note logins",
            """
            INSERT INTO database_login SELECT name, program, $3 FROM unnest($1, $2) AS u (name, program)
            ON CONFLICT (name) DO UPDATE SET program = EXCLUDED.program
            """, [.texts(logins) { $0.name }, .texts(logins) { $0.program.rawValue }, .instant(now)])
    }

    /// What a role is beyond its rights to tables.
    package struct Power: Sendable, Equatable {
        /// Such as `SUPERUSER`.
        package var attributes: [String] = []
        /// Roles whose rights it has, or may take.
        package var memberships: [String] = []
        package var mayLogIn = false
    }

    /// Of those of `names` that there are.
    package static func powers(
        of names: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [String: Power] {
        let rows = try connection.execute(
            "powers",
            """
            SELECT r.rolname::text AS name, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
                (SELECT COALESCE(string_agg(g.rolname, chr(10) ORDER BY g.rolname), '') FROM pg_auth_members m
                    JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS groups
            FROM pg_roles r WHERE r.rolname = ANY ($1)
            """, [.texts(names)])
        return rows.reduce(into: [:]) { powers, row in
            var power = Power(mayLogIn: row.boolean("rolcanlogin"))
            if row.boolean("rolsuper") { power.attributes.append("SUPERUSER") }
            if row.boolean("rolcreaterole") { power.attributes.append("CREATEROLE") }
            if row.boolean("rolcreatedb") { power.attributes.append("CREATEDB") }
            if row.boolean("rolreplication") { power.attributes.append("REPLICATION") }
            if row.boolean("rolbypassrls") { power.attributes.append("BYPASSRLS") }
            power.memberships = row.text("groups").split(separator: "\n").map(String.init)
            powers[row.text("name")] = power
        }
    }

    /// Workers that work by a login which is too much for them: by its name, what it is.
    package static func mightyWorkers(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(worker: String, login: String, isSuperuser: Bool)] {
        try connection.execute(
            "workers' logins",
            """
            SELECT DISTINCT a.application_name AS worker, r.rolname::text AS login, r.rolsuper AS super
            FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
            WHERE a.datname = current_database() AND a.application_name = ANY ($1) AND (r.rolsuper OR pg_has_role(r.oid,
                (SELECT relowner FROM pg_class WHERE oid = to_regclass('schema_migration')), 'MEMBER'))
            ORDER BY 1, 2
            """, [.texts(WorkerKind.allCases.map(\.rawValue))]
        ).map { ($0.text("worker"), $0.text("login"), $0.boolean("super")) }
    }
}
