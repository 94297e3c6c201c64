import ArgumentParser
import Complaints
import Contract
import Foundation
import Operator

struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Shows how a case's reporter can be reached, or mends it.",
        discussion: """
            Without --phone and --email it shows the contact in clear, with what of it intake could not read. Who looked and \
            who changed it is written down, without the contact; 'lapor track' shows it. Whoever could not be reached before is \
            told then that the report was taken, and what has happened last.
            """)

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @Option(help: "Telephone number, 0812-3456-7890 or +6281234567890.")
    var phone: String?
    @Option(help: "E-mail address.")
    var email: String?
    @Option(help: "Name of the account; default: the user's name.")
    var actor = NSUserName()
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let limit = CaseCommandDecoder.Limits.account
        try require(CaseCommandDecoder.isAccount(actor), CallWords.account(limit))
        try require(phone.map { PhoneNumber(normalising: $0) != nil } ?? true, CallWords.phone)
        try require(email.map { EmailAddress($0) != nil } ?? true, CallWords.email)
    }

    func run() throws {
        if phone == nil, email == nil {
            try output.print(try ReporterContactPage(of: code, actor: actor))
        } else {
            try output.print(try ChangedContact(of: code, phone: phone, email: email, actor: actor))
        }
    }
}
