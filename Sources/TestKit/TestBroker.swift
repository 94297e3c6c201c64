package import Rabbit
package import Shared

/// A virtual host of its own for one test, and what tests do to a broker behind its users' back.
package struct TestBroker: Sendable {
    /// The virtual host's address.
    package let address: RabbitAddress
    /// The management API's URL.
    package let management: String
    /// The management API, bound to the virtual host.
    package let api: ManagementAPI

    /// The virtual host as a part of a URL.
    package var path: String { ManagementAPI.escape(address.virtualHost) }

    /// Runs `body` with a fresh virtual host, which is deleted afterwards.
    ///
    /// - Throws: what `body` throws, or `TopologyError` when the virtual host cannot be made.
    package static func with<Result>(_ body: (TestBroker) throws -> Result) throws -> Result {
        let broker = try TestBroker(TestStack.required())
        defer { broker.remove() }
        return try body(broker)
    }

    /// Makes the virtual host.
    ///
    /// - Throws: `TopologyError`.
    package init(_ stack: TestStack) throws {
        var address = stack.broker
        address.virtualHost = TestStack.freshName()
        self.address = address
        management = stack.management
        api = try ManagementAPI(url: stack.management, virtualHost: address.virtualHost, tls: stack.files)
        try api.send("PUT", "vhosts/\(path)", [])
        try setPermissions()
    }

    /// Deletes it.
    package func remove() { _ = try? api.send("DELETE", "vhosts/\(path)", []) }

    /// What the account may configure, write and read: regular expressions; by default everything.
    ///
    /// - Throws: `TopologyError`.
    package func setPermissions(configure: String = ".*", write: String = ".*", read: String = ".*") throws {
        let body = #"{"configure":"\#(configure)","write":"\#(write)","read":"\#(read)"}"#
        try api.send("PUT", "permissions/\(path)/\(ManagementAPI.escape(address.user))", Array(body.utf8))
    }

    /// Sets a policy for the queue called `queue`.
    ///
    /// - Parameter definition: a JSON object.
    /// - Throws: `TopologyError`.
    package func setPolicy(_ name: String, of queue: String, _ definition: String) throws {
        let body = #"{"pattern":"^\#(queue)$","definition":\#(definition),"priority":20,"apply-to":"queues"}"#
        try api.send("PUT", "policies/\(path)/\(name)", Array(body.utf8))
    }

    /// Sets a policy of the broker's operator for all queues.
    ///
    /// - Parameter definition: a JSON object.
    /// - Throws: `TopologyError`.
    package func setOperatorPolicy(_ name: String, _ definition: String) throws {
        let body = #"{"pattern":".*","definition":\#(definition),"priority":0,"apply-to":"queues"}"#
        try api.send("PUT", "operator-policies/\(path)/\(name)", Array(body.utf8))
    }

    /// Deletes a policy.
    ///
    /// - Throws: `TopologyError`.
    package func deletePolicy(_ name: String) throws { try api.send("DELETE", "policies/\(path)/\(name)", []) }

    /// Deletes a binding.
    ///
    /// - Throws: `TopologyError`.
    package func deleteBinding(of queue: String, to exchange: String, key: String) throws {
        try api.send("DELETE", "bindings/\(path)/e/\(exchange)/q/\(queue)/\(ManagementAPI.escape(key))", [])
    }

    /// Opens a connection, with options a test may change.
    ///
    /// - Throws: `RabbitError`.
    package func connect(
        _ change: (inout RabbitConnection.Options) -> Void = { _ in }
    ) throws(RabbitError) -> RabbitConnection {
        var options = RabbitConnection.Options()
        change(&options)
        return try RabbitConnection(to: address, options: options)
    }
}
