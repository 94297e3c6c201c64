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
    /// How many seconds all of it may take; nil: as many as it needs.
    var limit: Double?

    package init(rate: Double?, window: Int, stamp: Bool, patience: Duration, limit: Double? = nil) {
        (self.rate, self.window, self.stamp, self.patience, self.limit) = (rate, window, stamp, patience, limit)
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
    private var input: ImportFile
    private let pace: Pace
    private let ledger: Ledger?
    private var progress: ImportProgress?
    private let start = ContinuousClock.now
    /// Messages, and their bytes, between two looks whether the broker holds publishers back.
    private static let unlooked = (messages: 64, bytes: 262_144)
    private let startedAt = Instant.now

    init(input: ImportFile, pace: Pace, ledger: Ledger?, progress: ImportProgress?) {
        (self.input, self.pace, self.ledger, self.progress) = (input, pace, ledger, progress)
    }

    /// Publishes everything that an earlier run has not.
    ///
    /// - Throws: `RabbitError`, `Failure`; `interrupted` after a Ctrl-C. What was confirmed until then stays published.
    mutating func run() throws {
        let address = try Connections.broker()
        var connection = try Self.connect(address)
        let earlier = progress?.last()
        resumedAfter = earlier?.accepted ?? 0
        if resumedAfter > 0 { Terminal.complain(IntakeWords.goingOn(resumedAfter)) }
        var bar = ProgressBar(IntakeWords.importing)
        defer { bar.end() }
        let begin = earlier?.end ?? 0
        var reached = begin
        while let (records, end) = nextChunk(after: begin) {
            if isOver, !records.isEmpty {
                try progress?.save(end: reached, accepted: resumedAfter + accepted, atOnce: true)
                throw late
            }
            let published = records.isEmpty ? 0 : try publishPatiently(records, &connection, address)
            let isWhole = published == records.count
            if isWhole { reached = end } else if published > 0 { reached = records[published - 1].end }
            let isStopped = !isWhole || Interruption.hasCome
            try progress?.save(end: reached, accepted: resumedAfter + accepted, atOnce: isStopped)
            guard !isStopped else { throw Interruption.hasCome || !isOver ? stopped : late }
            show(end, since: begin, &bar)
        }
        bar.show(1, IntakeWords.acceptedSoFar(accepted))
        progress?.finish()
    }

    private var end: ContinuousClock.Instant? { pace.limit.map { start + .seconds($0) } }
    private var isOver: Bool { end.map { ContinuousClock.now >= $0 } ?? false }

    /// What to say when the time is over.
    private var late: Failure {
        Failure(
            .notYet, IntakeWords.notPublished(String(format: "%g", pace.limit ?? 0), resumedAfter + accepted))
    }

    /// What to say after a Ctrl-C.
    private var stopped: Failure {
        let count = resumedAfter + accepted
        return Failure(.interrupted, progress == nil ? IntakeWords.stoppedUnnoted(count) : IntakeWords.stopped(count))
    }

    private func show(_ end: Int, since begin: Int, _ bar: inout ProgressBar) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let whole = Double(max(1, input.bytes.count - begin))
        let done = Double(end - begin) / whole
        guard seconds > 0, done > 0 else { return }
        let left = Int((seconds / done * (1 - done)).rounded())
        bar.show(
            Double(end) / Double(max(1, input.bytes.count)),
            IntakeWords.acceptedAt(
                accepted, Int((Double(accepted) / seconds).rounded()),
                String(format: "%d:%02d:%02d", left / 3600, left / 60 % 60, left % 60)
            ))
    }

    /// The next records to be published and where they end; nil when there is nothing more in the file.
    private mutating func nextChunk(after end: Int) -> ([ImportRecord], end: Int)? {
        var records: [ImportRecord] = []
        var reached: Int?
        while records.count < pace.chunk, let record = input.next() {
            guard record.end > end else { continue }
            reached = record.end
            if record.isPublished { records.append(record) }
        }
        return reached.map { (records, $0) }
    }

    private static func connect(_ address: RabbitAddress) throws(RabbitError) -> RabbitConnection {
        var connection = try RabbitConnection(to: address)
        try connection.selectConfirms()
        connection.account = address.user
        return connection
    }

    /// Publishes until the broker has confirmed all. What it took and did not confirm comes twice: intake notices.
    private mutating func publishPatiently(
        _ records: [ImportRecord], _ connection: inout RabbitConnection, _ address: RabbitAddress
    ) throws -> Int {
        let giveUpAt = min(ContinuousClock.now + pace.patience, end ?? .now + pace.patience)
        var backoff = Backoff(shortest: 200, longest: 2000)
        var (isConnected, isTold) = (true, false)
        while true {
            do {
                if !isConnected { connection = try Self.connect(address) }
                return try publish(records, &connection)
            } catch let error as RabbitError {
                if Interruption.hasCome || isOver { return 0 }
                guard !error.needsSomebody, error.code != .unroutable, ContinuousClock.now < giveUpAt else {
                    throw error
                }
                if !isTold {
                    Terminal.complain(IntakeWords.brokerWaits(Phrase(said: error.remedy?.cause ?? "\(error)")))
                }
                (isConnected, isTold) = (false, true)
                Thread.sleep(forTimeInterval: Double(backoff.next()) / 1000)
            }
        }
    }

    /// - Returns: how many were published and confirmed: fewer than all after a Ctrl-C.
    private mutating func publish(_ records: [ImportRecord], _ connection: inout RabbitConnection) throws -> Int {
        var count = 0
        var unlooked = (messages: 0, bytes: 0)
        let latest = ContinuousClock.now + .seconds(60)
        // What was sent in time is answered soon, if it is.
        var patience = ConfirmPatience(until: min(latest, end.map { $0 + .seconds(1) } ?? latest))
        for record in records {
            if let rate = pace.rate { sleep(until: start + .seconds(Double(accepted + count) / rate)) }
            if Interruption.hasCome || isOver { break }
            if unlooked.messages >= Self.unlooked.messages || unlooked.bytes >= Self.unlooked.bytes {
                try patience.waitWhileBlocked(&connection)
                unlooked = (0, 0)
            }
            unlooked = (unlooked.messages + 1, unlooked.bytes + record.body.count)
            let body = pace.stamp ? stamped(record.body, accepted + count) : record.body
            try connection.publish(
                Publication(
                    exchange: Topology.intakeExchange,
                    routingKey: record.routingKey,
                    properties: MessageProperties(contentType: record.contentType, publishedAt: .now), body: body))
            count += 1
        }
        try patience.wait(&connection)
        try ledger?.write(
            records.prefix(count).flatMap {
                LedgerLine.lines(of: $0.body, contentType: $0.contentType, numbered: $0.keys)
            })
        accepted += count
        return count
    }

    /// With a rate it is the moment in the schedule, so that a broker that stalls cannot hide the delay.
    private func stamped(_ line: [UInt8], _ position: Int) -> [UInt8] {
        guard let brace = line.firstIndex(of: UInt8(ascii: "{")) else { return line }
        let due =
            pace.rate.map { Instant(microseconds: startedAt.microseconds + Int64(Double(position) / $0 * 1e6)) } ?? .now
        return line[...brace] + Array("\"submitted_at\":\"\(due.rfc3339)\",".utf8) + line[(brace + 1)...]
    }

    private func sleep(until moment: ContinuousClock.Instant) {
        while !Interruption.hasCome, !isOver {
            let left = (moment - .now) / .seconds(1)
            guard left > 0 else { return }
            Thread.sleep(forTimeInterval: min(left, 0.2))
        }
    }
}
