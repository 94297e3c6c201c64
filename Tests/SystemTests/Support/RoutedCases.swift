import Complaints
import Foundation
import Postgres
import Shared
import Store
import Synchronization
import TestKit
import Testing

@testable import Contract
@testable import IntakeWorker
@testable import RoutingWorker

/// Complaints that intake's and routing's own stages take in and route, without a broker, in a database of their own.
struct RoutedCases {
    /// Sunday, 29 November 2026, 16:30 UTC: still Sunday in the west, Monday further east.
    static let now = Instant(rfc3339: "2026-11-29T16:30:00.123456Z") ?? .now
    private static let texts = [
        "Jalan berlubang di depan pasar", "Selamat pagi", "Oknum pegawai meminta pungutan liar untuk mengurus KTP",
        "Lampu jalan padam sejak bulan lalu", "Puskesmas tutup padahal jam kerja",
    ]
    /// The reference data of all tests' databases are the same.
    private static let knowledge = SharedKnowledge<RoutingKnowledge>()
    let url: String

    init(url: String) throws {
        self.url = url
        var connection = try PostgresConnection(to: url)
        _ = try Self.knowledge.current(&connection, read: RoutingKnowledge.read)
    }

    /// Whatever a submission can say of place, kind, channel and time.
    private static func submission(_ number: Int) -> AcceptedSubmission {
        // One was written weeks ago, so that the days of verification are over; one channel's clock runs ahead.
        let written: [Int64?] = [nil, -3_600, -40 * 86_400, 600, 0]
        return AcceptedSubmission(
            channel: ["web", "sms", "whatsapp"][number % 3], externalID: "n\(number)",
            text: texts[number % texts.count] + " nomor \(number)",
            kind: ReportKind.allCases[number % ReportKind.allCases.count], anonymous: false, confidential: false,
            regionCode: [nil, "64.72", "32.04", "91.71", "64.71.01"][number / 2 % 5],
            submittedAt: written[number / 7 % 5].map { now.advanced(bySeconds: $0) })
    }

    /// Takes the submissions of `numbers` in; the events that ask for routing.
    func register(_ numbers: Range<Int>) throws -> [RoutingItem] {
        var stage = try IntakeStage(
            try DatabaseSession(url: url, name: "IntakeWorker", keys: TestKeys.all), now: { Self.now })
        let items = numbers.map {
            IntakeItem(submission: Self.submission($0), receivedAt: Self.now, redelivered: false)
        }
        let verdicts = try stage.handle(items[...])
        return try verdicts.map { verdict in
            guard case .pass(let message) = verdict else { throw Failure.notPassed("\(verdict)") }
            return RoutingItem(
                message: try CaseEventDecoder().decode(message.json)[0].content.get(), redelivered: false)
        }
    }

    /// Routes them in one batch.
    func route(_ items: [RoutingItem]) throws {
        let session = try StageSession(
            url: url, name: "RoutingWorker", knowledge: Self.knowledge, at: Self.now, keys: TestKeys.all,
            read: RoutingKnowledge.read)
        var stage = RoutingStage(session, now: { Self.now.advanced(bySeconds: 2) })
        for verdict in try verdicts(of: items, by: &stage) {
            guard case .pass = verdict else { throw Failure.notPassed("\(verdict)") }
        }
    }

    /// Two copies at once may be in each other's way: then a lane runs its batch again.
    private func verdicts(of items: [RoutingItem], by stage: inout RoutingStage) throws -> [Verdict] {
        while true {
            do throws(StageFailure) {
                return try stage.handle(items[...])
            } catch {
                guard case .contention = error else { throw error }
            }
        }
    }

    enum Failure: Error { case notPassed(String) }

    /// Hands a case up, as CaseWorker does.
    func escalate(_ id: ComplaintID, _ connection: inout PostgresConnection) throws {
        try connection.run("BEGIN")
        let locked = try #require(try CaseTable.lock([id], &connection)[id]).get()
        var changes = CaseChanges(calendar: 1)
        var details = EventDetails()
        details.level = .head
        _ = try changes.add(CaseStep(.escalated, details), to: locked, at: Self.now, actor: "test")
        try changes.store(&connection, at: Self.now)
        try connection.run("COMMIT")
    }
}

/// Something that happens in a thread of its own.
final class Beside: Sendable {
    private let failure = Mutex<String?>(nil)
    private let group = DispatchGroup()

    init(_ body: @escaping @Sendable () throws -> Void) {
        DispatchQueue.global().async(group: group) {
            do {
                try body()
            } catch {
                self.failure.withLock { $0 = "\(error)" }
            }
        }
    }

    var isRunning: Bool { group.wait(timeout: .now()) == .timedOut }

    /// What went wrong, once it has ended.
    func end() -> String? {
        group.wait()
        return failure.withLock { $0 }
    }
}
