import ArgumentParser
import Operator

struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Prints events of cases as they were published, from any place on.",
        discussion: """
            Each line is one CloudEvent, byte by byte what stood in its message on lapor.events, in the order in which the events \
            were numbered: of a case, in the order in which they happened. At the end standard error names the cursor from which to \
            go on, also after Ctrl-C. Nothing that is committed late is missed, and nothing comes twice. All events are kept, those \
            from before this command existed as well.

            To have RabbitMQ bring events again to all who listen: 'lapor announce'.
            """)

    @Option(help: "Behind this cursor, as the last reading named it; 0: from the first event on; latest: what comes.")
    var after: String?
    @Option(help: "Only of cases that came by this channel.")
    var channel: String?
    @Option(help: "How many at most; all, when not given.")
    var limit: Int?
    @Flag(help: "Wait for more, until Ctrl-C.")
    var follow = false
    @Flag(help: "Print each as {\"cursor\": …, \"event\": …}, with the cursor behind it.")
    var cursors = false

    func validate() throws {
        try require(limit.map { 1...1_000_000_000 ~= $0 } ?? true, CallWords.range("--limit", 1, 1_000_000_000))
    }

    func run() throws {
        var replay = EventReplay(of: channel, limit: limit, isFollowing: follow, showsCursors: cursors)
        try replay.run(after: after)
    }
}
