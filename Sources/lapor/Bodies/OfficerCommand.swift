import ArgumentParser
import Complaints
import Operator

struct OfficerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer", abstract: "Liaison officers (pejabat penghubung) and heads of bodies, with validity.",
        subcommands: [Add.self, Contact.self, End.self, List.self])

    enum Role: String, ExpressibleByArgument, CaseIterable {
        case officer, head
    }

    struct ContactOptions: ParsableArguments {
        @Option(help: "E-mail address.")
        var email: String?
        @Option(help: "Mobile phone number.")
        var phone: String?

        func validate() throws {
            try require(email != nil || phone != nil, CallWords.noContact)
            try require(email.map { EmailAddress($0) != nil } ?? true, CallWords.email)
            try require(phone.map { PhoneNumber(normalising: $0) != nil } ?? true, CallWords.phone)
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
            try options.output.print(
                try OfficerChange.add(
                    to: options.body, name: name, role: role.rawValue, email: contact.email, phone: contact.phone,
                    from: from, to: to))
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
            try options.output.print(
                try OfficerChange.contact(id, of: options.body, email: contact.email, phone: contact.phone))
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Somebody leaves office; the term stays on record.")

        @OptionGroup var options: BodyOptions
        @Option(help: "Number of the officer, as 'lapor body officer list' shows it.")
        var id: Int
        @Option(help: "Last day; default: yesterday, so that nobody is told any more.", transform: CivilDate.typed)
        var on: CivilDate?

        func run() throws { try options.output.print(try OfficerChange.end(id, of: options.body, on: on)) }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists a body's officers, past ones too.")

        @OptionGroup var options: BodyOptions
        @Flag(help: "Only those who answer today.")
        var inOffice = false
        @OptionGroup var page: ListLimit

        func run() throws {
            try options.output.print(try OfficerList(of: options.body, inOffice: inOffice, limit: page.limit))
        }
    }
}
