import ArgumentParser
import Complaints
import Contract
import Foundation
import Operator

struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract:
            "Shows how a case's reporter can be reached, or mends it and what else of the report could not be read.",
        discussion: """
            Without a value it shows the contact in clear, with what of the report could not be read. Who looked and who changed \
            something is written down, without the values; 'lapor track' shows it. Whoever could not be reached before is told \
            with the first --phone or --email that the report was taken, and what has happened last. A contact that is corrected \
            has another secret: --secret shows it, and that is written down too.

            --name, --phone, --email, --title, --location, --region, --lat with --lon, and --incident-date take the place of \
            what stands there; --attachment adds a link. They move no case that is routed: 'lapor case disposition' does.

            Not mended here: kind and category ('lapor case verify' decides them), agency ('lapor case disposition' does), \
            submitted_at (the deadlines run since the moment of receipt), anonymous and confidential (what could not be read \
            counts as yes), name, size and type of an attachment (its link is kept), and sms (the message stands by itself).
            """)

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @Option(help: "Telephone number, 0812-3456-7890 or +6281234567890.")
    var phone: String?
    @Option(help: "E-mail address.")
    var email: String?
    @Option(help: "The reporter's name.")
    var name: String?
    @Option(help: "Title of the report.")
    var title: String?
    @Option(help: "Place in words.")
    var location: String?
    @Option(help: "Code of the region: 32, 32.04, 32.04.05 or 32.04.05.2001.")
    var region: String?
    @Option(parsing: .unconditional, help: "Degrees north; with --lon.")
    var lat: Double?
    @Option(parsing: .unconditional, help: "Degrees east; with --lat.")
    var lon: Double?
    @Option(help: "Day of the incident, as 2026-01-31.")
    var incidentDate: String?
    @Option(help: "A link to add; may be given several times.")
    var attachment: [String] = []
    @Option(help: "Name of the account; default: the user's name.")
    var actor = NSUserName()
    @Flag(help: "Show also what proves that somebody is the reporter, to be told to them in person.")
    var secret = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let limit = CaseCommandDecoder.Limits.account
        try require(CaseCommandDecoder.isAccount(actor), CallWords.account(limit))
        try require(phone.map { PhoneNumber(normalising: $0) != nil } ?? true, CallWords.phone)
        try require(email.map { EmailAddress($0) != nil } ?? true, CallWords.email)
        try require(
            words.allSatisfy { !$0.value.isBlank }, CallWords.empty(words.first { $0.value.isBlank }?.name ?? ""))
        try require((lat == nil) == (lon == nil), CallWords.together("--lat", "--lon"))
        try require(incidentDate.map { CivilDate(iso: $0) != nil } ?? true, CallWords.notDay(incidentDate ?? ""))
        try require(!secret || !changesSomething, IssuerWords.secretAlone)
    }

    func run() throws {
        guard changesSomething else {
            return try output.print(try ReporterContactPage(of: code, showsSecret: secret, actor: actor))
        }
        try output.print(try ChangedContact(of: code, values, actor: actor))
    }

    private var changesSomething: Bool {
        phone != nil || email != nil || !words.isEmpty || lat != nil || incidentDate != nil
    }

    /// Values that are words.
    private var words: [(name: String, value: String)] {
        let given: [(String, String?)] = [
            ("--name", name), ("--title", title), ("--location", location), ("--region", region),
        ]
        return given.compactMap { name, value in value.map { (name, $0) } } + attachment.map { ("--attachment", $0) }
    }

    private var values: TypedValues {
        var values = TypedValues()
        (values.name, values.phone, values.email, values.title) = (name, phone, email, title)
        (values.location, values.region, values.latitude, values.longitude) = (location, region, lat, lon)
        (values.incidentDate, values.attachments) = (incidentDate, attachment)
        return values
    }
}
