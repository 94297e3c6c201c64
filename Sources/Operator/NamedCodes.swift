import Postgres

extension PostgresConnection {
    /// The name of the body that an operator has named by its code.
    ///
    /// - Throws: `Failure` `notFound`, `PostgresError`.
    mutating func nameOfBody(_ code: String) throws -> String {
        let rows = try execute("body name", "SELECT name FROM body WHERE code = $1", [.text(code)])
        guard rows.count == 1 else {
            throw Failure(.notFound, "there is no body \(code); 'lapor body list' has the codes")
        }
        return rows.text(0, 0)
    }

    /// Checks that a region which an operator has named is there.
    ///
    /// - Throws: `Failure` `badData`, `PostgresError`.
    package mutating func checkRegion(_ code: String) throws {
        let known = try execute("region exists", "SELECT FROM region WHERE code = $1", [.text(code)])
        guard known.count == 1 else { throw Failure(.badData, "there is no region '\(code)'") }
    }
}
