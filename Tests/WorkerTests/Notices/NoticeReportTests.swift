import Complaints
import Contract
import Foundation
import Logging
import Shared
import Store
import Synchronization
import TestKit
import Testing

@testable import NotifyWorker

@Suite struct NoticeReportTests {
    private let metrics = MetricRegistry()
    private let log = Lines()

    private final class Lines: Sendable {
        private let kept = Mutex<[(level: Logger.Level, message: String, facts: [String: LogFact])]>([])
        var all: [(level: Logger.Level, message: String, facts: [String: LogFact])] { kept.withLock { $0 } }
        func add(_ level: Logger.Level, _ message: String, _ facts: [String: LogFact]) {
            kept.withLock { $0.append((level, message, facts)) }
        }
    }

    private func report(_ settings: [String: String] = [:], verbose: Bool = false) throws -> NoticeReport {
        var world = ManualWorld().world
        world.log = { [log] in log.add($0, $1, $2) }
        world.isVerbose = verbose
        let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
        let settings = try ProviderSettings(
            Environment(settings.merging(["LAPOR_OUTBOX_DIR": folder.path]) { $1 }))
        return NoticeReport(try Providers(settings), world: world, factory: metrics)
    }

    private func notice(_ number: Int, by channel: NotificationChannel = .email) -> Notice {
        var details = EventDetails()
        details.code = "KVNTRWQHSMPH"
        return Notice(
            about: SampleNotice.complaint(number), version: 1, .registered, details, to: "reporter", by: channel,
            address: "rahasia@contoh.example", name: "Siti Rahasia")
    }

    private func attempts(_ labels: String) -> String? {
        metrics.text.split(separator: "\n").first { $0.hasPrefix("lapor_notice_attempts_total{\(labels)}") }
            .flatMap { $0.split(separator: " ").last }.map(String.init)
    }

    @Test func `attempts are counted by channel, provider and what became of them`() throws {
        let report = try report(["LAPOR_SMTP_URL": "smtp://mail.example"])
        let notices = (0..<6).map { notice($0) } + [notice(7, by: .sms)]
        report.tell(
            notices, [.sent, .sent, .retry("x"), .postponed("x"), .failed("x"), .unknown("x"), .sent])
        for (outcome, count) in [("sent", "2"), ("retry", "1"), ("postponed", "1"), ("failed", "1"), ("unknown", "1")] {
            #expect(attempts(#"channel="email",provider="smtp",outcome="\#(outcome)""#) == count, "\(outcome)")
        }
        // Nobody has read a file yet.
        #expect(attempts(#"channel="sms",provider="file",outcome="filed""#) == "1")
        #expect(attempts(#"channel="sms",provider="file",outcome="sent""#) == nil)
        // What has not happened yet is told as well: a first time is then an increase.
        #expect(attempts(#"channel="sms",provider="file",outcome="failed""#) == "0")
    }

    @Test(arguments: [
        ("HTTP 401", "HTTP 401"), ("envelope refused: 550 5.7.1", "envelope refused: 550 5.7.1"),
        ("550 <rahasia@contoh.example> unknown", "550 … unknown"), ("no such number +628120000503", "no such number …"),
        ("the recipient has no address any more", "the recipient has no address any more"),
    ]) func `why a notice failed is told, without addresses and numbers`(reason: String, told: String) throws {
        try report().tell([notice(1)], [.failed(reason)])
        #expect(log.all.first?.facts["reason"] == .text(told))
    }

    @Test func `a notice that was not sent is told without who and what`() throws {
        let report = try report()
        report.tell([notice(1), notice(2)], [.sent, .failed("550 rahasia@contoh.example unknown")])
        #expect(log.all.map(\.message) == ["notice: failed"] && log.all.map(\.level) == [.warning])
        let facts = try #require(log.all.first?.facts)
        #expect(Set(facts.keys) == ["id", "event", "channel", "trace", "reason"])
        #expect(facts["trace"] == .text("\(SampleNotice.complaint(2))".replacing("-", with: "")))
        #expect(!"\(log.all)".lowercased().contains("rahasia"))
    }

    @Test func `a provider that refuses everybody does not fill the log`() throws {
        let report = try report()
        report.tell((0..<100).map { notice($0) }, (0..<100).map { _ in .unknown("x") })
        #expect(log.all.count == 20)
    }

    @Test func `each notice is told where somebody wants to know`() throws {
        try report(verbose: true).tell([notice(1), notice(2)], [.sent, .retry("x")])
        #expect(log.all.map(\.message) == ["notice: filed", "notice: retry"])
        #expect(log.all.allSatisfy { $0.level == .debug })
    }

    @Test func `the oldest event of a kind is measured, once for each turn`() throws {
        var report = try report()
        let now = Instant(microseconds: 1_770_081_301_120_000)
        let told: [(event: CaseEvent, age: Int64)] = [
            (.registered, 2), (.registered, 7), (.assigned, 1), (.registered, -3),
        ]
        let messages = told.map { event, age in
            CaseEventMessage(
                complaint: SampleNotice.complaint(1), version: 1, event: event, time: now.advanced(bySeconds: -age),
                details: EventDetails())
        }
        report.measure(messages[...], at: now)
        report.measure([messages[3]][...], at: now)
        report.measure([], at: now)
        let text = metrics.text
        #expect(text.contains(#"lapor_notice_lag_seconds_sum{event="registered"} 7"# + "\n"))
        #expect(text.contains(#"lapor_notice_lag_seconds_count{event="registered"} 2"# + "\n"))
        #expect(text.contains(#"lapor_notice_lag_seconds_sum{event="assigned"} 1"# + "\n"))
    }
}
