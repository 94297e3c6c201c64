import Foundation
import Postgres
import Store

/// What `information_schema` says of a login's rights: another way to them than the one by which they are compared.
enum Rights {
    /// Lines such as `SELECT journal` and `UPDATE complaint (status)`, for tables, views and columns.
    static func of(_ login: String, _ connection: inout PostgresConnection) throws -> Set<String> {
        let rows = try connection.execute(
            "information \(login)",
            """
            SELECT privilege_type || ' ' || table_name AS line FROM information_schema.table_privileges
                WHERE grantee = '\(login)' AND table_schema = 'public'
            UNION SELECT c.privilege_type || ' ' || c.table_name || ' (' || c.column_name || ')'
            FROM information_schema.column_privileges c WHERE c.grantee = '\(login)' AND c.table_schema = 'public'
                AND NOT EXISTS (SELECT FROM information_schema.table_privileges t WHERE t.grantee = c.grantee
                    AND t.table_name = c.table_name AND t.privilege_type = c.privilege_type)
            """)
        return Set(rows.map { $0.text("line") })
    }
}
