import ArgumentParser
import Complaints
import Operator

/// `lapor cases`
struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cases", abstract: "Lists the latest cases.")

    @Option(help: "How many.")
    var limit = 20

    @Option(help: "Only those in this status.")
    var status: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be above 0") }
        if let status, CaseStatus(rawValue: status) == nil {
            let known = CaseStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--status must be one of \(known)")
        }
    }

    func run() throws { try output.print(try CaseList(limit: limit, status: status)) }
}
