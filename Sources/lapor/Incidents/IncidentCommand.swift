import ArgumentParser
import Operator
import Routing

struct IncidentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Reports of the same: lists incidents, shows their cases, undoes links.",
        discussion: """
            Complaints with nearly the same text about the same place within \(IncidentRule.days) days are linked to the \
            first of them. Each citizen keeps their own case and code.
            """,
        subcommands: [IncidentListCommand.self, IncidentShow.self, IncidentUnlink.self])
}

struct IncidentListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists incidents, the largest first.")

    @OptionGroup var page: ListLimit
    @OptionGroup var watching: WatchOption

    func run() throws { try watching.print { try IncidentList(limit: page.limit) } }
}

struct IncidentShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows all cases of the incident that a case belongs to.")

    @Argument(help: "Tracking code of any of its cases.")
    var code: String
    @OptionGroup var page: ListLimit
    @OptionGroup var output: OutputOptions

    func run() throws { try output.print(try IncidentReports(with: code, limit: page.limit)) }
}

struct IncidentUnlink: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: "Undoes the link of a case to an incident; it stays on record who did.")

    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.print(try UnlinkedCase(desk.code, actor: desk.actor, reason: desk.reason))
    }
}
