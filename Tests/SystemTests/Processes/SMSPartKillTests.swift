import Foundation
import Shared
import TestKit
import Testing

@testable import Store

extension SystemTests {
    @Suite("Kill points of parts of SMS")
    final class SMSPartKillTests: SiteTest {
        @Test("IntakeWorker ends at each place while parts come: each message is one case")
        func interrupted() throws {
            for worker in ["RoutingWorker", "NotifyWorker", "ClockWorker"] { try site.start(worker) }
            let points: [KillPoint] = [
                .collected, .storing, .committed, .publishing, .confirmed, .acknowledged,
            ]
            for (round, point) in points.enumerated() {
                let doomed = try site.spawn("IntakeWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):1"])
                for number in [2, 1] {
                    try site.part(number, of: 2, "bagian \(number) ", id: "\(round)-\(number)", ref: "\(round)")
                    Thread.sleep(forTimeInterval: 0.1)
                }
                let end = doomed.waitForEnd(seconds: 30)
                #expect(end == -SIGKILL, "does not come to \(point): \(doomed.output.suffix(300))")
            }
            for _ in 0..<2 { try site.spawn("IntakeWorker") }
            try records.settle(complaints: points.count)
            #expect(try Set(records.reports().map(\.text)) == ["bagian 1 bagian 2"])
            #expect(try records.count("SELECT count(*) FROM sms_part WHERE sealed IS NOT NULL") == 0)
            #expect(try records.depth("intake.dead") == 0)
            #expect(try poll(seconds: 30) { try site.lapor("reconcile").code == 0 })
        }
    }
}
