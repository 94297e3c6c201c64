import ArgumentParser
import Operator

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "A citizen's receipt: what proves later that the journal of their case says what it said.",
        discussion: """
            'lapor receipt CODE > FILE' makes one. It holds hashes and signatures, nobody's name or words, and not the code. \
            Rows of the last hour or two are not anchored yet: make another one later.
            """,
        subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the receipt of one case, which is JSON; 'receipt CODE' does the same.")

        @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
        var code: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            // For programs alone: on a terminal it must not be broken into lines either.
            var output = output
            output.json = true
            try output.print(try Receipt.make(of: code))
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a receipt, without database or broker; exit code 70 when it proves nothing.",
            discussion: """
                The key is that of whoever signs the anchors: have it from somebody whom you trust, and not with the receipt. With the \
                code it is checked as well that the receipt is of that case.
                """)

        @Argument(help: "The receipt; - for standard input.")
        var file: String
        @Option(help: "File with a public key of the anchors, PEM or Base64; several times.")
        var key: [String] = []
        @Option(help: "The case's tracking code, to be compared.")
        var code: String?
        @OptionGroup var output: OutputOptions

        func validate() throws { try require(!key.isEmpty, AnchorWords.needsKey) }

        func run() throws { try output.print(try ReceiptCheck(file: file, keys: key, code: code)) }
    }
}
