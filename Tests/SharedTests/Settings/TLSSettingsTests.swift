import Foundation
import Rabbit
import Shared
import TLS
import TestKit
import Testing

/// TLS files and cleartext, as settings say it.
@Suite struct TLSSettingsTests {
    private static let least = [
        "LAPOR_AMQP_URL": "amqp://u:rahasia@localhost/v", "LAPOR_DATABASE_URL": "postgresql://localhost/lapor",
    ]

    private func error(_ values: [String: String]) -> String? {
        do throws(SettingError) {
            _ = try WorkerSettings(Environment(Self.least.merging(values) { $1 }))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        "localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.9.8.7", "::1", "[::1]", "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1", "", "/var/run/postgresql", "@abstract",
    ]) func `this machine`(_ host: String) { #expect(Environment([:]).notClear([host]).isEmpty) }

    @Test(arguments: [
        "mq.example", "10.0.0.1", "128.0.0.1", "127.0.0.1.example", "127.0.0", "localhost.example", "notlocalhost",
        "::2", "[fe80::1]", "0.0.0.0", "127.0.0.256", "127.0.0.1x", "::ffff:10.0.0.1",
    ]) func `other machines`(_ host: String) { #expect(Environment([:]).notClear([host]) == [host]) }

    @Test func `hosts that were allowed by name`() {
        let environment = Environment(["LAPOR_ALLOW_CLEARTEXT": "mq1, MQ2.example ,[fd00::1],"])
        #expect(environment.notClear(["mq1", "mq2.example", "MQ1", "fd00::1", "mq1."]).isEmpty)
        #expect(environment.notClear(["mq1", "mq3", "q1"]) == ["mq3", "q1"])
        #expect(Environment(["LAPOR_ALLOW_CLEARTEXT": "*"]).notClear(["mq"]) == ["mq"])
    }

    @Test(arguments: [
        ("LAPOR_AMQP_URL", "amqp://u:rahasia@mq.example/v", "mq.example", "amqps://"),
        ("LAPOR_AMQP_URL", "amqp://u:rahasia@127.0.0.1:1,10.0.0.7:2/v", "10.0.0.7", "amqps://"),
        ("LAPOR_MANAGEMENT_URL", "http://u:rahasia@mq.example:15672", "mq.example", "https://"),
        ("LAPOR_MANAGEMENT_URL", "http://u:ra@ha@mq1:1,mq2:1", "mq1, mq2", "https://"),
        ("LAPOR_MANAGEMENT_URL", "HTTP://u:rahasia@mq1:1", "mq1", "https://"),
        ("LAPOR_MANAGEMENT_URL", "http://[fd00::1]:15672", "[fd00::1]", "https://"),
    ]) func `another machine in clear is refused`(key: String, url: String, hosts: String, cure: String) throws {
        let said = try #require(error([key: url]))
        #expect(said.hasPrefix("\(key) would speak to \(hosts) in clear: use \(cure), or name the host in LAPOR_ALLOW"))
        #expect(!said.contains("rahasia"))
        #expect(error([key: url, "LAPOR_ALLOW_CLEARTEXT": hosts]) == nil)
        #expect(error([key: url, "LAPOR_ALLOW_CLEARTEXT": "other.example"]) != nil)
    }

    @Test func `TLS needs no leave`() {
        #expect(error(["LAPOR_AMQP_URL": "amqps://u:rahasia@mq1,mq2/v"]) == nil)
        #expect(error(["LAPOR_MANAGEMENT_URL": "https://u:rahasia@mq1,mq2"]) == nil)
    }

    @Test(.openssl) func `files for all, and files for one`() throws {
        let authority = try TestAuthority()
        let (general, own) = (try authority.sign("general"), try authority.sign("own"))
        let another = try TestAuthority("another")
        let other = another.authorities
        var values = [
            "LAPOR_TLS_CA": general.authorities, "LAPOR_TLS_CERT": general.certificate, "LAPOR_TLS_KEY": general.key,
        ].compactMapValues(\.self)
        for transport in Transport.allCases { #expect(try Environment(values).tls(transport) == general) }
        values["LAPOR_AMQP_TLS_CA"] = other
        values["LAPOR_AMQP_TLS_CERT"] = own.certificate
        values["LAPOR_AMQP_TLS_KEY"] = own.key
        let expected = TLSFiles(authorities: other, certificate: own.certificate, key: own.key)
        #expect(try Environment(values).tls(.amqp) == expected)
        #expect(try Environment(values).tls(.database) == general)
        values["LAPOR_AMQP_URL"] = "amqps://mq/v"
        values["LAPOR_DATABASE_URL"] = "postgresql://localhost/lapor"
        #expect(try WorkerSettings(Environment(values)).broker.tls == expected)
        // Its files go with it.
        withExtendedLifetime(another) {}
    }

    @Test(.openssl) func `half a pair, another's key and what is no PEM are refused by name`() throws {
        let authority = try TestAuthority()
        let (one, two) = (try authority.sign("one"), try authority.sign("two"))
        let (certificate, key) = (one.certificate ?? "", one.key ?? "")
        let cases: [([String: String], String)] = [
            (["LAPOR_TLS_CERT": certificate], "LAPOR_TLS_KEY must be set as well: LAPOR_TLS_CERT is"),
            (["LAPOR_TLS_KEY": key], "LAPOR_TLS_CERT must be set as well: LAPOR_TLS_KEY is"),
            (
                ["LAPOR_TLS_CERT": certificate, "LAPOR_TLS_KEY": key, "LAPOR_AMQP_TLS_CERT": certificate],
                "LAPOR_AMQP_TLS_KEY must be set as well: LAPOR_AMQP_TLS_CERT is"
            ),
            (
                ["LAPOR_TLS_CERT": certificate, "LAPOR_TLS_KEY": two.key ?? ""],
                "LAPOR_TLS_KEY must name the private key of the certificate"
            ),
            (
                ["LAPOR_TLS_CA": "/nowhere"],
                "LAPOR_TLS_CA must name a PEM file that holds the authorities, without a passphrase"
            ),
            (["LAPOR_AMQP_TLS_CA": key], "LAPOR_AMQP_TLS_CA must name a PEM file"),
            (
                ["LAPOR_TLS_CERT": key, "LAPOR_TLS_KEY": key],
                "LAPOR_TLS_CERT must name a PEM file that holds the certificate"
            ),
        ]
        for (values, words) in cases {
            let said = error(values.merging(["LAPOR_AMQP_URL": "amqps://u:rahasia@mq/v"]) { $1 })
            #expect(said?.hasPrefix(words) == true, "\(said ?? "nothing")")
            // Nobody asks for them where nobody is spoken to by TLS.
            #expect(error(values) == nil)
        }
    }
}
