import ArgumentParser
import Operator

struct AddressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: "The store's address as PostgreSQL's own programs need it.",
        discussion: #"With all of TLS that the settings say, and the password: psql "$(lapor address)"."#)

    @Option(help: "Another database of the same server.")
    var database: String?

    func validate() throws { try require(database?.isBlank != true, CallWords.empty("--database")) }

    /// As it is, on a terminal too: an address with a line break is none.
    func run() throws { try Screen.show(try StoreAddress.text(ofDatabase: database)) }
}
