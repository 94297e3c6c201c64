import CPostgres
import Glibc

/// What stands between an address and a session: whether it can be read, and why the server lets nobody in.
extension PostgresConnection {
    /// What is wrong with a connection string, as far as that can be told without a server; nil: nothing. It repeats nothing
    /// of the string, which may hold a password.
    package static func fault(in url: String) -> String? {
        var complaint: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &complaint)
        if let complaint { PQfreemem(complaint) }
        guard let options else { return "must look like postgresql://user:password@host:port/database" }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                let fault = fault(of: String(cString: keyword), String(cString: value))
                if let fault { return fault }
            }
            option += 1
        }
        return nil
    }

    /// What the server keeps of a password (SCRAM-SHA-256): it is made here, so that the password itself is in no statement.
    ///
    /// - Throws: `PostgresError` when it cannot be made.
    package func passwordVerifier(_ password: String, of user: String) throws(PostgresError) -> String {
        guard let verifier = PQencryptPasswordConn(handle, password, user, "scram-sha-256") else {
            throw PostgresError(.abandoned(.fault), in: "password", firstLine(String(cString: PQerrorMessage(handle))))
        }
        defer { PQfreemem(verifier) }
        return String(cString: verifier)
    }

    /// Seconds since 1970 at which the server's certificate runs out; nil without TLS.
    package var certificateEnd: Int64? {
        let end = cpostgres_certificate_end(handle)
        return end < 0 ? nil : Int64(end)
    }

    private static let choices = [
        "sslmode": ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"],
        "target_session_attrs": ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"],
    ]

    private static func fault(of option: String, _ value: String) -> String? {
        if option == "port" {
            let ports = value.split(separator: ",").map { Int($0) }
            return ports.allSatisfy { (1...65_535).contains($0 ?? 0) } ? nil : "must have a port from 1 to 65535"
        }
        guard let choices = choices[option], !choices.contains(value) else { return nil }
        return "must have one of \(choices.joined(separator: ", ")) as its \(option)"
    }

    /// Whether libpq's words are, or hold, an answer of the server: those have two spaces behind their colon.
    static func mayBeRefusal(_ reason: String) -> Bool { reason.contains(":  ") }

    /// The code with which the server refuses a login; nil when it does not, or refuses for now only.
    ///
    /// Of a login libpq passes on the server's words alone, in the server's language; asked once more it can be told to pass
    /// on the code.
    static func refusal(_ names: [String], _ values: [String], seconds: Int) -> SQLState? {
        guard let attempt = withPairs(names, values, { PQconnectStartParams($0, $1, 1) }) else { return nil }
        defer { PQfinish(attempt) }
        PQsetErrorVerbosity(attempt, PQERRORS_SQLSTATE)
        let end = ContinuousClock.now + .seconds(seconds)
        var events = Int16(POLLOUT)
        while isReady(PQsocket(attempt), for: events, until: end) {
            switch PQconnectPoll(attempt) {
            case PGRES_POLLING_READING: events = Int16(POLLIN)
            case PGRES_POLLING_WRITING: events = Int16(POLLOUT)
            case PGRES_POLLING_FAILED: return code(in: String(cString: PQerrorMessage(attempt)))
            default: return nil
            }
        }
        return nil
    }

    /// The last code that the server has told and that is a refusal for good.
    static func code(in message: String) -> SQLState? {
        let codes = message.split(separator: "\n").compactMap { line -> SQLState? in
            let word = line.split(separator: " ").last.map(String.init) ?? ""
            let isCode = word.utf8.count == 5 && word.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
            return isCode && line.hasSuffix(":  \(word)") ? SQLState(word) : nil
        }
        return codes.last { SQLStateClass.loginRefused ~= $0 }
    }

    private static func isReady(_ socket: Int32, for events: Int16, until end: ContinuousClock.Instant) -> Bool {
        var entry = pollfd(fd: socket, events: events, revents: 0)
        while true {
            let left = Int32((ContinuousClock.now.duration(to: end) / .milliseconds(1)).rounded(.up))
            guard left > 0 else { return false }
            let ready = poll(&entry, 1, left)
            if ready > 0 { return true }
            if ready < 0, errno != EINTR { return false }
        }
    }
}
