import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    @Suite("Kill points of webhooks")
    final class WebhookKillTests: SiteTest {
        @Test("kill -9 before and after the receiver has answered: each event arrives, in order, by the same id")
        func kill() throws {
            let receiver = FakeReceiver()
            try site.withReceiver(receiver) { port in
                let secret = try site.addWebhook("a", port: port)
                try site.startWorkers()
                var sent = 0
                let places: [(KillPoint, Int)] = [
                    (.claimed, 2), (.answered, 2), (.storing, 2), (.committed, 1), (.acknowledged, 1),
                ]
                for (point, turn) in places {
                    let doomed = try site.spawn("WebhookWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):\(turn)"])
                    try Submitter(site).submit((0..<6).map(Submissions(series: "K\(sent)").good))
                    sent += 6
                    #expect(
                        doomed.waitForEnd(seconds: 30) == -SIGKILL,
                        "does not come to \(point): \(doomed.output.suffix(300))")
                }
                try records.settle(complaints: sent)
                try site.start("WebhookWorker")
                try records.awaitDeliveries()
                let ids = Set(receiver.taken.map(\.id))
                #expect(try ids == Set(records.journalEvents()))
                #expect(receiver.taken.isInOrder && receiver.taken.allSatisfy { $0.isSigned(by: secret) })
                // What was answered and not written down came twice, and nothing else did: two of the deaths leave a turn of it.
                #expect(receiver.taken.count - ids.count <= 2 * 16)
                #expect(try records.depth("webhook") == 0)
            }
        }
    }
}
