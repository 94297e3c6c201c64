import Postgres
package import Shared

extension Remedy {
    /// What somebody can do about an error of the database; nil when the server's words are all that is known, or when
    /// `error` is none of the database.
    package init?(database error: any Error) {
        guard let error = error as? PostgresError else { return nil }
        switch error.code {
        case .cannotConnect: self.init("PostgreSQL does not answer", "start it, or mend LAPOR_DATABASE_URL")
        case .refused(let state): self.init(refused: state, error.reason)
        case .untrusted(let fault): self.init(fault, of: "PostgreSQL", error.reason, transport: .database)
        case .server(let state) where SQLStateClass.schemaMissing ~= state:
            self.init("tables are missing, or older than this program", "run 'lapor migrate'")
        case .server(SQLState("25006")):
            self.init("the database can only be read", "'lapor doctor' says why, and what to do")
        case .server(SQLState("57014")), .timeout:
            self.init("the database took too long", "try again; see its load and locks")
        case .server(let state) where state.code.hasPrefix("53"):
            self.init("the database has no room or no session left", "free its disk or memory, or end sessions")
        case .server(let state) where state.code.hasPrefix("57P"):
            self.init("the database is ending or starting", "try again in a moment")
        case .connectionLost:
            self.init("the connection to PostgreSQL broke", "try again; see the server and the network")
        case .server(SQLState.notAllowed): self.init(lacking: error.reason)
        default: return nil
        }
    }

    /// What to do about a right that a login lacks.
    ///
    /// - Parameter what: the rights, or the server's words.
    package init(lacking what: String) {
        self.init(
            "the login may not do its work: \(what)",
            "give it the rights with 'lapor account database', or work by the program's own login")
    }

    /// What to do about a database that can only be read, by what keeps it from writing.
    package init(_ fault: DatabaseHealth.ReadOnly) {
        switch fault {
        case .standby:
            self.init(
                "this is a standby, which can only be read",
                "name the primary in LAPOR_DATABASE_URL, with target_session_attrs=read-write, or promote this one")
        case .set(let place):
            let change: String? =
                switch place {
                case "database", "database user": "DATABASE … RESET"
                case "user": "ROLE … RESET"
                case "client", "session": nil
                default: "SYSTEM RESET"
                }
            self.init(
                "the database can only be read (default_transaction_read_only)",
                change.map { "who set it? Then 'ALTER \($0) default_transaction_read_only'" }
                    ?? "mend the options in LAPOR_DATABASE_URL or PGOPTIONS")
        }
    }

    /// Whether `error` says that nothing can be stored.
    package static func isReadOnly(_ error: any Error) -> Bool {
        (error as? PostgresError)?.code == .server(SQLState("25006"))
    }

    private init(refused state: SQLState, _ reason: String) {
        let name = reason.matches(of: /"([^"]+)"/).last.map { String($0.1) } ?? ""
        switch state.code {
        case "28P01": self.init("PostgreSQL refuses the password", "mend LAPOR_DATABASE_URL")
        case "3D000":
            self.init(
                "there is no database \(name)", "make it with 'createdb \(name)', or name another in LAPOR_DATABASE_URL"
            )
        case "42501": self.init("the account has no right to the database", "grant it CONNECT")
        default:
            self.init(
                "PostgreSQL does not let the account in",
                "make the role, let it in (pg_hba.conf), or mend LAPOR_DATABASE_URL")
        }
    }
}
