import Foundation
import Postgres
import Rabbit
import SharedTestKit
import Synchronization
import Testing

/// Tests that kill servers, on servers of their own.
extension IntegrationTests {
    @Suite("Kills and outages", .serialized, .ownStack)
    struct KillTests {
        /// Workers that are started again when they are killed, as an init system does it.
        private final class Crew {
            let site: Site
            private var members: [String: Program] = [:]

            init(_ site: Site) throws {
                self.site = site
                for name in Site.workers { members[name] = try site.start(name) }
            }

            /// kill -9, then a new one. What NotifyWorker had claimed is free at once: waiting for its lease shows no more.
            func replace(_ name: String) throws {
                try members[name]?.kill()
                if name == "NotifyWorker" {
                    try PostgresConnection(to: site.database).run("UPDATE notification_claim SET lease_until = now()")
                }
                members[name] = try site.start(name)
            }
        }

        @Test("kill -9 of every worker, of the broker and of the database, in the middle of 5,000 submissions")
        func killEverything() throws {
            let stack = try #require(TestStack.own)
            try Site.with(on: stack) { site in
                let crew = try Crew(site)
                let messages = Submissions(series: "K").mixture(5000)
                let submitter = try Submitter(site)
                let disaster = Disaster()
                try submitter.submit(messages, pause: 30, seconds: 120) { sent in
                    switch sent {
                    case 500, 3200: try crew.replace("NotifyWorker")
                    case 900, 3000, 4600: try crew.replace("IntakeWorker")
                    case 1300, 3400, 4800: try crew.replace("RoutingWorker")
                    case 2000: disaster.strike { try stack.script("restart", "broker", "--hard") }
                    case 4000: disaster.strike { try stack.script("restart", "postgres", "--hard") }
                    default: break
                    }
                }
                try disaster.isOver()
                let accepted = try submitter.accepted()
                let good = Set(messages.filter { accepted.contains($0.messageID) }.compactMap(\.key))
                let records = Records(site: site)
                try records.settle(complaints: good.count, seconds: 120)
                try site.stopWorkers()
                try records.balance(messages, accepted: accepted, duplicatedParking: true)
            }
        }

        private static let outageSeconds =
            ProcessInfo.processInfo.environment["LAPOR_LONG_TESTS"] == "1" ? 60.0 : 12.0

        @Test("a database that is away holds submissions up; nothing is parked, and work resumes alone within 10 s")
        func databaseAway() throws {
            let stack = try #require(TestStack.own)
            try Site.with(on: stack) { site in
                let crew = try Crew(site)
                let records = Records(site: site)
                let submitter = try Submitter(site)
                let messages = Submissions(series: "D").mixture(1500, bad: 0)
                try submitter.submit(Array(messages[..<300]))
                let begun = try poll(seconds: 20) { try records.complaints() > 0 }
                try #require(begun)
                try stack.script("stop", "postgres")
                let end = SocketBreaker.monotonicMilliseconds + Int(Self.outageSeconds * 1000)
                try submitter.submit(Array(messages[300...]), pause: 200)
                _ = poll(seconds: Double(end - SocketBreaker.monotonicMilliseconds) / 1000) { false }
                #expect(site.programs.allSatisfy { $0.isRunning || $0.name == "lapor" })
                #expect(try records.depth("intake.dead") == 0)
                try stack.script("start", "postgres")
                let before = try records.complaints()
                let resumed = try poll(seconds: 10) { try records.complaints() > before }
                #expect(resumed, "does not resume")
                let good = Set(messages.compactMap(\.key))
                try records.settle(complaints: good.count)
                try site.stopWorkers()
                try records.balance(messages, accepted: submitter.accepted())
                withExtendedLifetime(crew) {}
            }
        }
    }
}

/// Something that goes on beside the test.
private final class Disaster: Sendable {
    private let group = DispatchGroup()
    private let errors = Mutex<[String]>([])

    func strike(_ action: @escaping @Sendable () throws -> Void) {
        group.enter()
        Thread.detachNewThread { [self] in
            do {
                try action()
            } catch {
                errors.withLock { $0.append("\(error)") }
            }
            group.leave()
        }
    }

    func isOver() throws {
        try #require(group.wait(timeout: .now() + 90) == .success)
        #expect(errors.withLock { $0 } == [])
    }
}
