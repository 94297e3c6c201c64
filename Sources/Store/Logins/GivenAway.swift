import Postgres

/// What gives rights away that nobody asked for: functions with the rights of whoever made them, and privileges of tables to come.
struct GivenAway {
    /// The logins of our programs.
    private let logins: [String]

    init(to logins: [String]) { self.logins = logins }

    func faults(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        try functions(&connection) + defaults(&connection)
    }

    /// In the store's schema and of the owner's: all. Elsewhere: those that our logins may call, or everybody, and that no extension has
    /// brought.
    private func functions(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let ours = DatabaseProgram.allCases.flatMap(LoginGrants.further).filter { $0.kind == .function }.map(\.name)
        return try connection.execute(
            "functions with their owner's rights",
            """
            WITH place AS (SELECT relnamespace, relowner FROM pg_class WHERE oid = to_regclass('schema_migration'))
            SELECT CASE WHEN p.pronamespace = place.relnamespace THEN '' ELSE n.nspname || '.' END || f.name AS name
            FROM place, pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, LATERAL (SELECT p.proname || '(' || array_to_string(
                ARRAY(SELECT format_type(o, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS u (o, n) ORDER BY n), ',')
                || ')' AS name) f
            WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                AND NOT (p.pronamespace = place.relnamespace AND f.name = ANY ($1))
                AND (p.pronamespace = place.relnamespace OR p.proowner = place.relowner
                    OR NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
                        AND (EXISTS (SELECT FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)
                            OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = ANY ($2)
                                AND r.oid <> p.proowner AND has_function_privilege(r.oid, p.oid, 'EXECUTE'))))
            ORDER BY 1
            """, [.texts(ours), .texts(logins)]
        ).map { .strangeFunction($0.text("name")) }
    }

    /// Of roles that are the owner or may become it: what they make belongs to others too.
    private func defaults(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        try connection.execute(
            "default privileges",
            """
            WITH place AS (SELECT relnamespace, relowner FROM pg_class WHERE oid = to_regclass('schema_migration'))
            SELECT DISTINCT pg_get_userbyid(d.defaclrole)::text AS role, COALESCE(r.rolname, 'PUBLIC')::text AS login,
                a.privilege_type AS verb, COALESCE(' IN SCHEMA ' || NULLIF(d.defaclnamespace, 0)::regnamespace::text, '') AS schema,
                CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' ELSE 'FUNCTIONS' END AS things
            FROM pg_default_acl d JOIN place ON d.defaclnamespace IN (0, place.relnamespace)
                CROSS JOIN LATERAL aclexplode(d.defaclacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
            WHERE d.defaclobjtype IN ('r', 'S', 'f') AND a.grantee <> d.defaclrole AND a.grantee <> place.relowner
                -- What everybody may do with functions by PostgreSQL's own rules stands there as soon as anything does.
                AND NOT (d.defaclobjtype = 'f' AND a.grantee = 0)
                AND pg_has_role(d.defaclrole, place.relowner, 'MEMBER')
            ORDER BY 1, 2, 3
            """
        ).map { row in
            .givesAway(
                to: row.text("login"),
                "ALTER DEFAULT PRIVILEGES FOR ROLE \(row.text("role"))\(row.text("schema")) "
                    + "REVOKE \(row.text("verb")) ON \(row.text("things")) FROM \(row.text("login"))")
        }
    }
}
