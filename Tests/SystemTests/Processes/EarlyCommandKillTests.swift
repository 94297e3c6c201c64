import Complaints
import Contract
import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    @Suite("Kill points of early commands")
    final class EarlyCommandKillTests: SiteTest {
        @Test("CaseWorker ends at each place while commands wait: each is carried out once, and answered")
        func interrupted() throws {
            try site.broker.declareQueue("answers")
            for worker in ["RoutingWorker", "NotifyWorker", "ClockWorker"] { try site.start(worker) }
            let points: [KillPoint] = [.collected, .storing, .committed, .publishing, .confirmed, .acknowledged]
            var messages: [SentCommand] = []
            var codes: [String] = []
            for (round, point) in points.enumerated() {
                codes.append(try site.submitted())
                let doomed = try site.spawn("CaseWorker", [], ["LAPOR_KILL_POINT": "\(point.rawValue):1"])
                messages.append(SentCommand.verify(codes[round], "early-\(round)"))
                try Applications.publish([messages[round]], to: site.broker.address, senders: 1)
                #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL, "does not come to \(point)")
            }
            for _ in 0..<2 { try site.spawn("CaseWorker") }
            try site.start("IntakeWorker")
            let found = try records.answers(to: messages)
            #expect(found.allSatisfy { $0.refusal == nil }, "\(found)")
            try records.settleCommands(Set(messages.compactMap(\.command?.key)))
            for code in codes { #expect(try records.events(of: code).filter { $0 == "verified" }.count == 1) }
            #expect(try records.depth("casework.dead") == 0)
        }
    }
}
