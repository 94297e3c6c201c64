import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension SystemTests {
    /// The client for Python by its own live tests, which break its connections; counted where it has no hand in it.
    @Suite("The client for Python")
    final class PythonClientTests: SiteTest {
        @Test("whatever breaks between publishing and confirming, each report is stored once, as the client says")
        func live() throws {
            try site.startWorkers()
            // A queue such as the operator makes for a channel's events.
            try site.broker.declareQueue("events")
            var connection = try site.broker.connect()
            try connection.bind("events", to: Topology.eventsExchange, key: "complaint.*.web")
            let ids = site.folder.appending(path: "sent.txt")
            let log = site.folder.appending(path: "client.log").path
            let base = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LAPOR_") }
            let child = try Child(
                [
                    ChannelExample.python, "-m", "unittest", "discover", "-v", "-s", "clients/python/tests", "-p",
                    "live_*.py",
                ],
                environment: base.merging(try site.ways(of: "web")) { $1 }.merging(["SENT": ids.path]) { $1 },
                in: TestStack.root, output: log)
            let code = child.wait(seconds: 180)
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            try #require(code == 0, "\(said.suffix(3000))\n\(site.logs.suffix(1000))")
            let sent = try String(contentsOf: ids, encoding: .utf8).split(separator: "\n").map(String.init)
            let stored = poll(seconds: 30) { (try? records.complaints()) == sent.count }
            #expect(stored && sent.count > 100, "\(sent.count) sent")
            let known = try records.texts("SELECT external_id FROM submission WHERE complaint_id IS NOT NULL")
            #expect(known.sorted() == sent.sorted())
        }
    }
}
