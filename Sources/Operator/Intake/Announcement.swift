import Store

package struct Announcement: CommandResult {
    var events: Int

    /// Has ClockWorker announce everything that happened in that time.
    package init(since: Age) throws {
        var database = try Connections.database()
        events = try SweepStore.announceAgain(
            seconds: since.seconds, upTo: try StoreClock.now(&database), &database)
    }

    package var text: String { IntakeWords.announced(events).text }
}
