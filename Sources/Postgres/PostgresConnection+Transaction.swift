extension PostgresConnection {
    /// Runs `body` between BEGIN and COMMIT; any error rolls back.
    ///
    /// COMMIT counts only when the server's tag says so: after a failed statement the answer is an OK result that
    /// carries `ROLLBACK`.
    /// - Throws: the body's error, or `PostgresError`; after `connectionLost` or `timeout` in COMMIT nobody knows whether
    ///   it took effect, so the body must be one that can run again.
    package mutating func transaction<Result>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        try run("BEGIN")
        let result: Result
        do throws(PostgresError) {
            result = try body(&self)
        } catch {
            switch error.code {
            case .server, .abandoned: _ = try? run("ROLLBACK")
            // A server that is gone has rolled back by itself.
            case .cannotConnect, .refused, .untrusted, .connectionLost, .timeout, .notCommitted: break
            }
            throw error
        }
        let tag = try run("COMMIT").commandTag
        guard tag == "COMMIT" else { throw PostgresError(.notCommitted, in: "COMMIT", "answered \(tag)") }
        return result
    }
}
