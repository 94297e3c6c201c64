import Foundation
package import Rabbit
package import Shared

/// The addresses that commands work with, from the environment.
package enum Connections {
    static var environment: Environment { Environment(ProcessInfo.processInfo.environment) }

    /// - Throws: `SettingError`.
    package static func databaseURL() throws -> String { try environment.required(.databaseURL) }

    /// - Throws: `SettingError` or `RabbitError`.
    package static func broker() throws -> RabbitAddress { try RabbitAddress(try environment.required(.amqpURL)) }

    /// - Throws: `SettingError`, `RabbitError` or `TopologyError`.
    package static func topology() throws -> TopologyControl {
        let address = try broker()
        let management = try ManagementAPI(
            url: try environment.required(.managementURL), virtualHost: address.virtualHost)
        return TopologyControl(at: address, management: management)
    }
}
