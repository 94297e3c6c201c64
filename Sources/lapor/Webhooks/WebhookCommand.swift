import ArgumentParser
import Foundation
import Operator

struct WebhookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "Those who are called by HTTP when something happens to a case.",
        discussion: """
            WebhookWorker calls: each event at least once, those of a case in order, signed (Standard Webhooks), as a CloudEvent. \
            A receiver that takes nothing for 24 hours, or refuses one event for so long, is disabled; its events wait.
            """,
        subcommands: [
            Add.self, List.self, Show.self, Rotate.self, Enable.self, Disable.self, Remove.self, Replay.self, Test.self,
        ])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets somebody be called from now on; their secret is shown this once.")

        @Argument(help: "What it is to be called here.")
        var name: String
        @Argument(help: "The receiver's address: https, port 443 or 8443.")
        var address: String
        @Option(help: "The channel whose cases it hears of.")
        var channel: String?
        @Flag(help: "It hears of all cases that are not confidential.")
        var all = false
        @Option(help: "Only this event, such as closed; several times.", completion: .list(NewReceiver.eventNames))
        var event: [String] = []
        @Option(
            help:
                "What is refused otherwise: http (no TLS), private (this machine and networks inside), port (others than 443 and 8443).",
            completion: .list(NewReceiver.allowances))
        var allow: [String] = []
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require((channel != nil) != all, WebhookWords.whose)
            try require(
                event.allSatisfy(NewReceiver.eventNames.contains),
                CallWords.oneOf("--event", NewReceiver.eventNames.joined(separator: ", ")))
            try require(
                allow.allSatisfy(NewReceiver.allowances.contains),
                CallWords.oneOf("--allow", NewReceiver.allowances.joined(separator: ", ")))
        }

        func run() throws {
            let new = NewReceiver(name: name, address: address, channel: channel, events: event, allowed: allow)
            try output.print(try WebhookChange.add(new, by: NSUserName()))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists them, with how many of their events wait.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try WebhookList()) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows how one stands; never its secret.")

        @OptionGroup var hook: HookName
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try WebhookPage(hook.name)) }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives it another secret, which is shown this once; until then both sign.")

        @OptionGroup var hook: HookName
        @Option(help: "Hours for which the secret before still signs.")
        var overlap = 24
        @OptionGroup var output: OutputOptions

        func validate() throws { try require(0...8_760 ~= overlap, CallWords.range("--overlap", 0, 8_760)) }

        func run() throws { try output.print(try WebhookChange.rotate(hook.name, overlap: overlap, by: NSUserName())) }
    }

    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets events go to it again, also what waits.")

        @OptionGroup var hook: HookName
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try WebhookChange.apply(.enable, to: hook.name, by: NSUserName())) }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets no event go to it; they wait.")

        @OptionGroup var hook: HookName
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try WebhookChange.apply(.disable, to: hook.name, by: NSUserName())) }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends it; what waits is dropped.")

        @OptionGroup var hook: HookName
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try WebhookChange.apply(.remove, to: hook.name, by: NSUserName())) }
    }

    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends events again, by their same ids: of a stretch of time, or of one case.",
            discussion: "What was delivered is sent again as well, and what happened before the webhook was there.")

        @OptionGroup var hook: HookName
        @Option(help: "What happened in this time before now: 90m, 6h, 14d.")
        var since: Age?
        @Option(name: .customLong("case"), help: "Only this case, by its tracking code.")
        var code: String?
        @Option(help: "With --case: from this version of it on.")
        var from = 1
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require(since != nil || code != nil, WebhookWords.sinceOrCase)
            try require(1...1_000_000 ~= from, CallWords.range("--from", 1, 1_000_000))
        }

        func run() throws {
            try output.print(
                try WebhookChange.replay(hook.name, since: since, case: code, from: from, by: NSUserName()))
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets WebhookWorker make a call that tells of nothing, and shows the answer.")

        @OptionGroup var hook: HookName
        @Option(help: "Seconds to wait for the answer.")
        var wait = 20
        @OptionGroup var output: OutputOptions

        func validate() throws { try require(1...600 ~= wait, CallWords.range("--wait", 1, 600)) }

        func run() throws { try output.print(try WebhookChange.test(hook.name, seconds: wait, by: NSUserName())) }
    }
}

/// Which of them.
struct HookName: ParsableArguments {
    @Argument(help: "The webhook, as 'lapor webhook list' names it.")
    var name: String
}
