import Foundation
import Glibc
import Postgres
import Shared
import Synchronization
import TestKit
import Testing

extension SystemTests {
    /// What breaks on a real site with real workers: the doctor names it, the alert fires in a real Prometheus, and what the
    /// book says to type mends it.
    @Suite("Game day")
    final class GameDayTests: SiteTest {
        private static let crew = ["intake@1", "routing@1", "casework@1", "notify@1", "clock@1"]

        /// Runs `body` with a crew and providers that answer.
        private func day(
            _ units: [String] = GameDayTests.crew, _ gateway: FakeGateway = FakeGateway { _, _ in 200 },
            _ mail: FakeMailServer = FakeMailServer(), _ body: (GameDay) throws -> Void
        ) throws {
            try site.withProviders(gateway, mail, settings: ["LAPOR_MAIL_FROM": "lapor@mail.example"]) {
                try body(try GameDay(units, at: site))
            }
        }

        private func sql(_ text: String) throws { try PostgresConnection(to: site.database).run(text) }

        private func submit(_ numbers: Range<Int>, _ contact: (Int) -> String) throws {
            try Submitter(site, ledger: "ledger-\(numbers.lowerBound)").submit(
                numbers.map { TestMessage.submission($0, contact($0)) })
        }

        @Test("workers that are gone, not started, or stand still")
        func workers() throws {
            try day { day in
                try day.run(
                    Breakage(
                        name: "worker dead", cure: "worker-gone", code: 2, finding: "RoutingWorker: ",
                        words: "1 message waits",
                        alert: "LaporWorkerMissing",
                        strike: {
                            try day.units.signal(SIGKILL, to: "routing@1")
                            try self.submit(0..<1) { _ in "warga@contoh.example" }
                        }))
                try day.run(
                    Breakage(
                        name: "queue without consumer", cure: "queue-unread", code: 1, finding: "CaseWorker: none runs",
                        alert: "LaporQueueUnread",
                        strike: { _ = try self.site.type("systemctl stop lapor-casework@1", tools: [day.units.tools]) })
                )
                try day.run(
                    Breakage(
                        name: "ClockWorker frozen", cure: "clocks-late", code: 2,
                        finding: "ClockWorker: none runs; clocks that should have spoken: 50",
                        alert: "LaporWorkerMissing",
                        strike: {
                            try day.units.signal(SIGSTOP, to: "clock@1")
                            // The night's work of today is done, and making the cases notes it too.
                            try self.sql("DELETE FROM nightly_run WHERE work = 'body_watch'")
                            _ = try DueCases(50, in: self.site)
                            // They were written past intake, which would have sealed them.
                            try self.site.run("keys", "seal")
                        }))
            }
        }

        @Test("one of two stands still")
        func frozen() throws {
            try day(Self.crew + ["notify@2"]) { day in
                try day.run(
                    Breakage(
                        name: "worker frozen", cure: "worker-frozen", code: 1, finding: "NotifyWorker: ",
                        words: "fell silent",
                        alert: "LaporWorkerSilent", strike: { try day.units.signal(SIGSTOP, to: "notify@2") }))
            }
        }

        @Test("a store that is not as it must be")
        func store() throws {
            try day { day in
                try day.run(
                    Breakage(
                        name: "schema newer", cure: "schema-newer", code: 2, finding: "schema: the schema is newer",
                        alert: "LaporSchemaDiffers",
                        strike: { try self.sql("INSERT INTO schema_migration VALUES (9999, '9999_later.sql', 'x')") }))
                try day.run(
                    Breakage(
                        name: "schema edited", cure: "schema-edited", code: 2,
                        finding: "schema: the schema was made by",
                        alert: "LaporSchemaDiffers",
                        strike: { try self.sql("UPDATE schema_migration SET checksum = 'x' WHERE version = 5") }))
                try day.run(
                    Breakage(
                        name: "no officers", cure: "no-officers", code: 1, finding: "liaison officers: none",
                        alert: "LaporNoOfficers", strike: { try self.sql("DELETE FROM liaison_officer") }))
                try day.run(
                    Breakage(
                        name: "no issuer", cure: "no-issuer", code: 1, finding: "issuers: none is registered",
                        alert: "LaporNoIssuer",
                        strike: { try self.sql("DELETE FROM issuer_key; DELETE FROM issuer") }))
                try day.run(
                    Breakage(
                        name: "the only issuer revoked", cure: "no-issuer", code: 2, finding: "issuers: none of 1 has",
                        alert: "LaporNoIssuer", strike: { try self.sql("UPDATE issuer SET revoked_at = now()") }))
                try day.run(
                    Breakage(
                        name: "an issuer's key ends", cure: "issuer-ends", code: 1,
                        finding: "issuers: the last key of meja-", alert: "LaporIssuerEnds",
                        strike: { try self.sql("UPDATE issuer_key SET valid_until = now() + interval '3 days'") }))
                try day.run(
                    Breakage(
                        name: "reference data empty", cure: "reference-empty", code: 2,
                        finding: "reference data: empty: category_keyword", alert: "LaporReferenceEmpty",
                        strike: { try self.sql("DELETE FROM category_keyword") }))
                try day.run(
                    Breakage(
                        name: "database read-only", cure: "database-read-only", code: 2,
                        finding: "database: can only be read", alert: "LaporDatabaseReadOnly",
                        strike: {
                            try self.sql(
                                """
                                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',
                                    current_database()); END $$;
                                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                WHERE datname = current_database() AND pid <> pg_backend_pid()
                                """)
                        }))
            }
        }

        @Test("a broker that is not as it must be, and what it parks")
        func broker() throws {
            try day { day in
                try day.run(
                    Breakage(
                        name: "binding deleted", cure: "topology", code: 2,
                        finding: "topology: queue routing is not bound",
                        alert: "LaporTopologyDiffers",
                        strike: {
                            try self.site.broker.deleteBinding(
                                of: "routing", to: "lapor.events", key: "complaint.refused")
                        }))
                try day.run(
                    Breakage(
                        name: "policy deleted", cure: "topology", code: 2, finding: "topology: queue intake: policy",
                        alert: "LaporTopologyDiffers", strike: { try self.site.broker.deletePolicy("lapor.intake") }))
                // Its tool is the machine's where no script has started the servers.
                let stack = try TestStack.own ?? TestStack.required()
                if stack.name != nil, stack.home != nil { try day.units.addServers(of: stack) }
                try day.run(
                    Breakage(
                        name: "a policy of the broker's operator", cure: "operator-policy", code: 2,
                        finding: "topology: operator policy op1 sets max-length", alert: "LaporTopologyDiffers",
                        strike: { try self.site.broker.setOperatorPolicy("op1", #"{"max-length":1000000}"#) }))
                try day.run(
                    Breakage(
                        name: "a right taken from a running worker", cure: "rights", code: 2,
                        finding: "IntakeWorker: ", alert: "LaporLaneNotReady",
                        strike: {
                            try self.site.broker.setPermissions(write: "^(?!lapor.events$).*$")
                            try self.submit(0..<1) { _ in "warga@contoh.example" }
                        }))
                try day.run(
                    Breakage(
                        name: "many parked messages", cure: "parked", code: 2,
                        finding: "queue intake.dead: 40 messages are parked, the last", alert: "LaporParkedGrows",
                        strike: {
                            let series = Submissions(series: "G")
                            try Submitter(self.site).submit((0..<40).map { series.bad($0) })
                        }))
            }
        }

        @Test("providers that are silent, refuse all, or have a certificate near its end")
        func providers() throws {
            let (silence, refusal) = (Switch(), Switch())
            let gateway = FakeGateway { _, _ in silence.isOn ? 0 : refusal.isOn ? 403 : 200 }
            try day(Self.crew, gateway, FakeMailServer(onlyFrom: "lapor@mail.example")) { day in
                let type = { (script: String) in
                    let ending = try self.site.type(
                        script, tools: [day.units.tools], ["settings": day.units.settings.path])
                    try #require(ending.code == 0, "\(ending.output)")
                }
                try day.run(
                    Breakage(
                        name: "mail provider refuses all", cure: "provider-refuses", code: 2,
                        finding: "provider of email: in the last hour 0 went out", alert: "LaporProviderSilent",
                        strike: {
                            try type("sed -i 's/^LAPOR_MAIL_FROM=.*/LAPOR_MAIL_FROM=salah@mail.example/' \"$settings\"")
                            try type("systemctl restart lapor-notify@1")
                            try self.submit(0..<2) { "warga\($0)@contoh.example" }
                        }, afterwards: { try self.submit(100..<160) { "warga\($0)@contoh.example" } }))
                try day.run(
                    Breakage(
                        name: "SMS provider silent", cure: "provider-silent", code: 2,
                        finding: "provider of sms: in the last hour 0 went out", alert: "LaporProviderSilent",
                        strike: {
                            silence.isOn = true
                            try self.submit(200..<202) { "0812-0000-1\($0)" }
                        },
                        afterwards: {
                            silence.isOn = false
                            try self.submit(300..<370) { "0812-0000-1\($0)" }
                        }))
                try day.run(
                    Breakage(
                        name: "SMS provider refuses all, and took some before", cure: "provider-refuses", code: 2,
                        finding: "provider of sms: has taken none for", alert: "LaporProviderSilent",
                        strike: {
                            refusal.isOn = true
                            try self.submit(400..<403) { "0812-0000-1\($0)" }
                        },
                        afterwards: {
                            refusal.isOn = false
                            try self.submit(500..<560) { "0812-0000-1\($0)" }
                        }))
                try certificate(day, type)
            }
        }

        /// The gateway speaks TLS from here on.
        private func certificate(_ day: GameDay, _ type: @escaping (String) throws -> Void) throws {
            let port = LoopbackServer.restingPort()
            try day.units.addTool(
                "certbot",
                """
                cd "$(dirname "$0")"
                [ ! -s tls.pid ] || kill -KILL "$(cat tls.pid)"
                openssl req -x509 -newkey rsa:2048 -nodes -days "${days:-90}" -subj /CN=sms.example -keyout key.pem -out cert.pem
                openssl s_server -accept 127.0.0.1:\(port) -cert cert.pem -key key.pem -www -quiet </dev/null >/dev/null 2>&1 &
                echo $! >tls.pid
                """)
            defer { try? type("kill -KILL $(cat tools/tls.pid)") }
            try day.run(
                Breakage(
                    name: "certificate near its end", cure: "certificate", code: 1,
                    finding: "certificate of LAPOR_SMS_URL: valid until", alert: "LaporCertificateEnds",
                    strike: {
                        try type("days=9 certbot renew")
                        try type("sed -i 's|^LAPOR_SMS_URL=.*|LAPOR_SMS_URL=https://127.0.0.1:\(port)|' \"$settings\"")
                        try type("systemctl restart lapor-notify@1")
                    }))
        }
    }
}

/// Turned by a test, read by a server's threads.
private final class Switch: Sendable {
    private let state = Atomic<Bool>(false)

    var isOn: Bool {
        get { state.load(ordering: .acquiring) }
        set { state.store(newValue, ordering: .releasing) }
    }
}

extension Disasters {
    /// The same with whole servers.
    @Suite("Game day of servers")
    final class ServerGameDayTests: SiteTest {
        @Test("the broker is away, nearly full, or holds publishers back")
        func servers() throws {
            let stack = try #require(TestStack.own)
            let units = ["intake@1", "routing@1", "casework@1", "notify@1", "clock@1"]
            let api = site.broker.api
            try site.withProviders(FakeGateway { _, _ in 200 }) {
                let day = try GameDay(units, at: site)
                try day.units.addServers(of: stack)
                try day.run(
                    Breakage(
                        name: "broker stopped", cure: "broker-away", code: 2,
                        finding: "broker: RabbitMQ does not answer",
                        alert: "LaporLaneNotReady", strike: { try stack.script("kill", "broker") }))
                try day.run(
                    Breakage(
                        name: "broker's disk nearly full", cure: "broker-disk", code: 1,
                        finding: "broker: own@localhost: ",
                        alert: "LaporBrokerNearlyFull",
                        strike: {
                            // A node that has just started has not measured yet.
                            var free: Double?
                            _ = poll(seconds: 30) {
                                free = (try? api.nodes())?.first?.diskFree
                                return free != nil
                            }
                            let room = try #require(free)
                            try stack.control("-q", "set_disk_free_limit", String(Int64(room / 2)))
                        }))
                try day.run(
                    Breakage(
                        name: "publishers blocked by an alarm", cure: "broker-alarm", code: 2,
                        finding: "broker: a memory or disk alarm", alert: "LaporBrokerAlarm",
                        strike: { try stack.control("-q", "set_vm_memory_high_watermark", "absolute", "1MB") }))
            }
        }
    }
}
