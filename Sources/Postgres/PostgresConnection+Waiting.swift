import CPostgres
import Glibc

/// The non-blocking half: everything waits on the socket with a deadline.
extension PostgresConnection {
    var deadline: ContinuousClock.Instant { .now + .seconds(options.statementSeconds) }

    func send(_ operation: String, _ body: (OpaquePointer) -> Int32) throws(PostgresError) {
        guard body(handle) == 1 else { throw broken(operation) }
        try flush(operation, deadline: deadline)
    }

    func flush(_ operation: String, deadline: ContinuousClock.Instant) throws(PostgresError) {
        while true {
            let status = PQflush(handle)
            if status == 0 { return }
            guard status == 1 else { throw broken(operation) }
            try wait(for: Int16(POLLIN | POLLOUT), operation, deadline: deadline)
            guard PQconsumeInput(handle) == 1 else { throw broken(operation) }
        }
    }

    /// The next result of the statement in hand, or nil when there are no more.
    func nextResult(_ operation: String) throws(PostgresError) -> OpaquePointer? {
        let deadline = deadline
        while PQisBusy(handle) == 1 {
            try wait(for: Int16(POLLIN), operation, deadline: deadline)
            guard PQconsumeInput(handle) == 1 else { throw broken(operation) }
        }
        return PQgetResult(handle)
    }

    /// Reads all results and returns the last; the first error wins.
    func lastResult(_ operation: String) throws(PostgresError) -> QueryResult {
        var last: QueryResult?
        var failure: PostgresError?
        while let result = try nextResult(operation) {
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                last = QueryResult(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                PQclear(result)
                throw PostgresError(.connectionLost, in: operation, "COPY needs its own call")
            default:
                failure = failure ?? error(from: result, operation)
                PQclear(result)
            }
        }
        if let failure { throw failure }
        guard let last else { throw broken(operation) }
        return last
    }

    func discardResults(_ operation: String) throws(PostgresError) {
        while let result = try nextResult(operation) { PQclear(result) }
    }

    func broken(_ operation: String) -> PostgresError {
        PostgresError(.connectionLost, in: operation, firstLine(String(cString: PQerrorMessage(handle))))
    }

    /// The server's refusal. Of data errors only code, table, column and constraint are kept, never the values.
    func error(from result: OpaquePointer, _ operation: String) -> PostgresError {
        func field(_ letter: UInt8) -> String? { PQresultErrorField(result, Int32(letter)).map { String(cString: $0) } }
        guard let code = field(UInt8(ascii: "C")) else { return broken(operation) }
        let state = SQLState(code)
        guard SQLStateClass.valuesInMessage ~= state else {
            return PostgresError(.server(state), in: operation, field(UInt8(ascii: "M")) ?? "refused")
        }
        let places = [("table", "t"), ("column", "c"), ("constraint", "n"), ("type", "d")].compactMap { name, letter in
            field(Character(letter).asciiValue ?? 0).map { "\(name) \($0)" }
        }
        return PostgresError(.server(state), in: operation, (["data refused"] + places).joined(separator: ", "))
    }

    private func wait(for events: Int16, _ operation: String, deadline: ContinuousClock.Instant) throws(PostgresError) {
        var entry = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        while true {
            let left = Int32((ContinuousClock.now.duration(to: deadline) / .milliseconds(1)).rounded(.up))
            guard left > 0 else {
                throw PostgresError(.timeout, in: operation, "no answer within \(options.statementSeconds) s")
            }
            let ready = poll(&entry, 1, left)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw broken(operation) }
        }
    }
}

extension SQLStateClass {
    /// Errors whose message quotes the value.
    static let valuesInMessage = SQLStateClass(prefixes: ["22", "23"])
}
