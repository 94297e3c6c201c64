import ArgumentParser
import Operator

/// `lapor dead replay`
struct DeadReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Puts parked messages back to the queue that gave them up.",
        discussion: """
            Replaying twice changes nothing: what is stored is known. A message that is still bad is parked again. Messages \
            that the broker parked because they ended workers (code delivery_limit) go back one at a time.
            """)

    @OptionGroup var selection: DeadSelection
    @Option(help: "Messages per second.")
    var rate = 100.0
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard rate > 0 else { throw ValidationError("--rate must be above 0") }
    }

    func run() throws { try output.print(try ReplayedMessages(selection.choice, rate: rate)) }
}
