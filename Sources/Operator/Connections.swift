import Foundation
import Rabbit
import Sealing
import Shared
import Store

/// The addresses that commands work with, from the environment.
enum Connections {
    static var environment: Environment { Environment(ProcessInfo.processInfo.environment) }

    static func databaseURL() throws -> String { try DatabaseAddress.of(environment) }

    /// A session with the store, and what the operator's keys open of it.
    ///
    /// - Parameter seconds: how long one statement may take.
    static func database(seconds: Int = 10) throws -> Database {
        var database = try Database(at: try databaseURL(), seconds: seconds)
        database.keys = try CaseKeys(environment, SettingKey.keyFiles)
        return database
    }

    /// Those of the operator's that open what channels have sealed; none where no file is named. Whoever reads parked messages asks
    /// `checkEnvelopeKeys()` before.
    static var envelopeKeys: CaseKeys { (try? envelopeFile.get()) ?? .none }

    private static let envelopeFile = Result { () throws(SettingError) in
        try CaseKeys(environment, [.envelopesKeyFile])
    }

    /// Checks that a file of envelopes' keys that is named can be read: without it what channels have sealed looks like nobody's.
    ///
    /// - Throws: `SettingError`.
    static func checkEnvelopeKeys() throws(SettingError) { _ = try envelopeFile.get() }

    /// Checks that what is stored of a citizen's will be sealed.
    ///
    /// - Throws: `Failure` `configuration` when a setting of keys is missing, except in a store for rehearsal.
    static func requireKeys(_ database: inout Database) throws {
        guard let missing = SettingKey.caseKeys.first(where: { environment.text($0) == nil }) else {
            return try checkKeys(&database)
        }
        guard try !DeploymentTable.ownCodes(&database).isRehearsal else { return }
        throw Failure(.configuration, SealingWords.noFile(missing.name))
    }

    /// Checks that the keys that there are are the store's: by another search key nobody is found.
    ///
    /// - Throws: `Remedy`.
    static func checkKeys(_ database: inout Database) throws {
        if let fault = try KeyRegister.fault(of: database.keys, &database) { throw Remedy(fault) }
    }

    static func figures() throws -> Database { try FigureReader.session(try databaseURL()) }

    static func broker() throws -> RabbitAddress { try BrokerAddress.of(environment) }

    static func publisher() throws -> RabbitConnection {
        let address = try broker()
        var connection = try RabbitConnection(to: address)
        try connection.selectConfirms()
        // Where channels have accounts, intake asks everybody who they are.
        connection.account = address.user
        return connection
    }

    static func topology() throws -> TopologyControl {
        let address = try broker()
        _ = try environment.required(.managementURL)
        return TopologyControl(
            at: address, management: try ManagementAPI.of(environment, virtualHost: address.virtualHost))
    }
}

extension Database {
    /// Checks that a body which an operator has named in a condition is there.
    ///
    /// - Throws: `Failure` `badData`.
    mutating func checkBody(_ code: String) throws {
        guard try hasBody(code) else { throw Failure(.badData, CommonWords.noBody(code)) }
    }

    mutating func hasBody(_ code: String) throws -> Bool { try BodyTable.name(of: code, &self) != nil }

    /// Checks that a region which an operator has named is there.
    ///
    /// - Throws: `Failure` `badData`.
    mutating func checkRegion(_ code: String) throws {
        guard try RegionTable.contains(code, &self) else { throw Failure(.badData, CommonWords.noRegion(code)) }
    }
}
