import Foundation

/// A file of complaints that was published.
package struct ImportedSubmissions: CommandResult {
    /// How an import is done.
    package struct Plan {
        package var pace: Pace
        /// Where to append what was accepted.
        package var ledger: String?
        /// Where to note how far it came; beside the input when nil.
        package var progress: String?
        /// Whether to wait until all of it is stored, routed and notified.
        package var waits: Bool

        package init(_ pace: Pace, ledger: String?, progress: String?, waits: Bool) {
            (self.pace, self.ledger, self.progress, self.waits) = (pace, ledger, progress, waits)
        }
    }

    var accepted: Int
    var resumedAfter: Int
    var unreadableLines: [Int]
    var seconds: Double

    /// Columns of the official export: all, and those that must be there.
    package static var columns: (all: [String], required: [String]) { (SP4NExport.columns, SP4NExport.required) }

    /// Publishes `file`; `-` is standard input.
    ///
    /// - Throws: `Failure`, `RabbitError`, `SettingError`. What was confirmed until then stays published.
    package init(_ file: String, _ plan: Plan) throws {
        let bytes =
            file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try InputFile.read(file)
        let input = try ImportFile(bytes)
        guard !plan.pace.stamp || !input.isCSV else {
            throw Failure(.badData, IntakeWords.stampNeedsLines)
        }
        let place = plan.progress ?? (file == "-" ? nil : file + ".progress")
        var importer = Importer(
            input: input, pace: plan.pace, ledger: try plan.ledger.map(Ledger.init),
            progress: place.map { ImportProgress($0, input: bytes) })
        let start = ContinuousClock.now
        try importer.run()
        let took = (ContinuousClock.now - start) / .seconds(1)
        if plan.waits { try Completion().wait() }
        (accepted, resumedAfter) = (importer.accepted, importer.resumedAfter)
        unreadableLines = importer.strangeLines
        seconds = (took * 100).rounded() / 100
    }

    package var text: String {
        IntakeWords.accepted(accepted, in: String(format: "%.2f", seconds), after: resumedAfter).text
    }

    /// Why the command failed all the same, when rows could not be read.
    package var failure: Failure? {
        guard !unreadableLines.isEmpty else { return nil }
        let some = unreadableLines.prefix(10).map(String.init).joined(separator: ", ")
        let more = unreadableLines.count > 10 ? ", …" : ""
        return Failure(.badData, IntakeWords.strange(unreadableLines.count, lines: some + more))
    }
}
