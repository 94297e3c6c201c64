import Foundation
import Postgres
import Rabbit
import Shared
import TLS
import TestKit
import Testing

/// The whole way by TLS, with certificates on both sides, on servers of its own.
@Suite("TLS", .serialized, .stack, .openssl, .privateServersWithTLS, .dedicatedThread)
final class TLSTests: SiteTest {
    private let stack: TestStack
    private let authority: TestAuthority

    init() throws {
        stack = try #require(TestStack.own)
        authority = try TestAuthority(of: stack)
        try super.init(.ofOneProvince)
    }

    /// What a program tells that must end with 78, on the line that tells why.
    private func refusal(_ program: String, _ arguments: [String] = [], _ changes: [String: String?]) throws -> String {
        let program = try site.spawn(program, arguments, changes)
        #expect(program.waitForEnd(seconds: 20) == 78, "\(program.output)")
        return program.output
    }

    private func copy(_ files: TLSFiles, over name: String) throws {
        for (from, end) in [(files.certificate, "pem"), (files.key, "key")] {
            // Written into, not replaced: PostgreSQL asks who owns a key.
            try Data(contentsOf: URL(fileURLWithPath: try #require(from)))
                .write(to: URL(fileURLWithPath: authority.path("\(name).\(end)")))
        }
    }

    /// Gives both servers another certificate for new connections.
    private func serve(_ files: TLSFiles) throws {
        try copy(files, over: "server")
        // In clear, which the stack lets its own administrator do.
        var parts = try #require(URLComponents(string: stack.database))
        (parts.user, parts.query) = ("postgres", "sslmode=disable")
        try PostgresConnection(to: try #require(parts.string)).run("SELECT pg_reload_conf()")
        try stack.control("-q", "eval", "ssl:clear_pem_cache().")
        Thread.sleep(forTimeInterval: 0.5)
    }

    /// By the broker's own command: its API may be one that nobody trusts now.
    private func closeConnections() throws {
        try stack.control("-q", "close_all_connections", "--vhost", site.broker.address.virtualHost, "test")
    }

    private var withoutFiles: String {
        get throws {
            var parts = try #require(URLComponents(string: site.database))
            parts.query = "sslmode=verify-full"
            return try #require(parts.string)
        }
    }

    @Test func `a hundred complaints and more, while connections break`() throws {
        let messages = Submissions(series: "T").mixture(140, bad: 5)
        try site.startWorkers(and: "CaseWorker", "ClockWorker")
        let submitter = try Submitter(site)
        try submitter.submit(Array(messages[..<40]))
        try closeConnections()
        try submitter.submit(Array(messages[40..<80]))
        try stack.script("restart", "postgres", "--hard")
        try submitter.submit(Array(messages[80..<110]))
        try stack.script("restart", "broker", "--hard")
        try submitter.submit(Array(messages[110...]))
        try records.settle(complaints: Set(messages.compactMap(\.key)).count, seconds: 90)
        try site.finishWorkers()
        try records.balance(messages, accepted: submitter.accepted())
    }

    @Test func `the sessions are encrypted, and each side knows the other`() throws {
        try site.start("IntakeWorker")
        let clear = try records.count(
            """
            SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE datname = current_database() AND NOT (ssl AND version = 'TLSv1.3' AND client_dn LIKE '/CN=client%')
            """)
        #expect(clear == 0)
        let body = try site.broker.api.send("GET", "vhosts/\(site.broker.path)/connections", [])
        _ = try site.broker.connections(2)
        let told = String(decoding: try site.broker.api.send("GET", "connections", []), as: UTF8.self)
        #expect(told.contains(#""ssl":true"#) && told.contains("CN=client") && !told.contains(#""ssl":false"#))
        #expect(!body.isEmpty)
    }

    @Test func `the commands go the same way, and the doctor knows the certificates`() throws {
        try site.run("topology", "check")
        #expect(try site.submit("Lampu jalan mati di Kota Bandung").code == 0)
        try site.start("IntakeWorker")
        let stored = try poll(seconds: 20) { try records.complaints() == 1 }
        #expect(stored)
        try site.run("status")
        let doctor = try site.lapor("doctor").output
        for subject in ["LAPOR_AMQP_URL", "LAPOR_MANAGEMENT_URL", "database", "LAPOR_TLS_CERT"] {
            #expect(doctor.contains("certificate of \(subject): valid until 20"), "\(doctor)")
        }
        #expect(!doctor.contains("without TLS") && !doctor.contains("secrets"))
    }

    @Test(arguments: ["IntakeWorker", "RoutingWorker", "CaseWorker", "NotifyWorker", "ClockWorker"])
    func `a worker that nobody trusts, or that trusts nobody, ends with 78`(_ worker: String) throws {
        let stranger = try TestAuthority("a stranger")
        let theirs = try stranger.sign("client", purpose: "clientAuth")
        let cases: [([String: String?], String)] = [
            (["LAPOR_AMQP_TLS_CA": stranger.authorities], "issued by an unknown authority (authority of stack own)"),
            (
                ["LAPOR_AMQP_TLS_CERT": theirs.certificate, "LAPOR_AMQP_TLS_KEY": theirs.key],
                "it refuses the client certificate ("
            ),
            (
                [
                    "LAPOR_TLS_CERT": nil, "LAPOR_TLS_KEY": nil,
                ], "it asks for a client certificate"
            ),
        ]
        for (changes, words) in cases {
            let line = try refusal(worker, [], changes)
            #expect(line.contains("RabbitMQ at 127.0.0.1:") && line.contains(words), "\(line)")
        }
        let database: [([String: String?], String)] = [
            (
                ["LAPOR_DATABASE_TLS_CA": stranger.authorities],
                "issued by an unknown authority (authority of stack own)"
            ),
            (
                ["LAPOR_DATABASE_TLS_CERT": theirs.certificate, "LAPOR_DATABASE_TLS_KEY": theirs.key],
                "it refuses the client certificate ("
            ),
            (["LAPOR_TLS_CERT": nil, "LAPOR_TLS_KEY": nil], "it asks for a client certificate"),
        ]
        for (changes, words) in database {
            let line = try refusal(worker, [], changes.merging(["LAPOR_DATABASE_URL": try withoutFiles]) { $1 })
            #expect(line.contains("PostgreSQL at 127.0.0.1:") && line.contains(words), "\(line)")
        }
    }

    @Test func `servers with another certificate are refused at the start, and by name`() throws {
        let good = try authority.sign("good")
        let wrong: [(TLSFiles, String)] = [
            (
                try authority.sign("other", names: "DNS:mq.example,DNS:db.example"),
                "(mq.example, db.example), not for 127.0.0.1"
            ),
            (try authority.sign("old", days: -1), "its certificate expired on 20"),
            (try authority.selfSigned("self"), "self-signed, by no known authority"),
        ]
        for (files, words) in wrong {
            try serve(files)
            for (program, arguments) in [
                ("RoutingWorker", []), ("lapor", ["topology", "apply"]), ("lapor", ["status"]),
            ] {
                let line = try refusal(program, arguments, [:])
                #expect(line.contains(" is not trusted, ") && line.contains(words), "\(line)")
            }
            let doctor = try site.lapor("doctor")
            #expect(doctor.code == 2 && doctor.output.contains("RabbitMQ at 127.0.0.1:"), "\(doctor.output)")
            #expect(doctor.output.contains("PostgreSQL at 127.0.0.1:") && doctor.output.contains(words))
        }
        try serve(good)
        try site.run("topology", "check")
    }

    @Test func `a worker waits for servers whose certificate ran out while it works, and goes on by itself`() throws {
        let good = try authority.sign("good")
        try site.startWorkers()
        let submitter = try Submitter(site)
        let messages = Submissions(series: "E").mixture(60, bad: 0)
        try submitter.submit(Array(messages[..<30]))
        try serve(try authority.sign("old", days: -1))
        try closeConnections()
        let told = poll(seconds: 30) {
            site.logs.contains("login refused, trying again until somebody mends it")
                && site.logs.contains("its certificate expired on ")
        }
        #expect(told, "\(site.logs.suffix(2000))")
        try serve(good)
        try submitter.submit(Array(messages[30...]))
        try records.settle(complaints: Set(messages.compactMap(\.key)).count, seconds: 60)
        try site.finishWorkers()
        try records.balance(messages, accepted: submitter.accepted())
    }

    @Test func `a renewed certificate is shown by connections that were open, without a restart or a loss`() throws {
        let submitter = try Submitter(site)
        let messages = Submissions(series: "R").mixture(80, bad: 0)
        let (old, new) = (
            try authority.sign("client-old", purpose: "clientAuth"),
            try authority.sign("client-new", purpose: "clientAuth")
        )
        try copy(old, over: "client")
        try site.startWorkers(and: "ClockWorker")
        try submitter.submit(Array(messages[..<40]))
        // A certificate without its key: nobody gives up a connection that works.
        let certificate = URL(fileURLWithPath: authority.path("client.pem"))
        try Data(contentsOf: URL(fileURLWithPath: try #require(new.certificate))).write(to: certificate)
        let kept = poll(seconds: 30) { site.logs.contains("cannot be used, the old connections stay") }
        #expect(kept && !site.logs.contains("connections are opened anew"))
        try copy(new, over: "client")
        let renewed = poll(seconds: 40) {
            (try? records.count(Self.sessions(of: "/CN=client-old"))) == 0
                && (try? records.count(Self.sessions(of: "/CN=client-new"))) ?? 0 >= 4
        }
        #expect(renewed, "\(site.logs.suffix(2000))")
        let broker = poll(seconds: 30) {
            let told = (try? site.broker.api.send("GET", "connections", [])).map { String(decoding: $0, as: UTF8.self) }
            return told?.contains("CN=client-new") == true && told?.contains("CN=client-old") == false
        }
        #expect(broker)
        try submitter.submit(Array(messages[40...]))
        try records.settle(complaints: Set(messages.compactMap(\.key)).count, seconds: 60)
        #expect(!site.logs.contains("lane interrupted"))
        try site.finishWorkers()
        try records.balance(messages, accepted: submitter.accepted())
    }

    /// Sessions of workers with the store that have shown a certificate. The test's own are not looked at.
    private static func sessions(of name: String) -> String {
        """
        SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE datname = current_database() AND application_name LIKE '%Worker%' AND client_dn = '\(name)'
        """
    }
}
