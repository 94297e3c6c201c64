import Foundation
import Rabbit
import Store

package struct ImportedSubmissions: CommandResult {
    var accepted: Int
    var resumedAfter: Int
    var unreadableLines: [Int]
    var seconds: Double

    /// Columns of the official export: all, and those that must be there.
    package static var columns: (all: [String], required: [String]) { (SP4NExport.columns, SP4NExport.required) }

    /// Publishes `file`; `-` is standard input.
    ///
    /// - Parameters:
    ///   - ledger: where to append what was accepted.
    ///   - progress: where to note how far it came; beside the input when nil.
    ///   - waits: whether to wait until all of it is stored, routed and notified.
    /// - Throws: `Failure`, `RabbitError`, `SettingError`. What was confirmed until then stays published.
    package init(_ file: String, _ pace: Pace, ledger: String?, progress: String?, waits: Bool) throws {
        let bytes =
            file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try InputFile.read(file)
        let input = try ImportFile(bytes)
        guard !pace.stamp || !input.isCSV else {
            throw Failure(.badData, IntakeWords.stampNeedsLines)
        }
        let place = progress ?? (file == "-" ? nil : file + ".progress")
        var importer = Importer(
            input: input, pace: pace, ledger: try ledger.map(Ledger.init),
            progress: place.map { ImportProgress($0, input: bytes) })
        let start = ContinuousClock.now
        try importer.run()
        let took = (ContinuousClock.now - start) / .seconds(1)
        if waits { try Completion().wait() }
        (accepted, resumedAfter) = (importer.accepted, importer.resumedAfter)
        unreadableLines = importer.strangeLines
        seconds = (took * 100).rounded() / 100
    }

    package var text: String {
        let time = String(format: "%.2f", seconds)
        guard resumedAfter > 0 else { return IntakeWords.accepted(accepted, time).text }
        return IntakeWords.acceptedMore(accepted, time, resumedAfter).text
    }

    /// Why the command failed all the same, when rows could not be read.
    package var failure: Failure? {
        guard !unreadableLines.isEmpty else { return nil }
        let some = unreadableLines.prefix(10).map(String.init).joined(separator: ", ")
        let more = unreadableLines.count > 10 ? ", …" : ""
        return Failure(.badData, IntakeWords.strange(unreadableLines.count, some + more))
    }
}

/// Waits until nothing is on its way any more.
struct Completion {
    private static let patience = Duration.seconds(120)
    private static let quiet = Duration.seconds(1)
    private let broker: RabbitAddress

    init() throws { broker = try Connections.broker() }

    private struct Left {
        var parts: [(count: Int, what: Phrase)]

        var count: Int { parts.reduce(0) { $0 + $1.count } }
        var phrase: Phrase {
            let some = parts.filter { $0.count > 0 }
            guard !some.isEmpty else { return IntakeWords.nothing }
            return some.map { IntakeWords.left($0.count, $0.what) }.joined(", ")
        }
    }

    /// - Throws: `Failure` `notYet` when nothing moves for two minutes, saying what is left.
    func wait() throws {
        var bar = ProgressBar(IntakeWords.waiting)
        defer { bar.end() }
        var most = 0
        var least = Int.max
        var moved = ContinuousClock.now
        var quietSince: ContinuousClock.Instant?
        while true {
            let left = try left()
            most = max(most, left.count)
            bar.show(most == 0 ? 1 : 1 - Double(left.count) / Double(most), left.phrase)
            if left.count < least { (least, moved) = (left.count, .now) }
            quietSince = left.count == 0 ? quietSince ?? .now : nil
            if let quietSince, ContinuousClock.now - quietSince >= Self.quiet { return }
            if left.count > 0, ContinuousClock.now - moved > Self.patience {
                throw Failure(.notYet, IntakeWords.stuck(left.phrase))
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    private func left() throws -> Left {
        var connection = try RabbitConnection(to: broker)
        var parts: [(Int, Phrase)] = []
        for queue in ["intake", "routing", "notify"] {
            parts.append((try connection.messageCount(of: queue), IntakeWords.inQueue(queue)))
        }
        var database = try Connections.database()
        let (complaints, notices) = try WorkInHand.onTheWay(&database)
        parts.append((complaints, IntakeWords.beingRouted))
        parts.append((notices, IntakeWords.beingSent))
        return Left(parts: parts)
    }
}

package struct Announcement: CommandResult {
    var events: Int

    /// Has ClockWorker announce everything that happened in that time.
    package init(since: Age) throws {
        var database = try Connections.database()
        events = try SweepStore.announceAgain(
            seconds: since.seconds, upTo: try StoreClock.now(&database), &database)
    }

    package var text: String { IntakeWords.announced(events).text }
}
