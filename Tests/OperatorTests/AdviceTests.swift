import Complaints
import Rabbit
import Shared
import Store
import TLS
import Testing

@testable import Operator

/// Each cause gets the advice that mends it.
@Suite struct AdviceTests {
    private func line(_ finding: Finding) -> String {
        "\(finding.severity) \(finding.finding.en)" + (finding.advice.map { " -> \($0.en)" } ?? "")
    }

    @Test(arguments: [
        "amqp://h:port/x", "http://h", "amqp://:5672/x", "amqp://u%zz@h", "h:5672", "amqp://h:0/x",
    ]) func `a broker's address that is none`(url: String) {
        let error = #expect(throws: RabbitError.self) { try RabbitAddress(url) }
        let found = line(Remedies.finding(DoctorWords.broker, error!))
        #expect(found.hasPrefix("error LAPOR_AMQP_URL cannot be used: ") && found.hasSuffix(" -> mend LAPOR_AMQP_URL"))
    }

    @Test func `settings that are not set, or make no sense`() {
        let missing = SettingError(key: "LAPOR_DATABASE_URL", reason: "is not set. PostgreSQL: …")
        #expect(
            line(Remedies.finding(DoctorWords.database, missing))
                == "error LAPOR_DATABASE_URL is not set. PostgreSQL: … -> mend LAPOR_DATABASE_URL")
    }

    @Test(arguments: [
        (TopologyError.address, "cannot be used -> mend LAPOR_MANAGEMENT_URL: https://user:password@host:15671"),
        (.unreachable("h:15672: refused"), "does not answer -> enable it with 'rabbitmq-plugins enable"),
        (
            .untrusted(.expired("2026-11-01"), place: "mq:15671"),
            "at mq:15671 is not trusted, its certificate expired on 2026-11-01 -> renew the server's certificate"
        ),
        (
            .untrusted(.wantsCertificate, place: "mq:15671"),
            "it asks for a client certificate -> set LAPOR_MANAGEMENT_TLS_CERT and LAPOR_MANAGEMENT_TLS_KEY, or LAPOR_TLS_CERT"
        ),
        (.answer("it refuses user or password"), "refuses user or password -> mend LAPOR_MANAGEMENT_URL"),
        (
            .denied(.enter, account: "tamu", host: "lapor"),
            "RabbitMQ's management API: account tamu has no right to virtual host lapor -> give it rights with 'rabbitmqctl set_permissions -p lapor tamu …'"
        ),
        (
            .denied(.look, account: "tamu", host: "lapor"),
            "account tamu what is to be looked at -> give it the tag: 'rabbitmqctl set_user_tags tamu monitoring'"
        ),
        (
            .denied(.change, account: "tamu", host: "lapor"),
            "set_user_tags tamu monitoring policymaker', and rights to virtual host lapor"
        ),
        (.answer("queues/nix is not there"), "does not know the virtual host -> name in LAPOR_AMQP_URL"),
        (.answer("GET x: HTTP 418 "), "HTTP 418  -> check LAPOR_MANAGEMENT_URL"),
    ]) func `the management API refuses for several reasons`(error: TopologyError, said: String) {
        let found = BrokerChecks.management(DoctorWords.everything, error)
        #expect(line(found).contains(said), "\(line(found))")
        #expect(found.severity == .warning && found.finding.id != found.finding.en || said.contains("418"))
    }

    @Test(arguments: [
        (
            401, #"{"error":"not_authorised","reason":"Login failed"}"#,
            TopologyError.answer("it refuses user or password")
        ),
        (401, #"{"error":"not_authorized","reason":"Login failed"}"#, .answer("it refuses user or password")),
        (401, "", .answer("it refuses user or password")), (401, "<html>", .answer("it refuses user or password")),
        (
            401, #"{"error":"not_authorised","reason":"Not management user"}"#,
            .denied(.look, account: "tamu", host: "lapor")
        ),
        (
            401, #"{"error":"not_authorised","reason":"Not monitor user"}"#,
            .denied(.look, account: "tamu", host: "lapor")
        ),
        (
            401, #"{"error":"not_authorised","reason":"User not authorised to access virtual host"}"#,
            .denied(.enter, account: "tamu", host: "lapor")
        ),
        (403, "{}", .denied(.look, account: "tamu", host: "lapor")),
    ]) func `a refusal is told by what was refused, not by its status`(status: Int, body: String, error: TopologyError)
    {
        let told = TopologyError(
            refusing: Array(body.utf8), method: "GET", status: status, account: "tamu", host: "lapor")
        #expect(told == error)
    }

    @Test(arguments: [
        TopologyError.address, .unreachable("h:1: refused"), .answer("it refuses user or password"),
        .denied(.enter, account: "tamu", host: "lapor"), .answer("queues: not the JSON that was expected"),
    ]) func `what could not be seen of the topology is not called good`(error: TopologyError) {
        let found = BrokerChecks.topology(.failure(error), nil)
        #expect(found.severity == .warning && found.finding.en.contains("could not be seen: "), "\(line(found))")
        let missing = RabbitError(
            .closedByBroker, in: "queue.declare", "404 NOT_FOUND - no queue 'notify' in vhost 'v'")
        #expect(line(BrokerChecks.topology(.failure(error), missing)).hasPrefix("error queue notify is missing"))
        #expect(BrokerChecks.topology(.success([]), nil).severity == .good)
    }

    @Test func `a queue that is missing is made, whoever names it`() {
        let missing = RabbitError(
            .closedByBroker, in: "queue.declare", "404 NOT_FOUND - no queue 'notify' in vhost 'v'")
        #expect(
            line(BrokerChecks.topology([], missing)) == "error queue notify is missing -> run 'lapor topology apply'")
        #expect(
            line(BrokerChecks.topology(["queue notify is missing"], missing))
                == "error queue notify is missing -> run 'lapor topology apply'")
    }

    @Test func `the texts of messages come from no file`() {
        #expect(
            line(ContentChecks.reference(without: ["template"])).contains(
                "empty: template -> restore table template from a backup"))
        let both = line(ContentChecks.reference(without: ["region", "template"]))
        #expect(both.contains("-> run 'lapor load reference'") && both.contains("restore table template"))
        #expect(!line(ContentChecks.reference(without: ["region"])).contains("backup"))
    }

    @Test func `a database that can only be read`() {
        #expect(DatabaseChecks.writing(nil).severity == .good)
        #expect(line(DatabaseChecks.writing(.standby)).hasPrefix("error this is a standby"))
        for (place, command) in [
            ("database", "ALTER DATABASE … RESET"), ("user", "ALTER ROLE … RESET"),
            ("configuration file", "ALTER SYSTEM RESET"), ("command line", "ALTER SYSTEM RESET"),
            ("database user", "ALTER DATABASE … RESET"),
        ] {
            let remedy = Remedy(DatabaseHealth.ReadOnly.set(place))
            #expect(Phrase(said: remedy.cure) == DoctorWords.resetReadOnly(in: place))
            #expect(Phrase(said: remedy.cause).id.hasPrefix("basis data hanya dapat dibaca (default"))
            let found = line(DatabaseChecks.writing(.set(place)))
            #expect(found.hasPrefix("error can only be read") && found.contains("'\(command) default_transaction"))
        }
    }

    @Test(arguments: ["client", "session"]) func `what the call itself makes read-only is mended in the call`(
        place: String
    ) {
        let remedy = Remedy(DatabaseHealth.ReadOnly.set(place))
        #expect(remedy.cure == "mend the options in LAPOR_DATABASE_URL or PGOPTIONS")
        #expect(Phrase(said: remedy.cure) == DoctorWords.resetReadOnly(in: place))
        #expect(Phrase(said: Remedy(DatabaseHealth.ReadOnly.standby).cure) == DoctorWords.findPrimary)
    }

    private static func untrusted(_ fault: TLSFault) -> RabbitError {
        guard let node = try? RabbitAddress("amqps://mq").nodes[0] else {
            return RabbitError(.badAddress, in: "x", "y")
        }
        return RabbitError(fault, of: node)
    }

    private static let unanswering: [(RabbitError, String)] = [
        (RabbitError(.cannotConnect, in: "connect", "h:1: refused"), "AMQP MANAGEMENT"),
        (RabbitError(.timeout, in: "channel.open", "request timed out"), "AMQP MANAGEMENT"),
        (RabbitError(.connectionLost, in: "read", "gone"), "AMQP MANAGEMENT"),
        (untrusted(.expired("2026-01-01")), "AMQP MANAGEMENT"),
        (untrusted(.selfSigned), "AMQP"),
        (RabbitError(.refused, in: "login", "ACCESS_REFUSED"), ""),
    ]

    @Test(arguments: unanswering)
    func `of a server that is known to be away nobody asks for a certificate`(error: RabbitError, silent: String) {
        #expect(BrokerChecks.silent(error).map(\.rawValue).sorted().joined(separator: " ") == silent)
    }

    @Test func `a server whose certificate cannot be seen is named`() {
        let found = CertificateChecks.missing(Phrase(same: "LAPOR_SMTP_URL"), "LAPOR_SMTP_URL")
        #expect(
            line(found).hasPrefix("warning does not answer, or not by TLS -> does the server in LAPOR_SMTP_URL run"))
    }

    // MARK: Rights of the account that looks

    @Test func `rights that are missing are named, with the command that gives them`() {
        #expect(RightsChecks.broker(lacking: []).severity == .good)
        let refusals = ["exchange 'lapor.intake'", "exchange 'lapor.dead'", "queue 'a.dead'", "queue 'b.dead'"].map {
            Remedy("account x has no right to \($0)", "give it rights with 'rabbitmqctl set_permissions -p v x …'")
        }
        let found = RightsChecks.broker(lacking: refusals)
        #expect(line(found).hasPrefix("warning account x has no right to exchange 'lapor.intake'; "))
        #expect(line(found).hasSuffix("; and 1 more -> give it rights with 'rabbitmqctl set_permissions -p v x …'"))
        #expect(found.finding.id.contains("tidak berhak"))
    }

    @Test(arguments: [
        (["INSERT": ["journal"]], "warning it may not INSERT on journal -> give it the rights with"),
        (["UPDATE": ["b", "a"], "DELETE": ["a"]], "warning it may not DELETE on a; it may not UPDATE on a, b -> "),
        (["SELECT": ["a", "b", "c", "d", "e"]], "error it may not SELECT on a, b, c; and 2 more -> "),
    ]) func `tables that may not be read or written are named`(lacking: [String: [String]], said: String) {
        #expect(line(RightsChecks.database(lacking: lacking)).hasPrefix(said))
        #expect(RightsChecks.database(lacking: [:]).severity == .good)
    }

    // MARK: Providers

    private func lately(_ change: (inout RecentNotices) -> Void) -> String {
        var notices = RecentNotices(.sms)
        change(&notices)
        return ContentChecks.lately(notices).map { "\($0.severity) \($0.finding.en)" } ?? ""
    }

    @Test func `an outage of an hour does not hide in a week`() {
        #expect(lately { _ in } == "")
        #expect(lately { $0.told = 500 } == "")
        // Only retries: by and by worse.
        let waits = [10.0, 45, 400].map { seconds in
            lately { ($0.putOff, $0.oldestSeconds) = (5, seconds) }.prefix { $0 != " " }
        }
        #expect(waits == ["", "warning", "error"])
        #expect(
            lately { ($0.putOff, $0.oldestSeconds) = (5, 400) }
                == "error in the last hour 0 went out; 5 wait for another attempt, the oldest for 6 min 40 s; 0 failed, 0 are unknown"
        )
        #expect(lately { ($0.failed, $0.refused) = (3, 3) }.hasPrefix("error"), "refuses all")
        #expect(lately { ($0.unknown, $0.unanswered) = (4, 4) }.hasPrefix("error"), "answers nothing")
        #expect(lately { $0.unknown = 2 } == "", "two are no outage")
        #expect(lately { ($0.told, $0.failed) = (20, 3) }.hasPrefix("warning"))
        #expect(lately { ($0.told, $0.failed) = (200, 3) } == "")
        #expect(lately { ($0.told, $0.putOff, $0.oldestSeconds) = (20, 5, 400) }.hasPrefix("warning"))
        #expect(lately { ($0.told, $0.putOff, $0.oldestSeconds) = (20, 5, 20) } == "", "greylisting")
        #expect(lately { ($0.filed, $0.putOff, $0.oldestSeconds) = (20, 2, 400) } == "")
    }

    @Test func `a provider is judged by what it said last, whatever was filed or sent before`() {
        #expect(lately { ($0.filed, $0.failed, $0.refused) = (50, 3, 3) }.hasPrefix("error"), "files reach nobody")
        #expect(lately { ($0.filed, $0.putOff, $0.oldestSeconds) = (50, 4, 400) }.hasPrefix("error"))
        #expect(
            lately { ($0.told, $0.failed, $0.refused, $0.takenSeconds) = (900, 12, 12, 300) }
                == "error has taken none for 5 min: 12 were refused, 0 were not answered")
        #expect(
            lately { ($0.told, $0.unknown, $0.unanswered, $0.takenSeconds) = (900, 3, 3, 60) }
                == "error has taken none for 1 min: 0 were refused, 3 were not answered")
        #expect(
            lately { ($0.told, $0.failed, $0.refused, $0.takenSeconds) = (900, 12, 2, 1) } == "", "it took some since")
        #expect(lately { ($0.refused, $0.takenSeconds) = (3, 7200) }.hasPrefix("error"), "refused before the hour")
        #expect(lately { ($0.failed, $0.refused) = (5, 0) } == "", "addresses that are gone are not the provider's")
    }

    @Test func `notices without a text wait, and are named`() {
        var notices = RecentNotices(.sms)
        #expect(ContentChecks.unworded([notices]) == nil)
        notices.unworded = 4
        let found = ContentChecks.unworded([notices, RecentNotices(.email)]).map(line)
        #expect(
            found?.hasPrefix(
                "error 4 notices wait for texts that table template does not have -> restore table template") == true)
    }
}
