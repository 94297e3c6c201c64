package import Rabbit

/// The address of the broker.
package enum BrokerAddress {
    /// Reads it from the environment, with the files of its TLS.
    ///
    /// - Throws: `SettingError` when it is not set, can be no address, or leads to another machine in clear; it repeats nothing
    ///   of user and password.
    package static func of(_ environment: Environment) throws(SettingError) -> RabbitAddress {
        var address = try read(try environment.required(.amqpURL))
        if address.tls != nil {
            address.tls = try environment.tls(.amqp)
        } else {
            try environment.refuseCleartext(.amqpURL, to: address.nodes.map(\.host), cure: "amqps://")
        }
        return address
    }

    private static func read(_ url: String) throws(SettingError) -> RabbitAddress {
        do throws(RabbitError) {
            return try RabbitAddress(url)
        } catch {
            throw SettingError(key: SettingKey.amqpURL.name, reason: "cannot be used: \(error.reason)")
        }
    }
}
