import ArgumentParser
import Operator

struct WorkersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers",
        abstract: "Lists the workers that run: where, of which release, and whether they get on.",
        discussion: """
            Each process proves its life in the database every 5 s. One that has not for 20 s is silent; its line goes after \
            10 minutes, or at once when it ends in order. Exit code 1 when one of the five kinds does not run.
            """)

    @OptionGroup var columns: ColumnOption
    @OptionGroup var watching: WatchOption

    func run() throws {
        try columns.choosing(from: WorkerList.columns, watching.output) {
            try watching.print { try WorkerList.now() }
        }
    }
}
