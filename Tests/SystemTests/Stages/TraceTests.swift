import Foundation
import Rabbit
import TestKit
import Testing

extension SystemTests {
    @Suite("Traces")
    final class TraceTests: SiteTest {
        private static let trace = "0af7651916cd43dd8448eb211c80319c"
        private static let given = "00-\(trace)-b7ad6b7169203331-01"

        @Test(
            "what a submission is traced by goes with it to the gateway, also when its event is announced again later")
        func trace() throws {
            let gateway = FakeGateway { _, _ in 200 }
            try site.withProviders(gateway) {
                var messages = (0..<3).map { TestMessage.submission($0, "0812-0000-000\($0)") }
                messages[0].properties.headers["traceparent"] = .text(Self.given)
                messages[1].properties.headers["traceparent"] = .text("00-nobody-knows-01")
                try site.start("IntakeWorker")
                try Submitter(site).submit(messages)
                #expect(try poll(seconds: 30) { try records.complaints() == 3 })
                site.stop("IntakeWorker")
                for queue in ["routing", "notify"] { try site.broker.purge(queue) }
                try site.forgetAnnouncements()
                for worker in ["ClockWorker", "RoutingWorker", "NotifyWorker"] { try site.start(worker) }
                try records.settle(complaints: 3)
                try site.stopWorkers()
            }
            let ids = try records.texts(
                "SELECT replace(complaint_id::text, '-', '') FROM submission ORDER BY external_id")
            let expected = [Self.given] + ids.dropFirst().map { "00-\($0)-\($0.suffix(16))-00" }
            for (number, trace) in expected.enumerated() {
                #expect(gateway.requests(to: "+62812" + "0000000\(number)").map(\.trace) == [trace, trace])
            }
            // The journal keeps what was given, hop by hop, and nothing where nothing was.
            let kept = try records.texts(
                "SELECT data ->> 'traceparent' FROM journal WHERE data ->> 'traceparent' IS NOT NULL")
            #expect(kept == [Self.given, Self.given])
            for worker in ["RoutingWorker", "NotifyWorker"] {
                let own = site.logs.split(separator: "\n").filter { $0.contains(" \(worker) ") }
                #expect(own.contains { $0.contains("trace=\(Self.trace)") }, "\(worker)")
            }
        }
    }
}
