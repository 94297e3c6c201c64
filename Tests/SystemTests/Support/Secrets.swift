import Complaints
import Postgres
import Store
import TestKit

extension Site {
    /// What the reporters of all cases were told with their tracking codes, by code; who left neither number nor address was
    /// told nothing.
    func secrets() throws -> [String: String] {
        var connection = try PostgresConnection(to: database)
        let key = try DeploymentTable.codeKey(&connection)
        let rows = try connection.execute(
            "told secrets",
            """
            SELECT c.id, c.code, COALESCE(r.phone, r.email) AS address FROM complaint c
            JOIN reporter r ON r.complaint_id = c.id AND COALESCE(r.phone, r.email) IS NOT NULL
            """)
        return rows.reduce(into: [:]) { secrets, row in
            let secret = ReporterSecret(of: row.complaintID("id"), toldTo: row.text("address"), key: key)
            secrets[row.text("code")] = secret.grouped
        }
    }
}
