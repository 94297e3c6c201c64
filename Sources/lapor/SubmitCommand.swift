import ArgumentParser
import Foundation
import Rabbit
import Shared

/// `lapor submit`
struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Publishes submissions from a file, one JSON object per line.",
        discussion: """
            Each line is published as it is, to the key of its channel, with publisher confirms: a line counts as \
            accepted only when the broker has confirmed it. Running it again is harmless: what is known already is not \
            stored twice.
            """)

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Option(help: "Submissions per second; without it as fast as the broker takes them.")
    var rate: Double?

    @Option(help: "Append the external_id of each accepted line to this file, flushed to disk before going on.")
    var ledger: String?

    @Option(help: "Lines between two waits for confirms.")
    var window = 2000

    @Flag(help: "Add to each line, as submitted_at, the moment it was due: for measuring delays.")
    var stamp = false

    @Flag(help: "Wait until all of it has been stored, routed and notified.")
    var wait = false

    func run() throws {
        let lines = try readLines()
        let book = try ledger.map(Ledger.init)
        var connection = try RabbitConnection(to: try Connections.broker())
        try connection.selectConfirms()
        let start = ContinuousClock.now
        let startedAt = Instant.now
        var sent = 0
        for chunk in chunks(of: lines.count) {
            if let rate { Self.sleep(until: start + .seconds(Double(chunk.upperBound) / rate)) }
            var accepted: [String] = []
            for position in chunk {
                let line = stamp ? stamped(lines[position], position, startedAt) : lines[position]
                let head = Head(line)
                try connection.publish(
                    Publication(
                        exchange: Topology.intakeExchange, routingKey: "intake.\(head.channel ?? "unknown")",
                        properties: MessageProperties(contentType: "application/json"), body: line))
                if let id = head.externalID { accepted.append(id) }
            }
            try connection.waitForConfirms(milliseconds: 60_000)
            try book?.write(accepted)
            sent += chunk.count
        }
        let seconds =
            Double((ContinuousClock.now - start).components.attoseconds) / 1e18
            + Double((ContinuousClock.now - start).components.seconds)
        print("accepted \(sent) submissions in \(String(format: "%.2f", seconds)) s")
        if wait { try Completion().wait() }
    }

    /// With a rate the chunks are small, so that the load is even.
    private func chunks(of count: Int) -> [Range<Int>] {
        let size = max(1, rate.map { min(window, Int($0 / 100)) } ?? window)
        return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }

    /// With a rate it is the moment in the schedule, so that a broker that stalls cannot hide the delay.
    private func stamped(_ line: [UInt8], _ position: Int, _ start: Instant) -> [UInt8] {
        guard let brace = line.firstIndex(of: UInt8(ascii: "{")) else { return line }
        let due = rate.map { Instant(microseconds: start.microseconds + Int64(Double(position) / $0 * 1e6)) } ?? .now
        return line[...brace] + Array("\"submitted_at\":\"\(due.rfc3339)\",".utf8) + line[(brace + 1)...]
    }

    private func readLines() throws -> [[UInt8]] {
        let data =
            file == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else { throw ValidationError("cannot read \(file)") }
        return data.split(separator: 0x0A).map { Array($0) }.filter { !$0.allSatisfy { $0 <= 0x20 } }
    }

    private static func sleep(until moment: ContinuousClock.Instant) {
        let left = moment - ContinuousClock.now
        guard left > .zero else { return }
        Thread.sleep(
            forTimeInterval: Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18)
    }
}

/// What of a line is needed to publish it.
private struct Head: Decodable {
    var channel: String?
    var externalID: String?

    enum CodingKeys: String, CodingKey {
        case channel
        case externalID = "external_id"
    }

    /// A line that is not understood is published all the same: judging it is intake's business.
    init(_ line: [UInt8]) {
        self = (try? JSONDecoder().decode(Head.self, from: Data(line))) ?? Head()
    }

    private init() {}
}

/// A file of what was accepted, on disk before anything is built on it.
private struct Ledger {
    private let handle: FileHandle

    init(_ path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
    }

    func write(_ ids: [String]) throws {
        try handle.write(contentsOf: Data(ids.map { $0 + "\n" }.joined().utf8))
        try handle.synchronize()
    }
}
