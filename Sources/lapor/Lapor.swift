import ArgumentParser

/// The operator's command line.
@main
struct Lapor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapor",
        abstract: "Operates the complaint pipeline.",
        discussion: "Addresses come from the environment: LAPOR_AMQP_URL, LAPOR_DATABASE_URL, LAPOR_MANAGEMENT_URL.",
        subcommands: [
            MigrateCommand.self, LoadCommand.self, TopologyCommand.self, StackCommand.self, SubmitCommand.self,
            ShowCommand.self, ReportCommand.self,
        ])
}
