import ArgumentParser
import Foundation
import Operator
import Shared
import Version

@main
struct Lapor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapor",
        abstract: "Operates the complaint pipeline.",
        discussion: """
            Addresses and language come from the environment:
            \(SettingKey.helpText([.amqpURL, .databaseURL, .managementURL] + SettingKey.tls + [.language, .keyFile] + SettingKey.keyFiles))

            Results go to standard output, as JSON with --json; progress and errors to standard error.
            \(ExitStatus.helpText)
            """,
        version: "lapor \(Version.text)",
        groupedSubcommands: [
            CommandGroup(
                name: "Setting up",
                subcommands: [
                    StackCommand.self, AddressCommand.self, MigrateCommand.self, LoadCommand.self, TopologyCommand.self,
                    CalendarCommand.self, RetentionCommand.self, KeyCommand.self, KeysCommand.self, IssuerCommand.self,
                    AccountCommand.self, ChannelCommand.self, WebhookCommand.self,
                ]),
            CommandGroup(
                name: "Complaints", subcommands: [SubmitCommand.self, ImportCommand.self, AnnounceCommand.self]),
            CommandGroup(
                name: "Casework", subcommands: [CaseworkCommand.self, PlayCommand.self, OmbudsmanCommand.self]),
            CommandGroup(
                name: "Routing",
                subcommands: [
                    ClassifyCommand.self, ExplainCommand.self, RulesCommand.self,
                    IncidentCommand.self,
                ]),
            CommandGroup(name: "Bodies", subcommands: [BodyCommand.self]),
            CommandGroup(name: "People", subcommands: [PersonCommand.self]),
            CommandGroup(name: "Learning", subcommands: [TrainCommand.self, EvaluateCommand.self, ModelCommand.self]),
            CommandGroup(
                name: "Looking",
                subcommands: [
                    TrackCommand.self, FindCommand.self, CasesCommand.self, EventsCommand.self, StatusCommand.self,
                    TopCommand.self,
                    WorkersCommand.self, ReportCommand.self, ReleaseCommand.self, FactsCommand.self,
                    HistoryCommand.self,
                    ReconcileCommand.self, ReceiptCommand.self, AuditCommand.self, DeadCommand.self,
                    NoticesCommand.self, DoctorCommand.self,
                ]),
        ])

    static func main() {
        do {
            var command = try parseAsRoot()
            _ = try Language(of: ProcessInfo.processInfo.environment)
            let environment = Environment(ProcessInfo.processInfo.environment)
            for warning in environment.unknown + environment.openSecrets {
                Terminal.complain(Phrase(same: "lapor: \(Phrase(said: "\(warning)"))"))
            }
            try command.run()
        } catch {
            if let status = ExitStatus(of: error) {
                Terminal.complain(Phrase(same: "lapor: \(Remedies.line(for: error))"))
                Foundation.exit(status.rawValue)
            }
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let arguments = Array(CommandLine.arguments.dropFirst())
            for line in fullMessage(for: error).split(separator: "\n") {
                let meant = Suggestion.option(for: "\(line)", arguments, of: Self.self)
                Terminal.complain(meant.map { CallWords.unknownOption($0.typed, $0.meant) } ?? Phrase(said: "\(line)"))
            }
            if let word = Suggestion.command(for: arguments, of: Self.self) { Terminal.complain(CallWords.maybe(word)) }
            Foundation.exit(ExitCode.validationFailure.rawValue)
        }
    }
}
