import ArgumentParser
import Foundation
import Operator

/// `lapor import`
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Publishes complaints from a file: JSON lines, or the official SP4N export.",
        discussion: """
            JSON lines: each is published as it is; plain submissions, CloudEvents and CloudEvents batches are \
            understood. CSV: the columns of the SP4N-LAPOR! export, \(SP4NExport.columns.joined(separator: ", ")); only \
            '\(SP4NExport.required.joined(separator: "' and '"))' must be there.

            A complaint counts as accepted only when the broker has confirmed it. An import that was interrupted goes on \
            where it stopped; running it again is harmless, because what is known already is not stored twice. What \
            cannot be read is published as well: intake parks it with the reason.
            """)

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Option(help: "Complaints per second; without it as fast as the broker takes them.")
    var rate: Double?

    @Option(
        help:
            "Append channel, tab and external_id of each accepted complaint to this file, flushed to disk before going on."
    )
    var ledger: String?

    @Option(help: "Where to note how far it came, for the next run; beside the input when not given.")
    var progress: String?

    @Option(help: "Complaints between two waits for confirms.")
    var window = 2000

    @Option(help: "Seconds to wait for a broker that is away or refuses.")
    var patience = 60.0

    @Flag(help: "Add to each line, as submitted_at, the moment it was due: for measuring delays. JSON lines only.")
    var stamp = false

    @Flag(help: "Wait until all of it has been stored, routed and notified.")
    var wait = false

    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        var accepted: Int
        var resumedAfter: Int
        var unreadableLines: [Int]
        var seconds: Double
    }

    func validate() throws {
        if let rate, !(rate > 0) { throw ValidationError("--rate must be above 0") }
        guard window > 0 else { throw ValidationError("--window must be above 0") }
    }

    func run() throws {
        let bytes = try readFile()
        let input = try ImportFile(bytes)
        guard !stamp || !input.isCSV else { throw Failure(.badData, "--stamp is for JSON lines; this is CSV") }
        let place = progress ?? (file == "-" ? nil : file + ".progress")
        var importer = Importer(
            input: input, pace: Pace(rate: rate, window: window, stamp: stamp, patience: .seconds(patience)),
            ledger: try ledger.map(Ledger.init),
            progress: place.map { ImportProgress($0, input: bytes) })
        let start = ContinuousClock.now
        try importer.run()
        let took = (ContinuousClock.now - start) / .seconds(1)
        if wait { try Completion().wait() }
        let result = Result(
            accepted: importer.accepted, resumedAfter: importer.resumedAfter, unreadableLines: importer.strangeLines,
            seconds: (took * 100).rounded() / 100)
        try output.print(result, text(of: result))
        if !result.unreadableLines.isEmpty { throw Failure(.badData, Self.complaint(about: result.unreadableLines)) }
    }

    private func text(of result: Result) -> String {
        let resumed = result.resumedAfter > 0 ? ", after \(result.resumedAfter) in an earlier run" : ""
        return "accepted \(result.accepted) submissions in \(String(format: "%.2f", result.seconds)) s\(resumed)"
    }

    private static func complaint(about lines: [Int]) -> String {
        let named = lines.prefix(10).map(String.init).joined(separator: ", ") + (lines.count > 10 ? ", …" : "")
        return "\(lines.count) rows are not rows of the export (line \(named)); they are parked in intake.dead"
    }

    private func readFile() throws(Failure) -> [UInt8] {
        let data =
            file == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else { throw Failure(.noInput, "cannot read \(file)") }
        return Array(data)
    }
}
