import ArgumentParser
import Operator
import Postgres

/// `lapor announce`
struct AnnounceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "announce",
        abstract: "Has everything that happened since a moment announced to the workers again.",
        discussion: """
            For the day on which a queue of events was lost with what it held. ClockWorker publishes the journal of that
            time again; a worker that has had an event before recognises it, so that nothing happens twice. What the queue
            intake held is in no journal: only its channel has it.
            """)

    @Option(help: "How far back, as 90s, 30m, 12h or 7d.")
    var since: Age
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var events: Int
    }

    func run() throws {
        var connection = try PostgresConnection(to: Connections.databaseURL())
        let rows = try connection.execute(
            "announce again",
            """
            WITH asked AS (
                UPDATE sweep SET again_to = now(), again_from = least(
                    CASE WHEN again_from < again_to THEN again_from END, now() - make_interval(secs => $1))
                RETURNING again_from, again_to)
            SELECT count(j.at) FROM asked LEFT JOIN journal j ON j.at >= again_from AND j.at < again_to
            """, [.bigint(Int64(since.seconds))])
        let events = Int(rows.integer(0, 0))
        try output.print(Result(events: events), "\(events) events are to be announced again; ClockWorker does it.")
    }
}

extension Age: ExpressibleByArgument {}
