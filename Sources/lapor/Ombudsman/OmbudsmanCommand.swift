import ArgumentParser
import Operator

struct OmbudsmanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ombudsman", abstract: "Hands cases over to the Ombudsman: lists, shows and exports them.",
        discussion: """
            After 60 working days a case is ripe. With the reporter's consent, given by the command escalate, a file about it can \
            be handed over: facts, timeline, missed deadlines, correspondence, and the report itself. Without consent there is none.
            """,
        subcommands: [OmbudsmanList.self, OmbudsmanShow.self, OmbudsmanExport.self])
}

struct OmbudsmanList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "Lists the cases that are ripe, the one that was submitted first first, and whether the reporter has agreed."
    )

    @Flag(help: "Only those that may be handed over.")
    var ready = false
    @OptionGroup var conditions: CaseConditions
    @OptionGroup var page: ListPage
    @OptionGroup var watching: WatchOption

    func run() throws { try watching.print { try RipeCases(page.cut(conditions.question), ready: ready) } }
}

struct OmbudsmanShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the file about one case.",
        discussion:
            "It holds the citizen's words and, unless the report is anonymous, their name: who looks, and why, is written down."
    )

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String
    @OptionGroup var reading: ReaderOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try reading.needed() }

    func run() throws { try output.print(try HandOver(of: code, for: try reading.needed())) }
}

struct OmbudsmanExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the files of all cases that may be handed over: CODE.json and CODE.txt.",
        discussion: "Only the user who runs it may read them. Cases without consent are counted and left out.")

    @Argument(help: "The folder; it is made if it is not there.")
    var folder: String
    @OptionGroup var reading: ReaderOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try reading.needed() }

    func run() throws { try output.print(try ExportedHandOvers(to: folder, for: try reading.needed())) }
}
