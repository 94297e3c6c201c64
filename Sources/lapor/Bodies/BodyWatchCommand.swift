import ArgumentParser
import Operator
import Postgres
import Store

/// `lapor body watch`
struct BodyWatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Looks now whether each body can act, and moves cases of those that cannot.",
        discussion: "A ClockWorker does the same every night. Running it twice changes nothing.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        var register = try BodyRegister()
        let now = register.now
        let report = try BodyWatch.run(at: now, &register.database)
        try output.print(
            report,
            """
            dormant \(report.dormant) (fell asleep \(report.asleep), woke \(report.woken)), listed \(report.listed)
            cases held \(report.held), released \(report.released), unreadable \(report.unreadable)
            """)
    }
}
