import Complaints
import Postgres
import TestKit

@testable import Store

extension Site {
    /// What the reporters of all cases were told with their tracking codes, by code; who left neither number nor address was
    /// told nothing.
    func secrets() throws -> [String: String] {
        var connection = try PostgresConnection(to: database)
        connection.keys = TestKeys.all
        let key = try DeploymentTable.hashes(&connection).codes.newest
        let reporters = try Records(site: self).reporters()
        return try look("SELECT id, code FROM complaint").reduce(into: [:]) { secrets, row in
            let id = row.complaintID("id")
            guard let address = reporters[id].flatMap({ $0.phone ?? $0.email }) else { return }
            secrets[row.text("code")] = ReporterSecret(of: id, toldTo: address, key: key).grouped
        }
    }
}
