import ArgumentParser
import Operator

/// `lapor calendar apply`
struct CalendarApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Puts the draft in force, and waits until open deadlines are computed again.",
        discussion: """
            A draft that changes nothing is dropped. Routing and casework follow within 30 seconds; what they compute by the old \
            calendar until then is computed again as well.
            """)

    @OptionGroup var decree: DecreeOptions
    @Flag(name: .customLong("no-wait"), help: "Do not wait until open deadlines are computed again.")
    var doesNotWait = false
    @Option(help: "Seconds to wait at most.")
    var timeout = 600
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout must be above 0") }
    }

    func run() throws {
        try output.print(
            try AppliedCalendar(actor: decree.actor, note: decree.note, waiting: doesNotWait ? nil : timeout))
    }
}
