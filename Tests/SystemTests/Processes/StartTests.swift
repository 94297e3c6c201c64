import Foundation
import Postgres
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

        @Test("where the log is JSON, so is the last line of a start that failed", arguments: Site.workers)
        func lastLine(worker: String) throws {
            for changes in [["LAPOR_AMQP_URL": nil], ["LAPOR_DATABASE_URL": "nonsense"], ["LAPOR_LANES": "0"]]
                as [[String: String?]]
            {
                let program = try site.spawn(
                    worker, [], changes.merging(["LAPOR_LOG_FORMAT": "json", "LAPOR_LANE": "2"]) { $1 })
                #expect(program.waitForEnd(seconds: 10) == 78)
                let lines = program.output.split(separator: "\n").map { line in
                    (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
                }
                #expect(!lines.isEmpty && lines.allSatisfy { $0?["program"] as? String == worker }, "\(program.output)")
                #expect((lines.last??["reason"] as? String)?.contains(changes.keys.first ?? "") == true)
                #expect(lines.last??["level"] as? String == "critical")
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
                #expect(program.waitForEnd(seconds: 10) == 78)
                #expect(
                    program.output.contains("\(worker): the database has no tables: run 'lapor migrate'\n"),
                    "\(program.output)")
            }
        }

        /// An address of the site's with something replaced.
        private func changed(_ url: String, _ change: (inout URLComponents) -> Void) throws -> String {
            var parts = try #require(URLComponents(string: url))
            change(&parts)
            return try #require(parts.string)
        }

        @Test("what only a person can mend ends the start with one line and code 78")
        func polite() throws {
            try LoopbackServer.run({ _ in }) { try polite(taken: $0.port) }
        }

        private func polite(taken port: Int) throws {
            let cases = [
                ("LAPOR_DATABASE_URL", "mysql://u:rahasia@h/db", "LAPOR_DATABASE_URL must look like postgresql://"),
                (
                    "LAPOR_DATABASE_URL", try changed(site.database) { $0.path = "/nix" },
                    "there is no database nix: make it with 'createdb nix'"
                ),
                (
                    "LAPOR_AMQP_URL", try changed(site.brokerURL) { $0.password = "rahasia" },
                    "RabbitMQ refuses user or password: mend LAPOR_AMQP_URL"
                ),
                (
                    "LAPOR_AMQP_URL", try changed(site.brokerURL) { $0.path = "/nix" },
                    "there is no virtual host nix: make it"
                ),
                ("LAPOR_MANAGEMENT_URL", "rahasia", "LAPOR_MANAGEMENT_URL must look like"),
                ("LAPOR_OPS_HOST", "203.0.113.9", "LAPOR_OPS_HOST 203.0.113.9 is no address of this machine"),
                ("LAPOR_OPS_PORT", "\(port)", "LAPOR_OPS_PORT \(port) is taken on 127.0.0.1"),
            ]
            for (key, value, says) in cases {
                let program = try site.spawn("IntakeWorker", [], ["LAPOR_OPS_PORT": "0"].merging([key: value]) { $1 })
                #expect(program.waitForEnd(seconds: 20) == 78, "\(key)=\(value): \(program.output)")
                let lines = program.output.split(separator: "\n").filter { $0.hasPrefix("IntakeWorker: ") }
                #expect(lines.count == 1 && lines[0].contains(says), "\(program.output)")
                #expect(!program.output.contains("rahasia") && !program.output.contains("Fatal"))
                #expect(!program.output.contains(" started"))
            }
        }

        @Test("a schema that is newer ends the start; one that becomes newer ends nothing")
        func newerSchema() throws {
            let running = try site.spawn("ClockWorker")
            #expect(poll(seconds: 20) { running.output.contains("started") })
            try PostgresConnection(to: site.database).run(
                "INSERT INTO schema_migration VALUES (9999, '9999_later.sql', 'x')")
            let program = try site.spawn("ClockWorker")
            #expect(program.waitForEnd(seconds: 10) == 78)
            #expect(
                program.output.contains(
                    "the schema is newer than this program, with 9999_later.sql: use the newer program, or restore what was before the upgrade"
                ))
            #expect(running.isRunning)
            running.stop()
        }

        @Test("without the management API a worker works, and says once what it cannot check")
        func withoutManagement() throws {
            let program = try site.spawn(
                "IntakeWorker", [],
                ["LAPOR_MANAGEMENT_URL": "http://127.0.0.1:\(LoopbackServer.deadPort())", "LAPOR_LANE": "4"])
            try Submitter(site).submit([Submissions(series: "M").good(0)])
            #expect(try poll(seconds: 20) { try records.complaints() == 1 }, "\(program.output)")
            #expect(program.output.split(separator: "policies are not checked").count == 2, "\(program.output)")
            #expect(
                program.output.contains("LAPOR_LANE is no setting and is ignored: did you mean LAPOR_LANES?"))
            program.stop()
            #expect(try site.look("SELECT count(*)::text AS n FROM worker")[0].text("n") == "0")
        }

        @Test(
            "without keys nothing is stored in clear: a worker says so, names the cure and ends",
            arguments: Site.workers + ["CaseWorker", "ClockWorker"])
        func noKeys(_ worker: String) throws {
            let keys = SettingKey.caseKeys.map { ($0.name, String?.none) }
            let program = try site.spawn(worker, [], Dictionary(uniqueKeysWithValues: keys))
            #expect(program.waitForEnd(seconds: 20) == 78, "\(program.output)")
            #expect(program.output.contains("KEY_FILE is not set, and personal data is not stored in clear"))
            #expect(program.output.contains("run 'lapor keys new FOLDER' once"))
        }

        @Test("two addresses and its keys are all that a worker needs")
        func twoAddresses() throws {
            let optional = (SettingKey.worker + SettingKey.notify).filter { !SettingKey.caseKeys.contains($0) }
            let nothing = Dictionary(uniqueKeysWithValues: optional.map { ($0.name, String?.none) })
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
