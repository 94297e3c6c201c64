import Complaints
import Foundation
import Rabbit
import Shared

package struct Pace {
    /// Complaints per second; nil for as fast as they are taken.
    var rate: Double?
    /// Complaints between two waits for confirms.
    var window: Int
    /// Whether each line gets the moment it was due.
    var stamp: Bool
    /// How long to wait for a broker that is away or refuses.
    var patience: Duration

    package init(rate: Double?, window: Int, stamp: Bool, patience: Duration) {
        (self.rate, self.window, self.stamp, self.patience) = (rate, window, stamp, patience)
    }

    /// With a rate the chunks are small, so that the load is even.
    var chunk: Int { max(1, rate.map { min(window, Int($0 / 100)) } ?? window) }
}

/// Publishes the records of a file, window by window, each confirmed before the next begins.
struct Importer {
    /// Records that the broker has confirmed in this run.
    private(set) var accepted = 0
    /// Records that an earlier run had published.
    private(set) var resumedAfter = 0
    /// Where rows stand that are none of the export.
    private(set) var strangeLines: [Int] = []
    private var input: ImportFile
    private let pace: Pace
    private let ledger: Ledger?
    private var progress: ImportProgress?
    private let start = ContinuousClock.now
    private let startedAt = Instant.now

    init(input: ImportFile, pace: Pace, ledger: Ledger?, progress: ImportProgress?) {
        (self.input, self.pace, self.ledger, self.progress) = (input, pace, ledger, progress)
    }

    /// Publishes everything that an earlier run has not.
    ///
    /// - Throws: `RabbitError`, `Failure`. What was confirmed until then stays published.
    mutating func run() throws {
        let address = try Connections.broker()
        var connection = try Self.connect(address)
        let earlier = progress?.last()
        resumedAfter = earlier?.accepted ?? 0
        if resumedAfter > 0 { Terminal.complain(IntakeWords.goingOn(resumedAfter)) }
        var bar = ProgressBar(IntakeWords.importing)
        var records = nextChunk(after: earlier?.end ?? 0)
        while !records.isEmpty {
            try publishPatiently(records, &connection, address)
            let end = records.last?.end ?? 0
            try progress?.save(end: end, accepted: resumedAfter + accepted)
            bar.show(Double(end) / Double(max(1, input.bytes.count)), IntakeWords.acceptedSoFar(accepted))
            records = nextChunk(after: 0)
        }
        bar.end()
        progress?.finish()
    }

    private mutating func nextChunk(after end: Int) -> [ImportRecord] {
        var records: [ImportRecord] = []
        while records.count < pace.chunk, let record = input.next() {
            if record.end > end { records.append(record) }
        }
        return records
    }

    private static func connect(_ address: RabbitAddress) throws(RabbitError) -> RabbitConnection {
        var connection = try RabbitConnection(to: address)
        try connection.selectConfirms()
        return connection
    }

    /// Publishes until the broker has confirmed all. What it took and did not confirm comes twice: intake notices.
    private mutating func publishPatiently(
        _ records: [ImportRecord], _ connection: inout RabbitConnection, _ address: RabbitAddress
    ) throws {
        let giveUpAt = ContinuousClock.now + pace.patience
        var backoff = Backoff(shortest: 200, longest: 2000)
        var isConnected = true
        while true {
            do {
                if !isConnected { connection = try Self.connect(address) }
                return try publish(records, &connection)
            } catch let error as RabbitError {
                guard error.isRetriable, error.code != .unroutable, ContinuousClock.now < giveUpAt else { throw error }
                isConnected = false
                Thread.sleep(forTimeInterval: Double(backoff.next()) / 1000)
            }
        }
    }

    private mutating func publish(_ records: [ImportRecord], _ connection: inout RabbitConnection) throws {
        for (position, record) in records.enumerated() {
            if let rate = pace.rate { Self.sleep(until: start + .seconds(Double(accepted + position) / rate)) }
            let body = pace.stamp ? stamped(record.body, accepted + position) : record.body
            try connection.publish(
                Publication(
                    exchange: Topology.intakeExchange,
                    routingKey: record.routingKey,
                    properties: MessageProperties(contentType: record.contentType), body: body))
        }
        try connection.waitForConfirms(milliseconds: 60_000)
        try ledger?.write(records.flatMap(\.keys))
        accepted += records.count
        strangeLines += records.filter(\.isStrange).map(\.line)
    }

    /// With a rate it is the moment in the schedule, so that a broker that stalls cannot hide the delay.
    private func stamped(_ line: [UInt8], _ position: Int) -> [UInt8] {
        guard let brace = line.firstIndex(of: UInt8(ascii: "{")) else { return line }
        let due =
            pace.rate.map { Instant(microseconds: startedAt.microseconds + Int64(Double(position) / $0 * 1e6)) } ?? .now
        return line[...brace] + Array("\"submitted_at\":\"\(due.rfc3339)\",".utf8) + line[(brace + 1)...]
    }

    private static func sleep(until moment: ContinuousClock.Instant) {
        let left = (moment - .now) / .seconds(1)
        if left > 0 { Thread.sleep(forTimeInterval: left) }
    }
}
