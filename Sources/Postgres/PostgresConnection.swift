import CPostgres
import Glibc

/// One database session, confined to the thread that uses it. Closing is `deinit`.
///
/// Every statement has a deadline of the client's own; after a connection failure or a missed deadline the session
/// is dead and a new one must be opened.
package struct PostgresConnection: ~Copyable {
    package struct Options: Sendable {
        /// Seconds that connecting may take, for each host of the connection string.
        package var connectSeconds = 5
        /// Seconds that one statement may take.
        package var statementSeconds = 10
        /// What `pg_stat_activity` shows.
        package var applicationName = "lapor"

        package init() {}
    }

    let handle: OpaquePointer
    let options: Options
    /// What its user wants to have at hand with the session, which does not look at it.
    package var companion: (any Sendable)?
    /// SQL by the name it was prepared under.
    var prepared: [String: String] = [:]

    /// Opens a session.
    ///
    /// - Parameter url: a libpq connection string or URI; several hosts and `target_session_attrs` are libpq's to follow.
    /// - Throws: `PostgresError` `cannotConnect`.
    package init(to url: String, options: Options = Options()) throws(PostgresError) {
        let settings = [
            "dbname": url, "connect_timeout": String(options.connectSeconds),
            "application_name": options.applicationName, "tcp_user_timeout": "10000",
            "client_encoding": "UTF8",
        ]
        // dbname comes first: what follows overrides what the URL says.
        let keys = ["dbname", "connect_timeout", "application_name", "tcp_user_timeout", "client_encoding"]
        let values = keys.map { settings[$0] ?? "" }
        let handle = withPairs(keys, values) { PQconnectdbParams($0, $1, 1) }
        guard let handle else { throw PostgresError(.cannotConnect, in: "connect", "no memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            // libpq quotes a URL that it cannot read, password included; one that it could read has led to a host.
            let isReadable = PQhost(handle).map { $0.pointee != 0 } ?? false
            let message = isReadable ? String(cString: PQerrorMessage(handle)) : "the connection string cannot be read"
            let files = Self.files(of: handle)
            PQfinish(handle)
            if let (fault, host) = Self.distrust(in: message, files) {
                throw PostgresError(.untrusted(fault), in: "connect", "\(host): \(fault)")
            }
            let reason = firstLine(message)
            let refusal = Self.mayBeRefusal(reason) ? Self.refusal(keys, values, seconds: options.connectSeconds) : nil
            throw PostgresError(refusal.map { .refused($0) } ?? .cannotConnect, in: "connect", reason)
        }
        PQsetnonblocking(handle, 1)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        self.handle = handle
        self.options = options
    }

    deinit { PQfinish(handle) }

    /// Runs SQL text without parameters: settings, transaction commands, scripts. Several statements may be in one text;
    /// the last one's result is returned.
    @discardableResult
    package func run(_ sql: String) throws(PostgresError) -> QueryResult {
        let operation = firstWords(sql)
        try send(operation) { PQsendQuery($0, sql) }
        return try lastResult(operation)
    }

    /// Prepares `sql` under `name` once per session and executes it.
    @discardableResult
    package mutating func execute(
        _ name: String, _ sql: @autoclosure () -> String, _ parameters: [Parameter] = []
    ) throws(PostgresError) -> QueryResult {
        if prepared[name] == nil {
            let types = parameters.map(\.type)
            let text = sql()
            try send(name) { PQsendPrepare($0, name, text, Int32(types.count), types) }
            _ = try lastResult(name)
            prepared[name] = text
        }
        assert(prepared[name] == sql(), "two statements are called \(name)")
        let values = parameters.map(\.bytes)
        try send(name) { handle in
            withBytes(of: values) { pointers, lengths in
                PQsendQueryPrepared(
                    handle, name, Int32(values.count), pointers, lengths,
                    [Int32](repeating: 1, count: values.count), 1)
            }
        }
        return try lastResult(name)
    }

    /// Stores rows by `COPY`.
    ///
    /// - Parameter target: table and columns, such as `journal (id, at)`.
    /// - Throws: `PostgresError`; a row that the table refuses fails them all.
    package func copy(into target: String, _ rows: CopyRows) throws(PostgresError) {
        guard rows.count > 0 else { return }
        try copy("COPY \(target) FROM STDIN (FORMAT binary)", rows.encoded)
    }

    /// Stores the lines of a CSV file, its header included, by `COPY`.
    ///
    /// - Throws: `PostgresError`; a line that the table refuses fails them all.
    package func copy(into target: String, csv: [UInt8]) throws(PostgresError) {
        try copy("COPY \(target) FROM STDIN (FORMAT csv, HEADER true)", csv)
    }

    private func copy(_ sql: String, _ bytes: [UInt8]) throws(PostgresError) {
        let operation = firstWords(sql)
        try send(operation) { PQsendQuery($0, sql) }
        let answer = try nextResult(operation)
        guard let answer, PQresultStatus(answer) == PGRES_COPY_IN else {
            let failure = answer.map { error(from: $0, operation) }
            if let answer { PQclear(answer) }
            try discardResults(operation)
            throw failure ?? PostgresError(.connectionLost, in: operation, "no answer to COPY")
        }
        PQclear(answer)
        // Non-blocking mode queues what the socket does not take, so 1 is the only good answer.
        let sent = bytes.withUnsafeBytes { buffer in
            PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard sent == 1, PQputCopyEnd(handle, nil) == 1 else { throw broken(operation) }
        try flush(operation, deadline: deadline)
        _ = try lastResult(operation)
    }
}

/// The first line of a libpq message; the rest repeats it.
func firstLine(_ text: String) -> String {
    String(text.split(separator: "\n", omittingEmptySubsequences: true).first ?? "unknown")
}

/// Enough of a statement to know it again.
func firstWords(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).prefix(3).joined(separator: " ")
}

/// Names and values as libpq takes them, each list with a NULL at its end.
func withPairs<Result>(
    _ names: [String], _ values: [String],
    _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Result
) -> Result {
    withCStrings(names + values) { pointers in
        body(Array(pointers[..<names.count]) + [nil], Array(pointers[names.count...]) + [nil])
    }
}

private func withCStrings<Result>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies.map { UnsafePointer($0) })
}

private func withBytes<Result>(
    of values: [[UInt8]?], _ body: ([UnsafePointer<CChar>?], [Int32]) -> Result
) -> Result {
    var joined: [UInt8] = []
    joined.reserveCapacity(values.reduce(values.count) { $0 + ($1?.count ?? 0) })
    var offsets: [Int?] = []
    for value in values {
        offsets.append(value == nil ? nil : joined.count)
        joined += value ?? []
        joined.append(0)  // an empty value still needs an address that is not null
    }
    return joined.withUnsafeBytes { buffer in
        let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        return body(offsets.map { $0.flatMap { start?.advanced(by: $0) } }, values.map { Int32($0?.count ?? 0) })
    }
}
