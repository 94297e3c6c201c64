import Testing

@testable import Postgres

/// What can be told of an address, and of a login, without a server.
@Suite struct LoginTests {
    @Test(arguments: [
        "postgresql://u:p@h/db", "postgres://h", "postgresql://h1:5432,h2:5433/db?target_session_attrs=read-write",
        "host=h dbname=d", "postgresql:///db?host=/var/run/postgresql", "postgresql://u@h/db?sslmode=verify-full",
    ]) func `good addresses`(url: String) { #expect(PostgresConnection.fault(in: url) == nil) }

    @Test(arguments: [
        "nonsense", "mysql://u:rahasia@h/db", "mysql://h/db?x=y", "http://h", "postgresql://u:rahasia@[::1/db",
        "postgresql://u:rahasia%zz@h/db", "host=h password=rahasia nonsense", "postgresql//h/db", "u:rahasia@h/db",
    ]) func `what libpq cannot read`(url: String) {
        #expect(PostgresConnection.fault(in: url) == "must look like postgresql://user:password@host:port/database")
    }

    @Test(arguments: ["postgresql://h:port/db", "postgresql://h:0/db", "host=h port=70000", "postgresql://a:1,b:x/db"])
    func ports(url: String) { #expect(PostgresConnection.fault(in: url) == "must have a port from 1 to 65535") }

    @Test(arguments: [
        ("postgresql://u:rahasia@h/db?sslmode=vrify", "sslmode"),
        ("postgresql://h/db?target_session_attrs=rw", "target_session_attrs"),
    ]) func choices(url: String, option: String) throws {
        let fault = try #require(PostgresConnection.fault(in: url))
        #expect(fault.hasSuffix("as its \(option)") && !fault.contains("rahasia"))
    }

    @Test(arguments: [
        ("connection to server at \"h\", port 5432 failed: FATAL:  28P01\n", "28P01"),
        ("… failed: FATAL:  3D000", "3D000"), ("a: FATAL:  57P03\nb: FATAL:  28000\n", "28000"),
        ("connection to server at \"h\" failed: FATAL:  42501\n", "42501"),
    ]) func `a refusal's code`(message: String, code: String) {
        #expect(PostgresConnection.code(in: message) == SQLState(code))
    }

    @Test(arguments: [
        "", "FATAL:  57P03", "FATAL:  53300", "connection refused", "timeout expired", "FATAL:  the 28P01",
        "FATAL: 28P01",
    ]) func `what is none, or passes by itself`(message: String) {
        #expect(PostgresConnection.code(in: message) == nil)
    }
}
