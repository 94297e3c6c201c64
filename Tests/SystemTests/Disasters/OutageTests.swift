import Foundation
import TestKit
import Testing

/// Outages that take their time, on servers of their own and beside all other tests.
@Suite("Outages", .serialized, .stack, .privateServers, .dedicatedThread)
final class OutageTests: SiteTest {
    @Test(
        "a database that is away for 60 s holds submissions up; nothing is parked, and work resumes alone within 10 s")
    func databaseAway() throws {
        let stack = try #require(TestStack.own)
        try site.spawnWorkers()
        let submitter = try Submitter(site)
        let messages = Submissions(series: "D").mixture(1500, bad: 0)
        try submitter.submit(Array(messages[..<300]))
        let begun = try poll(seconds: 20) { try records.complaints() > 0 }
        try #require(begun)
        try stack.script("stop", "postgres")
        let away = ContinuousClock.now
        // One window every five seconds: submissions arrive as long as it is away.
        try submitter.submit(Array(messages[300...]), pause: 5000)
        try #require(ContinuousClock.now - away >= .seconds(60))
        #expect(site.programs.allSatisfy { $0.isRunning })
        for stage in Site.stages { #expect(try records.depth("\(stage).dead") == 0) }
        try stack.script("start", "postgres")
        let before = try records.complaints()
        let resumed = try poll(seconds: 10) { try records.complaints() > before }
        #expect(resumed, "does not resume")
        try records.settle(complaints: Set(messages.compactMap(\.key)).count)
        try site.finishWorkers()
        try records.balance(messages, accepted: submitter.accepted())
    }

    @Test("kill -9 while sending: mail is unknown and not sent again, an SMS goes again under the same key")
    func killWhileSending() throws {
        let gateway = FakeGateway { _, attempt in attempt == 1 ? 0 : 200 }
        let mail = FakeMailServer()
        try site.withProviders(gateway, mail, settings: ["LAPOR_SMS_IDEMPOTENT": "true"]) {
            try site.spawnWorkers()
            let first = try #require(site.programs.last { $0.name == "NotifyWorker" })
            try Submitter(site).submit([TestMessage.submission(0, "0812-0000-0001")])
            try #require(poll(seconds: 60) { gateway.requests.count == 1 })
            try first.kill()
            let second = try site.spawn("NotifyWorker")
            // Nobody helps: it takes over when the dead one could not be sending any more.
            try records.settle(complaints: 1, seconds: 90)
            #expect(try records.outcome(0).hasPrefix("sent"))
            // That it was taken, again, and who has it.
            #expect(gateway.requests.count == 3 && Set(gateway.requests.map(\.key)).count == 2)

            try Submitter(site).submit([TestMessage.submission(1, "diam@contoh.example")])
            try #require(poll(seconds: 20) { mail.received("diam@contoh.example") == 1 })
            try second.kill()
            try site.spawn("NotifyWorker")
            // Each of the two mails is given up on by itself.
            try records.settle(complaints: 2, seconds: 60)
            #expect(try records.outcome(1).hasPrefix("unknown 1"))
            #expect(mail.received("diam@contoh.example") == 2, "each of two messages once")
            try site.stopWorkers()
        }
    }

    @Test("a database that dies while messages are under way: nobody else sends them, and who sent them says so")
    func databaseDiesWhileSending() throws {
        let gateway = FakeGateway { _, _ in
            Thread.sleep(forTimeInterval: 6)
            return 200
        }
        let stack = try #require(TestStack.own)
        try site.withProviders(gateway) {
            try site.spawnWorkers()
            try site.spawn("NotifyWorker")
            try Submitter(site).submit((0..<4).map { TestMessage.submission($0, "0812-0000-100\($0)") })
            try #require(poll(seconds: 20) { gateway.requests.count >= 4 })
            try stack.script("restart", "postgres", "--hard")
            try records.settle(complaints: 4, seconds: 40)
            for number in 0..<4 { #expect(try records.outcome(number).hasPrefix("sent 1")) }
            #expect(gateway.requests.count == 8, "each of two messages once")
            try site.stopWorkers()
        }
    }
}
