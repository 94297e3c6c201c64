import Rabbit
import Shared
import Testing

@testable import Operator

/// What the broker refuses, and what of its topology is wrong, with what mends it.
@Suite struct TopologyAdviceTests {
    private func line(_ finding: Finding) -> String {
        "\(finding.severity) \(finding.finding.en)" + (finding.advice.map { " -> \($0.en)" } ?? "")
    }

    @Test(arguments: [
        (
            "403 ACCESS_REFUSED - access to queue 'intake' in vhost 'lapor' refused for user 'tamu'",
            "error account tamu has no right to queue 'intake' -> give it rights with 'rabbitmqctl set_permissions -p lapor tamu …'"
        ),
        (
            "403 ACCESS_REFUSED - access to exchange 'lapor.intake' in vhost '/' refused for user 'kanal'",
            "error account kanal has no right to exchange 'lapor.intake' -> give it rights with 'rabbitmqctl set_permissions -p / kanal …'"
        ),
        (
            "403 ACCESS_REFUSED - write access to exchange 'lapor.dead' in vhost 'v' refused for user 'x'",
            "error account x has no right to exchange 'lapor.dead' (write) -> give it rights with 'rabbitmqctl set_permissions -p v x …'"
        ),
        (
            "403 ACCESS_REFUSED - access to topic 'intake.web' in exchange 'lapor.intake' in vhost 'v' refused for user 'x'",
            "error account x may not publish with the key of topic 'intake.web' -> publish with the key of its own channel,"
                + " or give it this one in the file of 'lapor account apply'"
        ),
        (
            "406 PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'intake' in vhost 'v': received 'quorum' but current is 'classic'",
            "error queue intake is there, made otherwise: x-queue-type is classic and must be quorum -> see whose it is; when nobody needs what lies in it, 'rabbitmqctl delete_queue -p v intake', then 'lapor topology apply'"
        ),
        (
            "406 PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'lapor.dead' in vhost 'v': received 'direct' but current is 'topic'",
            "error exchange lapor.dead is there, made otherwise: type is topic and must be direct -> see whose it is; when nobody needs it, delete it in RabbitMQ's management page of v, then 'lapor topology apply'"
        ),
        (
            "406 PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'intake' in vhost 'v': received none but current is the value '5' of type 'signedint'",
            "error queue intake is there, made otherwise: x-max-length is 5 and must be none -> see whose it is; when nobody needs what lies in it, 'rabbitmqctl delete_queue -p v intake', then 'lapor topology apply'"
        ),
        (
            "406 PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'intake' in vhost 'v': received the value 'quorum' of type 'longstr' but current is none",
            "error queue intake is there, made otherwise: x-queue-type is none and must be quorum -> see whose it is; when nobody needs what lies in it, 'rabbitmqctl delete_queue -p v intake', then 'lapor topology apply'"
        ),
        (
            "403 ACCESS_REFUSED - something else",
            "error the account has no right to confirm -> give it rights with 'rabbitmqctl set_permissions'"
        ),
    ]) func `an account without rights is told what it may not, not to make what is there`(reason: String, said: String)
    {
        let error = RabbitError(.closedByBroker, in: "confirm", reason)
        let found = BrokerChecks.topology([], error)
        #expect(line(found) == said)
        #expect(found.finding.id != found.finding.en && found.advice?.id != found.advice?.en)
    }

    @Test(arguments: [
        "queue intake is classic, must be quorum", "exchange lapor.dead is fanout, must be direct",
        "queue intake is not durable",
    ])
    func `what is of another kind is not mended by applying the topology`(difference: String) {
        let said = line(BrokerChecks.topology(["queue routing is missing", difference], nil))
        #expect(
            said.hasSuffix("-> see whose it is; when nobody needs it, delete it, then 'lapor topology apply'"),
            "\(said)")
        #expect(TopologyError.mismatch([difference]).remedy?.cause == difference)
        for other in ["queue intake: policy overflow is drop-head, must be reject-publish", "queue intake is missing"] {
            #expect(line(BrokerChecks.topology([other], nil)).hasSuffix("-> run 'lapor topology apply'"))
        }
    }
}
