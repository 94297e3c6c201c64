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
            Without a value it shows the contact in clear, with what of the report could not be read, to whoever says why with \
            --reason. Who looked and who changed something is written down, without the values; 'lapor track' shows it. Whoever could not be reached before is told \
            with the first phone or email that the report was taken, and what has happened last. A contact that is corrected has \
            another secret: --secret shows it, and that is written down too.

            What people say comes from --reporter-file or by --ask, as with 'lapor submit'. Name, phone, email, title and location \
            of it, --region, --lat with --lon, and --incident-date take the place of what stands there; attachments are links to \
            add. They move no case that is routed: 'lapor case disposition' does.

            Not mended here: kind and category ('lapor case verify' decides them), agency ('lapor case disposition' does), \
            submitted_at (the deadlines run since the moment of receipt), anonymous and confidential (what could not be read \
            counts as yes), name, size and type of an attachment (its link is kept), and sms (the message stands by itself).
            """)

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @Option(
        help:
            "File with a JSON object of what is new: name, phone, email, title, location, attachments; -: standard input."
    )
    var reporterFile: String?
    @Flag(help: "Ask for the same at the terminal.")
    var ask = false
    @Option(help: "Code of the region: 32, 32.04, 32.04.05 or 32.04.05.2001.")
    var region: String?
    @Option(parsing: .unconditional, help: "Degrees north; with --lon.")
    var lat: Double?
    @Option(parsing: .unconditional, help: "Degrees east; with --lat.")
    var lon: Double?
    @OptionGroup var incident: IncidentDayOptions
    @Flag(help: "Show also what proves that somebody is the reporter, to be told to them in person.")
    var secret = false
    @OptionGroup var reading: ReaderOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let limit = CaseCommandDecoder.Limits.account
        try require(CaseCommandDecoder.isAccount(reading.actor), CallWords.account(limit))
        try require(!ask || reporterFile == nil, CallWords.askOrFile)
        try require(region?.isBlank != true, CallWords.empty("--region"))
        try require((lat == nil) == (lon == nil), CallWords.together("--lat", "--lon"))
        try require(!secret || !changesSomething, IssuerWords.secretAlone)
        if !changesSomething { _ = try reading.needed() }
    }

    func run() throws {
        guard changesSomething else {
            return try output.print(try ReporterContactPage(of: code, showsSecret: secret, for: try reading.needed()))
        }
        try output.print(try ChangedContact(of: code, try values(), actor: reading.actor))
    }

    private var changesSomething: Bool {
        ask || reporterFile != nil || region != nil || lat != nil || incident.day != nil
    }

    private func values() throws -> TypedValues {
        var values = TypedValues(try ReporterWords(file: reporterFile, asking: ask))
        (values.region, values.latitude, values.longitude) = (region, lat, lon)
        values.incidentDate = incident.day
        return values
    }
}
