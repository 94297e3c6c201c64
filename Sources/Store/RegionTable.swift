package import Postgres

/// Table `region`, and the codes that others refer to.
package enum RegionTable {
    package static func codes(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        Set(try connection.execute("region codes", "SELECT code FROM region").map { $0.text("code") })
    }

    package static func duties(_ connection: inout PostgresConnection) throws(PostgresError) -> Set<String> {
        Set(try connection.execute("duty codes", "SELECT code FROM duty").map { $0.text("code") })
    }

    package static func contains(
        _ code: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        try connection.execute("region exists", "SELECT FROM region WHERE code = $1", [.text(code)]).count == 1
    }

    package static func provinces(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: String] {
        try connection.execute("provinces", "SELECT code, name FROM region WHERE level = 'province'")
            .reduce(into: [:]) { $0[$1.text("code")] = $1.text("name") }
    }
}
