import ArgumentParser
import Foundation
import Operator
import Tokens

struct ChannelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel", abstract: "Channels that send over HTTP.", subcommands: [Key.self])

    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The keys by which a channel's application sends to the gateway.",
            discussion: """
                A channel may have two keys that hold, so that one can follow the other without a pause. A gateway knows new and \
                revoked ones within ten seconds, and goes on with those that it knows while the database is away. Who gives and \
                takes keys is written down.
                """,
            subcommands: [Add.self, List.self, Rotate.self, Revoke.self])
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives a channel a key, which is shown this once.")

        @Argument(help: "The channel, as its submissions name it.")
        var channel: String
        @Option(
            help:
                "What it is good for: submit (one report in each request), batch (many), events (what happened to its cases); several times."
        )
        var scope: [ChannelScope] = [.submit]
        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.print(try ChannelKeyChange.add(channel, Set(scope), by: NSUserName()))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists keys, revoked ones too; never what they are.")

        @Argument(help: "Only those of this channel.")
        var channel: String?
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ChannelKeyList(of: channel)) }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives the channel of a key another one, which is shown this once.")

        @Argument(help: "The key, as 'lapor channel key list' names it.")
        var key: String
        @Option(help: "Hours for which the key before still holds.")
        var overlap = 24
        @OptionGroup var output: OutputOptions

        func validate() throws { try require(0...8_760 ~= overlap, CallWords.range("--overlap", 0, 8_760)) }

        func run() throws { try output.print(try ChannelKeyChange.rotate(key, overlap: overlap, by: NSUserName())) }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a key away.")

        @Argument(help: "The key, as 'lapor channel key list' names it.")
        var key: String
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ChannelKeyChange.revoke(key, by: NSUserName())) }
    }
}

extension ChannelScope: ExpressibleByArgument {}
