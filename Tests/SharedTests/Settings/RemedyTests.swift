import Rabbit
import TestKit
import Testing

@testable import Shared

/// What the broker says, and what somebody can do about it.
@Suite struct RemedyTests {
    private static let login = "amqp://u@mq:5672/lapor: "

    @Test(arguments: [
        (
            RabbitError.Code.refused,
            "\(login)403 ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.",
            "RabbitMQ refuses user or password: mend LAPOR_AMQP_URL"
        ),
        (
            .refused, "\(login)530 NOT_ALLOWED - vhost nix not found",
            "there is no virtual host nix: make it with 'rabbitmqctl add_vhost nix', or name another in LAPOR_AMQP_URL"
        ),
        (
            .refused, "\(login)530 NOT_ALLOWED - access to vhost 'lapor' refused for user 'u'",
            "RabbitMQ does not let account u into virtual host lapor: give it rights with 'rabbitmqctl set_permissions -p lapor u …'"
        ),
        (
            .refused, "\(login)a socket error occurred",
            "RabbitMQ closes the connection during the login: look at its log"
        ),
        (.cannotConnect, "mq:5672: connection refused", "RabbitMQ does not answer: start it, or mend LAPOR_AMQP_URL"),
        (
            .closedByBroker, "404 NOT_FOUND - no queue 'intake' in vhost 'lapor'",
            "queue intake is missing: run 'lapor topology apply'"
        ),
        (
            .closedByBroker, "404 NOT_FOUND - no exchange 'lapor.events' in vhost 'lapor'",
            "exchange lapor.events is missing: run 'lapor topology apply'"
        ),
        (
            .closedByBroker, "403 ACCESS_REFUSED - read access to queue 'intake' refused",
            "the account has no right to consume: give it rights with 'rabbitmqctl set_permissions'"
        ),
    ]) func `one line with cause and cure`(code: RabbitError.Code, reason: String, line: String) {
        #expect(RabbitError(code, in: "consume", reason).remedy?.description == line)
    }

    @Test func `of the rest the broker's words are all there is`() {
        #expect(RabbitError(.closedByBroker, in: "x", "406 PRECONDITION_FAILED - inequivalent arg").remedy == nil)
        #expect(RabbitError(.connectionLost, in: "x", "gone").remedy == nil)
    }

    @Test(arguments: [
        ("403 ACCESS_REFUSED - Login was refused", true), ("530 NOT_ALLOWED - vhost nix not found", true),
        ("530 NOT_ALLOWED - access to vhost 'x' refused for user 'u': connection limit (2) is reached", false),
        ("541 INTERNAL_ERROR - vhost 'x' is down", false), ("a socket error occurred", false),
    ]) func `some refusals pass by themselves`(reason: String, isLasting: Bool) {
        #expect(RabbitError(.refused, in: "login", reason).isLastingRefusal == isLasting)
        #expect(!RabbitError(.cannotConnect, in: "login", reason).isLastingRefusal)
    }

    // MARK: The log

    private static let refused = RabbitError(.refused, in: "login", "403 ACCESS_REFUSED - Login was refused")

    /// What is logged of `errors`, one after the other, and whether each is taken for a refusal.
    private func taken(_ errors: [any Error], pause: Int = 0) -> (isRefusal: [Bool], lines: [String]) {
        let world = ManualWorld()
        var log = RefusalLog()
        let isRefusal = errors.map { error in
            defer { world.world.sleep(pause) }
            return log.take(error, world.world)
        }
        return (isRefusal, world.log)
    }

    @Test func `a refused login is an error once, and said again after ten minutes`() {
        let (isRefusal, lines) = taken(Array(repeating: Self.refused, count: 300), pause: 4_000)
        #expect(isRefusal.allSatisfy { $0 })
        #expect(lines == [String](repeating: "error: login refused, trying again until somebody mends it", count: 2))
    }

    @Test(arguments: [refused as any Error, LaneError.broker(refused), StageFailure.refused("no")])
    func `whoever refuses`(error: any Error) {
        let (isRefusal, lines) = taken([error])
        #expect(isRefusal == [true] && lines.count == 1)
    }

    @Test(arguments: [
        RabbitError(.connectionLost, in: "x", "gone") as any Error, StageFailure.unavailable("gone"), LaneError.stopped,
        RabbitError(.refused, in: "login", "541 INTERNAL_ERROR - vhost 'x' is down"),
    ]) func `other failures are others' to tell, and end the silence`(error: any Error) {
        let (isRefusal, lines) = taken([Self.refused, error, Self.refused])
        #expect(isRefusal == [true, false, true] && lines.count == 2)
    }

    @Test(arguments: [
        [refused as any Error], [RabbitError(.connectionLost, in: "x", "gone")],
        [refused, StageFailure.unavailable("gone")],
        [StageFailure.refused("no"), StageFailure.refused("no"), refused], [LaneError.broker(refused)],
    ]) func `that it works again is said once, whatever it was`(errors: [any Error]) {
        let world = ManualWorld()
        var log = RefusalLog()
        log.worksAgain("lane works again", world.world)
        #expect(world.log.isEmpty, "nothing had failed")
        for error in errors { _ = log.take(error, world.world) }
        let before = world.log.count
        for _ in 0..<3 { log.worksAgain("lane works again", world.world) }
        #expect(world.log.dropFirst(before) == ["notice: lane works again"])
        // The next refusal is told at once.
        #expect(log.take(Self.refused, world.world) && world.log.count == before + 2)
        log.worksAgain("lane works again", world.world)
        #expect(world.log.last == "notice: lane works again")
    }

    private static let lasting: [any Error] = [
        RabbitError(
            .closedByBroker, in: "confirm",
            "403 ACCESS_REFUSED - write access to exchange 'lapor.events' in vhost 'v' refused for user 'lapor'"),
        RabbitError(
            .closedByBroker, in: "confirm",
            "403 ACCESS_REFUSED - write access to topic 'a.b' in exchange 'lapor.events' in vhost 'v' refused for user 'lapor'"
        ),
        RabbitError(.closedByBroker, in: "confirm", "404 NOT_FOUND - no exchange 'lapor.events' in vhost 'v'"),
        RabbitError(.closedByBroker, in: "basic.consume", "404 NOT_FOUND - no queue 'intake' in vhost 'v'"),
        RabbitError(.unroutable, in: "basic.publish", "no queue is bound for lapor.events complaint.registered"),
        LaneError.broker(RabbitError(.unroutable, in: "basic.publish", "no queue is bound for a b")),
        TopologyError.mismatch(["queue intake is missing"]),
        Remedy("account lapor has no right to queue 'intake'", "give it rights"),
    ]

    @Test(arguments: lasting) func `what somebody must mend is an error, said rarely`(error: any Error) {
        let (isRefusal, lines) = taken(Array(repeating: error, count: 300), pause: 4_000)
        #expect(isRefusal.allSatisfy { $0 } && lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("error: ") && $0.hasSuffix("until somebody mends it") }, "\(lines)")
    }

    @Test func `a publish that fails is told with its cure, or as a warning, and never each second`() {
        let world = ManualWorld()
        var log = RefusalLog()
        for _ in 0..<100 {
            log.takePublish(RabbitError(.unroutable, in: "basic.publish", "no queue is bound for a b"), world.world)
            world.world.sleep(1_000)
        }
        #expect(world.log == ["error: publish failed, trying again until somebody mends it"])
        for _ in 0..<100 {
            log.takePublish(RabbitError(.connectionLost, in: "basic.publish", "gone"), world.world)
            world.world.sleep(1_000)
        }
        #expect(world.log.dropFirst() == ["warning: publish failed, trying again"])
        log.worksAgain("publishing works again", world.world)
        #expect(world.log.last == "notice: publishing works again" && world.log.count == 3)
    }

    @Test func `what no queue is bound for has a cure`() {
        let error = RabbitError(.unroutable, in: "basic.publish", "no queue is bound for lapor.events a")
        #expect(error.remedy.map { "\($0)" } == "no queue is bound for lapor.events a: run 'lapor topology apply'")
    }

    @Test func `the same failure again and again is news once, and again when it worked meanwhile`() {
        let world = ManualWorld()
        var log = RefusalLog()
        let (one, other) = (StageFailure.unavailable("read-only"), StageFailure.unavailable("gone"))
        func news(_ error: StageFailure) -> Bool {
            defer { world.world.sleep(1_000) }
            _ = log.take(error, world.world)
            return log.isNews(error, world.world)
        }
        #expect([one, one, other, one, other, one].map(news) == [true, false, true, false, false, false])
        log.worksAgain("works again", world.world)
        #expect([one, one].map(news) == [true, false])
        world.world.sleep(600_000)
        #expect(news(one), "after ten minutes it is said again")
        #expect((0..<50).allSatisfy { news(.unavailable("\($0)")) }, "each another one")
    }

    // MARK: No escapes

    @Test(arguments: [
        StageFailure.unavailable(#"connection to "127.0.0.1""#) as any Error, StageFailure.refused(#"no "x""#),
        StageFailure.fault(#"relation "x""#), LaneError.fault(#"relation "x""#), LaneError.broker(refused),
        TopologyError.mismatch(["queue intake is missing"]),
    ]) func `an error in a line is words`(error: any Error) {
        #expect(!"\(error)".contains("\\") && !"\(error)".contains("(\"") && !"\(error)".contains("\n"))
    }

    @Test func `of many differences a line names some`() {
        let line = TopologyError.mismatch((1...38).map { "queue q\($0) is missing" }).description
        #expect(line.contains("queue q6 is missing; and 32 more); run 'lapor topology apply'") && !line.contains("q7"))
    }
}

/// Which servers are asked for their certificates, and how.
@Suite struct ServerCertificateTests {
    @Test(arguments: [
        ("https://mq:15671", [:], true), ("amqps://mq/v", [:], true), ("amqp://mq/v", [:], false),
        ("http://mq:15672", [:], false), ("smtps://m", [:], true),
        ("smtp://m", [:], true), ("smtp://m", ["LAPOR_SMTP_TLS": "off"], false),
        ("smtps://m", ["LAPOR_SMTP_TLS": "off"], true), ("nonsense", [:], false),
    ]) func `those that speak TLS`(url: String, variables: [String: String], speaks: Bool) {
        #expect(ServerCertificate.speaksTLS(url, Environment(variables)) == speaks)
    }

    @Test(arguments: [
        ("https://u:rahasia@mq1:15671,mq2:15671", "https://mq1:15671"),
        ("smtps://mail.example:465", "smtps://mail.example:465"),
        ("https://u:p%40@h/api", "https://h"), ("nonsense", "nonsense"), ("amqps://u:rahasia@mq/v", "https://mq:5671"),
        ("amqps://u:rahasia@mq1:5673,mq2/v", "https://mq1:5673"),
    ]) func `without a login`(url: String, asked: String) {
        #expect(ServerCertificate.place(of: url) == asked)
    }
}
