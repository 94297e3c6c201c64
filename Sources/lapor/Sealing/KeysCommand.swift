import ArgumentParser
import Foundation
import Operator
import Sealing
import Shared

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The master keys under which personal data is sealed.",
        discussion: """
            Each case has keys of its own for who reported and for what was said; master keys wrap them. They are files that only \
            their owner can read; docs/book.md says how to keep, replace and restore them.
            \(SettingKey.helpText(SettingKey.keyFiles))
            """,
        subcommands: [
            New.self, List.self, Seal.self, Adopt.self, Add.self, Use.self, Rotate.self, Drop.self, Public.self,
        ])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes a file of each kind that is not there yet, and prints the settings that name them."
        )

        @Argument(help: "Folder.")
        var folder: String
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try KeyFolder(folder)) }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the keys, how many cases each serves, and how many rows stand in clear.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try KeyList()) }
    }

    struct Seal: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seals what was stored before there were keys, and hashes it by the search key.",
            discussion:
                "Workers may run meanwhile, with keys. Ended in between, it goes on where it was; twice changes nothing."
        )

        @OptionGroup var batch: BatchOption
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try SealedRows(batch: batch.batch)) }
    }

    struct Adopt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves the key of codes of a store from before out of its database, into the file.",
            discussion: """
                First it puts the key behind the others of the file; once all workers have loaded that, the same again takes it out of \
                the database.
                """)

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try AdoptedCodes()) }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wraps the keys of all cases anew by the first master key of each file.",
            discussion: """
                Workers may run meanwhile, as long as their files have the key too: 'add' puts a new one behind the others, 'use' \
                brings it to the front, this wraps, and 'drop' takes the others away when they wrap nothing any more.
                """)

        @OptionGroup var batch: BatchOption
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try RotatedKeys(batch: batch.batch)) }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Puts a new key behind the others of a file.")

        @Argument(help: "Whose file; the search key stays, by which people are known.")
        var kind: Replaceable
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ChangedKeyFile(kind.kind, .add, by: NSUserName())) }
    }

    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings a key to the front of its file: it is used for what is new.",
            discussion: "Refused as long as a worker runs that needs such keys and has not loaded this one.")

        @Argument(help: "Whose file.")
        var kind: Replaceable
        @Argument(help: "The key, as 'lapor keys list' shows it.")
        var kid: String
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ChangedKeyFile(kind.kind, .use(kid), by: NSUserName())) }
    }

    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes all keys but the first out of a file, when they wrap nothing any more.",
            discussion: """
                Refused as long as something is sealed under one of them, or a worker seals by another key than the first, or \
                fell silent less than ten minutes ago. From then on no worker starts that would seal under one of them. Keys of \
                codes are not dropped: reporters' secrets and what comes again are known by them. Nor are those of envelopes: what \
                channels have sealed for one may still lie in a queue.
                """)

        @Argument(help: "Whose file.")
        var kind: Wrapping
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ChangedKeyFile(kind.kind, .drop, by: NSUserName())) }
    }

    struct Public: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the public key for which channels seal what they send.",
            discussion: """
                HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305; docs/integrators.md says how. \
                Give it to each channel; what was sealed for one before is opened as long as it stands in the file.
                """)

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try PublicEnvelopeKey()) }
    }

    /// Keys in whose place others may come.
    enum Replaceable: String, ExpressibleByArgument, CaseIterable {
        case identity, words, codes, envelopes, webhooks

        var kind: KeyKind {
            switch self {
            case .identity: .identity
            case .words: .words
            case .codes: .codes
            case .envelopes: .envelopes
            case .webhooks: .webhooks
            }
        }
    }

    /// Keys that wrap those of cases.
    enum Wrapping: String, ExpressibleByArgument, CaseIterable {
        case identity, words

        var kind: KeyKind { self == .identity ? .identity : .words }
    }
}

/// How much is done at once.
struct BatchOption: ParsableArguments {
    @Option(help: "Rows of one transaction.")
    var batch = 500

    func validate() throws { try require(1...10_000 ~= batch, CallWords.range("--batch", 1, 10_000)) }
}
