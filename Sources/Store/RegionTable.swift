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

    /// The same of a code as people type it: also without dots, and a village's.
    package static func contains(
        typed text: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> Bool {
        let digits = text.filter(\.isNumber).prefix(6)
        let pairs = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
        return try contains(pairs.joined(separator: "."), &connection)
    }

    /// Nil: there is no such region.
    package static func name(
        of code: String, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> String? {
        try connection.execute("name of region", "SELECT name FROM region WHERE code = $1", [.text(code)]).first?
            .text("name")
    }

    /// A region and what it is called.
    package struct Named: Sendable {
        package var code: String
        /// `province`, `regency`, `city` or `district`.
        package var level: String
        package var name: String

        package init(code: String, level: String, name: String) {
            (self.code, self.level, self.name) = (code, level, name)
        }
    }

    package static func named(_ connection: inout PostgresConnection) throws(PostgresError) -> [Named] {
        try connection.execute("named regions", "SELECT code, level::text AS level, name FROM region ORDER BY code").map
        {
            Named(code: $0.text("code"), level: $0.text("level"), name: $0.text("name"))
        }
    }

    /// What else regions are called.
    package static func aliases(
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [(code: String, alias: String)] {
        try connection.execute("region aliases", "SELECT region_code, alias FROM alias ORDER BY 1, 2")
            .map { ($0.text("region_code"), $0.text("alias")) }
    }

    package static func provinces(_ connection: inout PostgresConnection) throws(PostgresError) -> [String: String] {
        try connection.execute("provinces", "SELECT code, name FROM region WHERE level = 'province'")
            .reduce(into: [:]) { $0[$1.text("code")] = $1.text("name") }
    }
}
