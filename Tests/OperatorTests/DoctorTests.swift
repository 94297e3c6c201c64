import Complaints
import Rabbit
import Shared
import Testing
import Tokens

@testable import Operator
@testable import Store

/// What the doctor makes of servers, reference data, providers and certificates.
@Suite struct DoctorTests {
    private func line(_ finding: Finding) -> String {
        "\(finding.severity) \(finding.subject.en): \(finding.finding.en)"
            + (finding.advice.map { " -> \($0.en)" } ?? "")
    }

    @Test(arguments: [
        ([Finding.Severity.good, .note], nil as Int?), ([.good, .warning], 1), ([.warning, .error], 2), ([], nil),
        ([.note], nil), ([.error, .good], 2),
    ]) func `exit codes`(severities: [Finding.Severity], code: Int?) {
        let phrase = Phrase(same: "x")
        let rows = severities.map { Finding(severity: $0, subject: phrase, finding: phrase) }
        #expect(Examination(rows: rows).failure.map { Int($0.status.rawValue) } == code)
    }

    @Test func `the help says what they mean`() {
        #expect(ExitStatus.helpText.contains("1 not there, or something to look at"))
        #expect(ExitStatus.helpText.contains("2 citizens are or will be harmed"))
    }

    // MARK: One cause, one line, and the advice that fits

    @Test func `a topology that is not there is one line`() {
        let differences = (1...38).map { "queue q\($0) is missing" }
        let missing = RabbitError(
            .closedByBroker, in: "queue.declare", "404 NOT_FOUND - no queue 'intake' in vhost 'v'")
        let finding = BrokerChecks.topology(differences, missing)
        #expect(line(finding).hasPrefix("error topology: queue q1 is missing; "))
        #expect(line(finding).hasSuffix("; and \(differences.count - 3) more -> run 'lapor topology apply'"))
        #expect(
            line(BrokerChecks.topology([], missing))
                == "error topology: queue intake is missing -> run 'lapor topology apply'")
        #expect(BrokerChecks.topology([], nil).severity == .good)
    }

    @Test(arguments: [
        "policy zz-all is in effect instead of lapor's (intake): clear it by 'rabbitmqctl clear_policy -p VHOST zz-all'",
        "operator policy op1 sets message-ttl (intake): clear it by 'rabbitmqctl clear_operator_policy -p VHOST op1'",
    ]) func `a policy of others is to be cleared, for applying does not do it`(foreign: String) throws {
        let clear = " -> clear it, then run 'lapor topology apply'"
        #expect(line(BrokerChecks.topology([foreign], nil)) == "error topology: \(foreign)\(clear)")
        #expect(line(BrokerChecks.topology([foreign, "queue intake is missing"], nil)).hasSuffix(clear))
        #expect(!"\(TopologyError.mismatch([foreign]))".contains("topology apply"))
        let remedy = try #require(TopologyError.mismatch([foreign]).remedy)
        #expect(remedy.cause == foreign && remedy.cure == "then run 'lapor topology apply'")
    }

    @Test(arguments: [
        (
            RabbitError(.refused, in: "login", "403 ACCESS_REFUSED - Login was refused") as any Error,
            "RabbitMQ refuses user or password -> mend LAPOR_AMQP_URL"
        ),
        (
            RabbitError(.refused, in: "login", "530 NOT_ALLOWED - vhost nix not found"),
            "there is no virtual host nix -> make it with 'rabbitmqctl add_vhost nix', or name another in LAPOR_AMQP_URL"
        ),
        (
            RabbitError(.cannotConnect, in: "connect", "h:1: connection refused"),
            "RabbitMQ does not answer (RabbitMQ, connect: h:1: connection refused [cannotConnect]) -> start it, or mend LAPOR_AMQP_URL"
        ),
        (
            RabbitError(.protocolViolation, in: "read", "odd"),
            "RabbitMQ, read: odd [protocolViolation] -> look at the server's log"
        ),
        (SchemaState.none.remedy!, "the database has no tables -> run 'lapor migrate'"),
        (
            SchemaState.newer(["0099_x.sql"]).remedy!,
            "the schema is newer than this program, with 0099_x.sql -> use the newer program, or restore what was before the upgrade"
        ),
    ]) func `the advice fits the cause`(error: any Error, said: String) {
        #expect(line(Remedies.finding(DoctorWords.broker, error)) == "error broker: \(said)")
    }

    @Test func `commands before the first setup say one sentence`() {
        let missing = RabbitError(
            .closedByBroker, in: "queue.declare intake", "404 NOT_FOUND - no queue 'intake' in vhost '/'")
        #expect(Remedies.line(for: missing).en == "queue intake is missing: run 'lapor topology apply'")
        #expect(Remedies.line(for: missing).id == "antrean intake tidak ada: jalankan 'lapor topology apply'")
        let away = RabbitError(.cannotConnect, in: "connect", "h:1: refused")
        #expect(Remedies.line(for: away).en.hasSuffix("(RabbitMQ, connect: h:1: refused [cannotConnect])"))
        #expect(Remedies.line(for: Failure(.badData, CommonWords.none)).en == "none")
    }

    @Test(arguments: [
        (
            SchemaState.behind(["0024_a.sql", "0025_b.sql"]),
            "the schema is older than this program, without 0024_a.sql, 0025_b.sql"
        ),
        (.behind(["1", "2", "3", "4"]), "the schema is older than this program, without 1 … 4"),
        (.edited(["0007_x.sql"]), "the schema was made by another text of 0007_x.sql"),
    ]) func schema(state: SchemaState, cause: String) {
        #expect(state.remedy?.cause == cause)
        #expect(Phrase(said: cause).id != cause)
    }

    // MARK: Room

    @Test(arguments: [
        (
            BrokerNode(name: "rabbit@a", diskFree: 2e9, diskLimit: 1e9, memoryUsed: 1e9, memoryLimit: 4e9),
            ["warning broker: rabbit@a: 2.0 GB of disk are free, the alarm is at 1.0 GB -> free that disk"]
        ),
        (
            .init(name: "rabbit@a", diskFree: 9e10, diskLimit: 1e9, memoryUsed: 3.9e9, memoryLimit: 4e9),
            ["warning broker: rabbit@a: 3.9 GB of memory are used, the alarm is at 4.0 GB"]
        ),
        (.init(name: "rabbit@a", diskFree: 9e10, diskLimit: 1e9, memoryUsed: 1e9, memoryLimit: 4e9), []),
        (.init(name: "rabbit@a"), []),
    ]) func `a node that is nearly full`(node: BrokerNode, lines: [String]) {
        let found = BrokerChecks.rooms(node).map(line)
        #expect(found.count == lines.count && zip(found, lines).allSatisfy { $0.hasPrefix($1) }, "\(found)")
    }

    // MARK: What decisions and messages need

    @Test func `reference data and officers`() {
        #expect(
            line(ContentChecks.reference(without: ["region", "body"])).hasPrefix(
                "error reference data: empty: region, body -> run"))
        #expect(ContentChecks.reference(without: []).severity == .good)
        let lack = "error reference data: texts that table template does not have: "
        #expect(
            line(ContentChecks.reference(without: [], lacking: ["a", "b"])).hasPrefix(
                "\(lack)a, b -> empty table template, then restore it from a backup"))
        #expect(
            line(ContentChecks.reference(without: [], lacking: ["a", "b", "c", "d", "e"])).hasPrefix(
                "\(lack)a, b, c; and 2 more -> "))
        let both = line(ContentChecks.reference(without: ["alias"], lacking: ["a"]))
        #expect(both.hasPrefix("error reference data: empty: alias; texts that table"))
        #expect(both.contains("lapor load reference") && both.contains("empty table template"))
        let gone = line(ContentChecks.reference(without: ["template"], lacking: ["a", "b"]))
        #expect(gone.hasPrefix("error reference data: empty: template -> restore table template"))
        #expect(line(ContentChecks.officers(0, of: 0)).hasPrefix("warning liaison officers: none: nobody is told"))
        #expect(
            line(ContentChecks.officers(0, of: 3)).hasPrefix("warning liaison officers: none of 3 is in office today"))
        #expect(ContentChecks.officers(2, of: 3).severity == .good)
    }

    @Test func `who may vouch for those that give commands`() throws {
        let now = Instant(microseconds: 1_770_172_200_000_000)
        let key = try #require(SigningKey().verificationKey)
        func issuer(_ name: String, until days: Int64? = nil, revoked: Bool = false) -> Issuer {
            let end = days.map { now.advanced(bySeconds: $0 * 86_400) }
            return Issuer(
                name, roles: [.officer], bodies: ["32"], revokedAt: revoked ? now : nil,
                keys: [Issuer.Key("k", key, from: Instant(microseconds: 0), until: end)])
        }
        func lines(_ issuers: Issuer...) -> [String] { IssuerChecks.findings(issuers, at: now).map(line) }
        #expect(lines()[0].hasPrefix("warning issuers: none is registered: nobody can give a command -> see"))
        #expect(
            lines(issuer("a", revoked: true), issuer("b", until: 0))[0].hasPrefix(
                "error issuers: none of 2 has a key that holds: all commands are refused -> see"))
        for revoked in [
            [issuer("a", revoked: true)], [issuer("a", revoked: true), issuer("b", until: 9, revoked: true)],
        ] {
            #expect(
                IssuerChecks.findings(revoked, at: now).map(line)[0].hasSuffix(
                    "-> who is revoked stays so: move that key away, then 'lapor key new' and 'lapor issuer add' under a new name"
                ))
        }
        #expect(lines(issuer("a"), issuer("b", until: 22)) == ["good issuers: 2 have a key that holds"])
        #expect(lines(issuer("a"), issuer("b", revoked: true)) == ["good issuers: 1 has a key that holds"])
        #expect(lines(issuer("a"), issuer("b", until: 21))[0].hasPrefix("warning issuers: the last key of b ends on"))
        let found = lines(
            issuer("a"), issuer("b", until: -1), issuer("c", until: 9), issuer("d", until: 7), issuer("e", until: 8),
            issuer("f", until: 10))
        #expect(found.count == 2 && found[0].hasPrefix("error issuers: the last key of b ended on"), "\(found)")
        #expect(found[1].contains("key of d") && found[1].contains("key of c ends"), "the first ones first")
        #expect(found[1].contains("and 1 more -> give it another key by 'lapor issuer rotate'"), "\(found)")
    }

    @Test func `messages that go to files, and those that fail`() {
        func lines(_ outcomes: [(channel: String, state: String, count: Int)], _ filed: Set<String> = []) -> [String] {
            ContentChecks.notices(outcomes, filed: filed).filter { $0.severity != .good }.map(line)
        }
        #expect(lines([]).isEmpty && lines([("sms", "sent", 90)]).isEmpty)
        #expect(
            lines([("sms", "filed", 12)], ["sms"]) == [
                "warning notices by sms: no provider: messages are written to files and reach nobody (12 in 7 days)"
                    + " -> set LAPOR_SMS_URL for NotifyWorker"
            ])
        #expect(lines([], ["email"])[0].hasSuffix("set LAPOR_SMTP_URL for NotifyWorker"))
        #expect(lines([("sms", "filed", 12)]).isEmpty, "there is a provider now")
        #expect(
            lines([("sms", "failed", 2), ("sms", "sent", 2)])[0].hasPrefix(
                "note notices by sms: 2 failed or are unknown"))
        #expect(lines([("sms", "failed", 5), ("sms", "unknown", 5), ("sms", "sent", 90)])[0].hasPrefix("warning"))
        #expect(lines([("sms", "failed", 5), ("sms", "sent", 900)])[0].hasPrefix("note"))
    }

    @Test(arguments: [(-1, "error", "ran out on"), (20, "warning", "valid until"), (22, "good", "valid until")])
    func certificates(days: Int64, severity: String, words: String) {
        let now = Instant(microseconds: 1_700_000_000_000_000)
        let found = CertificateChecks.finding(
            DoctorWords.database, ends: now.advanced(bySeconds: days * 86_400), at: now)
        #expect(line(found).hasPrefix("\(severity) certificate of database: \(words) 20"))
    }

    // MARK: The list of workers

    @Test func `the workers, and which kinds are missing`() {
        let list = WorkerList([WorkCheckTests.worker(.intake), WorkCheckTests.worker(.clock) { $0.beatSeconds = 61 }])
        let text = Language.$current.withValue(.en) { list.text }
        #expect(
            text.contains("mesin1") && text.contains("2/2") && text.contains("alive")
                && text.contains("silent for 1 min 1 s"))
        #expect(text.hasSuffix("Not running: RoutingWorker, CaseWorker, NotifyWorker, ClockWorker"))
        #expect(list.failure?.status.rawValue == 1)
        #expect(WorkerList(WorkerKind.allCases.map { WorkCheckTests.worker($0) }).failure == nil)
        #expect(!WorkerList([]).text.isEmpty)
    }

    // MARK: Measures

    @Test(arguments: [
        (0.0, "0 s"), (0.4, "0 s"), (59.6, "1 min"), (75, "1 min 15 s"), (3600, "1 h"), (3661, "1 h 1 min"),
        (86_399, "23 h 59 min"),
        (172_800.2, "2 d"), (183_600, "2 d 3 h"), (-5, "0 s"),
    ]) func `stretches of time`(seconds: Double, text: String) { #expect(Phrase(seconds: seconds).en == text) }

    @Test(arguments: [
        (0.0, "0 B"), (999, "999 B"), (1_500, "1.5 kB"), (2e9, "2.0 GB"), (123_456_789, "123 MB"), (5e15, "5000 TB"),
    ])
    func sizes(bytes: Double, text: String) { #expect("\(Size(bytes))" == text) }
}
