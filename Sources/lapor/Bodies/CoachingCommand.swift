import ArgumentParser
import Operator

/// `lapor body coaching`
struct CoachingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coaching",
        abstract: "Pembinaan: bodies that lag, by province: why, since when, open and overdue cases, decrees.",
        discussion: """
            Standings are those of the last watch. Regencies and cities with overdue cases are listed even when nothing \
            else is wrong; their figures include their units.
            """)

    @Option(help: "Only this province: the first two digits of its region code.")
    var province: String?
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try CoachingReport(province: province)) }
}
