import Foundation
import Rabbit
import Shared
import Store

/// The addresses that commands work with, from the environment.
enum Connections {
    static var environment: Environment { Environment(ProcessInfo.processInfo.environment) }

    /// - Throws: `SettingError`.
    static func databaseURL() throws -> String { try environment.required(.databaseURL) }

    /// A session with the store.
    ///
    /// - Parameter seconds: how long one statement may take.
    /// - Throws: `SettingError`, and the errors of the database.
    static func database(seconds: Int = 10) throws -> Database { try Database(at: try databaseURL(), seconds: seconds) }

    /// A session for figures.
    ///
    /// - Throws: `SettingError`, and the errors of the database.
    static func figures() throws -> Database { try FigureReader.session(try databaseURL()) }

    /// - Throws: `SettingError` or `RabbitError`.
    static func broker() throws -> RabbitAddress { try RabbitAddress(try environment.required(.amqpURL)) }

    /// A connection on which publishing is confirmed.
    ///
    /// - Throws: `SettingError` or `RabbitError`.
    static func publisher() throws -> RabbitConnection {
        var connection = try RabbitConnection(to: try broker())
        try connection.selectConfirms()
        return connection
    }

    /// - Throws: `SettingError`, `RabbitError` or `TopologyError`.
    static func topology() throws -> TopologyControl {
        let address = try broker()
        let management = try ManagementAPI(
            url: try environment.required(.managementURL), virtualHost: address.virtualHost)
        return TopologyControl(at: address, management: management)
    }
}
