package import TLS

/// Where a broker is and who connects: `amqp://user:password@host:port/vhost`, or, for a cluster, with all its nodes:
/// `amqp://user:password@host1:port1,host2:port2/vhost`, as libpq writes it. With `amqps://` the way there is encrypted.
package struct RabbitAddress: Sendable, Equatable, CustomStringConvertible {
    package struct Node: Sendable, Equatable, CustomStringConvertible {
        /// Host name or IP address.
        package var host: String
        package var port: Int
        /// `host:port`
        package var description: String { "\(host):\(port)" }
    }

    /// Host name or IP address.
    package var host: String
    /// TCP port; when the address names none, 5672, or 5671 with TLS.
    package var port: Int
    package var user: String
    /// Its password. Never printed.
    package var password: String
    /// Virtual host; `/` when the address names none.
    package var virtualHost: String
    package var others: [Node] = []
    /// The files by which broker and program know each other; nil: in clear.
    package var tls: TLSFiles?
    package var nodes: [Node] { [Node(host: host, port: port)] + others }

    /// Reads an AMQP URI (RabbitMQ's URI specification; percent-encoding is decoded).
    ///
    /// - Parameter files: for `amqps://`.
    /// - Throws: `RabbitError` `badAddress`, naming the part at fault but never the password.
    package init(_ uri: String, files: TLSFiles = TLSFiles()) throws(RabbitError) {
        func bad(_ reason: String) -> RabbitError { RabbitError(.badAddress, in: "amqp uri", reason) }
        guard let scheme = ["amqp://", "amqps://"].first(where: { uri.hasPrefix($0) }) else {
            throw bad("must begin with amqp:// or amqps://")
        }
        tls = scheme == "amqps://" ? files : nil
        var rest = uri.dropFirst(scheme.count)
        user = "guest"
        password = "guest"
        virtualHost = "/"
        if let slash = rest.firstIndex(of: "/") {
            guard let decoded = Self.decode(rest[rest.index(after: slash)...])
            else { throw bad("virtual host is not percent-encoded correctly") }
            virtualHost = decoded
            rest = rest[..<slash]
        }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), let secret = Self.decode(parts.count > 1 ? parts[1] : "")
            else { throw bad("user or password is not percent-encoded correctly") }
            user = name
            password = secret
            rest = rest[rest.index(after: at)...]
        }
        var nodes: [Node] = []
        for part in rest.split(separator: ",", omittingEmptySubsequences: false) {
            nodes.append(try Self.node(part, port: tls == nil ? 5672 : 5671))
        }
        host = nodes[0].host
        port = nodes[0].port
        others = Array(nodes.dropFirst())
    }

    private static func node(_ text: Substring, port: Int) throws(RabbitError) -> Node {
        var node = Node(host: String(text), port: port)
        if let colon = text.lastIndex(of: ":") {
            guard let number = Int(text[text.index(after: colon)...]), (1...65535).contains(number)
            else { throw RabbitError(.badAddress, in: "amqp uri", "port must be a number from 1 to 65535") }
            node = Node(host: String(text[..<colon]), port: number)
        }
        guard !node.host.isEmpty else { throw RabbitError(.badAddress, in: "amqp uri", "host is missing") }
        return node
    }

    /// The address without its password.
    package var description: String {
        "\(tls == nil ? "amqp" : "amqps")://\(user)@\(nodes.map(\.description).joined(separator: ","))/\(virtualHost)"
    }

    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.count == 2,
                digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
