import ArgumentParser
import Complaints
import Operator
import Postgres
import Routing
import Shared
import Store

/// `lapor classify`
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Shows where a text would go, and why. Nothing is stored.",
        discussion: "With the tables, rules and models that RoutingWorker decides by now.")

    @Argument(help: "The text.")
    var text: String
    @Option(help: "Its title.")
    var title: String?
    @Option(help: "Place as the reporter gives it.")
    var location: String?
    @Option(help: "Code of the region, as the channel gives it.")
    var region: String?
    @Option(help: "Category as the reporter gives it.")
    var category: String?
    @Option(help: "Agency as the reporter names it.")
    var agency: String?
    @Option(help: "Channel it comes by.")
    var channel = "web"
    @Option(help: "pengaduan, aspirasi or permintaan_informasi.")
    var kind = "pengaduan"
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var body: String
        var name: String?
        var assigned: Bool
        var confidence: Double
        var category: String?
        var region: String?
        var supervised: Bool
        var reason: String
        var why: Explanation
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        let router = try ReferenceTables.router(&database)
        let decision = router.decide(
            ReportFacts(
                title: title, text: text, kind: kind, locationText: location, regionCode: region, category: category,
                agency: agency, channel: channel, at: .now))
        let result = Result(
            body: decision.bodyCode, name: router.bodies.body(code: decision.bodyCode)?.name,
            assigned: decision.event == .assigned, confidence: (decision.confidence * 100).rounded() / 100,
            category: decision.categoryCode, region: decision.regionCode, supervised: decision.isMisconduct,
            reason: decision.reason, why: Explanation(decision))
        let step = result.assigned ? "Disposisi" : "Meja koordinator"
        try output.print(
            result,
            """
            \(step): \(result.name ?? result.body) (\(result.body))
            \(result.reason)

            \(result.why.text)
            """)
    }
}
