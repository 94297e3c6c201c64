import Testing

@testable import Postgres

@Suite struct SQLStateTests {
    private enum Kind { case unavailable, contention, badData, other }

    private static func kind(_ code: String) -> Kind {
        switch SQLState(code) {
        case .unavailable: .unavailable
        case .contention: .contention
        case .badData: .badData
        default: .other
        }
    }

    @Test(arguments: [
        "08000", "08006", "08P01", "57P01", "57P02", "57P03", "57014", "53000", "53100", "53200", "53300", "58000",
        "58030", "25006",
    ]) func `no database`(_ code: String) { #expect(Self.kind(code) == .unavailable) }

    @Test(arguments: ["40001", "40P01", "55P03"]) func `in each other's way`(_ code: String) {
        #expect(Self.kind(code) == .contention)
    }

    @Test(arguments: ["22001", "22003", "22021", "22P02", "22P05", "23502", "23503", "23514"])
    func `one row is at fault`(
        _ code: String
    ) { #expect(Self.kind(code) == .badData) }

    /// A unique violation is not the row's fault: the program must not have inserted it.
    @Test(arguments: [
        "23P01", "42P01", "42703", "42501", "XX000", "XX001", "25P02", "40003", "25001", "0A000", "57000", "",
    ])
    func `something else`(_ code: String) { #expect(Self.kind(code) == .other) }

    @Test func `a log shows the code`() { #expect(SQLState("23514").description == "23514") }

    @Test(arguments: [
        (PostgresError.Code.cannotConnect, true), (.connectionLost, true), (.timeout, true), (.notCommitted, true),
        (.server(SQLState("57P01")), true), (.server(SQLState("40001")), true), (.server(SQLState("23514")), false),
        (.server(SQLState("42P01")), false),
    ]) func retriable(_ code: PostgresError.Code, _ expected: Bool) {
        #expect(PostgresError(code, in: "x", "y").isRetriable == expected)
    }

    @Test func `one line for a log`() {
        #expect(PostgresError(.timeout, in: "mark", "late").description == "PostgreSQL, mark: late")
        #expect(
            PostgresError(.server(SQLState("42P01")), in: "mark", "gone").description
                == "PostgreSQL, mark: gone [SQLSTATE 42P01]")
    }

    @Test func `operations are named by their first words`() {
        #expect(firstWords("INSERT INTO  a\n(b) VALUES ($1)") == "INSERT INTO a" && firstWords("BEGIN") == "BEGIN")
        #expect(firstLine("\nFATAL: x\nmore") == "FATAL: x" && firstLine("") == "unknown")
    }
}
