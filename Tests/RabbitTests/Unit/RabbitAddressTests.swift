import TLS
import Testing

@testable import Rabbit

/// RabbitMQ's URI specification.
@Suite struct RabbitAddressTests {
    private func parts(_ uri: String) throws -> [String] {
        let address = try RabbitAddress(uri)
        return [address.user, address.password, address.host, "\(address.port)", address.virtualHost]
    }

    @Test(arguments: [
        ("amqp://user:pass@host:10000/vhost", ["user", "pass", "host", "10000", "vhost"]),
        ("amqp://user%61:%61pass@ho.st:10000/v%2fhost", ["usera", "apass", "ho.st", "10000", "v/host"]),
        ("amqp://host", ["guest", "guest", "host", "5672", "/"]),
        ("amqp://host:1", ["guest", "guest", "host", "1", "/"]),
        ("amqp://host/", ["guest", "guest", "host", "5672", ""]),
        ("amqp://host/%2F", ["guest", "guest", "host", "5672", "/"]),
        ("amqp://host/%2f", ["guest", "guest", "host", "5672", "/"]),
        ("amqp://user@host", ["user", "", "host", "5672", "/"]),
        ("amqp://user:@host", ["user", "", "host", "5672", "/"]),
        ("amqp://127.0.0.1:65535/v", ["guest", "guest", "127.0.0.1", "65535", "v"]),
        ("amqp://u:p%40s%3As%2F@h/v", ["u", "p@s:s/", "h", "5672", "v"]),
        ("amqp://u:a:b@h", ["u", "a:b", "h", "5672", "/"]),
        ("amqp://u:p@ss@h", ["u", "p@ss", "h", "5672", "/"]),
        ("amqps://u:p@h/v", ["u", "p", "h", "5671", "v"]), ("amqps://h:5672", ["guest", "guest", "h", "5672", "/"]),
        ("amqp://h/%C3%A9", ["guest", "guest", "h", "5672", "é"]),
    ]) func read(_ uri: String, _ expected: [String]) throws { #expect(try parts(uri) == expected) }

    @Test(arguments: [
        "", "host", "http://host", "amqpss://u:rahasia@host", "AMQPS://u:rahasia@host", "amqps:/host", "amqps://",
        "AMQP:/host", "amqp://", "amqp:///v", "amqp://u:rahasia@",
        "amqp://:5672",
        "amqp://u:rahasia@h:0", "amqp://u:rahasia@h:65536", "amqp://u:rahasia@h:x", "amqp://u:rahasia@h:",
        "amqp://u:rahasia%zz@h", "amqp://u:rahasia%+1@h",
        "amqp://u:rahasia%4@h", "amqp://u%:rahasia@h", "amqp://u:rahasia@h/%", "amqp://u:rahasia@h/%ff",

    ]) func refused(_ uri: String) throws {
        let error = try #require(throws: RabbitError.self) { try RabbitAddress(uri) }
        #expect(error.code == .badAddress && !error.isRetriable)
        #expect(!error.description.contains("rahasia"))
    }

    @Test func `a cluster's nodes`() throws {
        let address = try RabbitAddress("amqp://u:p@a:1,b,10.0.0.3:3/v")
        #expect(address.nodes.map(\.description) == ["a:1", "b:5672", "10.0.0.3:3"])
        #expect(address.description == "amqp://u@a:1,b:5672,10.0.0.3:3/v")
        for uri in ["amqp://u:p@a,/v", "amqp://u:p@a,:1/v", "amqp://u:p@a,b:x/v"] {
            #expect(throws: RabbitError.self) { try RabbitAddress(uri) }
        }
    }

    @Test func `with TLS, and without`() throws {
        let files = TLSFiles(authorities: "ca.pem")
        let address = try RabbitAddress("amqps://u:rahasia@a,b:2/v", files: files)
        #expect(address.tls == files && address.description == "amqps://u@a:5671,b:2/v")
        #expect(try RabbitAddress("amqps://h").tls == TLSFiles())
        #expect(try RabbitAddress("amqp://h", files: files).tls == nil)
    }

    @Test func `the password is never printed`() throws {
        let address = try RabbitAddress("amqp://u:rahasia@h:7/v")
        #expect(address.description == "amqp://u@h:7/v")
        #expect("\(address)".contains("rahasia") == false)
    }
}
