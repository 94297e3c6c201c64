import ArgumentParser
import Complaints
import Operator
import Postgres
import Store

/// `lapor body officer`
struct OfficerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer", abstract: "Liaison officers (pejabat penghubung) and heads of bodies, with validity.",
        subcommands: [Add.self, Contact.self, End.self, List.self])

    enum Role: String, ExpressibleByArgument, CaseIterable {
        case officer, head
    }

    /// Where somebody is reached.
    struct ContactOptions: ParsableArguments {
        @Option(help: "E-mail address.")
        var email: String?
        @Option(help: "Mobile phone number.")
        var phone: String?

        /// The phone number in international form.
        var number: String? { phone.flatMap { PhoneNumber(normalising: $0)?.e164 } }

        func validate() throws {
            guard email != nil || phone != nil else { throw ValidationError("give --email, --phone or both") }
            if let email, EmailAddress(email) == nil { throw ValidationError("--email is no e-mail address") }
            if let phone, PhoneNumber(normalising: phone) == nil { throw ValidationError("--phone is no phone number") }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Somebody takes office. A decree that is older must be renewed.")

        @OptionGroup var options: BodyOptions
        @Option(help: "Name of the officer, or of the office.")
        var name: String
        @OptionGroup var contact: ContactOptions
        @Option(help: "officer: pejabat penghubung; head: kepala instansi, who is told when deadlines are missed.")
        var role = Role.officer
        @Option(help: "First day; default: today.", transform: CivilDate.typed)
        var from: CivilDate?
        @Option(help: "Last day; default: until further notice.", transform: CivilDate.typed)
        var to: CivilDate?

        func run() throws {
            var register = try BodyRegister()
            _ = try register.name(of: options.body)
            let from = from ?? register.today
            if let to, to < from { throw Failure(.badData, "--to \(to) is before --from \(from)") }
            try refuseTwice(from, &register)
            try register.database.transaction { database throws(PostgresError) in
                try database.execute(
                    "add officer",
                    """
                    INSERT INTO liaison_officer (body_code, name, email, phone, role, valid_from, valid_to)
                    VALUES ($1, $2, $3, $4, $5, $6::text::date, $7::text::date)
                    """,
                    [
                        .text(options.body), .text(name), .text(contact.email), .text(contact.number),
                        .text(role.rawValue), .day(from), .day(to),
                    ])
                try ReferenceTables.announceChange(&database)
            }
            try Changed(body: options.body, changed: "\(role.rawValue) from \(from)").print(options.output)
            if let decree = try Decrees.outdated(options.body, &register) {
                Terminal.complain("SK \(decree.number) of \(decree.issued) is older: it must be renewed")
            }
        }

        /// Nobody holds the same office twice at once.
        private func refuseTwice(_ from: CivilDate, _ register: inout BodyRegister) throws {
            let rows = try register.database.execute(
                "same officer",
                """
                SELECT valid_from, valid_to FROM liaison_officer WHERE body_code = $1 AND name = $2 AND active
                    AND (valid_to IS NULL OR valid_to >= $3::text::date)
                    AND ($4::text IS NULL OR valid_from <= $4::text::date)
                """, [.text(options.body), .text(name), .day(from), .day(to)])
            guard rows.count == 0 else {
                let since = CivilDate(daysSinceEpoch: rows.days(0, 0))
                throw Failure(
                    .badData,
                    "that name is in office at \(options.body) since \(since); end that term first, or use 'officer contact'"
                )
            }
        }
    }

    struct Contact: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts an officer's addresses right. What failed before no longer counts against the body.")

        @OptionGroup var options: BodyOptions
        @Option(help: "Number of the officer, as 'lapor body officer list' shows it.")
        var id: Int
        @OptionGroup var contact: ContactOptions

        func run() throws {
            var register = try BodyRegister()
            let changed = try register.database.transaction { database throws(PostgresError) in
                let changed = try database.execute(
                    "change contact",
                    """
                    UPDATE liaison_officer SET email = COALESCE($3, email), phone = COALESCE($4, phone)
                    WHERE body_code = $1 AND id = $2
                    """,
                    [.text(options.body), .integer(Int32(clamping: id)), .text(contact.email), .text(contact.number)]
                ).affectedRows
                try ReferenceTables.announceChange(&database)
                return changed
            }
            guard changed == 1 else { throw Failure(.notFound, "\(options.body) has no officer \(id)") }
            try Changed(body: options.body, changed: "addresses of officer \(id)").print(options.output)
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Somebody leaves office; the term stays on record.")

        @OptionGroup var options: BodyOptions
        @Option(help: "Number of the officer, as 'lapor body officer list' shows it.")
        var id: Int
        @Option(help: "Last day; default: yesterday, so that nobody is told any more.", transform: CivilDate.typed)
        var on: CivilDate?

        func run() throws {
            var register = try BodyRegister()
            let last = on ?? register.today.adding(days: -1)
            let changed = try register.database.transaction { database throws(PostgresError) in
                // A term that began today and ends yesterday never was: it ends on the day it began, and counts no more.
                let changed = try database.execute(
                    "end officer",
                    """
                    UPDATE liaison_officer SET valid_to = greatest(valid_from, $3::text::date),
                        active = active AND valid_from <= $3::text::date
                    WHERE body_code = $1 AND id = $2 AND active AND (valid_to IS NULL OR valid_to > $3::text::date)
                    """, [.text(options.body), .integer(Int32(clamping: id)), .day(last)]
                ).affectedRows
                try ReferenceTables.announceChange(&database)
                return changed
            }
            guard changed == 1 else {
                throw Failure(.notFound, "\(options.body) has no officer \(id) whose term goes beyond \(last)")
            }
            try Changed(body: options.body, changed: "officer \(id) until \(last)").print(options.output)
            if let decree = try Decrees.outdated(options.body, &register) {
                Terminal.complain("SK \(decree.number) of \(decree.issued) is older: it must be renewed")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists a body's officers, past ones too.")

        @OptionGroup var options: BodyOptions

        func run() throws {
            var register = try BodyRegister()
            _ = try register.name(of: options.body)
            let officers = try Officers.officers(of: options.body, &register)
            try options.output.print(officers, Officers.text(of: officers))
        }
    }
}
