import Foundation
import Postgres
import Rabbit
import Shared
import Store
import TestKit
import Testing

extension SystemTests {
    /// What `--check` says before a worker starts.
    @Suite("Checks before a start")
    final class StartCheckTests: SiteTest {
        private static let workers = ["IntakeWorker", "RoutingWorker", "CaseWorker", "NotifyWorker", "ClockWorker"]

        /// With servers that carry messages, and take none.
        private func check(_ worker: String, _ changes: [String: String?] = [:]) throws -> Ending {
            try LoopbackServer.run(FakeMailServer().serve) { server in
                let providers: [String: String?] = [
                    "LAPOR_SMTP_URL": "smtp://127.0.0.1:\(server.port)", "LAPOR_SMTP_TLS": "off",
                    "LAPOR_SMS_URL": "http://127.0.0.1:\(server.port)/send",
                ]
                let program = try site.spawn(worker, ["--check"], providers.merging(changes) { $1 })
                let code = program.waitForEnd(seconds: 30)
                return (code, program.output)
            }
        }

        @Test("servers that carry messages and do not answer are warned of, each by its setting")
        func providers() throws {
            let dead = LoopbackServer.deadPort()
            let ending = try check(
                "NotifyWorker",
                ["LAPOR_SMTP_URL": "smtp://127.0.0.1:\(dead)", "LAPOR_SMS_URL": "http://127.0.0.1:\(dead)/"])
            let lines = ending.output.split(separator: "\n").map(String.init)
            #expect(ending.code == 0 && lines.count == 2, "\(ending)")
            for (line, setting) in zip(lines, ["LAPOR_SMTP_URL", "LAPOR_SMS_URL"]) {
                let cause = "the server of \(setting) takes no messages: it does not answer"
                #expect(line == "NotifyWorker: warning: \(cause): start it, or mend \(setting)")
            }
        }

        @Test("a sound installation: one line, code 0, and nothing is taken from a queue", arguments: workers)
        func sound(worker: String) throws {
            try Submitter(site).submit([Submissions(series: "C").good(0)])
            let ending = try check(worker, ["LAPOR_OPS_PORT": "0"])
            #expect(ending.code == 0 && ending.output == "\(worker): nothing stands against its start\n", "\(ending)")
            #expect(try records.depth("intake") == 1 && records.complaints() == 0)
            #expect(try records.count("SELECT count(*) FROM worker") == 0)
            var connection = try RabbitConnection(to: site.broker.address)
            _ = try connection.consume("intake", prefetch: 1)
            let event = try connection.next(milliseconds: 5000)
            guard case .delivery(let delivery)? = event else { throw Failed(what: "\(String(describing: event))") }
            #expect(!delivery.redelivered, "nobody has had it before")
        }

        private struct Failed: Error { let what: String }

        @Test("what a worker would only warn of is a warning, and no fault")
        func warnings() throws {
            let ending = try check("NotifyWorker", ["LAPOR_SMS_URL": nil, "LAPOR_LANE": "4"])
            #expect(ending.code == 0, "\(ending)")
            let lines = ending.output.split(separator: "\n")
            #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("NotifyWorker: warning: ") }, "\(ending)")
            #expect(ending.output.contains("LAPOR_LANES") && ending.output.contains("without a provider"))
            let dead = try check(
                "IntakeWorker", ["LAPOR_MANAGEMENT_URL": "http://127.0.0.1:\(LoopbackServer.deadPort())"])
            #expect(dead.code == 0 && dead.output.contains("warning: policies are not checked"), "\(dead)")
        }

        @Test("reference data that are missing, and files of TLS that nobody reads yet, are warned of")
        func incomplete() throws {
            try PostgresConnection(to: site.database).run(
                "DELETE FROM alias; DELETE FROM template WHERE channel = 'sms' AND event IN ('closed', 'replied')")
            let ending = try check("IntakeWorker", ["LAPOR_SMS_TLS_CA": "/nix/ca.pem"])
            #expect(ending.code == 0 && ending.output.contains("warning: nothing stands in alias"), "\(ending)")
            #expect(ending.output.contains("warning: 7 texts are missing in table template"), "\(ending)")
            #expect(ending.output.contains("warning: LAPOR_SMS_TLS_CA must name a PEM file"), "\(ending)")
        }

        @Test("a database that can only be read: who keeps it from writing, and what to do", arguments: [true, false])
        func readOnly(inTheCall: Bool) throws {
            let connection = try PostgresConnection(to: site.database)
            if !inTheCall {
                try connection.run(
                    """
                    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',
                        current_database()); END $$
                    """)
            }
            let url = inTheCall ? "\(site.database)?options=-c%20default_transaction_read_only%3Don" : site.database
            let changes: [String: String?] = ["LAPOR_DATABASE_URL": url]
            let cure =
                inTheCall ? "mend the options in LAPOR_DATABASE_URL" : "'ALTER DATABASE … RESET default_transaction"
            let ending = try check("IntakeWorker", changes)
            #expect(ending.code == 78 && ending.output.contains(cure), "\(ending)")
            let load = try site.lapor(["load", "reference"], changes)
            #expect(load.code != 0 && load.output.contains(cure), "\(load)")
        }

        @Test("everything that stands against a start is found at once, each in one line")
        func faults() throws {
            let dead = LoopbackServer.deadPort()
            try LoopbackServer.run({ _ in }) { taken in
                let ending = try check(
                    "IntakeWorker",
                    [
                        "LAPOR_DATABASE_URL": "postgresql://u:rahasia@127.0.0.1:\(dead)/x",
                        "LAPOR_AMQP_URL": "amqp://u:rahasia@127.0.0.1:\(dead)/x", "LAPOR_OPS_PORT": "\(taken.port)",
                        "LAPOR_SMS_WAIT_SECONDS": "lama", "LAPOR_MANAGEMENT_URL": nil,
                    ])
                #expect(ending.code == 78 && !ending.output.contains("rahasia"))
                let lines = ending.output.split(separator: "\n").map(String.init)
                #expect(lines.count == 4, "\(ending.output)")
                for (line, says) in zip(
                    lines,
                    [
                        "PostgreSQL does not answer: start it", "RabbitMQ does not answer: start it",
                        "LAPOR_SMS_WAIT_SECONDS must be a number", "LAPOR_OPS_PORT \(taken.port) is taken",
                    ])
                {
                    #expect(line.hasPrefix("IntakeWorker: \(says)"), "\(line)")
                }
            }
        }

        @Test("an account that may not do what a worker does")
        func rights() throws {
            let cases: [(String, (String, String, String), String?)] = [
                ("IntakeWorker", (".*", ".*", "^(?!intake$).*$"), "has no right to queue 'intake'"),
                ("IntakeWorker", ("^$", ".*", ".*"), "has no right to queue 'intake'"),
                ("IntakeWorker", ("^$", "^$", "^$"), "has no right to queue 'intake'"),
                ("IntakeWorker", (".*", "^(?!lapor.events$).*$", ".*"), "has no right to exchange 'lapor.events'"),
                ("ClockWorker", (".*", "^(?!lapor.dead$).*$", ".*"), "has no right to exchange 'lapor.dead'"),
                ("ClockWorker", (".*", ".*", "^(?!intake$).*$"), nil),
                ("IntakeWorker", (".*", ".*", "^intake$"), nil),
            ]
            for (worker, (configure, write, read), says) in cases {
                try site.broker.setPermissions(configure: configure, write: write, read: read)
                let ending = try check(worker)
                #expect(ending.code == (says == nil ? 0 : 78), "\(worker) \(read): \(ending)")
                #expect(says.map { ending.output.contains($0) } ?? true, "\(ending)")
                #expect(!ending.output.contains("topology apply"), "a right is given, not made: \(ending)")
            }
            try site.broker.setPermissions()
            let admin = try PostgresConnection(to: site.database.replacing("//lapor@", with: "//postgres@"))
            try admin.run("REVOKE INSERT ON journal, outbox FROM \(SiteDatabase.logins.name(.routing))")
            let denied = try check("RoutingWorker")
            #expect(
                denied.code == 78 && denied.output.contains("may not do its work: INSERT journal, INSERT outbox"),
                "\(denied)")
            #expect(try check("NotifyWorker").code == 0)
        }

        @Test("schema, topology, database")
        func places() throws {
            try site.broker.deleteQueue("notify")
            try site.broker.api.send(
                "PUT", "queues/\(site.broker.path)/notify",
                Array(#"{"durable":true,"arguments":{"x-queue-type":"classic"}}"#.utf8))
            let otherwise = try site.lapor("topology", "apply")
            let words = "queue notify is there, made otherwise: x-queue-type is classic and must be quorum"
            #expect(otherwise.code != 0 && otherwise.output.contains(words), "\(otherwise)")
            #expect(otherwise.output.contains("delete_queue -p \(site.broker.address.virtualHost) notify'"))
            try site.broker.deleteQueue("notify")
            let topology = try check("NotifyWorker")
            #expect(topology.code == 78 && topology.output.contains("queue notify is missing"), "\(topology)")
            #expect(topology.output.split(separator: "\n").count == 1, "said once: \(topology)")
            try site.topology().apply()
            try PostgresConnection(to: site.database).run(
                "INSERT INTO schema_migration VALUES (9999, '9999_later.sql', 'x')")
            let newer = try check("CaseWorker")
            #expect(newer.code == 78 && newer.output.split(separator: "\n").count == 1, "\(newer)")
            #expect(newer.output.contains("the schema is newer than this program, with 9999_later.sql"))
            try TestDatabase.with { empty in
                let none = try check("ClockWorker", ["LAPOR_DATABASE_URL": empty])
                #expect(
                    none.code == 78 && none.output == "ClockWorker: the database has no tables: run 'lapor migrate'\n")
            }
        }

        @Test(
            "a login that is refused while a worker runs, and mended, is told twice: when it is refused, and when it works again"
        )
        func mended() throws {
            try site.start("IntakeWorker")
            #expect(poll(seconds: 20) { site.runs.allSatisfy(\.isReady) })
            let user = ManagementAPI.escape(site.broker.address.user)
            try site.broker.api.send("DELETE", "permissions/\(site.broker.path)/\(user)", [])
            try site.broker.closeConnections(2)
            #expect(poll(seconds: 30) { site.logs.contains("login refused") }, "\(site.logs)")
            #expect(!site.logs.contains("works again"))
            try site.broker.setPermissions()
            #expect(poll(seconds: 30) { site.logs.contains("lane works again") }, "\(site.logs)")
            try Submitter(site).submit([Submissions(series: "C").good(1)])
            #expect(try poll(seconds: 20) { try records.complaints() == 1 })
            #expect(site.logs.split(separator: "lane works again").count == 2, "once: \(site.logs)")
        }
    }
}
