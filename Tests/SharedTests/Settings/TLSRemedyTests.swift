import Rabbit
import Shared
import TLS
import Testing

/// What somebody can do about a server that is not trusted.
@Suite struct TLSRemedyTests {
    @Test(
        arguments: [
            (
                .expired("2026-11-01"),
                "RabbitMQ at mq:5671 is not trusted, its certificate expired on 2026-11-01: renew the server's certificate"
            ),
            (
                .unknownIssuer("CA X"),
                "RabbitMQ at mq:5671 is not trusted, its certificate was issued by an unknown authority (CA X): name the file of its authority in LAPOR_AMQP_TLS_CA or LAPOR_TLS_CA"
            ),
            (
                .otherName(names: "a, b", asked: "mq"),
                "RabbitMQ at mq:5671 is not trusted, its certificate is for other names (a, b), not for mq: mend LAPOR_AMQP_URL, or give the server a certificate for that name"
            ),
            (
                .wantsCertificate,
                "RabbitMQ at mq:5671 is not trusted, it asks for a client certificate: set LAPOR_AMQP_TLS_CERT and LAPOR_AMQP_TLS_KEY, or LAPOR_TLS_CERT and LAPOR_TLS_KEY"
            ),
        ] as [(TLSFault, String)]) func `one line says who, why and what to do`(fault: TLSFault, line: String) throws
    {
        let node = try RabbitAddress("amqps://mq").nodes[0]
        #expect(RabbitError(fault, of: node).remedy?.description == line)
    }

    @Test func `it lasts until somebody mends it`() throws {
        let error = RabbitError(.selfSigned, of: try RabbitAddress("amqps://mq").nodes[0])
        #expect(error.code == .untrusted && error.isLastingRefusal && error.isRetriable)
    }
}
