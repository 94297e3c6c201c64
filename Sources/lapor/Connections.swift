import Foundation
import Rabbit
import Shared

/// The addresses that commands work with, from the environment.
enum Connections {
    static var environment: Environment { Environment(ProcessInfo.processInfo.environment) }

    /// - Throws: `SettingError`.
    static func databaseURL() throws -> String { try environment.required(.databaseURL) }

    /// - Throws: `SettingError` or `RabbitError`.
    static func broker() throws -> RabbitAddress { try RabbitAddress(try environment.required(.amqpURL)) }

    /// - Throws: `SettingError`, `RabbitError` or `TopologyError`.
    static func topology() throws -> TopologyControl {
        let address = try broker()
        let management = try ManagementAPI(
            url: try environment.required(.managementURL), virtualHost: address.virtualHost)
        return TopologyControl(at: address, management: management)
    }
}
