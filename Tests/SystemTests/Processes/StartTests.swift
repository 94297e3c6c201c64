import Foundation
import Rabbit
import Shared
import TestKit
import Testing

extension TimedTests {
    @Suite("Starts")
    final class StartTests: SiteTest {
        @Test("a missing or bad setting is named, and ends the start with code 78", arguments: Site.workers)
        func settings(worker: String) throws {
            let cases: [(key: String, value: String?)] = [
                ("LAPOR_AMQP_URL", nil), ("LAPOR_DATABASE_URL", nil), ("LAPOR_AMQP_URL", "http://rahasia:kunci@x"),
                ("LAPOR_LANES", "0"), ("LAPOR_BATCH_SIZE", "banyak"), ("LAPOR_LOG_LEVEL", "keras"),
            ]
            for (key, value) in cases {
                let program = try site.spawn(worker, [], [key: value])
                #expect(program.waitForEnd(seconds: 10) == 78, "\(key)=\(value ?? "nothing")")
                #expect(program.output.contains(key), "\(program.output)")
                #expect(!program.output.contains("kunci"))
            }
        }

        @Test("--version names release and commit", arguments: Site.workers + ["lapor"])
        func version(program: String) throws {
            let program = try site.spawn(program, ["--version"])
            #expect(program.waitForEnd(seconds: 10) == 0)
            #expect(program.output.contains(/^\w+ \d+\.\d+\.\d+ \([0-9a-z]+\)\n$/))
        }

        @Test("--help lists every setting", arguments: Site.workers)
        func help(worker: String) throws {
            let program = try site.spawn(worker, ["--help"])
            #expect(program.waitForEnd(seconds: 10) == 0)
            let keys = SettingKey.worker + (worker == "NotifyWorker" ? SettingKey.notify : [])
            for key in keys { #expect(program.output.contains("  \(key.name)\n"), "\(key.name)") }
            let wrong = try site.spawn(worker, ["--halo"])
            #expect(wrong.waitForEnd(seconds: 10) == 64)
        }

        @Test("a topology that is not as it must be is named, and ends the start with code 78", arguments: Site.workers)
        func topology(worker: String) throws {
            let queue =
                ["IntakeWorker": "intake", "RoutingWorker": "routing", "NotifyWorker": "notify"][worker] ?? ""
            try site.broker.deleteQueue(queue)
            for management in [site.broker.management, nil] {
                let program = try site.spawn(worker, [], ["LAPOR_MANAGEMENT_URL": management])
                #expect(program.waitForEnd(seconds: 10) == 78)
                #expect(program.output.contains(queue) && program.output.contains("lapor topology apply"))
            }
            // There again, but without what its policy must say.
            try site.broker.declareQueue(queue)
            try site.broker.deletePolicy("lapor.\(queue)")
            let program = try site.spawn(worker)
            #expect(program.waitForEnd(seconds: 10) == 78)
            #expect(program.output.contains("queue \(queue): policy delivery-limit is not set"))
        }

        @Test("a database without tables: the worker says what to do", arguments: Site.workers)
        func unmigrated(worker: String) throws {
            try TestDatabase.with { empty in
                let program = try site.spawn(worker, [], ["LAPOR_DATABASE_URL": empty])
                #expect(poll(seconds: 10) { program.output.contains("lapor migrate") }, "\(program.output)")
                try program.kill()
            }
        }

        @Test("two addresses are all that a worker needs")
        func twoAddresses() throws {
            let nothing = Dictionary(
                uniqueKeysWithValues: (SettingKey.worker + SettingKey.notify).map { ($0.name, String?.none) })
            let changes = nothing.merging([
                "LAPOR_AMQP_URL": site.brokerURL, "LAPOR_DATABASE_URL": site.database,
            ]) { $1 }
            try site.spawnWorkers(changes)
            let submitter = try Submitter(site)
            // On the web, where the answer goes by e-mail: SMS wait for their hours.
            let messages = [Submissions(series: "Z").good(0)]
            try submitter.submit(messages)
            try records.settle(complaints: 1)
            try site.stopWorkers()
        }

        @Test("a broker that is away at the start is waited for")
        func brokerAway() throws {
            let proxy = LoopbackServer.deadPort()
            let program = try site.spawn(
                "IntakeWorker", [],
                ["LAPOR_AMQP_URL": "amqp://a:b@127.0.0.1:\(proxy)/x", "LAPOR_MANAGEMENT_URL": nil])
            #expect(poll(seconds: 10) { program.output.contains("broker is away") })
            #expect(program.isRunning)
            program.stop()
        }
    }
}
