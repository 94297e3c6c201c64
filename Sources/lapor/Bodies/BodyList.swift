import ArgumentParser
import Complaints
import Operator

/// `lapor body list`
struct BodyList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists bodies.")

    @Option(help: "Only those of this region and all below it: a Kemendagri code.")
    var region: String?
    @Option(help: "Only this kind: \(BodyKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: String?
    @Option(help: "Only those directly below this body.")
    var parent: String?
    @Flag(help: "Only those that are dormant: the body above holds their cases.")
    var dormant = false
    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be above 0") }
        if let kind, BodyKind(rawValue: kind) == nil {
            throw ValidationError("--kind must be one of \(BodyKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    func run() throws {
        try output.print(
            try BodyListing(region: region, kind: kind, parent: parent, dormant: dormant, limit: limit))
    }
}
