import Complaints
import Contract
import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    /// Commands that overtake the report of their case.
    @Suite("Early commands")
    final class EarlyCommandTests: SiteTest {
        @Test("a command waits for its case, holds nobody up meanwhile, and is carried out once")
        func overtakes() throws {
            try site.broker.declareQueue("answers")
            for worker in ["RoutingWorker", "NotifyWorker", "CaseWorker"] { try site.start(worker) }
            let code = try site.submitted()
            let early = SentCommand.verify(code, "early")
            try Applications.publish([early, early], to: site.broker.address, senders: 1)
            let waits = try poll(seconds: 30) { try records.depth(Topology.shortestRetry.exchange) == 2 }
            #expect(waits, "\(site.logs.suffix(1000))")
            #expect(try records.depth("casework") == 0 && records.count("SELECT count(*) FROM command") == 0)
            try site.start("IntakeWorker")
            let found = try records.answers(to: [early])
            #expect(!found.isEmpty && found.allSatisfy { $0.refusal == nil })
            #expect(try records.events(of: code).filter { $0 == "verified" }.count == 1)
        }

        @Test("a command that overtakes the routing waits for it, and is carried out once")
        func overtakesRouting() throws {
            try site.broker.declareQueue("answers")
            for worker in ["IntakeWorker", "NotifyWorker", "CaseWorker"] { try site.start(worker) }
            let code = try site.submitted()
            #expect(try poll(seconds: 30) { try records.complaints() == 1 })
            let early = SentCommand.refuse(code, "early")
            try Applications.publish([early, early], to: site.broker.address, senders: 1)
            let waits = try poll(seconds: 30) { try records.depth(Topology.shortestRetry.exchange) == 2 }
            #expect(waits, "\(site.logs.suffix(1000))")
            #expect(try records.count("SELECT count(*) FROM command") == 0)
            try site.start("RoutingWorker")
            let found = try records.answers(to: [early])
            #expect(!found.isEmpty && found.allSatisfy { $0.refusal == nil }, "\(found)")
            #expect(try records.events(of: code).filter { $0 == "refused" }.count == 1)
        }

        @Test("a routing that comes after the command's time: refused, and carried out when it is sent again")
        func routedTooLate() throws {
            site.settings[SettingKey.earlyCommand.name] = "5"
            try site.broker.declareQueue("answers")
            for worker in ["IntakeWorker", "NotifyWorker", "CaseWorker"] { try site.start(worker) }
            let code = try site.submitted()
            #expect(try poll(seconds: 30) { try records.complaints() == 1 })
            let early = SentCommand.refuse(code, "early")
            try Applications.publish([early], to: site.broker.address, senders: 1)
            #expect(try records.answers(to: [early]).map(\.refusal?.code) == [.illegalMove])
            try site.start("RoutingWorker")
            try records.settle(complaints: 1)
            let again = try site.lapor("case", "refuse", code, "--reason", "bukan wewenang", "--id", "early")
            #expect(again.code == 0, "\(again.output)")
            #expect(try records.events(of: code).filter { $0 == "refused" }.count == 1)
            #expect(try site.lapor("reconcile").code == 0)
        }

        @Test("after its time it is refused, and carried out all the same when it is sent again and the case is there")
        func refused() throws {
            site.settings[SettingKey.earlyCommand.name] = "5"
            try site.broker.declareQueue("answers")
            for worker in ["RoutingWorker", "NotifyWorker", "CaseWorker"] { try site.start(worker) }
            let code = try site.submitted()
            let early = SentCommand.verify(code, "early")
            try Applications.publish([early], to: site.broker.address, senders: 1)
            #expect(try records.answers(to: [early]).map(\.refusal?.code) == [.unknownCase])
            try site.start("IntakeWorker")
            try records.settle(complaints: 1)
            // As an operator repeats it, by the key that was refused.
            let again = try site.lapor("case", "verify", code, "--id", "early", "--actor", "by-early")
            #expect(again.code == 0, "\(again.output)")
            #expect(try records.events(of: code).filter { $0 == "verified" }.count == 1)
            #expect(try records.count("SELECT count(*) FROM command") == 1)
            #expect(try site.lapor("reconcile").code == 0)
        }
    }
}
